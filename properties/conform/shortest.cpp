// SPDX-License-Identifier: Apache-2.0
// shortest.cpp removes lines until the stream fits into a small world, and simplifies it there.
#include "properties/conform/shortest.hpp"

#include <algorithm>
#include <functional>
#include <string>

#include "properties/conform/numbered.hpp"
#include "properties/world/shrink.hpp"

namespace recordshare::conformance {
namespace {

using properties::streams::Naming;

/// Names that no other candidate has, in the same order as the plain names.
Naming naming_of_candidate(std::size_t number) {
  Naming naming = Naming::plain();
  std::string const ending = "-" + std::to_string(number);
  for (auto& agent : naming.agents) agent += ending;
  for (auto& dn : naming.dns) dn += ending;
  naming.outside += ending;
  for (auto& call : naming.calls) call += ending;
  for (auto& chain : naming.chains) chain = chain.value() + 10 * (number + 1);
  for (auto& list : naming.records)
    for (auto& record : list) record = record.value() + 1000 * (number + 1);
  return naming;
}

/// Several candidates, concatenated.
struct Together {
  Lines lines;
  std::vector<std::size_t> ends;  ///< the line after each candidate

  [[nodiscard]] std::size_t candidate_at(std::size_t line) const {
    auto const end = std::upper_bound(ends.begin(), ends.end(), line);
    return static_cast<std::size_t>(std::min(end, ends.end() - 1) - ends.begin());
  }
};

}  // namespace

bool Shortest::may_go_on() {
  bool const in_time = std::chrono::steady_clock::now() - start_ < kTimeMax;
  return in_time && plays_ < kPlaysMax && goes_on_(shortest_.questions.lines.size());
}

std::optional<Wrong> Shortest::play(Questions const& questions) {
  ++plays_;
  return respondent_->play(questions, limit_);
}

bool Shortest::is_new(Lines const& lines) {
  std::string all;
  for (std::string const& line : lines) all.append(line).push_back('\n');
  return tried_.insert(std::hash<std::string>()(all)).second;
}

bool Shortest::shows(Lines lines) {
  if (lines == shortest_.questions.lines) return true;
  if (!is_new(lines) || !may_go_on()) return false;
  Questions questions = questions_of(std::move(lines), shortest_.questions.policies);
  questions.one_by_one = shortest_.questions.one_by_one;
  auto wrong = play(questions);
  if (!wrong.has_value() || wrong->fault != shortest_.wrong.fault) return false;
  shortest_ = {std::move(questions), *std::move(wrong)};
  return true;
}

Shown Shortest::find(Shown first) {
  shortest_ = std::move(first);
  if (auto const& [questions, wrong] = shortest_; wrong.answer + 1 < questions.asked.size()) {
    auto const end = questions.lines.begin() + static_cast<std::ptrdiff_t>(questions.asked[wrong.answer]) + 1;
    static_cast<void>(shows({questions.lines.begin(), end}));  // later lines seldom matter
  }
  if (!is_small()) leave_out_lines(true);
  if (is_small()) simplify();
  leave_out_lines(false);
  return std::move(shortest_);
}

bool Shortest::is_small() const {
  Lines const& lines = shortest_.questions.lines;
  return lines.size() <= kSmallLines && moves_of(lines, shortest_.questions.policies).has_value();
}

void Shortest::leave_out_lines(bool until_small) {
  auto const& lines = shortest_.questions.lines;
  auto const left = [&] { return until_small && is_small() ? 0 : lines.size(); };
  properties::streams::leave_out_chunks(left, [&](std::size_t begin, std::size_t count) {
    return shows(properties::streams::without(lines, begin, count));
  });
}

void Shortest::simplify() {
  auto const& policies = shortest_.questions.policies;
  auto stream = moves_of(shortest_.questions.lines, policies);
  if (!stream.has_value() || !shows(lines_of(stream->moves, Naming::plain()))) return;
  static_cast<void>(properties::streams::shrink(*std::move(stream), [&](std::vector<Stream>& candidates) {
    std::erase_if(candidates, [&](Stream const& one) { return one.policies != policies; });
    return first_that_shows(candidates);
  }));
}

std::optional<std::size_t> Shortest::first_that_shows(std::vector<Stream> const& candidates) {
  std::size_t from = 0;
  while (from < candidates.size() && may_go_on()) {
    if (shortest_.questions.one_by_one || unconfirmed_ > kUnconfirmedMax) return first_alone(candidates, from);
    Together together;
    std::size_t to = from;
    while (to < candidates.size() && together.lines.size() < kLinesAtATime) {
      Lines const lines = lines_of(candidates[to].moves, naming_of_candidate(to));
      together.lines.insert(together.lines.end(), lines.begin(), lines.end());
      together.ends.push_back(together.lines.size());
      ++to;
    }
    auto const wrong = play(questions_of(together.lines, shortest_.questions.policies));
    if (!wrong.has_value()) {
      from = to;
      continue;
    }
    // A fault after the last answer belongs to no candidate.
    if (wrong->answer >= together.lines.size()) return first_alone(candidates, from);
    from += together.candidate_at(wrong->answer);
    if (shows(lines_of(candidates[from].moves, Naming::plain()))) return from;
    if (wrong->fault == shortest_.wrong.fault) ++unconfirmed_;
    ++from;
  }
  return std::nullopt;
}

std::optional<std::size_t> Shortest::first_alone(std::vector<Stream> const& candidates, std::size_t from) {
  for (; from < candidates.size() && may_go_on(); ++from)
    if (shows(lines_of(candidates[from].moves, Naming::plain()))) return from;
  return std::nullopt;
}

}  // namespace recordshare::conformance
