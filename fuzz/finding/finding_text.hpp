// SPDX-License-Identifier: Apache-2.0
// finding_text.hpp writes an input for people: as a stream of events.md, with its explanation and a sequence diagram.
#pragma once

#include <string>

#include <recordshare/options.hpp>

#include "fuzz/targets.hpp"

namespace recordshare::fuzz {

/// The input as lines of events.md, and the options under which they are played.
struct EventStream {
  std::string lines;
  Options options;
};

[[nodiscard]] EventStream stream_of(Target const& target, std::string const& input);

/// Writes `stream.jsonl`, `explain.txt` and `diagram.mmd` (Mermaid) into the folder, which must exist. Throws
/// std::runtime_error if a file cannot be written.
void write_texts(EventStream const& stream, std::string const& folder);

}  // namespace recordshare::fuzz
