// SPDX-License-Identifier: Apache-2.0
// stories.hpp gives the conformance stories (properties/conform/stories), which are built in: nothing need be found.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare {

/// A stream. What is to be answered, the engine says: tests hold it to the answers that stand beside the stories.
struct Story {
  std::string_view name;   ///< "01-single-step-transfer"
  std::string_view lines;  ///< of events.md, each with its `\n`; not all are events
  /// The policies that it is told under beside the defaults: "final_scope=chain,reschedule=finalizes"; a blank between
  /// two combinations.
  std::string_view other_policies;
};

/// The defaults, and the other policies that the story is told under.
[[nodiscard]] std::vector<Policies> policies_of(Story const& story);

/// In the order of their names.
[[nodiscard]] std::span<Story const> stories() noexcept;

}  // namespace recordshare
