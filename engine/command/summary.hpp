// SPDX-License-Identifier: Apache-2.0
// summary.hpp counts the outcomes of a run by type, reason and rule.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <recordshare/events.hpp>
#include <recordshare/outcome.hpp>

namespace recordshare::command {

class Summary {
 public:
  /// Counts one line; `event` is null if the line is not a valid event.
  void count(Event const* event, Outcome const& outcome) noexcept;

  [[nodiscard]] std::uint64_t lines() const noexcept { return lines_; }
  [[nodiscard]] std::uint64_t invalid_lines() const noexcept { return invalid_; }

  /// Formats the table of `--summary` for a run that took `seconds`.
  [[nodiscard]] std::string table(double seconds) const;

 private:
  static constexpr std::size_t kTypes = kEvents.size() + kRequests.size();

  struct TypeCount {
    std::uint64_t took_effect = 0;  // accepted or acknowledged
    std::array<std::uint64_t, kReasons.size()> turned_down{};
  };

  void append_types(std::string& table) const;
  void append_rules(std::string& table) const;

  std::uint64_t lines_ = 0;
  std::uint64_t invalid_ = 0;
  std::array<TypeCount, kTypes> types_{};
  std::array<std::uint64_t, kRules.size()> rules_{};
};

}  // namespace recordshare::command
