// SPDX-License-Identifier: Apache-2.0
// shortest.hpp searches for the shortest stream that shows a respondent's fault.
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

/// A stream and the fault that it shows.
struct Shown {
  Questions questions;
  Wrong wrong;
};

/// Searches for a shorter stream that shows the same kind of fault. A respondent may be nondeterministic; the result
/// has failed at least once as reported.
///
/// A program takes time to start, so many candidates are played as one stream. Each has its own names, so that they are
/// independent in a correct implementation (I12). The first that fails is then played alone, and counts only if it
/// fails alone.
class Shortest {
 public:
  static constexpr std::size_t kPlaysMax = 2'000;
  static constexpr std::chrono::seconds kTimeMax{20};  ///< a hanging program makes every play slow
  static constexpr std::size_t kLinesAtATime = 600;    ///< of the candidates played as one stream
  static constexpr std::size_t kSmallLines =
      200;  ///< the number of simpler candidates grows with the square of the length
  static constexpr std::size_t kUnconfirmedMax = 3;  ///< after so many, candidates are not independent

  /// `limit` is the maximum time for a play. `goes_on` takes the length of the shortest stream so far.
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
  std::unordered_set<std::size_t> tried_;  // hashes of streams; a collision loses a candidate
  Shown shortest_;
};

}  // namespace recordshare::conformance
