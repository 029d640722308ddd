// SPDX-License-Identifier: Apache-2.0
// event_mutator.cpp inserts, deletes, duplicates, moves, swaps and splices events.
#include "fuzz/event_mutator.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "fuzz/phrases.hpp"

namespace recordshare::fuzz {
namespace {

namespace streams = properties::streams;
using generator::Random;
using streams::Move;

std::uint8_t any_party(Random& random) { return party_of_stream(random.byte_below(kPartiesOfInputs)); }

/// An event with two agents and a record; its DN and chain are set, but not used.
Move any_pair(Random& random) {
  return {.kind = EventType::ConsultationInitiated,
          .agent = random.byte_below(streams::kAgents),
          .to = random.byte_below(streams::kAgents),
          .dn = random.byte_below(streams::kDns),
          .chain = random.byte_below(streams::kChains),
          .home = random.byte_below(kHomes),
          .record = random.byte_below(kRecordsOfHome)};
}

bool concerns_chain(Move const& move) {
  auto const has = streams::mentions(move.kind);
  return has.record || has.chain;
}

/// The events of one input, and the mutations of them. A party that its event cannot have becomes another when it is
/// written.
class Mutation {
 public:
  Mutation(Moves& moves, std::size_t most, std::uint64_t seed, bool has_directory)
      : moves_(moves), most_(most), random_(seed), has_directory_(has_directory) {}

  void run() {
    auto const what = random_.below(14);
    if (moves_.empty() || what < 3) return insert_singly(std::size_t{1} << random_.below(4));
    if (what < 5) return insert(drawn([&] { return phrase(random_, like_others(any_pair(random_))); }));
    auto const [first, last] = some();
    if (what == 5) return static_cast<void>(moves_.erase(first, last));
    if (what == 6) return insert(Moves(first, last));
    if (what == 7) return rotate(first, last);
    if (what == 8) return std::swap(*any(), *any());
    if (what == 9) return swap_parties(first, last);
    if (what == 10) return swap_for_number(*any());
    if (what == 11) return take_over_dn();
    change(*any());
  }

 private:
  using Place = Moves::iterator;

  /// The last event in half of the cases.
  Place any_or_last() { return random_.once_in(2) ? moves_.end() - 1 : any(); }
  Place any() { return moves_.begin() + static_cast<std::ptrdiff_t>(random_.next() % moves_.size()); }

  /// Inserts this many events one after the other, so that each can interact with those before it.
  void insert_singly(std::size_t count) {
    auto at = place();
    for (; count > 0 && moves_.size() < most_; --count) {
      auto const one = drawn([&] { return Moves{streams::without_unused(like_others(any_move(random_)))}; });
      at = moves_.insert(at, one[0]) + 1;
    }
  }

  /// What `draw` draws; without a directory usually drawn again until all events concern a chain.
  template <class Draw>
  Moves drawn(Draw draw) {
    Moves moves = draw();
    if (!has_directory_ && !random_.once_in(8))
      while (!std::ranges::all_of(moves, concerns_chain)) moves = draw();
    return moves;
  }

  /// A range of one to eight events, anywhere.
  std::pair<Place, Place> some() {
    auto const first = any();
    auto const rest = std::min<std::ptrdiff_t>(moves_.end() - first, 8);
    return {first, first + 1 + static_cast<std::ptrdiff_t>(random_.next() % static_cast<std::size_t>(rest))};
  }

  /// After the last event, or, in half of the cases, anywhere.
  Place place() { return moves_.empty() || random_.once_in(2) ? moves_.end() : any(); }

  void insert(Moves const& more) {
    if (moves_.size() + more.size() > most_) return;
    moves_.insert(place(), more.begin(), more.end());
  }

  /// Usually with an agent, a DN and a record that other events name, so that events interact.
  Move like_others(Move move) {
    if (moves_.empty()) return move;
    Move const& one = *any_or_last();
    Move const& other = *any_or_last();
    auto const of_one = streams::mentions(one.kind);
    auto const of_other = streams::mentions(other.kind);
    if (of_one.record || of_one.records) {
      move.home = one.home;
      move.record = one.record;
    }
    if (of_one.chain) move.chain = one.chain;
    if (of_one.dn) move.dn = one.dn;
    if (of_one.call && random_.once_in(2)) move.call = random_.once_in(2) ? one.call : one.new_call;
    if (of_other.agent) move.agent = of_other.to && random_.once_in(2) ? other.to : other.agent;
    if (of_one.to && random_.once_in(2)) {
      move.agent = one.agent;
      move.to = one.to;
    }
    if (random_.once_in(8)) std::swap(move.agent, move.to);
    return move;
  }

  void rotate(Place first, Place last) {
    Moves const some(first, last);
    moves_.erase(first, last);
    auto const at = moves_.empty() ? moves_.end() : any();
    moves_.insert(at, some.begin(), some.end());
  }

  void swap_parties(Place first, Place last) {
    auto const one = any_party(random_);
    auto const other = any_party(random_);
    auto const swapped = [&](std::uint8_t party) { return party == one ? other : party == other ? one : party; };
    for (auto move = first; move != last; ++move) {
      move->agent = swapped(move->agent);
      move->to = swapped(move->to);
      unsigned const both = (move->parties >> one ^ move->parties >> other) & 1U;
      move->parties = static_cast<streams::PartyBits>(move->parties ^ (both << one | both << other));
    }
  }

  /// A party is named by the number of a DN instead, or a number by an agent's id.
  void swap_for_number(Move& move) {
    auto const swapped = [](std::uint8_t party) {
      constexpr auto kNumbers = static_cast<std::uint8_t>(kPartiesOfInputs - 1 - streams::kAgents);  // of a DN
      if (party < streams::kAgents) return static_cast<std::uint8_t>(streams::kAgents + party % kNumbers);
      return static_cast<std::uint8_t>((party - streams::kAgents) % streams::kAgents);
    };
    auto const has = streams::mentions(move.kind);
    if (has.to && random_.once_in(2))
      move.to = swapped(move.to);
    else if (has.has_numbers)
      move.agent = swapped(move.agent);
  }

  /// An agent logs in where another has logged in.
  void take_over_dn() {
    Move login = *any();
    if (login.kind != EventType::AgentLogin) login = streams::login_at(0, 1);
    login.agent = random_.byte_below(streams::kAgents);
    if (random_.once_in(4)) login.dns = static_cast<streams::DnBits>(1U << random_.byte_below(streams::kDns));
    insert({login});
  }

  void change(Move& move) {
    Move const other = any_move(random_);
    switch (random_.below(7)) {
      case 0:
        move.kind = other.kind;
        break;
      case 1:
        move.agent = any_party(random_);
        break;
      case 2:
        move.to = any_party(random_);
        break;
      case 3:
        move.dn = random_.byte_below(streams::kDns);
        move.dns = other.dns;
        move.parties = other.parties;
        break;
      case 6:
        move.call = random_.byte_below(streams::kCalls + 1);
        move.new_call = random_.byte_below(streams::kCalls + 1);
        break;
      case 4:
        move.chain = random_.byte_below(streams::kChains);
        move.home = random_.byte_below(kHomes);
        break;
      default:
        move.record = random_.byte_below(kRecordsOfHome);
        move.count = random_.byte_below(kRecordsOfHome + 1);
        move.repeats = random_.once_in(8);
    }
    move = streams::without_unused(move);
  }

  Moves& moves_;
  std::size_t most_;
  Random random_;
  bool has_directory_;
};

void read_moves(std::span<std::uint8_t const> bytes, std::size_t header, Moves& moves) {
  moves.clear();
  for (std::size_t at = header; at + kEventBytes <= bytes.size(); at += kEventBytes)
    moves.push_back(read_event(bytes.subspan(at).first<kEventBytes>()));
}

}  // namespace

std::size_t mutate_events(std::span<std::uint8_t> buffer, std::size_t size, std::uint64_t seed, EventLayout layout,
                          MutateBytes mutate_bytes) {
  static thread_local Moves moves;
  Random random(seed);
  if (random.once_in(8) || buffer.size() < layout.header + kEventBytes)
    return mutate_bytes(buffer.data(), size, buffer.size());
  if (size < layout.header) std::fill(buffer.begin() + static_cast<std::ptrdiff_t>(size), buffer.end(), 0);
  read_moves(buffer.first(std::max(size, layout.header)), layout.header, moves);
  std::size_t const most = std::min((buffer.size() - layout.header) / kEventBytes, kEventsMax);
  Mutation mutation(moves, most, random.next(), layout.has_directory);
  do mutation.run();
  while (random.once_in(2));
  if (random.once_in(layout.header > kHeaderBytes ? 4 : 16))
    buffer[random.next() % layout.header] = random.byte_below(256);
  std::size_t at = layout.header;
  for (auto const& move : moves)
    for (auto const byte : bytes_of(move)) buffer[at++] = byte;
  return at;
}

std::size_t cross_events(std::span<std::uint8_t const> one, std::span<std::uint8_t const> other,
                         std::span<std::uint8_t> out, std::uint64_t seed, EventLayout layout) {
  Random random(seed);
  auto const events = [&](std::span<std::uint8_t const> bytes) {
    return bytes.size() < layout.header ? 0 : (bytes.size() - layout.header) / kEventBytes;
  };
  std::size_t const head = random.next() % (events(one) + 1);
  std::size_t const left_out = random.next() % (events(other) + 1);
  std::size_t const size = std::min({one.size(), layout.header + head * kEventBytes, out.size()});
  std::copy_n(one.begin(), size, out.begin());
  if (one.size() < layout.header) return size;
  auto const room = (out.size() - size) / kEventBytes;
  auto const tail = std::min(events(other) - left_out, room) * kEventBytes;
  if (tail == 0) return size;
  auto const from = other.subspan(layout.header + left_out * kEventBytes, tail);
  std::copy(from.begin(), from.end(), out.begin() + static_cast<std::ptrdiff_t>(size));
  return size + tail;
}

}  // namespace recordshare::fuzz
