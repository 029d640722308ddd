// SPDX-License-Identifier: Apache-2.0
// seeds.hpp generates the seeds of every target: the conformance stories, and the shortest path to each row.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fuzz/targets.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::fuzz {

/// Inputs by file name.
using Seeds = std::map<std::string, std::string>;

/// A shortest stream of a bounded world to an outcome of a row: it decides, or one of its conditions is true or false.
struct PathToRow {
  properties::streams::Stream stream;
  std::string state;  ///< as an input of machine_fuzzer: the state before the last event, and that event
};

/// Explores the worlds of properties/mutate/row_coverage.hpp, breadth first. Some ten seconds.
[[nodiscard]] std::vector<PathToRow> paths_to_rows();

/// The seeds of a target.
[[nodiscard]] Seeds seeds_of(Target const& target, std::vector<PathToRow> const& paths);

/// The target's dictionary (X_fuzzer.dict): one event of each kind, or the words of events.md for lines.
[[nodiscard]] std::string dictionary_of(Target const& target);

}  // namespace recordshare::fuzz
