// SPDX-License-Identifier: Apache-2.0
// lookup_tests.cpp plants an error in each look-up of an engine: the comparison with the reference names it.
#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/engine.hpp>

#include "properties/oracle/lockstep.hpp"

namespace recordshare::tests {
namespace {

using properties::Reference;

/// An engine with one wrong look-up.
struct WrongLookups {
  Engine const& engine;
  std::string_view wrong;

  [[nodiscard]] bool is(std::string_view lookup) const { return wrong == lookup; }
  [[nodiscard]] std::size_t chain_count() const { return engine.chain_count() + (is("the number of chains") ? 1 : 0); }
  [[nodiscard]] std::size_t name_count() const { return engine.name_count() + (is("the number of names") ? 1 : 0); }
  [[nodiscard]] Standing standing(std::string_view agent) const {
    return is("the standing of `carol`") && agent == "carol" ? Standing::Eligible : engine.standing(agent);
  }
  [[nodiscard]] std::vector<std::string_view> dns(std::string_view agent) const {
    std::vector<std::string_view> all;
    for (std::string_view const dn : engine.dns(agent)) all.push_back(dn);
    if (is("the DNs of `alice`") && agent == "alice") all.pop_back();
    return all;
  }
  [[nodiscard]] std::string_view call(ChainId id) const {
    return is("the call of chain 1") ? std::string_view("c2") : engine.call(id);
  }
  [[nodiscard]] std::optional<Phase> phase(ChainId id) const {
    return is("the phase of chain 1") ? Phase::WrapUp : engine.phase(id);
  }
  [[nodiscard]] std::vector<Party> parties(ChainId id) const {
    return listed(engine.parties(id), "the parties of chain 1");
  }
  [[nodiscard]] std::vector<Party> keepers(ChainId id) const {
    return listed(engine.keepers(id), "the keepers of chain 1");
  }
  [[nodiscard]] std::vector<Consultation> consultations(ChainId id) const {
    std::vector<Consultation> all;
    for (Consultation one : engine.consultations(id)) {
      if (is("the consultations of chain 1")) one.stage = Stage::Dialing;
      all.push_back(one);
    }
    return all;
  }
  [[nodiscard]] std::vector<RecordState> records(ChainId id) const {
    std::vector<RecordState> all;
    for (RecordState const& one : engine.records(id)) all.push_back(one);
    if (is("the records of chain 1")) std::ranges::reverse(all);
    return all;
  }
  [[nodiscard]] std::optional<ChainId> chain_of(RecordHandle record) const {
    return is("the chain of record 101") ? ChainId{2} : engine.chain_of(record);
  }
  [[nodiscard]] Access access(ChainId id, std::string_view agent) const {
    return is("the access of `carol` of chain 1") && agent == "carol" ? Access::Full : engine.access(id, agent);
  }

 private:
  std::vector<Party> listed(auto&& all, std::string_view lookup) const {
    std::vector<Party> names;
    for (Party const& name : all) names.push_back(name);
    if (is(lookup)) names.emplace_back("carol");
    return names;
  }
};

TEST(EachMember, OfAnEnginesStateIsComparedWithTheReference) {
  std::array<RecordHandle, 2> const records{101, 102};
  std::array<std::string_view, 2> const dns{"7001", "7002"};
  std::array const events{Event{DnMonitored{"7001"}},
                          Event{DnMonitored{"7002"}},
                          Event{AgentLogin{"alice", dns}},
                          Event{ChainLoaded{1, records}},
                          Event{CallEstablished{101, "alice", "c1"}},
                          Event{ConsultationInitiated{101, "alice", "bob"}},
                          Event{ConsultationEstablished{101, "alice", "bob"}}};
  Engine engine;
  Reference reference(Options{});
  for (Event const& event : events) {
    ASSERT_EQ(engine.apply(event).result, Result::Accepted);
    static_cast<void>(reference.apply(event));
  }
  std::vector<std::string> const agents{"alice", "bob", "carol"};
  EXPECT_EQ(properties::difference(engine, reference, agents), "");
  EXPECT_EQ(properties::difference(WrongLookups{engine, ""}, reference, agents), "");
  for (std::string_view const wrong :
       {"the number of chains", "the number of names", "the standing of `carol`", "the phase of chain 1",
        "the parties of chain 1", "the keepers of chain 1", "the consultations of chain 1", "the records of chain 1",
        "the chain of record 101", "the access of `carol` of chain 1", "the DNs of `alice`", "the call of chain 1"})
    EXPECT_EQ(properties::difference(WrongLookups{engine, wrong}, reference, agents), wrong);
}

}  // namespace
}  // namespace recordshare::tests
