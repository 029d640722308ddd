// SPDX-License-Identifier: Apache-2.0
// shortest.hpp looks for the shortest stream that shows what is wrong with a respondent.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "properties/conform/questions.hpp"
#include "properties/conform/respondent.hpp"
#include "properties/world/stream.hpp"

namespace recordshare::conformance {

/// What shows the fault, and how.
struct Shown {
  Questions questions;
  Wrong wrong;
};

/// Looks for less that shows the same kind of fault. A respondent may answer differently at every play; what it ends
/// with has been seen to fail as it says.
///
/// A program takes time to start. So candidates are not played one by one, but many at a time as one stream: each with
/// names of its own, so that to a right arbiter none of them feels another (I12). The first that comes out wrong is
/// played alone then, and counts only if it is wrong alone.
class Shortest {
 public:
  static constexpr std::size_t kPlaysMax = 2'000;
  static constexpr std::chrono::seconds kTimeMax{20};  ///< a program that hangs makes every play long
  static constexpr std::size_t kLinesAtATime = 600;    ///< of candidates as one stream: their chains and agents add up
  static constexpr std::size_t kSmallLines = 200;      ///< what is simpler than a stream is its length times as many
  static constexpr std::size_t kUnconfirmedMax = 3;    ///< after so many, candidates do feel each other

  /// `limit` is the most time for a candidate; `goes_on` is told the lines of the shortest so far.
  Shortest(Respondent& respondent, std::chrono::milliseconds limit, std::function<bool(std::size_t)> goes_on)
      : respondent_(&respondent), limit_(limit), goes_on_(std::move(goes_on)) {}

  [[nodiscard]] Shown find(Shown first);
  [[nodiscard]] std::size_t plays() const noexcept { return plays_; }

 private:
  using Stream = properties::streams::Stream;

  [[nodiscard]] bool may_go_on();
  std::optional<Wrong> play(Questions const& questions);
  bool shows(Lines lines);
  bool is_new(Lines const& lines);
  [[nodiscard]] bool is_small() const;
  void leave_out_lines(bool until_small);
  void simplify();
  std::optional<std::size_t> first_that_shows(std::vector<Stream> const& candidates);
  std::optional<std::size_t> first_alone(std::vector<Stream> const& candidates, std::size_t from);

  Respondent* respondent_;
  std::chrono::milliseconds limit_;
  std::function<bool(std::size_t)> goes_on_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::size_t plays_ = 0;
  std::size_t unconfirmed_ = 0;
  std::unordered_set<std::size_t> tried_;  // hashes of streams; one that meets another's is a candidate less
  Shown shortest_;
};

}  // namespace recordshare::conformance
