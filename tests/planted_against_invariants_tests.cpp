// SPDX-License-Identifier: Apache-2.0
// planted_against_invariants_tests.cpp plants errors against each invariant; that invariant must report them.
#include <filesystem>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "tests/shell.hpp"
#include "tests/small_world.hpp"

namespace recordshare::tests::small_world {
namespace {

namespace invariants = properties::invariants;

TEST(Invariants, AreTheSentencesOfTheRules) {
  auto const rules = read_file(std::filesystem::path(RECORDSHARE_SOURCE_DIR) / "model/rules.md");
  EXPECT_EQ(invariants::kTerms.size(), 22U);
  for (std::size_t i = 0; i < invariants::kTerms.size(); ++i) {
    auto const& term = invariants::kTerms[i];
    EXPECT_EQ(term.name, "I" + std::to_string(i + 1));
    auto const row = "\n| " + std::string(term.name) + " | " + std::string(term.sentence) + " |";
    EXPECT_NE(rules.find(row), std::string::npos) << term.name;
  }
}

/// Whether this invariant holds for the step and its next state.
template <class I>
bool holds(Step const& step) {
  Scene const before(step.before, {});
  Scene const after(step.after, {});
  return invariants::holds<I>(after) &&
         std::visit([&](auto const& e) { return invariants::holds<I>(before, e, step.outcome, after); }, step.event);
}

model::DesktopRequest<B> request(Request what, B::Agent agent) { return {kFirst, agent, what}; }

Snapshot with_final(Snapshot state) {
  state.records = state.records.with(only(kFirst), Mark::final(Request::RecordProcessed, kAlice));
  return state;
}

TEST(PlantedAgainstInvariants, OfRequests) {
  auto const mine = live(only(kAlice));
  auto const consulted = established(kAlice, kBob);
  auto const processed = acknowledged(Request::RecordProcessed);
  EXPECT_TRUE(holds<invariants::I1>({mine, request(Request::RecordProcessed, kAlice), processed, with_final(mine)}));
  // I1: a second request is acknowledged; or the first is, but the record stays Open; or a Final record becomes Open.
  EXPECT_FALSE(holds<invariants::I1>({with_final(mine), request(Request::RecordReject, kAlice),
                                      acknowledged(Request::RecordReject), with_final(mine)}));
  EXPECT_FALSE(holds<invariants::I1>({mine, request(Request::RecordProcessed, kAlice), processed, mine}));
  EXPECT_FALSE(holds<invariants::I1>({with_final(mine), model::CallEnded<B>{kFirst}, accepted(Rule::R11), mine}));
  // I2: an update of a Final record is acknowledged.
  EXPECT_FALSE(holds<invariants::I2>(
      {with_final(mine), request(Request::DoNotCall, kAlice), acknowledged(Request::DoNotCall), with_final(mine)}));
  // I3: a consulted agent updates; or is shown the records as updatable.
  EXPECT_FALSE(holds<invariants::I3>(
      {consulted, request(Request::DoNotCall, kBob), acknowledged(Request::DoNotCall), consulted}));
  EXPECT_FALSE(holds<invariants::I3>({consulted, request(Request::ChainedRecordRequest, kBob),
                                      shown(Rule::D7, false, RecordSet::first(2)), consulted}));
  // I4: an agent without access is shown the records.
  EXPECT_FALSE(
      holds<invariants::I4>({mine, request(Request::ChainedRecordRequest, kCarol), shown(Rule::D7, false, {}), mine}));
  // I7: a party's request is rejected; or it is shown other records than the others.
  EXPECT_FALSE(
      holds<invariants::I7>({mine, request(Request::DoNotCall, kAlice), error(Rule::D4, Reason::NoAccess), mine}));
  EXPECT_FALSE(holds<invariants::I7>(
      {mine, request(Request::ChainedRecordRequest, kAlice), shown(Rule::D7, false, only(kFirst)), mine}));
  // I8: the request of an agent who is not logged in is acknowledged.
  EXPECT_FALSE(holds<invariants::I8>(
      {live(only(kQueue)), request(Request::DoNotCall, kQueue), acknowledged(Request::DoNotCall), live(only(kQueue))}));
  // I9: the request of an agent with Full access is rejected for one record of the chain.
  EXPECT_FALSE(
      holds<invariants::I9>({mine, request(Request::DoNotCall, kAlice), error(Rule::D4, Reason::NoAccess), mine}));
  // I14: no agent wins the race for an Open record; and the loser is told a wrong winner.
  EXPECT_FALSE(holds<invariants::I14>(
      {mine, request(Request::RecordProcessed, kAlice), error(Rule::D8, Reason::RecordAlreadyFinal), mine}));
  auto lost = error(Rule::D8, Reason::RecordAlreadyFinal);
  lost.finality = Mark::final(Request::RecordProcessed, kBob);
  EXPECT_FALSE(
      holds<invariants::I14>({with_final(mine), request(Request::RecordProcessed, kAlice), lost, with_final(mine)}));
}

TEST(PlantedAgainstInvariants, OfCallEvents) {
  auto const mine = live(only(kAlice));
  auto const both = live(only(kAlice) | only(kBob));
  // I5: the initiator of a transfer stays on the call.
  model::SingleStepTransferCompleted<B> const transfer{kFirst, kAlice, kBob};
  EXPECT_TRUE(holds<invariants::I5>({mine, transfer, accepted(Rule::R3), live(only(kBob))}));
  EXPECT_FALSE(holds<invariants::I5>({mine, transfer, accepted(Rule::R3), both}));
  // I6: the initiator loses its place when a consultation is released, by either agent.
  auto const lost = live(only(kCarol));
  EXPECT_FALSE(
      holds<invariants::I6>({mine, model::ConsultationInitiated<B>{kFirst, kAlice, kBob}, accepted(Rule::R5), lost}));
  EXPECT_FALSE(
      holds<invariants::I6>({established(kAlice, kBob), model::PartyLeft<B>{kFirst, kBob}, accepted(Rule::R9), lost}));
  // I10: a refused event changes the state; an event has no reason, or is acknowledged, or a request has no answer.
  EXPECT_FALSE(holds<invariants::I10>({mine, transfer, refused(Rule::R13, Reason::NotOnCall), both}));
  EXPECT_FALSE(holds<invariants::I10>({mine, transfer, refused(Rule::R13, Reason::None), mine}));
  auto unanswered = acknowledged(Request::DoNotCall);
  unanswered.answer.reset();
  EXPECT_FALSE(holds<invariants::I10>({mine, transfer, unanswered, mine}));
  EXPECT_FALSE(holds<invariants::I10>({mine, request(Request::DoNotCall, kAlice), unanswered, mine}));
  // I11: the last agent hangs up and the chain has no keeper; or only a keeper who cannot act.
  auto over = with(idle(), [](auto& s) { s.phase = Phase::WrapUp; });
  model::PartyLeft<B> const left{kFirst, kAlice};
  EXPECT_FALSE(holds<invariants::I11>({mine, left, accepted(Rule::R10), over}));
  over.keepers = only(kQueue);
  EXPECT_FALSE(holds<invariants::I11>({mine, left, accepted(Rule::R10), over}));
  over.keepers = only(kAlice);
  EXPECT_TRUE(holds<invariants::I11>({mine, left, accepted(Rule::R10), over}));
  // I15: a dialing consultation or the end of a call grants access.
  EXPECT_FALSE(holds<invariants::I15>(
      {mine, model::ConsultationInitiated<B>{kFirst, kAlice, kBob}, accepted(Rule::R5), established(kAlice, kBob)}));
  over.keepers = only(kAlice) | only(kCarol);
  EXPECT_FALSE(holds<invariants::I15>({mine, model::CallEnded<B>{kFirst}, accepted(Rule::R11), over}));
}

TEST(PlantedAgainstInvariants, OfStates) {
  auto const breaks_i17 = [](std::function<void(Snapshot&)> const& change) {
    auto const state = with(established(kAlice, kBob), change);
    EXPECT_TRUE(invariants::I17::of_state(Scene(established(kAlice, kBob), {})));
    return !invariants::I17::of_state(Scene(state, {}));
  };
  EXPECT_TRUE(breaks_i17([](auto& s) { s.phase = Phase::WrapUp; }));
  EXPECT_TRUE(breaks_i17([](auto& s) { s.parties = {}; }));
  EXPECT_TRUE(breaks_i17([](auto& s) { s.parties = only(kBob); }));
  EXPECT_TRUE(breaks_i17([](auto& s) { s.dialing = only(kAlice, kCarol); }));
  EXPECT_TRUE(breaks_i17([](auto& s) { s.dialing = s.established; }));
  EXPECT_TRUE(breaks_i17([](auto& s) { s.keepers = only(kAlice); }));
  auto const kept = with(live(only(kBob)), [](auto& s) { s.keepers = only(kAlice); });
  EXPECT_FALSE(holds<invariants::I17>(
      {live(only(kAlice)), model::SingleStepTransferCompleted<B>{kFirst, kAlice, kBob}, accepted(Rule::R3), kept}));
  // I7 and I8 hold for every access by section 3; a scene with another access breaks them.
  Scene scene(live(only(kAlice)), {});
  scene.full = {};
  EXPECT_FALSE(invariants::I7::of_state(scene));
  scene.full = only(kAlice) | only(kQueue);
  EXPECT_FALSE(invariants::I8::of_state(scene));
}

TEST(PlantedAgainstInvariants, I13IsOwedAndKept) {
  auto const anybody = AgentSet::first(3);
  auto const nobody = Scene(idle(), {});
  EXPECT_FALSE(invariants::I13::is_owed(nobody, kFirst, anybody));
  auto const queued = Scene(live(only(kQueue)), {});
  EXPECT_FALSE(invariants::I13::is_owed(queued, kFirst, anybody));
  auto const mine = Scene(live(only(kAlice)), {});
  EXPECT_TRUE(invariants::I13::is_owed(mine, kFirst, anybody));
  EXPECT_FALSE(invariants::I13::is_owed(mine, kUnknown, anybody));
  EXPECT_TRUE(invariants::I13::may_be_used<model::AgentLogin<B>>);
  EXPECT_FALSE(invariants::I13::may_be_used<model::AgentLogout<B>>);
  auto const event = request(Request::RecordProcessed, kAlice);
  EXPECT_TRUE(invariants::I13::is_kept(event, acknowledged(Request::RecordProcessed), kFirst));
  EXPECT_FALSE(invariants::I13::is_kept(event, acknowledged(Request::RecordProcessed), kSecond));
  EXPECT_FALSE(invariants::I13::is_kept(event, error(Rule::D4, Reason::NoAccess), kFirst));
}

}  // namespace
}  // namespace recordshare::tests::small_world
