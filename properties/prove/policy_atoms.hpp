// SPDX-License-Identifier: Apache-2.0
// policy_atoms.hpp names the truth values that encode the policies in force.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare::properties::prove {

/// The atom that a policy has a certain value, which is not its default.
///
/// The first true atom of a policy selects its value; if none is true, the default is in force. So any assignment is a
/// combination of policies, and two values need one atom.
struct PolicyAtom {
  static constexpr std::size_t kNameMax = 64;

  std::size_t policy;
  std::size_t value;
  std::array<char, kNameMax> text;
  std::size_t size;

  /// "final_scope_is_chain".
  [[nodiscard]] consteval std::string_view name() const noexcept { return {text.data(), size}; }
};

namespace detail {
[[nodiscard]] consteval std::size_t count_of_policy_atoms() {
  std::size_t count = 0;
  for (PolicyTerm const& policy : kPolicies) count += policy.values.size() - 1;
  return count;
}
}  // namespace detail

/// In the order of the register.
inline constexpr auto kPolicyAtoms = [] {
  std::array<PolicyAtom, detail::count_of_policy_atoms()> atoms{};
  std::size_t count = 0;
  for (std::size_t policy = 0; policy < kPolicies.size(); ++policy)
    for (std::size_t value = 1; value < kPolicies[policy].values.size(); ++value) {
      PolicyAtom& atom = atoms[count++];
      atom.policy = policy;
      atom.value = value;
      for (std::string_view const part :
           {kPolicies[policy].name, std::string_view("_is_"), kPolicies[policy].values[value]})
        for (char const letter : part) atom.text.at(atom.size++) = letter;
    }
  return atoms;
}();

}  // namespace recordshare::properties::prove
