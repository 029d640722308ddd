// SPDX-License-Identifier: Apache-2.0
// odd_descriptions.hpp makes descriptions for the tests of formats: the built-in one, an empty one, and an odd one.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "properties/document/description.hpp"

namespace recordshare::tests {

/// What the built-in texts never have: rules without text or marks, sentences of all forms, and words that need
/// escapes.
inline describe::RulesText odd_text() {
  describe::RulesText text = describe::rules_text();
  text.rules.erase(text.rules.begin() + 1);
  text.rules[1].of_guide = text.rules[1].of_ours = false;
  text.rules[2].of_guide = text.rules[2].of_ours = true;
  text.rules[3].of_guide = false;
  text.rules[4].text = "\"<b>\"\\\n\t| and `code`";
  text.phases.erase(text.phases.begin());
  text.accesses.pop_back();
  text.policies.erase(text.policies.begin());
  text.sections.resize(1);
  text.guide[0] = {"G1", "one", {Rule::E1, Rule::R3}, Reason::None, {"I2", "I1", "I2"}, "access 3, more"};
  text.guide[1] = {"G2", "two", {Rule::E1, Rule::R3}, Reason::NotOnCall, {"I3"}, ""};
  text.guide[2] = {"G3", "three", {}, Reason::None, {}, "nothing"};
  text.guide[3] = {"G4", "four", {Rule::R1}, Reason::None, {"I8", "I1"}, ""};
  text.invariants[0].rules = {Rule::R1, Rule::R3, Rule::E1};
  text.invariants[1].rules = {};
  text.interpretations[0].id = "R8";
  text.interpretations.push_back({"without-a-reason", "first"});
  text.interpretations.push_back({"E3", "second"});
  return text;
}

/// Evidence of other tests, with rows that have none.
inline describe::Evidence odd_evidence() {
  return {{"R2", "D9", "R8"},
          {{"E1.1", 1, 2, 3, {}}, {"R3.1", 5, 7, 6, {"I5", "contracts"}}, {"R8.1", 9, 9, 9, {}}},
          {{"Test.One", {"G1", "R3", "E1"}, {"R3"}, {"R3.1", "E1.2"}},
           {"Test.Two", {"R3"}, {"E1"}, {"E1.1", "R3.2"}},
           {"Test.None", {}, {}, {}}},
          {{"05-conference", {}, {"R3", "R1"}, {"R3.1", "E1.1"}}, {"no dash", {}, {"R3"}, {"R3.1"}}},
          {{"corpus_one", {}, {"R3"}, {"R3.1", "E1.1"}}, {"corpus_two", {}, {"R3", "R1"}, {"E3.4", "R2.1"}}}};
}

/// A description whose rows differ from the compiled ones, too, in all that a format writes of them.
inline describe::Description odd_description() {
  describe::Description d = describe::describe(odd_text(), describe::text_of(odd_evidence()));
  d.rows[0].reason = Reason::None;
  d.rows[0].guards = {"a|b||c", "|"};
  d.rows[0].actions = {"one", "two \"three\""};
  d.rows[0].functions = {Rule::R8, Rule::R1};
  d.rows[0].policies = {2, 0};
  d.rows[0].begins = true;
  model::RowText& last = d.rows.back();
  last.phases = {Phase::WrapUp, Phase::Idle};
  last.enters = last.begins = true;
  last.phase = Phase::Live;
  last.functions = {Rule::R1};
  last.policies = {0};
  model::RowText& ending = d.rows[d.rows.size() - 2];
  ending.enters = ending.ends = true;
  ending.phase = Phase::WrapUp;
  d.links[1].interpretations = {"R1", "D9"};
  d.links.back().proof = {"", 11, 12, 13, {"I1", "I2"}};
  d.rules[0].has_contract = false;
  d.rules[0].is_of_guide = d.rules[0].is_ours = false;
  d.rules[1].policies = {1, 0};
  d.rules[2].kind = "function";
  for (std::size_t const block : {0U, 2U}) {
    d.permissions[block * kRequests.size() + 3].decision.result = Result::Acknowledged;
    d.permissions[block * kRequests.size() + 3].decision.read_only = true;
    d.permissions[block * kRequests.size() + 3].decision.finalized_count = 2;
  }
  d.standings.front().decision.reason = Reason::NoAccess;
  d.standings[kRequests.size()].decision.reason = Reason::EmptyChain;
  return d;
}

/// The built-in description, one of empty texts and evidence, and the odd one, each with its name.
inline std::vector<std::pair<std::string, describe::Description>> all_descriptions() {
  return {{"built-in", describe::describe()}, {"empty", describe::describe({}, "{}")}, {"odd", odd_description()}};
}

}  // namespace recordshare::tests
