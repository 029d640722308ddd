// SPDX-License-Identifier: Apache-2.0
// bounded_names.cpp names numbers, and formats states and outcomes as text.
#include "properties/world/bounded_names.hpp"

#include <array>

#include "model/event_fields.hpp"

namespace recordshare::properties {
namespace {

constexpr std::array<std::string_view, kBound> kAgents{"alice", "bob",   "carol", "dave",
                                                       "erin",  "frank", "grace", "hugo"};
constexpr std::array<std::string_view, kBound> kDns{"7001", "7002", "7003", "7004", "7005", "7006", "7007", "7008"};

constexpr std::array<std::string_view, kBound> kCalls{"call-1", "call-2", "call-3", "call-4",
                                                      "call-5", "call-6", "call-7", "call-8"};

/// Calls `visit` for each element of the set.
template <class Element, class Visit>
void for_each(Set<Element> set, Visit&& visit) {
  for (std::uint8_t i = 0; i < kBound; ++i)
    if (set.contains(Element{i})) visit(Element{i});
}

template <class Element>
std::string names_of(Set<Element> set) {
  std::string text;
  for_each(set, [&](Element element) { text.append(text.empty() ? " " : ", ").append(name_of(element)); });
  return text.empty() ? " none" : text;
}

template <class Second>
std::string pairs_of(Relation<AgentNumber, Second> const& pairs, std::string_view arrow) {
  std::string text;
  for (std::size_t i = 0; i < kBound * kBound; ++i) {
    AgentNumber const first{static_cast<std::uint8_t>(i / kBound)};
    Second const second{static_cast<std::uint8_t>(i % kBound)};
    if (!pairs.contains(first, second)) continue;
    text.append(text.empty() ? " " : ", ").append(name_of(first)).append(arrow).append(name_of(second));
  }
  return text.empty() ? " none" : text;
}

std::string text_of(Mark mark) {
  if (!mark.is_final()) return "Open";
  if (!mark.request().has_value()) return "Final by the server";
  std::string text = "Final by ";
  return text.append(name(*mark.request())).append(" of ").append(name_of(mark.agent()));
}

std::string records_of(Marks const& marks) {
  std::string text;
  for (std::size_t r = 0; r < kBound; ++r) {
    RecordNumber const record{static_cast<std::uint8_t>(r)};
    if (!marks.known().contains(record)) continue;
    text.append(text.empty() ? " " : ", ").append(std::to_string(handle_of(record).value())).append(" ");
    text.append(text_of(marks.of(record)));
  }
  return text.empty() ? " none" : text;
}

}  // namespace

std::string_view name_of(AgentNumber agent) noexcept { return kAgents[static_cast<std::size_t>(agent)]; }
std::string_view name_of(DnNumber dn) noexcept { return kDns[static_cast<std::size_t>(dn)]; }
std::string_view name_of(CallNumber call) noexcept { return kCalls[static_cast<std::size_t>(call)]; }
RecordHandle handle_of(RecordNumber record) noexcept { return 101 + static_cast<std::uint64_t>(record); }

Event NamedEvents::named(model::AnyEvent<Bounded> const& event, ChainId chain, RecordHandle first_record) {
  auto const handle = [&](RecordNumber record) {
    return RecordHandle{first_record.value() + static_cast<std::uint64_t>(record)};
  };
  return model::rename<Names>(
      event, model::Overloaded{[](Request& to, Request request) { to = request; },
                               [](std::string_view& to, auto number) { to = name_of(number); },
                               [](std::string_view& to, CallSet call) {
                                 to = {};
                                 for_each(call, [&](CallNumber one) { to = name_of(one); });
                               },
                               [](Party& to, AgentNumber agent) { to = name_of(agent); },
                               [&](ChainId& to, int) { to = chain; },
                               [&](RecordHandle& to, RecordNumber record) { to = handle(record); },
                               [&](Names::Records& to, RecordList const& records) {
                                 std::vector<RecordHandle>& handles = records_.emplace_back();
                                 for_each(records.set, [&](RecordNumber record) { handles.push_back(handle(record)); });
                                 if (records.repeats) handles.push_back(handles.front());
                                 to = handles;
                               },
                               [&](DnNames& to, DnSet set) {
                                 std::vector<std::string_view>& dns = dns_.emplace_back();
                                 for_each(set, [&](DnNumber dn) { dns.push_back(name_of(dn)); });
                                 to = dns;
                               },
                               [&](Names::Parties& to, AgentSet set) {
                                 std::vector<Party>& parties = parties_.emplace_back();
                                 for_each(set, [&](AgentNumber agent) { parties.emplace_back(name_of(agent)); });
                                 to = parties;
                               }});
}

std::string text_of(Snapshot const& state) {
  std::string text(state.loaded ? name(state.phase) : "not loaded");
  if (state.loaded) {
    text.append("; parties").append(names_of(state.parties));
    text.append("; keepers").append(names_of(state.keepers));
    text.append("; Dialing").append(pairs_of(state.dialing, " → "));
    text.append("; Established").append(pairs_of(state.established, " → "));
    if (!state.call.is_empty()) text.append("; call").append(names_of(state.call));
    text.append("; records").append(records_of(state.records));
  }
  text.append("; logged in").append(pairs_of(state.logins, " at "));
  return text.append("; monitored").append(names_of(state.monitored));
}

std::string text_of(StepOutcome const& outcome) {
  std::string text(name(outcome.result));
  text.append(", ").append(name(outcome.rule));
  if (outcome.reason != Reason::None) text.append(", ").append(name(outcome.reason));
  if (outcome.answer.has_value()) text.append(", answers ").append(name(*outcome.answer));
  if (outcome.read_only) text.append(", read-only");
  if (outcome.shows_records) text.append(", shows ").append(std::to_string(outcome.shown.size())).append(" records");
  return text;
}

}  // namespace recordshare::properties
