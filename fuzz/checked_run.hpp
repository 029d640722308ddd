// SPDX-License-Identifier: Apache-2.0
// checked_run.hpp runs the whole of `recordshare run` on bytes, from one descriptor to another.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <recordshare/options.hpp>

namespace recordshare::fuzz {

/// Spoils the answers and the exit status: the planted error of a canary (canary.hpp). Null without a canary.
using SpoilAnswers = void (*)(std::string_view input, std::string& answers, int& status);

/// The policies under which a text is played. They are derived from its bytes, so that all combinations occur.
[[nodiscard]] Policies policies_of(std::string_view input) noexcept;

/// Runs the verb `run` in this process, on files in memory. One thread at a time.
class CheckedRun {
 public:
  explicit CheckedRun(SpoilAnswers spoil = nullptr);
  ~CheckedRun();
  CheckedRun(CheckedRun const&) = delete;
  CheckedRun& operator=(CheckedRun const&) = delete;

  /// The first fault; empty if these hold:
  ///
  /// * there is one answer for each line that is not blank, in order, each ending in `\n`;
  /// * each answer equals the reference's byte for byte, except for `message`;
  /// * the exit status says whether a line was invalid.
  [[nodiscard]] std::string fault_of(std::string_view input);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recordshare::fuzz
