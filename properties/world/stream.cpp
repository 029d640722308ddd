// SPDX-License-Identifier: Apache-2.0
// stream.cpp gives streams their names and their text, and makes them simpler.
#include "properties/world/stream.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <variant>

#include <recordshare/json_lines.hpp>

namespace recordshare::properties::streams {
namespace {

template <class E>
constexpr Mentions mentions_of() noexcept {
  Mentions has{};
  has.agent = requires { &E::agent; } || requires { &E::from; };
  has.to = requires { &E::to; };
  has.dn = requires { &E::dn; };
  has.chain = requires { &E::chain; };
  has.record = requires { &E::record; };
  has.records = requires { &E::records; };
  return has;
}

constexpr auto kMentions = []<std::size_t... i>(std::index_sequence<i...>) {
  return std::array{mentions_of<std::variant_alternative_t<i, Event>>()...};
}(std::make_index_sequence<std::variant_size_v<Event>>());

template <class Names, class Name>
std::size_t position(Names const& names, Name const& name) noexcept {
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

Naming plain_naming() {
  Naming naming{.agents = {"alice", "bob", "carol", "dave", "queue"}, .dns = {}, .chains = {}, .records = {}};
  for (std::size_t i = 0; i < kDns; ++i) naming.dns[i] = std::to_string(7001 + i);
  for (std::size_t chain = 0; chain < kChains; ++chain) {
    naming.chains[chain] = chain + 1;
    for (std::size_t record = 0; record < kRecords; ++record)
      naming.records[chain][record] = 100 * (chain + 1) + record + 1;
  }
  return naming;
}

/// Gives every kind of name new numbers: 0 to what is mentioned first, and so on.
class Renumbering {
 public:
  std::uint8_t operator()(std::uint8_t number) {
    auto const found = position(seen_, number);
    if (found == seen_.size()) seen_.push_back(number);
    return static_cast<std::uint8_t>(found);
  }

 private:
  std::vector<std::uint8_t> seen_;
};

Stream renumbered(Stream stream) {
  Renumbering agents, dns, chains;
  for (auto& move : stream.moves) {
    auto const has = mentions(move.kind);
    if (has.agent) move.agent = agents(move.agent);
    if (has.to) move.to = agents(move.to);
    if (has.dn) move.dn = dns(move.dn);
    if (has.chain) move.chain = chains(move.chain);
    if (has.record || has.records) move.home = chains(move.home);
  }
  return stream;
}

/// The kind that shows the same with less around it, where there is one.
Kind simpler_kind(Kind kind) {
  if (kind == EventType::CallEstablished) return EventType::PreviewRecord;
  if (kind == EventType::TransferCompleted) return EventType::SingleStepTransferCompleted;
  if (kind == EventType::ConferenceCompleted) return EventType::SingleStepConferenceCompleted;
  if (kind.request()) return Request::RecordProcessed;
  return kind;
}

/// The sum of all numbers: what a simpler stream of the same length has less of.
std::size_t weight(Stream const& stream) {
  std::size_t sum = 0;
  for (auto const& m : stream.moves)
    sum += std::size_t{m.agent} + m.to + m.dn + m.chain + m.home + m.record + m.count + (m.repeats ? 1U : 0U);
  return sum;
}

/// What a story begins with stands first: DNs, logins, chains.
int place(Move const& move) {
  if (move.kind == EventType::DnMonitored) return 0;
  if (move.kind == EventType::AgentLogin) return 1;
  return move.kind == EventType::ChainLoaded ? 2 : 3;
}

void add_without_chunks(std::vector<Stream>& all, Stream const& stream) {
  auto const size = stream.moves.size();
  for (std::size_t chunk = size; chunk > 0; chunk /= 2)
    for (std::size_t begin = 0; begin < size; begin += chunk) {
      auto part = stream;
      auto const first = part.moves.begin() + static_cast<std::ptrdiff_t>(begin);
      part.moves.erase(first, first + static_cast<std::ptrdiff_t>(std::min(chunk, size - begin)));
      all.push_back(std::move(part));
    }
}

/// Every stream in which one agent is replaced by one of a lower number, wherever it is mentioned.
void add_with_fewer_agents(std::vector<Stream>& all, Stream const& stream) {
  for (std::uint8_t from = kAgents - 1; from > 0; --from)
    for (std::uint8_t to = 0; to < from; ++to) {
      auto merged = stream;
      for (auto& move : merged.moves) {
        if (move.agent == from) move.agent = to;
        if (move.to == from) move.to = to;
      }
      if (merged != stream) all.push_back(std::move(merged));
    }
}

void add_with_smaller_numbers(std::vector<Stream>& all, Stream const& stream) {
  constexpr std::array kNumbers{&Move::agent, &Move::to,     &Move::dn,   &Move::chain,
                                &Move::home,  &Move::record, &Move::count};
  for (std::size_t i = 0; i < stream.moves.size(); ++i) {
    auto const with = [&](auto Move::* member, auto value) {
      all.push_back(stream);
      all.back().moves[i].*member = value;
    };
    for (auto const member : kNumbers)
      for (std::uint8_t value = 0; value < stream.moves[i].*member; ++value) with(member, value);
    if (stream.moves[i].repeats) with(&Move::repeats, false);
    if (auto const kind = simpler_kind(stream.moves[i].kind); kind != stream.moves[i].kind) with(&Move::kind, kind);
  }
}

void add_in_better_order(std::vector<Stream>& all, Stream const& stream) {
  for (std::size_t i = 1; i < stream.moves.size(); ++i)
    if (place(stream.moves[i]) < place(stream.moves[i - 1])) {
      all.push_back(stream);
      std::swap(all.back().moves[i], all.back().moves[i - 1]);
    }
}

}  // namespace

Naming const& Naming::plain() {
  static Naming const naming = plain_naming();
  return naming;
}

std::size_t Naming::agent(std::string_view name) const noexcept { return position(agents, name); }
std::size_t Naming::chain(ChainId id) const noexcept { return position(chains, id); }
std::size_t Naming::record(RecordHandle handle) const noexcept {
  std::size_t home = 0;
  while (home < kChains && position(records[home], handle) == kRecords) ++home;
  return home == kChains ? kChains * kRecords : home * kRecords + position(records[home], handle);
}

Event const& Teller::operator()(Move const& move) {
  auto const make = [&]<class E>(E e) {
    if constexpr (requires { e.agent; }) e.agent = naming_->agents[move.agent];
    if constexpr (requires { e.from; }) e.from = naming_->agents[move.agent];
    if constexpr (requires { e.to; }) e.to = naming_->agents[move.to];
    if constexpr (requires { e.dn; }) e.dn = naming_->dns[move.dn];
    if constexpr (requires { e.chain; }) e.chain = naming_->chains[move.chain];
    if constexpr (requires { e.record; }) e.record = naming_->records[move.home][move.record];
    if constexpr (requires { e.records; }) {
      auto const handles = std::span(naming_->records[move.home]).first(move.count);
      list_.assign(handles.begin(), handles.end());
      if (move.repeats && move.count > 0) list_.push_back(list_.front());
      e.records = list_;
    }
    if constexpr (requires { e.request; }) e.request = *move.kind.request();
    event_ = e;
  };
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    static_cast<void>(((move.kind.index() == i && (make(std::variant_alternative_t<i, Event>{}), true)) || ...));
  }(std::make_index_sequence<std::variant_size_v<Event>>());
  return event_;
}

Mentions mentions(Kind kind) noexcept { return kMentions[kind.index()]; }

Move without_unused(Move move) noexcept {
  auto const has = mentions(move.kind);
  if (!has.agent) move.agent = 0;
  if (!has.to) move.to = 0;
  if (!has.dn) move.dn = 0;
  if (!has.chain) move.chain = 0;
  if (!has.record && !has.records) move.home = 0;
  if (!has.record) move.record = 0;
  if (!has.records) move.count = 0;
  if (!has.records) move.repeats = false;
  return move;
}

std::vector<Stream> simpler(Stream const& stream) {
  std::vector<Stream> all;
  add_without_chunks(all, stream);
  if (stream.policies != Policies{}) {
    all.push_back({{}, stream.moves});
    all.push_back({{.final_scope = stream.policies.final_scope}, stream.moves});
    all.push_back({{.reschedule = stream.policies.reschedule}, stream.moves});
    std::erase(all, stream);
  }
  if (auto less = renumbered(stream); weight(less) < weight(stream)) all.push_back(std::move(less));
  add_with_fewer_agents(all, stream);
  add_with_smaller_numbers(all, stream);
  add_in_better_order(all, stream);
  return all;
}

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
  std::string text = "recordshare run";
  auto const add_policy = [&](PolicyTerm const& policy, auto value) {
    auto const index = static_cast<std::size_t>(value);
    if (index != 0) text.append(" --policy ").append(policy.name).append("=").append(policy.values[index]);
  };
  add_policy(kPolicies[0], policies.final_scope);
  add_policy(kPolicies[1], policies.reschedule);
  text += " - <<'EVENTS'\n";
  for (auto const& line : lines) text += line + "\n";
  return text + "EVENTS\n";
}

}  // namespace recordshare::properties::streams
