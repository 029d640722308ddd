// SPDX-License-Identifier: Apache-2.0
// answers.cpp compares two answers member by member, and splits output into answers.
#include "properties/conform/answers.hpp"

#include <algorithm>
#include <utility>

#include "engine/library/boost_json.hpp"

namespace recordshare::conformance {
namespace {

constexpr std::string_view kMessage = "message";
constexpr std::size_t kShownBytesMax = 160;  // of a member's value; the report shows the whole answer

std::string shown(json::value const& value) {
  std::string text = json::serialize(value);
  if (text.size() > kShownBytesMax) {
    text.resize(kShownBytesMax);
    text.append("...");
  }
  return "`" + text + "`";
}

std::string member(std::string_view key) { return "member `" + std::string(key) + "`"; }

/// The first member that differs, as a sentence; empty if none does. The text of `message` is not compared.
std::string difference_of_members(json::object const& expected, json::object const& given) {
  for (auto const& [key, value] : expected) {
    auto const* const found = given.if_contains(key);
    if (found == nullptr) return member(key) + " is missing";
    bool const says_something = found->is_string() && !found->get_string().empty();
    if (key == kMessage && !says_something) return member(key) + " must be a sentence, not " + shown(*found);
    if (key != kMessage && *found != value) return member(key) + " must be " + shown(value) + ", not " + shown(*found);
  }
  for (auto const& [key, value] : given)
    if (!expected.contains(key)) return member(key) + " is unexpected";
  return {};
}

/// Whether two answers with equal members have the same bytes, except for the text of `message`.
bool same_form(std::string_view expected, std::string_view given) {
  if (expected == given) return true;
  constexpr std::string_view kOpening = R"("message":")";  // it is the last member, and its text is not compared
  auto const opening = expected.find(kOpening);
  if (opening == std::string_view::npos || !given.ends_with("\"}")) return false;
  return given.starts_with(expected.substr(0, opening + kOpening.size()));
}

}  // namespace

std::optional<Wrong> difference(std::string_view expected, std::string_view given, bool by_members) {
  if (expected == given) return std::nullopt;
  Wrong wrong;
  wrong.given = given;
  json::error_code error;
  auto const value = json::parse(given, error);
  if (error || !value.is_object()) {
    wrong.fault = Fault::NoAnswer;
    wrong.what = error ? "the answer is not JSON: " + error.message() : "the answer is not a JSON object";
    return wrong;
  }
  wrong.what = difference_of_members(json::parse(expected).get_object(), value.get_object());
  if (!wrong.what.empty()) return wrong;
  if (by_members || same_form(expected, given)) return std::nullopt;
  wrong.fault = Fault::WrongForm;
  wrong.what =
      "the members are right, but not their form: events.md defines the order of members and the escapes, and allows "
      "no spaces";
  return wrong;
}

void Answers::find(Fault fault, std::string what) {
  if (wrong_.has_value()) return;
  wrong_ = Wrong{.fault = fault, .answer = compared_, .what = std::move(what), .given = coming_, .complaint = {}};
}

void Answers::compare() {
  if (all_came()) return find(Fault::TooMany, "there is a line after the last answer");
  auto found = difference(questions_->expected[compared_], coming_, by_members_);
  if (found.has_value()) {
    found->answer = compared_;
    wrong_ = std::move(found);
    return;
  }
  ++compared_;
  coming_.clear();
}

void Answers::take(std::string_view bytes) {
  while (!bytes.empty() && !wrong_.has_value()) {
    std::size_t const end = std::min(bytes.find('\n'), bytes.size());
    std::size_t const most = (all_came() ? 0 : questions_->expected[compared_].size()) + kSlackBytes;
    coming_.append(bytes.substr(0, std::min(end, most + 1 - std::min(coming_.size(), most))));
    if (coming_.size() > most) {
      find(Fault::TooLong, "there is a line without an end: more than " + std::to_string(most) + " bytes");
    } else if (end < bytes.size()) {
      compare();
    }
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
}

void Answers::end() {
  if (!coming_.empty()) find(Fault::NoAnswer, "the output ends within a line");
  if (!all_came()) find(Fault::NoAnswer, "the output ends before the last answer");
}

}  // namespace recordshare::conformance
