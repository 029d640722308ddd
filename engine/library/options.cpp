// SPDX-License-Identifier: Apache-2.0
// options.cpp reads policies from their names in rules.md.
#include <recordshare/options.hpp>

namespace recordshare {

bool set_policy(Policies& policies, std::string_view setting) noexcept {
  for (std::size_t policy = 0; policy < kPolicies.size(); ++policy) {
    auto const& [name, values] = kPolicies[policy];
    for (std::size_t value = 0; value < values.size(); ++value) {
      bool const is_it = setting.size() == name.size() + 1 + values[value].size() && setting.starts_with(name) &&
                         setting[name.size()] == '=' && setting.ends_with(values[value]);
      if (!is_it) continue;
      if (policy == 0) {
        policies.final_scope = static_cast<FinalScope>(value);
      } else {
        policies.reschedule = static_cast<Reschedule>(value);
      }
      return true;
    }
  }
  return false;
}

}  // namespace recordshare
