// SPDX-License-Identifier: Apache-2.0
// line_writer.cpp writes the lines of events.md: what an engine answered, and the events themselves.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

#include <recordshare/json_lines.hpp>

#include "engine/library/line_buffer.hpp"

namespace recordshare {
namespace {

// Pieces of lines that follow from the vocabulary alone, each made once from its names.

constexpr auto kResultAndRule = [] {
  std::array<std::array<Word, kRules.size()>, kResultNames.size()> words{};
  for (std::size_t result = 0; result < kResultNames.size(); ++result)
    for (std::size_t rule = 0; rule < kRules.size(); ++rule)
      words[result][rule] = {R"(","result":")", kResultNames[result], R"(","rule":")", kRules[rule].name, R"(")"};
  return words;
}();

constexpr auto kReason = [] {
  std::array<Word, kReasons.size()> words{};
  for (std::size_t r = 0; r < kReasons.size(); ++r) words[r] = {R"(,"reason":")", kReasons[r].name, R"(")"};
  return words;
}();

constexpr auto kFromTo = [] {
  std::array<std::array<Word, kAccessNames.size()>, kAccessNames.size()> words{};
  for (std::size_t from = 0; from < kAccessNames.size(); ++from)
    for (std::size_t to = 0; to < kAccessNames.size(); ++to)
      words[from][to] = {R"(","from":")", kAccessNames[from], R"(","to":")", kAccessNames[to], R"("})"};
  return words;
}();

constexpr std::array<Word, 2> kReadOnly{Word{R"(,"read_only":false,"records":[)"},
                                        Word{R"(,"read_only":true,"records":[)"}};
constexpr std::array<Word, 2> kUpdatable{Word{R"(,"updatable":false})"}, Word{R"(,"updatable":true})"}};

template <class Enum>
constexpr std::size_t index(Enum value) noexcept {
  return static_cast<std::size_t>(value);
}

// Each of these leaves room for a few words more.

void put_changes(LineBuffer& line, std::span<AccessChange const> changes) {
  line.put(R"(,"changes":[)");
  for (std::size_t c = 0; c < changes.size(); ++c) {
    if (c > 0) line.put(',');
    line.put(R"({"chain":)");
    line.put(changes[c].chain);
    line.put(R"(,"agent":")");
    line.put_text(changes[c].agent);
    line.put(kFromTo[index(changes[c].from)][index(changes[c].to)]);
    line.make_room();
  }
  line.put(']');
}

void put_records(LineBuffer& line, Outcome const& outcome) {
  line.put(kReadOnly[outcome.read_only ? 1 : 0]);
  for (std::size_t r = 0; r < outcome.records.size(); ++r) {
    if (r > 0) line.put(',');
    line.put(R"({"record":)");
    line.put(outcome.records[r].record);
    line.put(kUpdatable[outcome.records[r].updatable ? 1 : 0]);
    line.make_room();
  }
  line.put(']');
}

void put_finality(LineBuffer& line, Finality const& finality) {
  line.put(R"(,"final_request":")");
  line.put_text(name_of_final(finality.request));
  if (finality.request) {
    line.put(R"(","final_agent":")");
    line.put_text(finality.agent);
    line.put('"');
  } else {
    line.put(R"(","final_agent":null)");  // the server itself canceled (E8)
  }
}

// The members that follow from the result, in the order of events.md's table.
void put_answer(LineBuffer& line, Outcome const& outcome) {
  switch (outcome.result) {
    case Result::Accepted:
      put_changes(line, outcome.changes);
      break;
    case Result::Acknowledged:
      line.put(R"(,"answer":")");
      line.put_text(outcome.answer);
      line.put('"');
      if (outcome.shows_records) put_records(line, outcome);
      break;
    default:
      line.put(kReason[index(outcome.reason)]);
      if (outcome.finality) put_finality(line, *outcome.finality);
      break;
  }
}

void put_value(LineBuffer& line, std::uint64_t number) { line.put(number); }

void put_value(LineBuffer& line, std::string_view text) {
  line.put('"');
  line.put_text(text);
  line.put('"');
}

void put_value(LineBuffer& line, Names::Records records) {
  line.put('[');
  for (std::size_t r = 0; r < records.size(); ++r) {
    if (r > 0) line.put(',');
    line.put(records[r]);
    line.make_room();
  }
  line.put(']');
}

}  // namespace

void append_line(std::string& out, std::uint64_t sequence, std::string_view type, Outcome const& outcome) {
  LineBuffer line(out);
  line.put(R"({"seq":)");
  line.put(sequence);
  if (outcome.result == Result::Invalid) {
    line.put(R"(,"result":"invalid","message":)");
    put_value(line, outcome.message);
  } else {
    line.put(R"(,"type":")");
    line.put_text(type);
    line.put(kResultAndRule[index(outcome.result)][index(outcome.rule)]);
    put_answer(line, outcome);
  }
  line.put("}\n");
  line.flush();
}

void append_line(std::string& out, Event const& event) {
  LineBuffer line(out);
  line.put(R"({"type":)");
  put_value(line, type_name(event));
  auto const put_members = [&](auto const& one) {
    auto const put_member = [&](auto const& member) {
      line.put(R"(,")");
      line.put_text(member.name);
      line.put(R"(":)");
      put_value(line, one.*(member.pointer));
    };
    std::apply([&](auto const&... member) { (put_member(member), ...); }, one.members());
  };
  std::visit(put_members, event);
  line.put("}\n");
  line.flush();
}

}  // namespace recordshare
