// SPDX-License-Identifier: Apache-2.0
// policies.hpp gives the combinations of policies that checks go through, and a combination's text.
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

/// Every combination of policies: the defaults first, and the last policy changes from one to the next.
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

/// As few combinations as have every value of every policy in one of them: the defaults, then every policy's second
/// value, and so on; a policy that has no more values keeps its last.
inline constexpr auto kEachValueOfPolicies = [] {
  std::array<Policies, detail::most_values_of_a_policy()> some{};
  for (std::size_t i = 0; i < some.size(); ++i)
    for (PolicyTerm const& policy : kPolicies) policy.set_in(some[i], std::min(i, policy.values.size() - 1));
  return some;
}();

/// The policies that `settings` names, "final_scope=chain,reschedule=finalizes"; the others are at their defaults.
/// Nothing where there is no such policy or value.
[[nodiscard]] std::optional<Policies> policies_of_text(std::string_view settings);

/// Every policy, as options name them: "final_scope=record reschedule=updates".
[[nodiscard]] std::string text_of(Policies const& policies, std::string_view separator = " ");

/// The same as options of the command: "--policy final_scope=record --policy reschedule=updates".
[[nodiscard]] std::string options_of(Policies const& policies);

/// Those that are not at their default, as options of the command, each with a blank before it; empty of the defaults.
[[nodiscard]] std::string options_of_others(Policies const& policies);

}  // namespace recordshare::properties
