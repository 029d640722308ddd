// SPDX-License-Identifier: Apache-2.0
// summary.cpp prints the counts of a run as a table.
#include "engine/command/summary.hpp"

#include <algorithm>
#include <string_view>

#include "engine/command_line/progress.hpp"
#include "engine/report/sentences.hpp"

namespace recordshare::command {
namespace {

constexpr std::size_t kTypeWidth = 31;  // the longest type's name and two spaces
constexpr std::size_t kCountWidth = 14;

void append_left(std::string& out, std::string_view text, std::size_t width) {
  out.append(text).append(width - std::min(width, text.size()), ' ');
}

void append_right(std::string& out, std::uint64_t number, std::size_t width) {
  std::string const text = grouped(number);
  out.append(width - std::min(width, text.size()), ' ').append(text);
}

// The types in the order of events.md: those of the call and environment events, then the requests.
std::size_t type_index(Event const& event) noexcept {
  if (auto const* const request = std::get_if<DesktopRequest>(&event))
    return kEvents.size() + index_of(request->request);
  return event.index();
}

std::string_view type_at(std::size_t index) noexcept {
  return index < kEvents.size() ? kEvents[index].name : kRequests[index - kEvents.size()].name;
}

}  // namespace

void Summary::count(Event const* event, Outcome const& outcome) noexcept {
  ++lines_;
  if (event == nullptr || outcome.result == Result::Invalid) {
    ++invalid_;
    return;
  }
  ++rules_[static_cast<std::size_t>(outcome.rule)];
  TypeCount& type = types_[type_index(*event)];
  if (has_taken_place(outcome.result))
    ++type.took_effect;
  else
    ++type.turned_down[static_cast<std::size_t>(outcome.reason)];
}

void Summary::append_types(std::string& table) const {
  append_left(table, "type", kTypeWidth);
  table.append("     succeeded   failed, by reason\n");
  for (std::size_t t = 0; t < kTypes; ++t) {
    TypeCount const& type = types_[t];
    bool const none_down = std::ranges::all_of(type.turned_down, [](auto n) { return n == 0; });
    if (type.took_effect == 0 && none_down) continue;
    append_left(table, type_at(t), kTypeWidth);
    append_right(table, type.took_effect, kCountWidth);
    std::string_view before = "   ";
    for (std::size_t r = 0; r < kReasons.size(); ++r) {
      if (type.turned_down[r] == 0) continue;
      table.append(before).append(kReasons[r].name).append(" ").append(grouped(type.turned_down[r]));
      before = ", ";
    }
    table.append("\n");
  }
}

void Summary::append_rules(std::string& table) const {
  append_left(table, "rule", kTypeWidth);
  table.append("       decided\n");
  for (std::size_t r = 0; r < kRules.size(); ++r) {
    if (rules_[r] == 0) continue;
    append_left(table, kRules[r].name, kTypeWidth);
    append_right(table, rules_[r], kCountWidth);
    table.append("   ").append(plain_title(kRules[r])).append("\n");
  }
}

std::string Summary::table(double seconds) const {
  std::string table;
  append_types(table);
  table.append("\n");
  append_rules(table);
  table.append("\n").append(grouped(lines_)).append(lines_ == 1 ? " line, " : " lines, ");
  table.append(grouped(invalid_)).append(" invalid; ");
  double const rate = seconds > 0 ? static_cast<double>(lines_) / seconds : 0;
  table.append(grouped(static_cast<std::uint64_t>(rate))).append(" lines/s\n");
  return table;
}

}  // namespace recordshare::command
