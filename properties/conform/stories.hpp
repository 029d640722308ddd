// SPDX-License-Identifier: Apache-2.0
// stories.hpp declares the conformance stories (properties/conform/stories), which are built into the library.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare {

/// A stream. The engine computes the expected answers; tests compare these with the `.out.jsonl` files.
struct Story {
  std::string_view name;   ///< "01-single-step-transfer"
  std::string_view lines;  ///< of events.md, each with its `\n`; not all are events
  /// The policies that it is played under besides the defaults: "final_scope=chain,reschedule=finalizes"; a blank
  /// separates combinations.
  std::string_view other_policies;
};

/// The defaults and the story's other policies.
[[nodiscard]] std::vector<Policies> policies_of(Story const& story);

/// All stories, ordered by name.
[[nodiscard]] std::span<Story const> stories() noexcept;

}  // namespace recordshare
