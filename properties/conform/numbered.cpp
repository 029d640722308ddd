// SPDX-License-Identifier: Apache-2.0
// numbered.cpp numbers names in the order of their first mention, and records by the list that loads them.
#include "properties/conform/numbered.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <variant>

#include <recordshare/json_lines.hpp>

#include "model/event_fields.hpp"
#include "properties/world/small_numbering.hpp"

namespace recordshare::conformance {
namespace {

using properties::streams::kRecords;
using properties::streams::SmallNumbers;

/// Records as list numbers and positions. A Move loads the first `count` records of a list.
class RecordNumbers {
 public:
  /// Finds or makes the list that begins with these records; false if none can.
  bool take(std::span<RecordHandle const> records, SmallNumbers::Records& to) {
    to.repeats = records.size() > 1 && records.front() == records.back();
    if (to.repeats) records = records.first(records.size() - 1);
    to.count = static_cast<std::uint8_t>(std::min(records.size(), kRecords));
    if (records.size() > kRecords) return false;
    for (auto& list : lists_) {
      auto const common = static_cast<std::ptrdiff_t>(std::min(list.size(), records.size()));
      if (!std::equal(list.begin(), list.begin() + common, records.begin())) continue;
      auto const rest = records.subspan(static_cast<std::size_t>(common));
      if (std::any_of(rest.begin(), rest.end(), [this](RecordHandle one) { return knows(one); })) continue;
      list.insert(list.end(), rest.begin(), rest.end());
      to.home = number_of(list);
      return true;
    }
    return false;
  }

  bool take(RecordHandle record, SmallNumbers::Record& to) {
    if (!knows(record)) append(record);
    for (auto const& list : lists_) {
      auto const found = std::find(list.begin(), list.end(), record);
      if (found == list.end()) continue;
      to.home = number_of(list);
      to.record = static_cast<std::uint8_t>(found - list.begin());
      return true;
    }
    return false;
  }

 private:
  /// Adds the record to the first list with room, if there is one.
  void append(RecordHandle record) {
    for (auto& list : lists_) {
      if (list.size() == kRecords) continue;
      list.push_back(record);
      return;
    }
  }

  [[nodiscard]] std::uint8_t number_of(std::vector<RecordHandle> const& list) const {
    return static_cast<std::uint8_t>(&list - lists_.data());
  }

  [[nodiscard]] bool knows(RecordHandle record) const {
    return std::any_of(lists_.begin(), lists_.end(), [record](auto const& list) {
      return std::find(list.begin(), list.end(), record) != list.end();
    });
  }

  std::array<std::vector<RecordHandle>, properties::streams::kChains> lists_;
};

/// The names in lines, as small numbers.
class NamesOfLines {
 public:
  /// Lists are numbered first; records that no list loads follow them.
  bool take_list(Event const& event) {
    auto const* const loaded = std::get_if<ChainLoaded>(&event);
    SmallNumbers::Records list{};
    if (loaded == nullptr) return true;
    bool const fits = records_.take(loaded->records, list);
    lists_.push_back(list);
    return fits;
  }

  /// Converts an event; nothing if it does not fit. Call in the same order as take_list().
  std::optional<properties::streams::Move> move_of(Event const& event) {
    bool fits = true;
    auto const move = properties::streams::move_of(model::rename<SmallNumbers>(
        event, model::Overloaded{
                   [](Request& to, Request request) { to = request; },
                   [&](SmallNumbers::Record& to, RecordHandle handle) { fits = records_.take(handle, to) && fits; },
                   [&](SmallNumbers::Records& to, Names::Records const&) { to = lists_[next_list_++]; },
                   [&](auto& to, auto const& name) { fits = names_.put(to, name) && fits; }}));
    return fits ? std::optional(move) : std::nullopt;
  }

 private:
  properties::streams::SmallNumbering names_;
  RecordNumbers records_;
  std::vector<SmallNumbers::Records> lists_;
  std::size_t next_list_ = 0;
};

}  // namespace

std::optional<properties::streams::Stream> moves_of(Lines const& lines, Policies const& policies) {
  properties::streams::Stream stream{policies, {}};
  NamesOfLines names;
  EventReader reader;
  for (bool const lists : {true, false})
    for (std::string const& line : lines) {
      if (is_blank(line)) continue;
      Event const* const event = reader.read(line);
      if (event == nullptr || (lists && !names.take_list(*event))) return std::nullopt;
      if (lists) continue;
      auto const move = names.move_of(*event);
      if (!move) return std::nullopt;
      stream.moves.push_back(*move);
    }
  return stream;
}

Lines lines_of(std::vector<properties::streams::Move> const& moves, properties::streams::Naming const& naming) {
  Lines lines;
  properties::streams::Teller tell(naming);
  for (auto const& move : moves) {
    append_line(lines.emplace_back(), tell(move));
    lines.back().pop_back();
  }
  return lines;
}

}  // namespace recordshare::conformance
