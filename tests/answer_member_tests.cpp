// SPDX-License-Identifier: Apache-2.0
// answer_member_tests.cpp plants a difference in each member of each form of answer, and late, missing and extra
// answers: `conform` finds each.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "engine/library/boost_json.hpp"
#include "engine/report/lines.hpp"
#include "properties/conform/answers.hpp"
#include "properties/conform/program.hpp"
#include "properties/conform/stories.hpp"

namespace recordshare::tests {
namespace {

using namespace conformance;

using JsonPath = std::vector<std::variant<std::string, std::size_t>>;

json::value* at_path(json::value& root, JsonPath const& path) {
  json::value* at = &root;
  for (auto const& step : path) {
    if (auto const* const key = std::get_if<std::string>(&step)) at = &at->as_object().at(*key);
    if (auto const* const index = std::get_if<std::size_t>(&step)) at = &at->as_array().at(*index);
  }
  return at;
}

/// Each value within the answer, by its path.
void collect_paths(json::value const& value, JsonPath const& path, std::vector<JsonPath>& paths) {
  if (!path.empty()) paths.push_back(path);
  auto const go_on = [&](json::value const& inner, auto step) {
    JsonPath longer = path;
    longer.emplace_back(step);
    collect_paths(inner, longer, paths);
  };
  if (value.is_object())
    for (auto const& [key, inner] : value.get_object()) go_on(inner, std::string(key));
  if (value.is_array())
    for (std::size_t i = 0; i < value.get_array().size(); ++i) go_on(value.get_array()[i], i);
}

/// Another value of the same type.
json::value other_value(json::value const& value) {
  if (value.is_string()) return json::value(std::string(value.get_string()) + "x");
  if (value.is_bool()) return json::value(!value.get_bool());
  if (value.is_null()) return json::value(0);
  if (value.is_array()) {
    json::array more = value.get_array();
    more.emplace_back(more.empty() ? json::value(0) : more.front());
    return more;
  }
  if (value.is_object()) {
    json::object more = value.get_object();
    more["planted"] = 0;
    return more;
  }
  return json::value(value.to_number<std::uint64_t>() + 1);
}

Lines lines_of_text(std::string_view text) {
  auto const lines = lines_in(text);
  return {lines.begin(), lines.end()};
}

/// The answers of all stories, each form once: same members, result and reason.
std::vector<std::string> answers_of_each_form() {
  std::map<std::string, std::string> forms;
  for (Story const& story : stories())
    for (std::string const& answer : questions_of(lines_of_text(story.lines), {}).expected) {
      json::object const object = json::parse(answer).as_object();
      std::string form;
      for (auto const& [key, value] : object) form.append(key).append(" ");
      for (std::string_view const key : {"result", "reason"})
        if (object.contains(key)) form.append(json::serialize(object.at(key)));
      if (object.contains("changes")) form.append(object.at("changes").as_array().empty() ? "" : "!");
      forms.emplace(form, answer);
    }
  std::vector<std::string> answers;
  for (auto const& [form, answer] : forms) answers.push_back(answer);
  return answers;
}

/// The answer with one value changed, missing, or of another type.
std::vector<json::value> wrong_at(json::value const& right, JsonPath const& path) {
  std::vector<json::value> wrong;
  json::value changed = right;
  json::value& value = *at_path(changed, path);
  value = other_value(value);
  bool const is_message = std::get<std::string>(path.front()) == "message";
  if (!is_message) wrong.push_back(changed);
  json::value missing = right;
  json::value& parent = *at_path(missing, JsonPath(path.begin(), path.end() - 1));
  if (auto const* const key = std::get_if<std::string>(&path.back())) {
    parent.as_object().erase(*key);
  } else {
    parent.as_array().erase(parent.as_array().begin() +
                            static_cast<std::ptrdiff_t>(std::get<std::size_t>(path.back())));
  }
  wrong.push_back(missing);
  json::value of_other_type = right;
  json::value& other = *at_path(of_other_type, path);
  other = other.is_bool() ? json::value("true") : json::value(true);
  wrong.push_back(of_other_type);
  return wrong;
}

TEST(Answers, EachMemberOfEachFormIsCompared) {
  std::set<std::string> members;
  auto const answers = answers_of_each_form();
  EXPECT_GT(answers.size(), 20U);
  for (std::string const& answer : answers) {
    json::value const right = json::parse(answer);
    std::vector<JsonPath> paths;
    collect_paths(right, {}, paths);
    for (JsonPath const& path : paths) {
      members.insert(std::get<std::string>(path.front()));
      for (json::value const& wrong : wrong_at(right, path))
        for (bool const by_members : {false, true}) {
          auto const found = difference(answer, json::serialize(wrong), by_members);
          ASSERT_TRUE(found.has_value()) << answer << " and " << json::serialize(wrong);
          EXPECT_EQ(found->fault, Fault::WrongAnswer);
        }
    }
    json::value more = right;
    more.as_object()["planted"] = 0;
    EXPECT_TRUE(difference(answer, json::serialize(more), true).has_value());
  }
  for (std::string_view const member : {"seq", "type", "result", "rule", "reason", "changes", "answer", "read_only",
                                        "records", "final_request", "final_agent", "message"})
    EXPECT_TRUE(members.contains(std::string(member))) << member << " is in no story";
}

/// Every answer of a story missing, twice, or changed: found at that answer, or at the next.
TEST(Answers, EachThatIsMissingOrExtraIsFound) {
  Questions const questions = questions_of(lines_of_text(stories().front().lines), {});
  std::size_t const count = questions.expected.size();
  ASSERT_GT(count, 5U);
  auto const play = [&](std::vector<std::size_t> const& order) {
    Answers answers(questions, true);
    for (std::size_t const i : order) answers.take(questions.expected[i] + "\n");
    answers.end();
    return answers.wrong();
  };
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  EXPECT_FALSE(play(order).has_value());
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::size_t> missing = order;
    missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(i));
    auto const of_missing = play(missing);
    ASSERT_TRUE(of_missing.has_value()) << i;
    EXPECT_EQ(of_missing->answer, i);
    EXPECT_EQ(of_missing->fault, i + 1 == count ? Fault::NoAnswer : Fault::WrongAnswer);
    std::vector<std::size_t> twice = order;
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), i);
    auto const of_twice = play(twice);
    ASSERT_TRUE(of_twice.has_value()) << i;
    EXPECT_EQ(of_twice->answer, i + 1);
    EXPECT_EQ(of_twice->fault, i + 1 == count ? Fault::TooMany : Fault::WrongAnswer);
  }
}

/// An answer that comes too late is no answer, though it is right; one that comes in time is.
TEST(Answers, OneThatIsLateIsFound) {
  Questions const questions =
      questions_of({R"({"type":"DnMonitored","dn":"7001"})", R"({"type":"AgentLogout","agent":"a"})"}, {});
  auto const script = [&](std::string const& pause) {
    return std::vector<std::string>{"sh", "-c",
                                    "cat >/dev/null; echo '" + questions.expected[0] + "'; sleep " + pause +
                                        "; echo '" + questions.expected[1] + "'"};
  };
  EXPECT_FALSE(Program(script("0"), false, {}).play(questions, std::chrono::seconds(20)).has_value());
  auto const wrong = Program(script("2"), false, {}).play(questions, std::chrono::milliseconds(500));
  ASSERT_TRUE(wrong.has_value());
  EXPECT_EQ(wrong->fault, Fault::Late);
  EXPECT_EQ(wrong->answer, 1U);
}

}  // namespace
}  // namespace recordshare::tests
