// SPDX-License-Identifier: Apache-2.0
// check.cpp plays stories and random streams to a respondent, and shortens the first that shows a fault.
#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <recordshare/json_lines.hpp>

#include "engine/generator/generator.hpp"
#include "engine/report/lines.hpp"
#include "properties/conform/numbered.hpp"
#include "properties/conform/respondent.hpp"
#include "properties/conform/shortest.hpp"
#include "properties/conform/stories.hpp"
#include "properties/world/generate.hpp"

namespace recordshare::conformance {
namespace {

using Clock = std::chrono::steady_clock;

Lines lines_of_story(Story const& story) {
  auto const lines = lines_in(story.lines);
  return {lines.begin(), lines.end()};
}

/// Three streams in four use a world so small that events interact; the fourth has more agents and chains, and the
/// maximum length.
constexpr std::uint32_t kOneInLarge = 4;

Lines large_stream(std::uint64_t seed, Plan const& plan) {
  generator::GeneratorOptions options;
  options.seed = seed;
  options.agents = std::clamp<std::uint32_t>(plan.lines / 20, generator::GeneratorOptions::kAgentsMin, 50);
  options.chains = std::clamp<std::uint32_t>(plan.lines / 40, generator::GeneratorOptions::kChainsMin, 500);
  options.engine.policies = plan.policies;
  generator::StreamGenerator generator(options);
  Lines lines;
  while (lines.size() < plan.lines) {
    append_line(lines.emplace_back(), generator.next());
    lines.back().pop_back();
  }
  return lines;
}

Lines generated(std::uint32_t number, Plan const& plan) {
  std::uint64_t const seed = plan.seed + number;
  if (number % kOneInLarge == kOneInLarge - 1) return large_stream(seed, plan);
  auto moves = properties::streams::generate(seed, static_cast<int>(plan.lines)).moves;
  moves.resize(std::min<std::size_t>(moves.size(), plan.lines));
  return lines_of(moves, properties::streams::Naming::plain());
}

class Check {
 public:
  Check(Respondent& respondent, Plan const& plan, Terms const& terms, Observer const& observer)
      : respondent_(respondent), terms_(terms), observer_(observer) {
    report_.plan = plan;
    report_.plan.lines = std::clamp(plan.lines, Plan::kLinesMin, Plan::kLinesMax);
  }

  Report run() {
    for (Story const& story : stories()) {
      if (!play("story " + std::string(story.name), lines_of_story(story), false)) return std::move(report_);
      ++report_.stories;
    }
    // events.md: answers are flushed whenever no further input is waiting.
    Story const& first = stories().front();
    if (!respondent_.sees_one_at_a_time() &&
        !play("story " + std::string(first.name) + ", one line at a time", lines_of_story(first), true))
      return std::move(report_);
    for (std::uint32_t number = 0; number < report_.plan.streams; ++number) {
      std::string const where = "the stream of seed " + std::to_string(report_.plan.seed + number);
      if (!play(where, generated(number, report_.plan), false)) return std::move(report_);
      ++report_.streams;
    }
    return std::move(report_);
  }

 private:
  /// Whether there is no fault and the observer goes on.
  bool play(std::string const& where, Lines lines, bool one_by_one) {
    if (!goes_on(0)) return false;
    Shown shown{questions_of(std::move(lines), report_.plan.policies), {}};
    shown.questions.one_by_one = one_by_one;
    auto const start = Clock::now();
    auto wrong = respondent_.play(shown.questions, terms_.limit);
    if (!wrong.has_value()) longest_right_ = std::max(longest_right_, Clock::now() - start);
    report_.answers += wrong.has_value() ? wrong->answer : shown.questions.expected.size();
    if (!wrong.has_value()) return goes_on(0);
    if (!goes_on(0)) return false;  // an interrupted program may have answered nothing
    shown.wrong = *std::move(wrong);
    find(where, shown);
    return false;
  }

  bool goes_on(std::size_t shortest) {
    Progress const progress{.played = report_.stories + report_.streams,
                            .of = stories().size() + report_.plan.streams,
                            .answers = report_.answers,
                            .shortest = shortest};
    if (observer_ && !observer_(progress)) report_.stopped = true;
    return !report_.stopped;
  }

  /// After a timeout, tries wait less, since each would take the whole limit; still much longer than any right stream.
  [[nodiscard]] std::chrono::milliseconds limit_of(Fault fault) const {
    if (fault != Fault::Late && fault != Fault::StaysOn) return terms_.limit;
    constexpr std::chrono::milliseconds kLeast{250};
    auto const usual = std::chrono::duration_cast<std::chrono::milliseconds>(longest_right_) * 20;
    bool const knows_right_ones = report_.stories > 0;
    return std::min(terms_.limit, std::max(kLeast, knows_right_ones ? usual : terms_.limit / 4));
  }

  void find(std::string const& where, Shown const& first) {
    std::size_t const lines_before = first.questions.lines.size();
    Shortest shortest(respondent_, limit_of(first.wrong.fault), [this](std::size_t lines) { return goes_on(lines); });
    Shown const shown = confirmed(first, shortest.find(first));
    auto const& [questions, wrong] = shown;
    report_.finding.emplace();
    Finding& finding = *report_.finding;
    finding.fault = wrong.fault;
    finding.what = wrong.what;
    finding.where = where;
    finding.lines_before = lines_before;
    finding.plays = shortest.plays();
    finding.stream = questions.lines;
    finding.given = wrong.given;
    finding.complaint = wrong.complaint;
    if (wrong.answer >= questions.asked.size()) return;
    finding.question = questions.lines[questions.asked[wrong.answer]];
    finding.expected = questions.expected[wrong.answer];
    finding.rule = questions.rules[wrong.answer];
  }

  /// A timeout found with the shorter limit must also occur with the full one.
  Shown confirmed(Shown const& first, Shown found) {
    if (limit_of(first.wrong.fault) == terms_.limit) return found;
    auto wrong = respondent_.play(found.questions, terms_.limit);
    if (!wrong.has_value() || wrong->fault != first.wrong.fault) return first;
    found.wrong = *std::move(wrong);
    return found;
  }

  Respondent& respondent_;
  Terms terms_;
  Observer const& observer_;
  Report report_;
  Clock::duration longest_right_{};  // the longest time of a stream without a fault
};

constexpr std::array<std::string_view, 10> kFaultNames{
    "wrong answer",    "wrong form",        "no answer", "failed",   "answer too long",
    "answer too many", "no answer in time", "died",      "stays on", "output kept open"};

}  // namespace

std::string_view name(Fault fault) noexcept {
  auto const index = static_cast<std::size_t>(fault);
  return index < kFaultNames.size() ? kFaultNames[index] : "?";
}

Report check(Respondent& respondent, Plan const& plan, Terms const& terms, Observer const& observer) {
  return Check(respondent, plan, terms, observer).run();
}

}  // namespace recordshare::conformance
