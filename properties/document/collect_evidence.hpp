// SPDX-License-Identifier: Apache-2.0
// collect_evidence.hpp collects what contracts, proof and streams reach of the tables.
#pragma once

#include <string>

#include "properties/document/evidence.hpp"

namespace recordshare::properties {

/// All of properties/document/evidence.json but tests and fuzz corpora: which rules have a contract, what the proof
/// claims of each row, and what each conformance story reaches. Claims are counted here; that they hold is for prove().
/// O(stories + obligations).
[[nodiscard]] describe::Evidence collect_evidence();

/// What something reached, by name.
struct Fired;
[[nodiscard]] describe::Reached reached_by(std::string name, Fired const& fired);

}  // namespace recordshare::properties
