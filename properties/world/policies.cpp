// SPDX-License-Identifier: Apache-2.0
// policies.cpp converts combinations of policies to and from text.
#include "properties/world/policies.hpp"

#include <recordshare/policy_setting.hpp>

namespace recordshare::properties {
namespace {

std::string setting(PolicyTerm const& policy, Policies const& policies) {
  return std::string(policy.name).append("=").append(policy.values[policy.value_in(policies)]);
}

}  // namespace

std::optional<Policies> policies_of_text(std::string_view settings) {
  Policies policies;
  for (bool more = true; more;) {
    std::size_t const comma = std::min(settings.find(','), settings.size());
    if (!set_policy(policies, settings.substr(0, comma))) return std::nullopt;
    more = comma < settings.size();
    settings.remove_prefix(more ? comma + 1 : comma);
  }
  return policies;
}

std::string text_of(Policies const& policies, std::string_view separator) {
  std::string text;
  for (PolicyTerm const& policy : kPolicies)
    text.append(text.empty() ? "" : separator).append(setting(policy, policies));
  return text;
}

std::string options_of(Policies const& policies) { return "--policy " + text_of(policies, " --policy "); }

std::string options_of_others(Policies const& policies) {
  std::string text;
  for (PolicyTerm const& policy : kPolicies)
    if (policy.value_in(policies) != 0) text.append(" --policy ").append(setting(policy, policies));
  return text;
}

}  // namespace recordshare::properties
