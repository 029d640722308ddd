// SPDX-License-Identifier: Apache-2.0
// rewrite.cpp renames and reorders streams, and makes moves to insert.
#include "properties/world/rewrite.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>

#include "engine/generator/random.hpp"
#include "model/event_fields.hpp"

namespace recordshare::properties::streams {
namespace {

using generator::Random;

/// Names that a wrong comparison, hash, copy or escape would confuse or truncate.
std::vector<std::string> odd_names() {
  std::string const longest(kNameBytesMax - 1, 'x');
  return {"a",    "A",     "aa",    std::string(15, 'n'), std::string(16, 'n'), "7001",
          "7002", "alice", "1509",  "\xC3\xA9",           "e\xCC\x81",          "\"",
          "\\",   "\n",    "a\x01", longest + "y",        longest + "z",        "\xF4\x8F\xBF\xBF"};
}

/// Gives each an odd name; no two of them the same.
template <class... Named>
void take_names(Random& random, Named&... names) {
  auto left = odd_names();
  auto const take = [&](std::string& name) {
    auto const which = left.begin() + random.below(left.size());
    name = *which;
    left.erase(which);
  };
  auto const take_all = model::Overloaded{[&](std::string& name) { take(name); },
                                          [&](auto& several) { std::ranges::for_each(several, take); }};
  (take_all(names), ...);
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
  std::uint64_t all = 0;
  auto const add = [&](std::uint64_t number) { all = Random(all + number).next(); };
  add(move.kind.index() + (request ? index_of(*request) : 0));
  for (auto const member : kNumbersOfMoves) add(move.*member);
  add(move.parties);
  return Random(all ^ seed).next();
}

std::size_t cut_of(std::vector<Move> const& moves, std::uint64_t seed) noexcept {
  std::size_t cut = 0;
  while (cut < moves.size() && drawn(moves[cut], seed) % 8 != 0) ++cut;
  return cut;
}

Naming renaming(std::uint64_t seed) {
  Random random(seed);
  Naming naming;
  take_names(random, naming.agents);
  take_names(random, naming.dns, naming.outside);
  take_names(random, naming.calls);
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
    auto const dn = static_cast<DnBits>(1U << move.dn);
    if (move.kind == EventType::DnMonitored) directory.monitored |= dn;
    if (move.kind == EventType::DnUnmonitored) directory.monitored &= static_cast<DnBits>(~dn);
    if (move.kind == EventType::AgentLogin) {
      auto const dns = static_cast<DnBits>(dn | move.dns);
      for (auto& of_another : directory.dns_of)
        if ((of_another & dns) != 0) of_another = 0;  // E3: displaced
      directory.dns_of[move.agent] = dns;
    }
    if (move.kind == EventType::AgentLogout) directory.dns_of[move.agent] = 0;
  }
  return directory;
}

std::vector<Move> away_for_a_moment(Directory const& directory, std::uint64_t seed) {
  std::vector<Move> moment;
  auto const agent = static_cast<std::uint8_t>(seed % kAgents);
  if (auto const dns = directory.dns_of[agent]; dns != 0) {
    moment.push_back({.kind = EventType::AgentLogout, .agent = agent});
    moment.push_back(login_at(agent, dns));
  }
  auto const dn = static_cast<std::uint8_t>(seed / kAgents % kDns);
  if ((directory.monitored >> dn & 1U) != 0) {
    moment.push_back({.kind = EventType::DnUnmonitored, .dn = dn});
    moment.push_back({.kind = EventType::DnMonitored, .dn = dn});
  }
  return moment;
}

std::vector<Move> plan_for(Directory const& directory, std::uint8_t agent) {
  std::vector<Move> plan;
  DnBits const dns = directory.dns_of[agent];
  auto const dn = static_cast<std::uint8_t>(dns == 0 ? 0 : std::countr_zero(dns));
  if (!std::has_single_bit(dns)) plan.push_back({.kind = EventType::AgentLogin, .agent = agent, .dn = dn});
  if ((directory.monitored >> dn & 1U) == 0) plan.push_back({.kind = EventType::DnMonitored, .dn = dn});
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
