// SPDX-License-Identifier: Apache-2.0
// line_writer.cpp writes answers and events as lines of events.md.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include <recordshare/json_lines.hpp>

#include "engine/library/line_buffer.hpp"

namespace recordshare {
namespace {

// Precomputed parts of lines, made from the names in the vocabulary.

// Each table has one more entry, for invalid values: a caller may put one into an Outcome.

/// The number of entries of a table of enumerators.
template <class Enum>
constexpr std::size_t kEntries = [] {
  std::size_t count = 0;
  while (is_known(static_cast<Enum>(count))) ++count;
  return count + 1;
}();

template <class Enum>
constexpr std::size_t index(Enum value) noexcept {
  return std::min(static_cast<std::size_t>(value), kEntries<Enum> - 1);
}

template <class Enum>
constexpr std::string_view name_at(std::size_t index) noexcept {
  return name(static_cast<Enum>(index));
}

constexpr auto kResultAndRule = [] {
  std::array<std::array<Word, kEntries<Rule>>, kEntries<Result>> words{};
  for (std::size_t result = 0; result < words.size(); ++result)
    for (std::size_t rule = 0; rule < words[result].size(); ++rule)
      words[result][rule] = {R"(","result":")", name_at<Result>(result), R"(","rule":")", name_at<Rule>(rule), R"(")"};
  return words;
}();

constexpr auto kReason = [] {
  std::array<Word, kEntries<Reason>> words{};
  for (std::size_t r = 0; r < words.size(); ++r) words[r] = {R"(,"reason":")", name_at<Reason>(r), R"(")"};
  return words;
}();

constexpr auto kFromTo = [] {
  std::array<std::array<Word, kEntries<Access>>, kEntries<Access>> words{};
  for (std::size_t from = 0; from < words.size(); ++from)
    for (std::size_t to = 0; to < words[from].size(); ++to)
      words[from][to] = {R"(","from":")", name_at<Access>(from), R"(","to":")", name_at<Access>(to), R"("})"};
  return words;
}();

constexpr std::array<Word, 2> kReadOnly{Word{R"(,"read_only":false,"records":[)"},
                                        Word{R"(,"read_only":true,"records":[)"}};
constexpr std::array<Word, 2> kUpdatable{Word{R"(,"updatable":false})"}, Word{R"(,"updatable":true})"}};

// Each function leaves room for a few more words. They write an Outcome or an OwnedOutcome, whose members have the same
// names.

template <class Tag>
void put_id(LineBuffer& line, Identifier<Tag> id, IdForm form) {
  bool const is_string = form == IdForm::String;
  if (is_string) line.put('"');
  line.put(id.value());
  if (is_string) line.put('"');
}

template <class Records>
void put_records(LineBuffer& line, Records const& records, IdForm ids) {
  line.put('[');
  for (std::size_t r = 0; r < records.size(); ++r) {
    if (r > 0) line.put(',');
    put_id(line, records[r], ids);
    line.make_room();
  }
  line.put(']');
}

template <class Changes>
void put_changes(LineBuffer& line, Changes const& changes, IdForm ids) {
  line.put(R"(,"changes":[)");
  for (std::size_t c = 0; c < changes.size(); ++c) {
    if (c > 0) line.put(',');
    line.put(R"({"chain":)");
    put_id(line, changes[c].chain, ids);
    line.put(R"(,"agent":")");
    line.put_text(changes[c].agent);
    line.put(kFromTo[index(changes[c].from)][index(changes[c].to)]);
    line.make_room();
  }
  line.put(']');
}

template <class Shown>
void put_shown(LineBuffer& line, Shown const& shown, IdForm ids) {
  line.put(kReadOnly[shown.read_only ? 1 : 0]);
  for (std::size_t r = 0; r < shown.records.size(); ++r) {
    if (r > 0) line.put(',');
    line.put(R"({"record":)");
    put_id(line, shown.records[r].record, ids);
    line.put(kUpdatable[shown.records[r].updatable ? 1 : 0]);
    line.make_room();
  }
  line.put(']');
}

template <class Records>
void put_finalized(LineBuffer& line, Records const& records, IdForm ids) {
  if (records.empty()) return;
  line.put(R"(,"finalized":)");
  put_records(line, records, ids);
}

template <class AnyFinality>
void put_finality(LineBuffer& line, AnyFinality const& finality) {
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

// The members for each result, in the order of the table in events.md.
template <class AnyOutcome>
void put_answer(LineBuffer& line, AnyOutcome const& outcome, IdForm ids) {
  switch (outcome.result) {
    case Result::Accepted:
      put_changes(line, outcome.changes, ids);
      put_finalized(line, outcome.finalized, ids);
      break;
    case Result::Acknowledged:
      line.put(R"(,"answer":")");
      line.put_text(outcome.answer);
      line.put('"');
      if (outcome.shown) put_shown(line, *outcome.shown, ids);
      put_finalized(line, outcome.finalized, ids);
      break;
    default:
      line.put(kReason[index(outcome.reason)]);
      if (outcome.finality) put_finality(line, *outcome.finality);
      break;
  }
}

template <class Tag>
void put_value(LineBuffer& line, Identifier<Tag> id, IdForm ids) {
  put_id(line, id, ids);
}

void put_value(LineBuffer& line, std::string_view text, IdForm = {}) {
  line.put('"');
  line.put_text(text);
  line.put('"');
}

std::string_view name_of(std::string_view name) { return name; }
std::string_view name_of(Party const& party) { return party.name; }

void put_value(LineBuffer& line, Names::Records records, IdForm ids) { put_records(line, records, ids); }

/// A member of an event with its name.
template <class Value>
void put_member(LineBuffer& line, std::string_view name, Value const& value, IdForm ids) {
  line.put(R"(,")");
  line.put_text(name);
  line.put(R"(":)");
  put_value(line, value, ids);
}
void put_member(LineBuffer& line, std::string_view name, std::string_view text, IdForm) {
  if (text.empty() && model::is_optional(name)) return;
  put_member<std::string_view>(line, name, text, {});
}
void put_member(LineBuffer& line, std::string_view name, Party const& party, IdForm ids) {
  put_member(line, party.is_number ? model::number_member(name) : name, party.name, ids);
}

/// A member that is a list of the names of those `items` that `is_listed`.
template <class Items, class IsListed>
void put_names(LineBuffer& line, std::string_view name, Items const& items, IsListed&& is_listed) {
  line.put(R"(,")");
  line.put_text(name);
  line.put(R"(":[)");
  bool is_first = true;
  for (auto const& item : items) {
    if (!is_listed(item)) continue;
    if (!std::exchange(is_first, false)) line.put(',');
    put_value(line, name_of(item));
    line.make_room();
  }
  line.put(']');
}
void put_member(LineBuffer& line, std::string_view name, DnNames const& dns, IdForm ids) {
  if (dns.size() == 1) return put_member(line, "dn", *dns.begin(), ids);
  put_names(line, name, dns, [](std::string_view) { return true; });
}
void put_member(LineBuffer& line, std::string_view name, Names::Parties parties, IdForm) {
  for (bool const numbers : {false, true}) {
    auto const is_listed = [numbers](Party const& party) { return party.is_number == numbers; };
    if (std::any_of(parties.begin(), parties.end(), is_listed))
      put_names(line, numbers ? model::number_member(name) : name, parties, is_listed);
  }
}

template <class AnyOutcome>
void append_outcome(std::string& out, std::uint64_t sequence, std::string_view type, AnyOutcome const& outcome,
                    IdForm ids) {
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
    put_answer(line, outcome, ids);
  }
  line.put("}\n");
  line.flush();
}

}  // namespace

void append_line(std::string& out, std::uint64_t sequence, std::string_view type, Outcome const& outcome, IdForm ids) {
  append_outcome(out, sequence, type, outcome, ids);
}

void append_line(std::string& out, std::uint64_t sequence, std::string_view type, OwnedOutcome const& outcome,
                 IdForm ids) {
  append_outcome(out, sequence, type, outcome, ids);
}

void append_line(std::string& out, Event const& event, IdForm ids) {
  LineBuffer line(out);
  line.put(R"({"type":)");
  put_value(line, type_name(event));
  auto const put_members = [&](auto const& one) {
    std::apply([&](auto const&... member) { (put_member(line, member.name, one.*(member.pointer), ids), ...); },
               one.members());
  };
  std::visit(put_members, event);
  line.put("}\n");
  line.flush();
}

}  // namespace recordshare
