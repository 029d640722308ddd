// SPDX-License-Identifier: Apache-2.0
// policy_setting.hpp reads a policy from text, as command lines and configuration files have it.
//
//     Options options;
//     assert(set_policy(options.policies, "final_scope=chain"));
//     assert(options.policies.final_scope == FinalScope::Chain);
//     assert(!set_policy(options.policies, "final_scope=all"));  // no such value: nothing is changed
#pragma once

#include <string_view>

#include <recordshare/options.hpp>

namespace recordshare {

/// Sets the policy that `setting`, written `NAME=VALUE` as in rules.md section 7, names.
/// Returns false, with `policies` unchanged, if there is no such name or value. O(1); any thread.
[[nodiscard]] bool set_policy(Policies& policies, std::string_view setting) noexcept;

}  // namespace recordshare
