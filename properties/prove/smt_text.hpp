// SPDX-License-Identifier: Apache-2.0
// smt_text.hpp writes obligations in SMT-LIB, so that another solver can be asked what Z3 was asked.
#pragma once

#include <string>

#include "properties/prove/formula.hpp"
#include "properties/prove/proof.hpp"

namespace recordshare::properties::prove {

/// The formula as an SMT-LIB term.
[[nodiscard]] std::string smt_term(Formula const& formula);

/// The question as a file of its own, which says in words what it claims; `:status` is what Z3 answered. UFDT is
/// first-order logic with the data type of requests.
[[nodiscard]] std::string smt_file(Asked const& asked);

}  // namespace recordshare::properties::prove
