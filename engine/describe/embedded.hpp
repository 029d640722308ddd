// SPDX-License-Identifier: Apache-2.0
// embedded.hpp gives the texts that are built into the command, so that it can describe the model wherever it runs.
#pragma once

#include <span>
#include <string_view>

namespace recordshare::describe {

/// A conformance story (tests/conformance): its name, its events as JSON Lines, and whether it is also told under
/// `final_scope=chain reschedule=finalizes`.
struct EmbeddedStory {
  std::string_view name;
  std::string_view input;
  bool under_other_policies;
};

/// model/rules.md and model/evidence.json as they were when this was built.
[[nodiscard]] std::string_view embedded_rules() noexcept;
[[nodiscard]] std::string_view embedded_evidence() noexcept;

/// All conformance stories, by name.
[[nodiscard]] std::span<EmbeddedStory const> embedded_stories() noexcept;

}  // namespace recordshare::describe
