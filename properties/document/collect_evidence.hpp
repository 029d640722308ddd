// SPDX-License-Identifier: Apache-2.0
// collect_evidence.hpp collects the rules and rows that contracts, proof and streams reach.
#pragma once

#include <string>

#include "properties/document/evidence.hpp"

namespace recordshare::properties {

/// The contents of properties/document/evidence.json without tests and fuzz corpora: the rules with a contract, the
/// claims about each row, and the rules and rows that each story reaches. Claims are counted, not proved.
/// O(stories + obligations).
[[nodiscard]] describe::Evidence collect_evidence();

/// The names of the reached rules and rows.
struct Fired;
[[nodiscard]] describe::Reached reached_by(std::string name, Fired const& fired);

}  // namespace recordshare::properties
