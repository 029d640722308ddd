// SPDX-License-Identifier: Apache-2.0
// shrink.cpp generates the simpler candidates of a stream.
#include "properties/world/shrink.hpp"

#include <array>
#include <cstdint>
#include <utility>

#include "properties/world/first_mention.hpp"

namespace recordshare::properties::streams {
namespace {

/// The set of what `of` returns for each item of `set`.
template <class Bits, class Of>
Bits mapped(Bits set, Of const& of) {
  Bits to = 0;
  for (std::uint8_t item = 0; set >> item != 0; ++item)
    if ((set >> item & 1U) != 0) to = static_cast<Bits>(to | 1U << of(item));
  return to;
}

/// The stream with other numbers for its parties and DNs. `party` keeps agents agents, and numbers numbers.
template <class OfParty, class OfDn>
Stream with_others(Stream stream, OfParty const& party, OfDn const& dn) {
  for (auto& move : stream.moves) {
    auto const has = mentions(move.kind);
    if (has.agent) move.agent = party(move.agent);
    if (has.to) move.to = party(move.to);
    if (has.dn) move.dn = dn(move.dn);
    move.dns = mapped(move.dns, dn);
    move.parties = mapped(move.parties, party);
  }
  return stream;
}

/// 0 for the agent, DN, chain or call that is mentioned first, and so on. A DN's number is a mention of it.
Stream renumbered(Stream const& stream) {
  FirstMention<std::uint8_t> agents(kAgents), dns(kDns), chains(kChains), calls(kCalls);
  auto const dn = [&](std::uint8_t number) { return dns(number).value(); };
  auto const party = [&](std::uint8_t number) {
    if (number < kAgents) return agents(number).value();
    auto const of_dn = static_cast<std::uint8_t>(number - kAgents);
    return of_dn == kDns ? number : static_cast<std::uint8_t>(kAgents + dn(of_dn));
  };
  auto const call = [&](std::uint8_t number) {
    return number == 0 ? number : static_cast<std::uint8_t>(calls(number).value() + 1);
  };
  Stream less = with_others(stream, party, dn);
  for (auto& move : less.moves) {
    auto const has = mentions(move.kind);
    if (has.chain) move.chain = chains(move.chain).value();
    if (has.record || has.records) move.home = chains(move.home).value();
    move.call = call(move.call);
    move.new_call = call(move.new_call);
  }
  return less;
}

/// A simpler kind of event with a similar effect, if there is one.
Kind simpler_kind(Move const& move) {
  Kind const kind = move.kind;
  if (kind == EventType::CallEstablished && move.agent < kAgents) return EventType::PreviewRecord;
  if (kind == EventType::TransferCompleted) return EventType::SingleStepTransferCompleted;
  if (kind == EventType::ConferenceCompleted) return EventType::SingleStepConferenceCompleted;
  if (kind == EventType::CallRecovered) return EventType::CallEnded;
  if (kind.request()) return Request::RecordProcessed;
  return kind;
}

/// The sum of all numbers: lower in a simpler stream of the same length.
std::size_t weight(Stream const& stream) {
  std::size_t sum = 0;
  for (auto const& move : stream.moves) {
    for (auto const member : kNumbersOfMoves) sum += move.*member;
    sum += move.parties + (move.repeats ? 1U : 0U);
  }
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
    auto const [one, other] = std::pair{stream.moves[i].agent, stream.moves[i].to};
    if (!mentions(stream.moves[i].kind).to || one >= kAgents || other >= kAgents) continue;
    auto const swapped = [&](std::uint8_t agent) { return agent == one ? other : agent == other ? one : agent; };
    auto const same = [](std::uint8_t dn) { return dn; };
    auto const before = stream.moves.begin() + static_cast<std::ptrdiff_t>(i);
    auto& moves = all.emplace_back(with_others({stream.policies, {stream.moves.begin(), before}}, swapped, same)).moves;
    moves.insert(moves.end(), before + 1, stream.moves.end());
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

/// Every stream in which one agent, or one DN with its number, is replaced everywhere by one with a lower number; and
/// those in which the number that is no DN is replaced by one of a DN.
void add_with_fewer_parties(std::vector<Stream>& all, Stream const& stream) {
  auto const add = [&](auto const& party, auto const& dn) {
    if (auto merged = with_others(stream, party, dn); merged != stream) all.push_back(std::move(merged));
  };
  auto const replacing = [](std::size_t from, std::size_t to) {
    return [from, to](std::uint8_t number) { return number == from ? static_cast<std::uint8_t>(to) : number; };
  };
  auto const same = [](std::uint8_t dn) { return dn; };
  for (std::size_t from = kAgents - 1; from > 0; --from)
    for (std::size_t to = 0; to < from; ++to) add(replacing(from, to), same);
  for (std::size_t from = kDns; from > 0; --from)
    for (std::size_t to = 0; to < from; ++to) add(replacing(kAgents + from, kAgents + to), replacing(from, to));
}

void add_with_smaller_numbers(std::vector<Stream>& all, Stream const& stream) {
  for (std::size_t i = 0; i < stream.moves.size(); ++i) {
    auto const& move = stream.moves[i];
    auto const with = [&](auto Move::* member, auto value) {
      auto& changed = all.emplace_back(stream).moves[i];
      changed.*member = value;
      changed = without_unused(changed);
    };
    for (auto const member : kNumbersOfMoves)
      if (member != &Move::dns)
        for (std::uint8_t value = 0; value < move.*member; ++value) with(member, value);
    for (std::size_t dn = 0; dn < kDns; ++dn)
      if ((move.dns >> dn & 1U) != 0) with(&Move::dns, static_cast<DnBits>(move.dns ^ 1U << dn));
    for (std::size_t party = 0; party < kParties; ++party)
      if ((move.parties >> party & 1U) != 0) with(&Move::parties, static_cast<PartyBits>(move.parties ^ 1U << party));
    if (move.repeats) with(&Move::repeats, false);
    if (auto const kind = simpler_kind(move); kind != move.kind) with(&Move::kind, kind);
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
  add_with_fewer_parties(all, stream);
  add_with_fewer_records(all, stream);
  add_with_smaller_numbers(all, stream);
  add_in_better_order(all, stream);
  return all;
}

}  // namespace recordshare::properties::streams
