// SPDX-License-Identifier: Apache-2.0
// seeds.hpp makes the first inputs of every target: the conformance stories, and the shortest path to each row.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fuzz/targets.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::fuzz {

/// Inputs by the names of their files.
using Seeds = std::map<std::string, std::string>;

/// A shortest stream of a bounded world behind which something is seen of a row for the first time: it decides, or one
/// of its conditions says so or otherwise.
struct PathToRow {
  properties::streams::Stream stream;
  std::string state;  ///< the same as an input of machine_fuzzer: the state before the last event, and that event
};

/// Explores the worlds of properties/mutate/row_coverage.hpp, breadth first. Some ten seconds.
[[nodiscard]] std::vector<PathToRow> paths_to_rows();

/// The seeds of a target.
[[nodiscard]] Seeds seeds_of(Target const& target, std::vector<PathToRow> const& paths);

/// What a fuzzer may put into an input (X_fuzzer.dict): of events one of each kind, of lines the words of events.md.
[[nodiscard]] std::string dictionary_of(Target const& target);

}  // namespace recordshare::fuzz
