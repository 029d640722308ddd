// SPDX-License-Identifier: Apache-2.0
// stream.cpp converts moves to events, and streams to text.
#include "properties/world/stream.hpp"

#include <algorithm>
#include <bit>
#include <span>
#include <type_traits>
#include <utility>
#include <variant>

#include <recordshare/json_lines.hpp>

#include "model/event_fields.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties::streams {
namespace {

using model::FieldName;

constexpr auto kMentions = []<std::size_t... i>(std::index_sequence<i...>) {
  auto const mentions_of = []<class E>(E event) {
    Mentions has{};
    model::for_each_field(event, [&]<class Value>(auto field, Value const&) {
      has.agent = has.agent || field == FieldName::Agent || field == FieldName::From;
      has.to = has.to || field == FieldName::To;
      has.dn = has.dn || field == FieldName::Dn || field == FieldName::Dns;
      has.dns = has.dns || field == FieldName::Dns;
      has.chain = has.chain || field == FieldName::Chain;
      has.record = has.record || field == FieldName::Record;
      has.records = has.records || field == FieldName::Records;
      has.parties = has.parties || field == FieldName::Parties;
      has.call = has.call || field == FieldName::Call;
      has.new_call = has.new_call || field == FieldName::NewCall;
      has.has_numbers = has.has_numbers || std::is_same_v<Value, Party>;
    });
    return has;
  };
  return std::array{mentions_of(std::variant_alternative_t<i, Event>{})...};
}(std::make_index_sequence<std::variant_size_v<Event>>());

template <class All, class Name>
std::size_t position(All const& names, Name const& name) noexcept {
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

Naming plain_naming() {
  Naming naming;
  std::ranges::copy(generator::kSmallAgentNames, naming.agents.begin());
  for (std::size_t i = 0; i < kDns; ++i) naming.dns[i] = std::to_string(generator::kFirstDn + i);
  naming.outside = generator::kSmallOutside;
  std::ranges::copy(generator::kSmallCallNames, naming.calls.begin());
  for (std::size_t chain = 0; chain < kChains; ++chain) {
    naming.chains[chain] = chain + 1;
    for (std::size_t record = 0; record < kRecords; ++record)
      naming.records[chain][record] = generator::small_handle(naming.chains[chain], record);
  }
  return naming;
}

}  // namespace

Naming const& Naming::plain() {
  static Naming const naming = plain_naming();
  return naming;
}

Party Naming::party(std::size_t number) const noexcept {
  if (number < kAgents) return agents[number];
  return Number{number == kParties - 1 ? outside : dns[number - kAgents]};
}
std::size_t Naming::agent(std::string_view name) const noexcept { return position(agents, name); }
std::size_t Naming::number_of(Party const& party) const noexcept {
  if (!party.is_number) return agent(party.name) == kAgents ? kParties : agent(party.name);
  return party.name == outside ? kParties - 1 : dn(party.name) == kDns ? kParties : kAgents + dn(party.name);
}
std::size_t Naming::dn(std::string_view name) const noexcept { return position(dns, name); }
std::size_t Naming::chain(ChainId id) const noexcept { return position(chains, id); }
std::size_t Naming::call(std::string_view name) const noexcept { return name.empty() ? 0 : position(calls, name) + 1; }
std::size_t Naming::record(RecordHandle handle) const noexcept {
  std::size_t home = 0;
  while (home < kChains && position(records[home], handle) == kRecords) ++home;
  return home == kChains ? kChains * kRecords : home * kRecords + position(records[home], handle);
}

Move login_at(std::uint8_t agent, DnBits dns) noexcept {
  auto const first = static_cast<std::uint8_t>(std::countr_zero(dns));
  return {.kind = EventType::AgentLogin, .agent = agent, .dn = first, .dns = static_cast<DnBits>(dns & (dns - 1U))};
}

SmallEvent event_of(Move const& move) noexcept {
  auto event = model::event_at<SmallNumbers>(move.kind.index());
  auto const set = [&](auto field, auto& value) {
    using Value = std::remove_reference_t<decltype(value)>;
    if constexpr (field == FieldName::Request) value = *move.kind.request();
    if constexpr (field == FieldName::Agent || field == FieldName::From) value = Value{move.agent};
    if constexpr (field == FieldName::To) value = Value{move.to};
    if constexpr (field == FieldName::Dn) value = Value{move.dn};
    if constexpr (field == FieldName::Dns) value = {move.dn, move.dns};
    if constexpr (field == FieldName::Parties) value = {move.parties, move.repeats};
    if constexpr (field == FieldName::Call) value = Value{move.call};
    if constexpr (field == FieldName::NewCall) value = Value{move.new_call};
    if constexpr (field == FieldName::Chain) value = Value{move.chain};
    if constexpr (field == FieldName::Record) value = {move.home, move.record};
    if constexpr (field == FieldName::Records) value = {move.home, move.count, move.repeats};
  };
  std::visit([&](auto& one) { model::for_each_field(one, set); }, event);
  return event;
}

Move move_of(SmallEvent const& event) noexcept {
  Move move;
  auto const get = [&](auto field, auto const& value) {
    if constexpr (field == FieldName::Request) move.kind = value;
    if constexpr (field == FieldName::Agent || field == FieldName::From) move.agent = static_cast<std::uint8_t>(value);
    if constexpr (field == FieldName::To) move.to = static_cast<std::uint8_t>(value);
    if constexpr (field == FieldName::Dn) move.dn = static_cast<std::uint8_t>(value);
    if constexpr (field == FieldName::Dns) move.dn = value.first;
    if constexpr (field == FieldName::Dns) move.dns = value.others;
    if constexpr (field == FieldName::Parties) move.parties = value.set;
    if constexpr (field == FieldName::Call) move.call = static_cast<std::uint8_t>(value);
    if constexpr (field == FieldName::NewCall) move.new_call = static_cast<std::uint8_t>(value);
    if constexpr (field == FieldName::Chain) move.chain = static_cast<std::uint8_t>(value);
    if constexpr (field == FieldName::Record || field == FieldName::Records) move.home = value.home;
    if constexpr (field == FieldName::Record) move.record = value.record;
    if constexpr (field == FieldName::Records) move.count = value.count;
    if constexpr (field == FieldName::Records || field == FieldName::Parties) move.repeats = value.repeats;
  };
  std::visit(
      [&]<class E>(E const& one) {
        if constexpr (requires { E::type; }) move.kind = E::type;
        model::for_each_field(one, get);
      },
      event);
  return move;
}

Event const& Teller::operator()(Move const& move) {
  event_ = model::rename<Names>(
      event_of(move),
      model::Overloaded{
          [](Request& to, Request request) { to = request; },
          [&](std::string_view& to, SmallNumbers::Agent agent) { to = naming_->agents[std::size_t(agent)]; },
          [&](Party& to, SmallNumbers::Party party) { to = naming_->party(std::size_t(party)); },
          [&](Names::Parties& to, SmallNumbers::Parties const& named) {
            parties_.clear();
            for (std::size_t party = 0; party < kParties; ++party)
              if ((named.set >> party & 1U) != 0) parties_.push_back(naming_->party(party));
            if (named.repeats && !parties_.empty()) parties_.push_back(parties_.front());
            to = parties_;
          },
          [&](std::string_view& to, SmallNumbers::Dn dn) { to = naming_->dns[std::size_t(dn)]; },
          [&](DnNames& to, SmallNumbers::Dns const& named) {
            dns_.assign(1, naming_->dns[named.first]);
            for (std::size_t dn = 0; dn < kDns; ++dn)
              if ((named.others >> dn & 1U) != 0) dns_.push_back(naming_->dns[dn]);
            to = dns_;
          },
          [&](std::string_view& to, SmallNumbers::Call call) {
            to = call == SmallNumbers::Call{} ? std::string_view{} : naming_->calls[std::size_t(call) - 1];
          },
          [&](ChainId& to, SmallNumbers::Chain chain) { to = naming_->chains[std::size_t(chain)]; },
          [&](RecordHandle& to, SmallNumbers::Record one) { to = naming_->records[one.home][one.record]; },
          [&](Names::Records& to, SmallNumbers::Records const& list) {
            auto const handles = std::span(naming_->records[list.home]).first(list.count);
            list_.assign(handles.begin(), handles.end());
            if (list.repeats && list.count > 0) list_.push_back(list_.front());
            to = list_;
          }});
  return event_;
}

Move move_of(Event const& event, Naming const& naming) {
  auto const record = [&](RecordHandle handle) {
    auto const number = naming.record(handle);
    return SmallNumbers::Record{static_cast<std::uint8_t>(number / kRecords),
                                static_cast<std::uint8_t>(number % kRecords)};
  };
  return move_of(model::rename<SmallNumbers>(
      event,
      model::Overloaded{
          [](Request& to, Request request) { to = request; },
          [&](SmallNumbers::Agent& to, std::string_view name) { to = SmallNumbers::Agent(naming.agent(name)); },
          [&](SmallNumbers::Party& to, Party const& party) { to = SmallNumbers::Party(naming.number_of(party)); },
          [&](SmallNumbers::Parties& to, Names::Parties parties) {
            to = {0, parties.size() > 1 && parties.front() == parties.back()};
            for (Party const& party : parties) to.set = static_cast<PartyBits>(to.set | 1U << naming.number_of(party));
          },
          [&](SmallNumbers::Dn& to, std::string_view name) { to = SmallNumbers::Dn(naming.dn(name)); },
          [&](SmallNumbers::Dns& to, DnNames const& names) {
            to = {static_cast<std::uint8_t>(naming.dn(*names.begin())), 0};
            for (std::string_view const name : std::span(names.begin(), names.end()).subspan(1))
              to.others = static_cast<DnBits>(to.others | 1U << naming.dn(name));
          },
          [&](SmallNumbers::Call& to, std::string_view name) { to = SmallNumbers::Call(naming.call(name)); },
          [&](SmallNumbers::Chain& to, ChainId id) { to = SmallNumbers::Chain(naming.chain(id)); },
          [&](SmallNumbers::Record& to, RecordHandle handle) { to = record(handle); },
          [&](SmallNumbers::Records& to, Names::Records const& handles) {
            bool const repeats = handles.size() > 1 && handles.front() == handles.back();
            std::uint8_t const home = handles.empty() ? std::uint8_t{0} : record(handles.front()).home;
            to = {home, static_cast<std::uint8_t>(handles.size() - (repeats ? 1 : 0)), repeats};
          }}));
}

Mentions mentions(Kind kind) noexcept { return kMentions[kind.index()]; }

Move without_unused(Move const& move) noexcept { return move_of(event_of(move)); }

std::string text_of(Move const& move) {
  std::string line;
  append_line(line, Teller(Naming::plain())(move));
  line.pop_back();
  return line;
}

std::string text_of(Stream const& stream) {
  std::vector<std::string> lines;
  for (auto const& move : stream.moves) lines.push_back(text_of(move));
  return command_that_plays(lines, stream.policies);
}

std::string command_that_plays(std::span<std::string const> lines, Policies const& policies) {
  std::string text = "recordshare run" + options_of_others(policies);
  text += " - <<'EVENTS'\n";
  for (auto const& line : lines) text += line + "\n";
  return text + "EVENTS\n";
}

}  // namespace recordshare::properties::streams
