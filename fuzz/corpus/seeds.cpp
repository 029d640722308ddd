// SPDX-License-Identifier: Apache-2.0
// seeds.cpp encodes stories and paths as inputs of each target, and generates the dictionaries.
#include "fuzz/corpus/seeds.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

#include <recordshare/json_lines.hpp>

#include "engine/report/lines.hpp"
#include "fuzz/checked_machine.hpp"
#include "fuzz/event_bytes.hpp"
#include "model/event_fields.hpp"
#include "properties/conform/stories.hpp"
#include "properties/world/policies.hpp"
#include "properties/world/small_numbering.hpp"

namespace recordshare::fuzz {
namespace {

namespace streams = properties::streams;
using streams::Move;

/// A story's events as moves, without those that need a larger world than the targets have.
class StoryMoves {
 public:
  std::optional<Move> of(Event const& event) {
    using streams::SmallNumbers;
    bool fits = true;
    auto const put_record = [&](SmallNumbers::Record& to, RecordHandle record) {
      auto const number = records_(record);
      fits = fits && number.has_value();
      to = {static_cast<std::uint8_t>(number.value_or(0) / kRecordsOfHome),
            static_cast<std::uint8_t>(number.value_or(0) % kRecordsOfHome)};
    };
    auto const move = streams::move_of(model::rename<SmallNumbers>(
        event, model::Overloaded{[](Request& to, Request request) { to = request; }, put_record,
                                 [&](auto& to, auto const& name) { fits = names_.put(to, name) && fits; },
                                 [&](SmallNumbers::Records& to, Names::Records const& records) {
                                   // A new list begins a home of its own, as far as there is one.
                                   fits = fits && records.size() <= kRecordsOfHome;
                                   SmallNumbers::Record first{};
                                   SmallNumbers::Record other{};
                                   for (std::size_t i = 0; fits && i < records.size(); ++i)
                                     put_record(i == 0 ? first : other, records[i]);
                                   to = {first.home, static_cast<std::uint8_t>(records.size()), false};
                                 }}));
    // It must come back: the targets have fewer numbers than the world of streams.
    return fits && read_event(bytes_of(move)) == move ? std::optional(move) : std::nullopt;
  }

 private:
  streams::SmallNumbering names_;
  properties::FirstMention<RecordHandle> records_{kHomes * kRecordsOfHome};
};

std::string numbered(std::string_view what, std::size_t number) {
  std::array<char, 8> digits{};
  std::snprintf(digits.data(), digits.size(), "%03zu", number);
  return std::string(what).append("-").append(digits.data());
}

std::string name_of(Story const& story) { return "story-" + std::string(story.name); }

Seeds event_seeds(std::vector<PathToRow> const& paths) {
  Seeds seeds;
  // Every story under each policy, and cut in its middle.
  for (Story const& story : stories()) {
    std::string const name = name_of(story);
    EventInput input;
    StoryMoves moves;
    EventReader reader;
    for (auto const line : lines_in(story.lines))
      if (auto const* const event = reader.read(line))
        if (auto const move = moves.of(*event)) input.stream.moves.push_back(*move);
    input.cut = input.stream.moves.size() / 2;
    for (Policies const& policies : properties::kEachValueOfPolicies) {
      input.stream.policies = policies;
      seeds[name + (policies == Policies{} ? "" : "-" + properties::text_of(policies, ","))] = bytes_of(input);
    }
    input.limits = {.names = 4, .chains = 1, .records = 2};
    seeds[name + "-limits"] = bytes_of(input);
  }
  for (std::size_t i = 0; i < paths.size(); ++i)
    seeds[numbered("row", i)] =
        bytes_of({.stream = paths[i].stream, .limits = {}, .cut = paths[i].stream.moves.size() / 2});
  return seeds;
}

/// The event that reaches each row, from its state; then the same event with every combination of facts.
Seeds state_seeds(std::vector<PathToRow> const& paths) {
  Seeds seeds;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    auto input = paths[i].state;
    seeds[numbered("row", i)] = input;
    for (unsigned bit = 0; bit < 8; ++bit)
      input[kFactsOfMachine + bit] = static_cast<char>(1U << bit | (bit == 4 ? 0x20U : 0U));
    auto const event = input.substr(kMachineLayout.header);
    for (unsigned n = 1; n < 8; ++n) input += event;
    seeds[numbered("facts", i)] = input;
  }
  return seeds;
}

Seeds line_seeds(bool one_by_one, std::vector<PathToRow> const& paths) {
  Seeds seeds;
  for (Story const& story : stories()) {
    if (!one_by_one) seeds[name_of(story)] = story.lines;
    std::size_t number = 0;
    if (one_by_one)
      for (auto const line : lines_in(story.lines)) seeds[numbered(name_of(story), ++number)] = line;
  }
  for (std::size_t i = 0; !one_by_one && i < paths.size(); ++i)
    for (auto const& move : paths[i].stream.moves) seeds[numbered("row", i)] += streams::text_of(move) + "\n";
  return seeds;
}

std::string quoted(std::string_view bytes) {
  std::string text = "\"";
  for (char const c : bytes) {
    std::array<char, 8> hex{};
    auto const byte = static_cast<unsigned char>(c);
    bool const plain = byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\';
    std::snprintf(hex.data(), hex.size(), "\\x%02X", byte);
    text += plain ? std::string(1, c) : std::string(hex.data());
  }
  return text + "\"";
}

/// The words of events.md, as they are written in a line; and JSON text that is hard to parse.
std::string words_of_lines() {
  std::string text;
  auto const add = [&](std::string_view word) { text += quoted(word) + "\n"; };
  for (auto const& event : kEvents) add("\"type\":\"" + std::string(event.name) + "\"");
  for (auto const& request : kRequests) add("\"type\":\"" + std::string(request.name) + "\"");
  std::set<std::string> members;
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    auto const add_members = [&](auto const& e) {
      std::apply([&](auto const&... field) { (members.emplace(field.name), ...); }, e.members());
      std::apply([&](auto const&... field) { (members.emplace(model::number_member(field.name)), ...); }, e.members());
    };
    (add_members(std::variant_alternative_t<i, Event>{}), ...);
  }(std::make_index_sequence<std::variant_size_v<Event>>());
  for (auto const& member : members) add("\"" + member + "\":");
  for (std::string_view const word : {"\"alice\"",
                                      "\"bob\"",
                                      "\"7001\"",
                                      "[101,102]",
                                      "[\"7001\",\"7002\"]",
                                      "\"1509\"",
                                      "\"call-1\"",
                                      "101",
                                      "{}",
                                      "[]",
                                      "[[",
                                      "{\"a\":",
                                      "null",
                                      "true",
                                      "-0",
                                      "1.0",
                                      "1e3",
                                      "1e400",
                                      "18446744073709551615",
                                      "18446744073709551616",
                                      "\\u0000",
                                      "\\ud834\\udd1e",
                                      "\\ud800",
                                      "\xC3\xA9",
                                      "\xED\xA0\x80",
                                      "\xEF\xBB\xBF",
                                      "\\\"",
                                      ",\n",
                                      "\r\n",
                                      "\t"})
    add(word);
  return text;
}

}  // namespace

Seeds seeds_of(Target const& target, std::vector<PathToRow> const& paths) {
  if (target.inputs == Inputs::Events) return event_seeds(paths);
  if (target.inputs == Inputs::States) return state_seeds(paths);
  return line_seeds(target.name == "json_lines_fuzzer", paths);
}

std::string dictionary_of(Target const& target) {
  std::string text =
      "# SPDX-License-Identifier: Apache-2.0\n"
      "# Generated by `recordshare-corpus dictionary`; a test compares the two.\n";
  if (target.inputs == Inputs::Lines) return text + words_of_lines();
  for (std::size_t kind = 0; kind < streams::Kind::count; ++kind) {
    Move const move{.kind = streams::Kind::numbered(kind), .to = 1, .count = 2};
    auto const bytes = bytes_of(streams::without_unused(move));
    text += quoted({reinterpret_cast<char const*>(bytes.data()), bytes.size()}) + "\n";
  }
  return text;
}

}  // namespace recordshare::fuzz
