// SPDX-License-Identifier: Apache-2.0
// evidence.hpp gathers what contracts, proof and streams reach of the tables, for the traceability of model/README.md.
#pragma once

#include <filesystem>

#include "properties/document/evidence.hpp"

namespace recordshare::properties {

/// All of properties/document/evidence.json but tests and fuzz corpora, from the project's folder `source`: which rules
/// have a contract, what the proof claims of each row, and what each conformance story reaches. Claims are counted
/// here; that they hold is for prove(). O(files + obligations).
[[nodiscard]] describe::Evidence evidence_of(std::filesystem::path const& source);

/// What something reached, by name.
struct Fired;
[[nodiscard]] describe::Reached reached_by(std::string name, Fired const& fired);

}  // namespace recordshare::properties
