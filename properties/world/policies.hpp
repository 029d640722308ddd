// SPDX-License-Identifier: Apache-2.0
// policies.hpp lists the combinations of policies for checks, and converts them to and from text.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare::properties {

namespace detail {
[[nodiscard]] consteval std::size_t combinations_of_policies() {
  std::size_t count = 1;
  for (PolicyTerm const& policy : kPolicies) count *= policy.values.size();
  return count;
}
[[nodiscard]] consteval std::size_t most_values_of_a_policy() {
  std::size_t most = 1;
  for (PolicyTerm const& policy : kPolicies) most = std::max(most, policy.values.size());
  return most;
}
}  // namespace detail

/// Every combination of policies: the defaults first, with the last policy changing fastest.
inline constexpr auto kAllPolicies = [] {
  std::array<Policies, detail::combinations_of_policies()> all{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::size_t rest = i;
    for (std::size_t policy = kPolicies.size(); policy-- > 0;) {
      std::size_t const count = kPolicies[policy].values.size();
      kPolicies[policy].set_in(all[i], rest % count);
      rest /= count;
    }
  }
  return all;
}();

/// The fewest combinations that contain every value of every policy: the defaults, then every policy's second value,
/// and so on; a policy without more values keeps its last.
inline constexpr auto kEachValueOfPolicies = [] {
  std::array<Policies, detail::most_values_of_a_policy()> some{};
  for (std::size_t i = 0; i < some.size(); ++i)
    for (PolicyTerm const& policy : kPolicies) policy.set_in(some[i], std::min(i, policy.values.size() - 1));
  return some;
}();

/// The policies that `settings` names, "final_scope=chain,reschedule=finalizes"; the others are at their defaults.
/// Nothing if a policy or value is unknown.
[[nodiscard]] std::optional<Policies> policies_of_text(std::string_view settings);

/// Every policy, in the form of the options: "final_scope=record reschedule=updates".
[[nodiscard]] std::string text_of(Policies const& policies, std::string_view separator = " ");

/// The same as command-line options: "--policy final_scope=record --policy reschedule=updates".
[[nodiscard]] std::string options_of(Policies const& policies);

/// The policies that differ from their default, as command-line options, each after a blank.
[[nodiscard]] std::string options_of_others(Policies const& policies);

}  // namespace recordshare::properties
