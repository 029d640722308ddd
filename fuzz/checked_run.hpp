// SPDX-License-Identifier: Apache-2.0
// checked_run.hpp puts bytes through the whole of `recordshare run`, from one descriptor to another.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <recordshare/options.hpp>

namespace recordshare::fuzz {

/// Makes the answers wrong: how a canary is planted (canary.hpp). Null where nothing is.
using SpoilAnswers = void (*)(std::string_view input, std::string& answers);

/// Under which policies a text is played, so that all are: its bytes are the stream alone.
[[nodiscard]] Policies policies_of(std::string_view input) noexcept;

/// Runs the command's verb in this process, over files in memory. One thread at a time.
class CheckedRun {
 public:
  explicit CheckedRun(SpoilAnswers spoil = nullptr);
  ~CheckedRun();
  CheckedRun(CheckedRun const&) = delete;
  CheckedRun& operator=(CheckedRun const&) = delete;

  /// What is wrong; empty where nothing is:
  ///
  /// * there is one answer for each line that is not blank, in order, each ending in `\n`;
  /// * each is, byte for byte but for `message`, what the reference says of the line;
  /// * the exit status says whether some line was none.
  [[nodiscard]] std::string fault_of(std::string_view input);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace recordshare::fuzz
