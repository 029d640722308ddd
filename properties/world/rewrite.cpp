// SPDX-License-Identifier: Apache-2.0
// rewrite.cpp renames and reorders streams, and makes moves to insert.
#include "properties/world/rewrite.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>

#include "engine/generator/random.hpp"

namespace recordshare::properties::streams {
namespace {

using generator::Random;

/// Names that a wrong comparison, hash, copy or escape would confuse or truncate.
std::vector<std::string> odd_names() {
  std::string const longest(kNameBytesMax - 1, 'x');
  return {"a",
          "A",
          "aa",
          std::string(15, 'n'),
          std::string(16, 'n'),
          "7001",
          "7002",
          "alice",
          "queue",
          "\xC3\xA9",
          "e\xCC\x81",
          "\"",
          "\\",
          "\n",
          std::string("a\0", 2),
          longest + "y",
          longest + "z",
          "\xF4\x8F\xBF\xBF"};
}

template <std::size_t count>
void take_names(std::array<std::string, count>& names, Random& random) {
  auto left = odd_names();
  for (auto& name : names) {
    auto const which = left.begin() + random.below(left.size());
    name = *which;
    left.erase(which);
  }
}

/// Groups of chains that share records, each identified by its lowest number.
std::array<std::size_t, kChains> classes_of(std::vector<Move> const& moves) {
  std::array<std::size_t, kChains> classes{};
  std::iota(classes.begin(), classes.end(), std::size_t{0});
  for (auto const& move : moves)
    if (auto const has = mentions(move.kind); has.chain && (has.record || has.records)) {
      auto const [low, high] = std::minmax(classes[move.chain], classes[move.home]);
      std::ranges::replace(classes, std::size_t{high}, std::size_t{low});
    }
  return classes;
}

}  // namespace

std::uint64_t drawn(Move const& move, std::uint64_t seed) noexcept {
  auto const request = move.kind.request();
  std::uint64_t all = move.kind.index() + (request ? index_of(*request) : 0);
  for (std::uint64_t const number : {move.agent, move.to, move.dn, move.chain, move.home, move.record, move.count})
    all = all * 8 + number;
  return Random(Random(all).next() ^ seed).next();
}

std::size_t cut_of(std::vector<Move> const& moves, std::uint64_t seed) noexcept {
  std::size_t cut = 0;
  while (cut < moves.size() && drawn(moves[cut], seed) % 8 != 0) ++cut;
  return cut;
}

Naming renaming(std::uint64_t seed) {
  Random random(seed);
  Naming naming;
  take_names(naming.agents, random);
  take_names(naming.dns, random);
  // An odd step visits each number once; a small step makes neighbours, a large one spreads.
  auto const id = [first = random.next(), step = (random.next() >> random.below(64)) | 1](std::uint64_t number) {
    return first + step * number;
  };
  for (std::size_t chain = 0; chain < kChains; ++chain) {
    naming.chains[chain] = id(chain);
    for (std::size_t record = 0; record < kRecords; ++record)
      naming.records[chain][record] = id(chain * kRecords + record);
  }
  if (random.once_in(2)) {
    naming.chains[0] = 0;
    naming.chains[1] = std::numeric_limits<std::uint64_t>::max();
    naming.chains[2] = 1;
  }
  return naming;
}

std::vector<std::size_t> other_interleaving(std::vector<Move> const& moves, std::uint64_t seed) {
  auto const classes = classes_of(moves);
  std::array<std::vector<std::size_t>, kChains> waiting;
  std::vector<std::size_t> order;
  auto const merge = [&] {
    for (std::array<std::size_t, kChains> done{};;) {
      std::optional<std::size_t> next;
      auto const drawn_first = [&](std::size_t chain) { return drawn(moves[waiting[chain][done[chain]]], seed); };
      for (std::size_t i = 0; i < kChains; ++i)
        if (done[i] < waiting[i].size() && (!next || drawn_first(i) < drawn_first(*next))) next = i;
      if (!next) break;
      order.push_back(waiting[*next][done[*next]++]);
    }
    for (auto& each : waiting) each.clear();
  };
  for (std::size_t i = 0; i < moves.size(); ++i) {
    auto const has = mentions(moves[i].kind);
    if (has.chain || has.record) {
      waiting[classes[has.chain ? moves[i].chain : moves[i].home]].push_back(i);
    } else {
      merge();
      order.push_back(i);
    }
  }
  merge();
  return order;
}

Directory directory_before(std::vector<Move> const& moves, std::vector<OutcomePortrait> const& outcomes,
                           std::size_t position) {
  Directory directory;
  for (std::size_t i = 0; i < position; ++i) {
    auto const& move = moves[i];
    if (outcomes[i].result != Result::Accepted) continue;
    if (move.kind == EventType::DnMonitored) directory.monitored[move.dn] = true;
    if (move.kind == EventType::DnUnmonitored) directory.monitored[move.dn] = false;
    if (move.kind == EventType::AgentLogin) directory.dn_of[move.agent] = move.dn;
    if (move.kind == EventType::AgentLogout) directory.dn_of[move.agent].reset();
  }
  return directory;
}

std::vector<Move> away_for_a_moment(Directory const& directory, std::uint64_t seed) {
  std::vector<Move> moment;
  auto const agent = static_cast<std::uint8_t>(seed % kAgents);
  if (auto const at = directory.dn_of[agent]) {
    moment.push_back({.kind = EventType::AgentLogout, .agent = agent});
    moment.push_back({.kind = EventType::AgentLogin, .agent = agent, .dn = *at});
  }
  auto const dn = static_cast<std::uint8_t>(seed / kAgents % kDns);
  if (directory.monitored[dn]) {
    moment.push_back({.kind = EventType::DnUnmonitored, .dn = dn});
    moment.push_back({.kind = EventType::DnMonitored, .dn = dn});
  }
  return moment;
}

std::vector<Move> plan_for(Directory const& directory, std::uint8_t agent) {
  std::vector<Move> plan;
  std::uint8_t dn = 0;
  if (auto const at = directory.dn_of[agent]) {
    dn = *at;
  } else {
    while (std::ranges::find(directory.dn_of, dn) != directory.dn_of.end()) ++dn;  // there are more DNs than agents
    plan.push_back({.kind = EventType::AgentLogin, .agent = agent, .dn = dn});
  }
  if (!directory.monitored[dn]) plan.push_back({.kind = EventType::DnMonitored, .dn = dn});
  return plan;
}

std::vector<std::size_t> open_records(ChainPortrait const& chain) {
  std::vector<std::size_t> open;
  for (auto const& [record, finality] : chain.records)
    if (!finality) open.push_back(record);
  return open;
}

Move processed(std::size_t record, std::uint8_t agent) {
  return {.kind = Request::RecordProcessed,
          .agent = agent,
          .home = static_cast<std::uint8_t>(record / kRecords),
          .record = static_cast<std::uint8_t>(record % kRecords)};
}

std::vector<Move> giving_everything_back() {
  std::vector<Move> moves;
  moves.reserve(kAgents + kDns + kChains);
  for (std::uint8_t agent = 0; agent < kAgents; ++agent)
    moves.push_back({.kind = EventType::AgentLogout, .agent = agent});
  for (std::uint8_t dn = 0; dn < kDns; ++dn) moves.push_back({.kind = EventType::DnUnmonitored, .dn = dn});
  for (std::uint8_t chain = 0; chain < kChains; ++chain)
    moves.push_back({.kind = EventType::ChainUnloaded, .chain = chain});
  return moves;
}

}  // namespace recordshare::properties::streams
