// SPDX-License-Identifier: Apache-2.0
// smt_text.hpp writes obligations in SMT-LIB, to check them with another solver.
#pragma once

#include <string>

#include "properties/prove/formula.hpp"
#include "properties/prove/proof.hpp"

namespace recordshare::properties::prove {

/// The formula as an SMT-LIB term.
[[nodiscard]] std::string smt_term(Formula const& formula);

/// The obligation as a file, with its claim in words; `:status` is Z3's answer. The logic UFDT is first-order logic
/// with data types, used for requests.
[[nodiscard]] std::string smt_file(Asked const& asked);

}  // namespace recordshare::properties::prove
