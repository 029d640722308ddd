// SPDX-License-Identifier: Apache-2.0
// questions.cpp computes the expected answers with an engine, as `recordshare run` does.
#include "properties/conform/questions.hpp"

#include <utility>

#include <recordshare/engine.hpp>
#include <recordshare/json_lines.hpp>

namespace recordshare::conformance {

Questions questions_of(Lines lines, Policies const& policies) {
  Questions questions;
  questions.policies = policies;
  questions.lines = std::move(lines);
  Engine engine({.policies = policies, .limits = {}});
  EventReader reader;
  for (std::size_t i = 0; i < questions.lines.size(); ++i) {
    if (is_blank(questions.lines[i])) continue;
    Event const* const event = reader.read(questions.lines[i]);
    Outcome outcome;
    outcome.message = reader.message();
    if (event != nullptr) outcome = engine.apply(*event);
    std::string& answer = questions.expected.emplace_back();
    append_line(answer, questions.expected.size(), event == nullptr ? "" : type_name(*event), outcome);
    answer.pop_back();
    questions.asked.push_back(i);
    questions.rules.push_back(outcome.rule);
  }
  return questions;
}

}  // namespace recordshare::conformance
