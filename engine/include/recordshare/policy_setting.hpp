// SPDX-License-Identifier: Apache-2.0
// policy_setting.hpp sets a policy from text, for command lines and configuration files.
//
//     Options options;
//     assert(set_policy(options.policies, "final_scope=chain"));
//     assert(options.policies.final_scope == FinalScope::Chain);
//     assert(!set_policy(options.policies, "final_scope=all"));  // unknown value: nothing changes
#pragma once

#include <string_view>

#include <recordshare/options.hpp>

namespace recordshare {

/// Sets one policy. `setting` is `NAME=VALUE` with a name and a value of rules.md, section 7.
/// Returns false and leaves `policies` unchanged if the name or the value is unknown. O(1). Thread-safe.
[[nodiscard]] bool set_policy(Policies& policies, std::string_view setting) noexcept;

}  // namespace recordshare
