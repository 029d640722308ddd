// SPDX-License-Identifier: Apache-2.0
// policy_setting.cpp sets policies by their names in rules.md.
#include <recordshare/policy_setting.hpp>

#include <algorithm>

namespace recordshare {

bool set_policy(Policies& policies, std::string_view setting) noexcept {
  std::size_t const equals = setting.find('=');
  if (equals == std::string_view::npos) return false;
  for (PolicyTerm const& policy : kPolicies) {
    if (policy.name != setting.substr(0, equals)) continue;
    auto const value = std::find(policy.values.begin(), policy.values.end(), setting.substr(equals + 1));
    if (value == policy.values.end()) return false;
    policy.set_in(policies, static_cast<std::size_t>(value - policy.values.begin()));
    return true;
  }
  return false;
}

}  // namespace recordshare
