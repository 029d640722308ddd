// SPDX-License-Identifier: Apache-2.0
// review_graph_tests.cpp compares the explored states, as the review page sees them, with an engine that goes there.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/report/lines.hpp"
#include "properties/document/review/graph.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"
#include "tests/review_player.hpp"

namespace recordshare::tests {
namespace {

using properties::AgentNumber;
using properties::RecordNumber;
using properties::Snapshot;
using properties::review::Graph;
using properties::review::Pattern;

std::string chain_of_world() {
  properties::NamedEvents names;
  Event const loaded = names.named(properties::BoundedEvent{model::ChainUnloaded<properties::Bounded>{}});
  return std::to_string(std::get<ChainUnloaded>(loaded).chain.value());
}

/// The accesses of alice and bob.
json::object accesses(Player& player) {
  ChainId const chain = std::stoull(chain_of_world());
  return {{"alice", name(player.engine().access(chain, "alice"))}, {"bob", name(player.engine().access(chain, "bob"))}};
}

/// An engine that has gone the way to a state.
Player player_at(Desk& desk, std::string const& state, Policies const& policies) {
  Player player(policies);
  std::string const way = text(asked(desk, "way", state).at("text"));
  for (std::string_view const line : lines_in(way)) EXPECT_EQ(text(player.play(line).at("result")).substr(0, 2), "ac");
  return player;
}

void expect_branch(Desk& desk, Graph& graph, std::size_t from, json::value const& branch, Policies const& policies) {
  Player player = player_at(desk, std::to_string(from), policies);
  json::object const before = player.state();
  std::string const line = text(branch.at("line"));
  json::object const played = player.play(line);
  json::object expected{{"line", line}, {"to", branch.at("to")}, {"accesses", accesses(player)}};
  for (auto const* const member : {"type", "words", "group", "who", "members", "result", "rule", "reason"})
    expected[member] = played.at(member);
  EXPECT_EQ(branch, json::value(expected)) << line;
  auto const to = branch.at("to").to_number<std::size_t>();
  Player there = player_at(desk, std::to_string(to), policies);
  EXPECT_EQ(accesses(there), accesses(player)) << line;
  EXPECT_LE(graph.depth_of(to), graph.depth_of(from) + 1);
  bool const is_refused = text(branch.at("result")) == "refused" || text(branch.at("result")) == "error";
  if (is_refused) {
    EXPECT_EQ(to, from) << line;
  }
}

void expect_places(Policies const& policies) {
  Desk desk;
  std::string const words = properties::text_of(policies);
  Graph graph(policies);
  std::size_t steps = 0;
  for (std::size_t i = 0; i < graph.size(); ++i) steps += graph.branches(i).size();
  EXPECT_EQ(asked(desk, "explore", words), (json::object{{"states", graph.size()},
                                                         {"states_up_to_names", graph.size_up_to_names()},
                                                         {"steps", steps},
                                                         {"depth", graph.depth()}}));
  EXPECT_EQ(steps, graph.steps());
  ChainId const chain = std::stoull(chain_of_world());
  for (std::size_t number = 0; number < graph.size(); number += number < 20 ? 3 : 331) {
    json::object place = asked(desk, "place", std::to_string(number)).as_object();
    Player player = player_at(desk, std::to_string(number), policies);
    auto const phase = player.engine().phase(chain);
    bool is_final = false;
    for (RecordState const& record : player.engine().records(chain)) is_final = record.finality.has_value();
    json::array const branches = place.at("branches").as_array();
    EXPECT_EQ(branches.size(), graph.branches(number).size());
    for (json::value const& branch : branches) expect_branch(desk, graph, number, branch, policies);
    place.erase("branches");
    EXPECT_EQ(place, (json::object{{"number", number},
                                   {"depth", graph.depth_of(number)},
                                   {"text", text_of(graph.state(number))},
                                   {"loaded", phase.has_value()},
                                   {"phase", name(phase.value_or(Phase::Idle))},
                                   {"accesses", accesses(player)},
                                   {"final", is_final}}));
  }
}

TEST(ReviewPlaces, AreWhereAnEngineIsAfterTheirWay) {
  expect_places({});
  expect_places({.final_scope = {}, .reschedule = Reschedule::Finalizes, .do_not_call = DoNotCallScope::Always});
}

/// A condition of a pattern, and the states that fit.
struct Condition {
  std::string word;
  bool (*fits)(Graph&, std::size_t, Snapshot const&);
};

template <std::uint8_t Agent, Access Level>
bool has_access(Graph& graph, std::size_t number, Snapshot const&) {
  return graph.access(number, AgentNumber{Agent}) == Level;
}
template <std::uint8_t Agent, bool Is>
bool is_on_call(Graph&, std::size_t, Snapshot const& here) {
  return here.parties.contains(AgentNumber{Agent}) == Is;
}
template <Phase In>
bool is_in(Graph&, std::size_t, Snapshot const& here) {
  return here.loaded && here.phase == In;
}
template <bool Is>
bool is_final(Graph&, std::size_t, Snapshot const& here) {
  return here.loaded && here.records.of(RecordNumber{0}).is_final() == Is;
}

TEST(ReviewPlaces, TheFirstThatFitsAPatternIsFound) {
  std::vector<Condition> const all{{"alice=None", has_access<0, Access::None>},
                                   {"alice=ReadOnly", has_access<0, Access::ReadOnly>},
                                   {"alice=Full", has_access<0, Access::Full>},
                                   {"bob=None", has_access<1, Access::None>},
                                   {"bob=ReadOnly", has_access<1, Access::ReadOnly>},
                                   {"bob=Full", has_access<1, Access::Full>},
                                   {"alice.on_call=yes", is_on_call<0, true>},
                                   {"alice.on_call=no", is_on_call<0, false>},
                                   {"bob.on_call=yes", is_on_call<1, true>},
                                   {"bob.on_call=no", is_on_call<1, false>},
                                   {"phase=Idle", is_in<Phase::Idle>},
                                   {"phase=Live", is_in<Phase::Live>},
                                   {"phase=WrapUp", is_in<Phase::WrapUp>},
                                   {"record=Open", is_final<false>},
                                   {"record=Final", is_final<true>}};
  Graph graph{Policies{}};
  Desk desk;
  static_cast<void>(desk.answer("explore", ""));
  std::vector<std::vector<bool>> fits;
  for (std::size_t number = 0; number < graph.size(); ++number) {
    Snapshot const here = graph.state(number);
    fits.emplace_back();
    for (Condition const& one : all) fits.back().push_back(one.fits(graph, number, here));
  }
  for (std::size_t a = 0; a < all.size(); ++a) {
    for (std::size_t b = a; b < all.size(); ++b) {
      if (all[a].word.substr(0, all[a].word.find('=')) == all[b].word.substr(0, all[b].word.find('=')) && a != b)
        continue;
      auto const first = std::ranges::find_if(fits, [&](auto const& state) { return state[a] && state[b]; });
      json::value const number = first == fits.end() ? json::value(nullptr) : json::value(first - fits.begin());
      EXPECT_EQ(asked(desk, "find", " " + all[a].word + "  " + all[b].word), (json::object{{"number", number}}))
          << all[a].word << ' ' << all[b].word;
    }
  }
  EXPECT_EQ(asked(desk, "find", ""), (json::object{{"number", 0}}));
}

TEST(ReviewPlaces, AWordOfAPatternIsAWholeCondition) {
  for (std::string_view const word :
       {"alice=full",         "alice=Full ",        "alice",       "alice.on_call", "alice.on_call=Full",
        "alice.on_cal=yes",   "alice.=yes",         "bob=yes",     "carol=Full",    "phase=Open",
        "phase=None",         "record=yes",         "record=Live", "Phase=Live",    "=Full",
        "xalice.on_call=yes", "alicex.on_call=yes", "on_call=yes", "loaded=yes",    ""}) {
    Pattern pattern;
    EXPECT_FALSE(pattern.set(word)) << word;
    EXPECT_FALSE(pattern.access[0] || pattern.access[1] || pattern.on_call[0] || pattern.on_call[1] || pattern.phase ||
                 pattern.final)
        << word;
  }
}

}  // namespace
}  // namespace recordshare::tests
