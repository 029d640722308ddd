// SPDX-License-Identifier: Apache-2.0
// shrink.cpp generates the simpler candidates of a stream.
#include "properties/world/shrink.hpp"

#include <array>
#include <cstdint>
#include <utility>

#include "properties/world/first_mention.hpp"

namespace recordshare::properties::streams {
namespace {

/// 0 for the agent, DN or chain that is mentioned first, and so on.
Stream renumbered(Stream stream) {
  FirstMention<std::uint8_t> agents(kAgents), dns(kDns), chains(kChains);
  for (auto& move : stream.moves) {
    auto const has = mentions(move.kind);
    if (has.agent) move.agent = agents(move.agent).value();
    if (has.to) move.to = agents(move.to).value();
    if (has.dn) move.dn = dns(move.dn).value();
    if (has.chain) move.chain = chains(move.chain).value();
    if (has.record || has.records) move.home = chains(move.home).value();
  }
  return stream;
}

/// A simpler kind of event with a similar effect, if there is one.
Kind simpler_kind(Kind kind) {
  if (kind == EventType::CallEstablished) return EventType::PreviewRecord;
  if (kind == EventType::TransferCompleted) return EventType::SingleStepTransferCompleted;
  if (kind == EventType::ConferenceCompleted) return EventType::SingleStepConferenceCompleted;
  if (kind.request()) return Request::RecordProcessed;
  return kind;
}

/// The sum of all numbers: lower in a simpler stream of the same length.
std::size_t weight(Stream const& stream) {
  std::size_t sum = 0;
  for (auto const& m : stream.moves)
    sum += std::size_t{m.agent} + m.to + m.dn + m.chain + m.home + m.record + m.count + (m.repeats ? 1U : 0U);
  return sum;
}

/// The opening of a story comes first: DNs, logins, chains.
int place(Move const& move) {
  if (move.kind == EventType::DnMonitored) return 0;
  if (move.kind == EventType::AgentLogin) return 1;
  return move.kind == EventType::ChainLoaded ? 2 : 3;
}

void add_without_chunks(std::vector<Stream>& all, Stream const& stream) {
  auto const size = stream.moves.size();
  for (std::size_t chunk = size; chunk > 0; chunk /= 2)
    for (std::size_t begin = 0; begin < size; begin += chunk) {
      all.push_back({stream.policies, without(stream.moves, begin, chunk)});
    }
}

/// Every stream without one event between two agents, with the two swapped in all earlier events: the target of the
/// event then has the initiator's role from the beginning.
void add_without_hand_overs(std::vector<Stream>& all, Stream const& stream) {
  for (std::size_t i = 0; i < stream.moves.size(); ++i) {
    if (!mentions(stream.moves[i].kind).to) continue;
    auto const [one, other] = std::pair{stream.moves[i].agent, stream.moves[i].to};
    auto const swapped = [&](std::uint8_t agent) { return agent == one ? other : agent == other ? one : agent; };
    auto& moves = all.emplace_back(Stream{stream.policies, without(stream.moves, i, 1)}).moves;
    for (std::size_t before = 0; before < i; ++before) {
      if (mentions(moves[before].kind).agent) moves[before].agent = swapped(moves[before].agent);
      if (mentions(moves[before].kind).to) moves[before].to = swapped(moves[before].to);
    }
  }
}

/// Every stream in which one record is replaced everywhere by the first of its chain.
void add_with_fewer_records(std::vector<Stream>& all, Stream const& stream) {
  for (std::uint8_t home = 0; home < kChains; ++home)
    for (std::uint8_t record = 1; record < kRecords; ++record) {
      auto merged = stream;
      for (auto& move : merged.moves)
        if (move.home == home && move.record == record) move.record = 0;
      if (merged != stream) all.push_back(std::move(merged));
    }
}

/// Every stream in which one agent is replaced everywhere by one with a lower number.
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

std::vector<Stream> simpler(Stream const& stream) {
  std::vector<Stream> all;
  add_without_chunks(all, stream);
  if (stream.policies != Policies{}) {
    all.push_back({{}, stream.moves});
    for (PolicyTerm const& policy : kPolicies) {
      all.push_back(stream);
      policy.set_in(all.back().policies, 0);
    }
    std::erase(all, stream);
  }
  if (auto less = renumbered(stream); weight(less) < weight(stream)) all.push_back(std::move(less));
  add_without_hand_overs(all, stream);
  add_with_fewer_agents(all, stream);
  add_with_fewer_records(all, stream);
  add_with_smaller_numbers(all, stream);
  add_in_better_order(all, stream);
  return all;
}

}  // namespace recordshare::properties::streams
