// SPDX-License-Identifier: Apache-2.0
// numbered.cpp numbers names in the order in which they are met, and records by the lists they are loaded in.
#include "properties/conform/numbered.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <variant>

#include <recordshare/json_lines.hpp>

namespace recordshare::conformance {
namespace {

using properties::streams::kRecords;
using properties::streams::Move;

/// Numbers for what is met, as many as there are.
template <class Name, std::size_t Bound>
class Numbers {
 public:
  /// False where there is no number left.
  bool take(Name const& name, std::uint8_t& number) {
    auto const found = std::find(met_.begin(), met_.end(), name);
    number = static_cast<std::uint8_t>(found - met_.begin());
    if (found == met_.end()) met_.push_back(name);
    return number < Bound;
  }

 private:
  std::vector<Name> met_;
};

/// Records, each in a list that has a number and a position there. A Move loads the first so many of a list.
class RecordNumbers {
 public:
  /// Finds or makes the list that begins so; false where none can.
  bool take_list(std::span<RecordHandle const> records, Move& move) {
    move.repeats = records.size() > 1 && records.front() == records.back();
    if (move.repeats) records = records.first(records.size() - 1);
    move.count = static_cast<std::uint8_t>(std::min(records.size(), kRecords));
    if (records.size() > kRecords) return false;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      auto& list = lists_[i];
      auto const common = static_cast<std::ptrdiff_t>(std::min(list.size(), records.size()));
      if (!std::equal(list.begin(), list.begin() + common, records.begin())) continue;
      auto const rest = records.subspan(static_cast<std::size_t>(common));
      if (std::any_of(rest.begin(), rest.end(), [this](RecordHandle one) { return knows(one); })) continue;
      list.insert(list.end(), rest.begin(), rest.end());
      move.home = static_cast<std::uint8_t>(i);
      return true;
    }
    return false;
  }

  bool take(RecordHandle record, Move& move) {
    if (!knows(record)) append(record);
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      auto const found = std::find(lists_[i].begin(), lists_[i].end(), record);
      if (found == lists_[i].end()) continue;
      move.home = static_cast<std::uint8_t>(i);
      move.record = static_cast<std::uint8_t>(found - lists_[i].begin());
      return true;
    }
    return false;
  }

 private:
  /// Where there is room for it, if there is.
  void append(RecordHandle record) {
    for (auto& list : lists_) {
      if (list.size() == kRecords) continue;
      list.push_back(record);
      return;
    }
  }

  [[nodiscard]] bool knows(RecordHandle record) const {
    return std::any_of(lists_.begin(), lists_.end(), [record](auto const& list) {
      return std::find(list.begin(), list.end(), record) != list.end();
    });
  }

  std::array<std::vector<RecordHandle>, properties::streams::kChains> lists_;
};

class Numbering {
 public:
  bool number(Event const& event, Move& move) {
    return std::visit([&](auto const& one) { return number_one(one, move); }, event);
  }
  /// Lists are numbered before records that are met alone, which then stand behind them.
  bool number_list(Event const& event, Move& move) {
    auto const* const loaded = std::get_if<ChainLoaded>(&event);
    return loaded == nullptr || records_.take_list(loaded->records, move);
  }

 private:
  template <class E>
  bool number_one(E const& one, Move& move) {
    bool fits = true;
    if constexpr (requires { one.agent; }) fits = fits && agents_.take(std::string(one.agent), move.agent);
    if constexpr (requires { one.from; }) fits = fits && agents_.take(std::string(one.from), move.agent);
    if constexpr (requires { one.to; }) fits = fits && agents_.take(std::string(one.to), move.to);
    if constexpr (requires { one.dn; }) fits = fits && dns_.take(std::string(one.dn), move.dn);
    if constexpr (requires { one.chain; }) fits = fits && chains_.take(one.chain, move.chain);
    if constexpr (requires { one.record; }) fits = fits && records_.take(one.record, move);
    if constexpr (requires { one.request; }) {
      move.kind = one.request;
    } else {
      move.kind = E::type;
    }
    return fits;
  }

  Numbers<std::string, properties::streams::kAgents> agents_;
  Numbers<std::string, properties::streams::kDns> dns_;
  Numbers<ChainId, properties::streams::kChains> chains_;
  RecordNumbers records_;
};

}  // namespace

std::optional<properties::streams::Stream> moves_of(Lines const& lines, Policies const& policies) {
  properties::streams::Stream stream{policies, {}};
  Numbering numbering;
  EventReader reader;
  for (bool const lists : {true, false}) {
    std::size_t index = 0;
    for (std::string const& line : lines) {
      if (is_blank(line)) continue;
      Event const* const event = reader.read(line);
      if (event == nullptr) return std::nullopt;
      if (lists) stream.moves.emplace_back();
      Move& move = stream.moves[index++];
      if (!(lists ? numbering.number_list(*event, move) : numbering.number(*event, move))) return std::nullopt;
    }
  }
  return stream;
}

Lines lines_of(std::vector<properties::streams::Move> const& moves, properties::streams::Naming const& naming) {
  Lines lines;
  properties::streams::Teller tell(naming);
  for (Move const& move : moves) {
    append_line(lines.emplace_back(), tell(move));
    lines.back().pop_back();
  }
  return lines;
}

}  // namespace recordshare::conformance
