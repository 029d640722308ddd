// SPDX-License-Identifier: Apache-2.0
// first_mention.hpp numbers names in the order in which they are first mentioned.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace recordshare::properties {

/// Numbers names from 0, up to a maximum. O(n) for a name.
template <class Name>
class FirstMention {
 public:
  explicit FirstMention(std::size_t most) : most_(most) {}

  /// The number of the name; nothing if it is new and the maximum is reached.
  template <class Same>
  std::optional<std::uint8_t> operator()(Same const& name) {
    auto const found = std::find(names_.begin(), names_.end(), name);
    auto const number = static_cast<std::size_t>(found - names_.begin());
    if (number >= most_) return std::nullopt;
    if (found == names_.end()) names_.emplace_back(name);
    return static_cast<std::uint8_t>(number);
  }

  [[nodiscard]] std::vector<Name> const& names() const noexcept { return names_; }

 private:
  std::size_t most_;
  std::vector<Name> names_;
};

}  // namespace recordshare::properties
