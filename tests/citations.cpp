// SPDX-License-Identifier: Apache-2.0
// citations.cpp checks at the end of every test that each cited rule fired.
#include "tests/citations.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>

#include <gtest/gtest.h>

#include "properties/document/collect_evidence.hpp"
#include "properties/document/evidence.hpp"
#include "properties/document/rules_reader.hpp"

namespace recordshare::tests {
namespace {

bool is_tag(std::string_view word) {
  bool const is_kind = word.size() > 1 && std::string_view("GRDEI").find(word[0]) != std::string_view::npos;
  return is_kind && std::ranges::all_of(word.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

class Listener : public testing::EmptyTestEventListener {
 public:
  void note(properties::Fired const& fired) { fired_ = fired; }

 private:
  void OnTestStart(testing::TestInfo const&) override { fired_.reset(); }

  void OnTestEnd(testing::TestInfo const& test) override {
    std::vector<std::string> const citations = citations_of(test.name());
    if (test.result()->Skipped() || citations.empty()) return;
    if (!fired_) {
      ADD_FAILURE() << test.name() << " cites " << citations.front() << ", and is no story that could show it";
      return;
    }
    for (std::string const& wrong : wrong_citations(citations, *fired_, rules_)) ADD_FAILURE() << wrong;
    std::string const name = std::string(test.test_suite_name()) + "." + test.name();
    stories_.push_back(properties::reached_by(name, *fired_));
    stories_.back().cites = citations;
  }

  void OnTestProgramEnd(testing::UnitTest const&) override {
    char const* const path = std::getenv("RECORDSHARE_CITATIONS");  // NOLINT(concurrency-mt-unsafe): no threads here
    if (path == nullptr) return;
    std::ranges::sort(stories_, {}, &describe::Reached::name);
    std::ofstream file(path);
    file << describe::text_of({{}, {}, stories_, {}, {}}) << std::flush;
    if (file) return;
    std::cerr << "RECORDSHARE_CITATIONS is `" << path << "`: the file cannot be written\n";
    std::_Exit(1);  // GoogleTest counts no failure at this point
  }

  describe::RulesText const& rules_ = describe::rules_text();
  std::optional<properties::Fired> fired_;
  std::vector<describe::Reached> stories_;
};

// GoogleTest owns it.
Listener& listener() {
  static auto* const kListener = new Listener;
  return *kListener;
}

bool const kListens = (testing::UnitTest::GetInstance()->listeners().Append(&listener()), true);

}  // namespace

std::vector<std::string> citations_of(std::string_view test_name) {
  std::vector<std::string> citations;
  while (true) {
    std::string_view const word = test_name.substr(0, test_name.find('_'));
    if (!is_tag(word) || word.size() == test_name.size()) return citations;
    citations.emplace_back(word);
    test_name.remove_prefix(word.size() + 1);
  }
}

std::vector<std::string> wrong_citations(std::vector<std::string> const& citations, properties::Fired const& fired,
                                         describe::RulesText const& rules) {
  std::vector<std::string> wrong;
  auto const cites = [&](Rule rule) { return std::ranges::find(citations, name(rule)) != citations.end(); };
  for (std::string const& tag : citations) {
    if (tag.starts_with('G')) {
      auto const guide = std::ranges::find(rules.guide, tag, &describe::GuideText::id);
      if (guide == rules.guide.end()) {
        wrong.push_back("there is no sentence " + tag);
      } else if (std::ranges::none_of(guide->rules, cites)) {
        wrong.push_back(tag + " is cited without a rule that rules.md, section 9, names for it");
      }
      continue;
    }
    Rule const rule = describe::rule_of(tag);
    if (rule == Rule::None) {
      wrong.push_back("there is no rule " + tag);
    } else if (!fired.rules.contains(rule)) {
      wrong.push_back(tag + " is cited and did not fire");
    }
  }
  return wrong;
}

void note_fired(properties::Fired const& fired) {
  static_cast<void>(kListens);
  listener().note(fired);
}

}  // namespace recordshare::tests
