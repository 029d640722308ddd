// SPDX-License-Identifier: Apache-2.0
// interpretations_tests.cpp checks that each decision of ours has a reason and a story that shows it.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/json_lines.hpp>

#include "engine/report/lines.hpp"
#include "model/interpretations.hpp"
#include "properties/conform/stories.hpp"
#include "properties/document/decided_by.hpp"

namespace recordshare::tests {
namespace {

using model::InterpretationTerm;

std::vector<InterpretationTerm> all_terms() {
  std::vector<InterpretationTerm> all(model::kInterpretations.begin(), model::kInterpretations.end());
  all.insert(all.end(), model::kUnmarked.begin(), model::kUnmarked.end());
  return all;
}

/// The rules that decide the line of this number, as `seq` counts; none if the story has no such line.
std::set<Rule> rules_at(std::string_view story, std::size_t line) {
  auto const& all = recordshare::stories();
  auto const found = std::ranges::find(all, story, &Story::name);
  if (found == all.end()) return {};
  properties::FiredRows engine({});
  EventReader reader;
  std::size_t seq = 0;
  for (std::string_view const text : lines_in(found->lines)) {
    if (is_blank(text)) continue;
    engine.forget_what_fired();
    Event const* const event = reader.read(text);
    if (event != nullptr && !engine.apply(*event)) return {};
    if (++seq == line) return engine.fired().rules;
  }
  return {};
}

TEST(Interpretations, HaveAReasonAndAReadingThatWasNotTaken) {
  std::set<std::string_view> ids;
  for (InterpretationTerm const& term : all_terms()) {
    EXPECT_TRUE(ids.insert(term.id).second) << term.id << " is there twice";
    EXPECT_NE(term.rules.front(), Rule::None) << term.id;
    for (std::string_view const sentence : {term.why, term.instead})
      EXPECT_TRUE(sentence.size() > 20 && sentence.ends_with('.')) << term.id << ": " << sentence;
  }
}

/// A rule of the interpretation decides the line to which the two readings answer differently.
TEST(Interpretations, DifferFromTheOtherReadingAtALineThatTheirRulesDecide) {
  for (InterpretationTerm const& term : all_terms()) {
    std::set<Rule> const fired = rules_at(term.story, term.line);
    bool const is_shown =
        std::ranges::any_of(fired, [&](Rule rule) { return std::ranges::count(term.rules, rule) > 0; });
    EXPECT_TRUE(is_shown) << term.id << ": line " << term.line << " of story `" << term.story << "` does not show it";
  }
  EXPECT_TRUE(rules_at("05-conference", 1'000'000).empty());
  EXPECT_TRUE(rules_at("no-such-story", 1).empty());
}

}  // namespace
}  // namespace recordshare::tests
