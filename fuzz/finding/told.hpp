// SPDX-License-Identifier: Apache-2.0
// told.hpp tells an input to people: as a stream of events.md, as `explain` tells it, and as a sequence diagram.
#pragma once

#include <string>

#include <recordshare/options.hpp>

#include "fuzz/targets.hpp"

namespace recordshare::fuzz {

/// The input as lines of events.md, and under which options they are played.
struct ToldStream {
  std::string lines;
  Options options;
};

[[nodiscard]] ToldStream told_stream(Target const& target, std::string const& input);

/// Writes `stream.jsonl`, `explain.txt` and `diagram.mmd` (Mermaid) into the folder, which is there.
/// Throws std::runtime_error where it cannot.
void tell(ToldStream const& stream, std::string const& folder);

}  // namespace recordshare::fuzz
