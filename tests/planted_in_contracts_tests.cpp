// SPDX-License-Identifier: Apache-2.0
// planted_in_contracts_tests.cpp plants an error against each part of each contract; that part must report it.
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "tests/small_world.hpp"

namespace recordshare::tests::small_world {
namespace {

using Change = std::function<void(Step&)>;

/// The part of a contract that a step breaks, as "R3 postcondition"; empty if all hold.
std::string violation(Step const& step, Policies const& policies) {
  auto const found = check(Scene(step.before, policies), step.event, step.outcome, Scene(step.after, policies));
  return found ? std::string(found->contract) + " " +
                     std::string(properties::contracts::kPartNames[static_cast<std::size_t>(found->part)])
               : "";
}

/// A change of the next state in which the deciding rule has no part.
void change_something_else(Step& step) {
  bool const monitors = step.outcome.rule == Rule::E1 || step.outcome.rule == Rule::E2;
  if (monitors) step.after.keepers = step.after.keepers | only(kQueue);
  if (!monitors) step.after.monitored = step.after.monitored | only(dn(7));
}

/// The step is right, and each part of its rule's contract reports the error planted against it. Errors in the answer
/// and the frame are the same for all rules; those against the precondition and the postcondition depend on the rule.
void expect_all_parts(Step const& right, Change const& precondition, Change const& postcondition,
                      Policies const& policies = {}) {
  std::string const rule(name(right.outcome.rule));
  EXPECT_EQ(violation(right, policies), "") << rule;
  EXPECT_EQ(broken_invariant(Scene(right.before, policies), right.event, right.outcome, Scene(right.after, policies)),
            "")
      << rule;
  auto const planted = [&](Change const& change) {
    Step wrong = right;
    change(wrong);
    return violation(wrong, policies);
  };
  EXPECT_EQ(planted([](Step& s) { s.outcome.reason = Reason::LimitReached; }), rule + " answer");
  EXPECT_EQ(planted(change_something_else), rule + " frame");
  EXPECT_TRUE(!precondition || planted(precondition) == rule + " precondition") << rule;
  EXPECT_TRUE(!postcondition || planted(postcondition) == rule + " postcondition") << rule;
}

// ---- Contracts of call events ----

TEST(PlantedInContracts, R2) {
  model::CallEstablished<B> const event{kFirst, kAlice};
  auto const kept = with(idle(), [](auto& s) { s.keepers = only(kQueue); });
  expect_all_parts(
      {kept, event, accepted(Rule::R2), live(only(kAlice))}, [](Step& s) { s.before.records = {}; },
      [](Step& s) { s.after.keepers = only(kQueue); });  // R8: an attended call has no keepers
  auto const busy = live(only(kBob));
  expect_all_parts({busy, event, refused(Rule::R2, Reason::CallAlreadyLive), busy}, nullptr, nullptr);
}

TEST(PlantedInContracts, R3) {
  expect_all_parts(
      {live(only(kAlice)), model::SingleStepTransferCompleted<B>{kFirst, kAlice, kBob}, accepted(Rule::R3),
       live(only(kBob))},
      [](Step& s) { s.before.parties = only(kCarol); }, [](Step& s) { s.after.parties = only(kAlice) | only(kBob); });
}

TEST(PlantedInContracts, KeepersFoundAnewAfterATransfer) {
  auto const before = with(live(only(kAlice)), [](auto& s) { s.keepers = only(kCarol); });
  auto const after = with(live(only(kQueue)), [](auto& s) { s.keepers = only(kAlice); });
  expect_all_parts({before, model::SingleStepTransferCompleted<B>{kFirst, kAlice, kQueue}, accepted(Rule::R3), after},
                   nullptr, [](Step& s) { s.after.keepers = only(kAlice) | only(kCarol); });  // it was attended
}

TEST(PlantedInContracts, R4) {
  expect_all_parts(
      {dialing(kAlice, kBob), model::TransferCompleted<B>{kFirst, kAlice, kBob}, accepted(Rule::R4), live(only(kBob))},
      [](Step& s) { s.before = established(kAlice, kBob); }, [](Step& s) { s.after.parties = only(kAlice); });
}

TEST(PlantedInContracts, R5) {
  expect_all_parts(
      {live(only(kAlice)), model::ConsultationInitiated<B>{kFirst, kAlice, kBob}, accepted(Rule::R5),
       dialing(kAlice, kBob)},
      [](Step& s) { s.before.dialing = only(kAlice, kBob); }, [](Step& s) { s.after = established(kAlice, kBob); });
  // One that `from` has begun with somebody else ends.
  expect_all_parts({established(kAlice, kCarol), model::ConsultationInitiated<B>{kFirst, kAlice, kBob},
                    accepted(Rule::R5), dialing(kAlice, kBob)},
                   nullptr, [](Step& s) { s.after.established = only(kAlice, kCarol); });
  expect_all_parts(
      {dialing(kAlice, kBob), model::ConsultationEstablished<B>{kFirst, kAlice, kBob}, accepted(Rule::R5),
       established(kAlice, kBob)},
      [](Step& s) { s.before = established(kAlice, kBob); }, [](Step& s) { s.after.dialing = only(kAlice, kBob); });
}

TEST(PlantedInContracts, R6) {
  expect_all_parts(
      {established(kAlice, kBob), model::TransferCompleted<B>{kFirst, kAlice, kBob}, accepted(Rule::R6),
       live(only(kBob))},
      [](Step& s) { s.before = dialing(kAlice, kBob); }, [](Step& s) { s.after.established = only(kAlice, kBob); });
}

TEST(PlantedInContracts, R7) {
  auto const both = live(only(kAlice) | only(kBob));
  expect_all_parts(
      {established(kAlice, kBob), model::ConferenceCompleted<B>{kFirst, kAlice, kBob}, accepted(Rule::R7), both},
      [](Step& s) { s.before.established = {}; }, [](Step& s) { s.after.parties = only(kBob); });
  auto const consulted_back = with(both, [](auto& s) { s.dialing = only(kBob, kAlice); });
  expect_all_parts(
      {consulted_back, model::SingleStepConferenceCompleted<B>{kFirst, kAlice, kBob}, accepted(Rule::R7), both},
      [](Step& s) { s.before.parties = only(kBob); }, [](Step& s) { s.after.dialing = only(kBob, kAlice); });
}

TEST(PlantedInContracts, R9) {
  expect_all_parts(
      {established(kAlice, kBob), model::ConsultationReleased<B>{kFirst, kAlice, kBob}, accepted(Rule::R9),
       live(only(kAlice))},
      [](Step& s) { s.before = established(kBob, kAlice); }, [](Step& s) { s.after = established(kAlice, kBob); });
  expect_all_parts(
      {established(kAlice, kBob), model::PartyLeft<B>{kFirst, kBob}, accepted(Rule::R9), live(only(kAlice))},
      [](Step& s) { s.before.parties = only(kAlice) | only(kBob); }, [](Step& s) { s.after = dialing(kAlice, kBob); });
}

TEST(PlantedInContracts, R10) {
  auto const both = live(only(kAlice) | only(kBob));
  expect_all_parts(
      {both, model::PartyLeft<B>{kFirst, kBob}, accepted(Rule::R10), live(only(kAlice))},
      [](Step& s) { s.before = established(kAlice, kBob); }, [](Step& s) { s.after = s.before; });
  auto const over = with(idle(), [](auto& s) {
    s.phase = Phase::WrapUp;
    s.keepers = only(kAlice);
  });
  expect_all_parts({dialing(kAlice, kBob), model::PartyLeft<B>{kFirst, kAlice}, accepted(Rule::R10), over}, nullptr,
                   [](Step& s) { s.after.keepers = {}; });  // R8: the agent who left keeps it
}

TEST(PlantedInContracts, R11) {
  auto const over = with(idle(), [](auto& s) {
    s.phase = Phase::WrapUp;
    s.keepers = only(kAlice) | only(kBob);
  });
  auto const both = with(live(only(kAlice) | only(kBob)), [](auto& s) { s.dialing = only(kAlice, kCarol); });
  expect_all_parts(
      {both, model::CallEnded<B>{kFirst}, accepted(Rule::R11), over}, [](Step& s) { s.before.phase = Phase::Idle; },
      [](Step& s) { s.after.keepers = only(kAlice); });
  expect_all_parts({both, model::CallEnded<B>{kFirst}, accepted(Rule::R11), over}, nullptr,
                   [](Step& s) { s.after.dialing = only(kAlice, kCarol); });  // R12
}

TEST(PlantedInContracts, R13) {
  auto const state = live(only(kAlice));
  model::SingleStepTransferCompleted<B> const event{kFirst, kBob, kCarol};
  Step const right{state, event, refused(Rule::R13, Reason::NotOnCall), state};
  expect_all_parts(right, [](Step& s) { s.before.parties = only(kBob); }, nullptr);
  auto wrong = right;  // a reason that applies, but is not the first
  wrong.event = model::ConsultationReleased<B>{kFirst, kBob, kCarol};
  wrong.outcome.reason = Reason::NoConsultation;
  EXPECT_EQ(violation(wrong, {}), "R13 answer");
}

TEST(PlantedInContracts, R14) {
  model::PreviewRecord<B> const event{kFirst, kAlice};
  auto const after = with(idle(), [](auto& s) { s.keepers = only(kAlice); });
  expect_all_parts(
      {idle(), event, accepted(Rule::R14), after}, [](Step& s) { s.before.records = {}; },
      [](Step& s) { s.after.phase = Phase::WrapUp; });
  auto const nobody = with(idle(), [](auto& s) { s.monitored = {}; });
  expect_all_parts({nobody, event, refused(Rule::R14, Reason::NotEligible), nobody}, nullptr, nullptr);
}

// ---- Contracts of desktop requests ----

TEST(PlantedInContracts, D1ToD4) {
  auto const state = with(live(only(kAlice)), [](auto& s) { s.monitored = only(dn(0)) | only(dn(2)); });
  auto const ask = [](B::Agent agent, B::Record record) {
    return model::DesktopRequest<B>{record, agent, Request::DoNotCall};
  };
  expect_all_parts(
      {state, ask(kAlice, kUnknown), error(Rule::D1, Reason::UnknownRecord), state},
      [](Step& s) { s.before.records = s.before.records.with(only(kUnknown), Mark::open()); }, nullptr);
  expect_all_parts(
      {state, ask(kQueue, kFirst), error(Rule::D2, Reason::NotLoggedIn), state},
      [](Step& s) { s.before.logins = s.before.logins | only(kQueue, dn(3)); }, nullptr);
  expect_all_parts(
      {state, ask(kBob, kFirst), error(Rule::D3, Reason::NotMonitored), state},
      [](Step& s) { s.before.monitored = s.before.monitored | only(dn(1)); }, nullptr);
  expect_all_parts(
      {state, ask(kCarol, kFirst), error(Rule::D4, Reason::NoAccess), state},
      [](Step& s) { s.before.parties = only(kCarol); }, nullptr);
}

TEST(PlantedInContracts, D5ToD7) {
  auto const state = established(kAlice, kBob);
  model::DesktopRequest<B> const reading{kFirst, kBob, Request::ChainedRecordRequest};
  Step const d5{state, reading, shown(Rule::D5, true, {}), state};
  expect_all_parts(d5, [](Step& s) { s.before = dialing(kAlice, kBob); }, nullptr);
  auto wrong = d5;
  wrong.outcome.read_only = false;
  EXPECT_EQ(violation(wrong, {}), "D5 answer");
  expect_all_parts(
      {state, model::DesktopRequest<B>{kFirst, kBob, Request::DoNotCall}, error(Rule::D6, Reason::ReadOnlyAccess),
       state},
      [](Step& s) { s.before.parties = s.before.parties | only(kBob); }, nullptr);
  Step const d7{state, model::DesktopRequest<B>{kFirst, kAlice, Request::ChainedRecordRequest},
                shown(Rule::D7, false, RecordSet::first(2)), state};
  expect_all_parts(d7, [](Step& s) { s.before.monitored = {}; }, nullptr);
  wrong = d7;
  wrong.before.records = wrong.before.records.with(only(kSecond), Mark::canceled());
  EXPECT_EQ(violation(wrong, {}), "D7 answer");
}

TEST(PlantedInContracts, D8) {
  auto const by_bob = Mark::final(Request::RecordReject, kBob);
  auto const state = with(live(only(kAlice)), [&](auto& s) { s.records = s.records.with(only(kFirst), by_bob); });
  auto outcome = error(Rule::D8, Reason::RecordAlreadyFinal);
  outcome.finality = by_bob;
  Step const right{state, model::DesktopRequest<B>{kFirst, kAlice, Request::DoNotCall}, outcome, state};
  expect_all_parts(right, [](Step& s) { s.before = live(only(kAlice)); }, nullptr);
  auto wrong = right;
  wrong.outcome.finality = Mark::final(Request::RecordReject, kAlice);
  EXPECT_EQ(violation(wrong, {}), "D8 answer");
}

TEST(PlantedInContracts, D9) {
  auto const state = live(only(kAlice));
  auto const by_alice = Mark::final(Request::RecordProcessed, kAlice);
  auto const after = with(state, [&](auto& s) { s.records = s.records.with(only(kFirst), by_alice); });
  model::DesktopRequest<B> const event{kFirst, kAlice, Request::RecordProcessed};
  expect_all_parts(
      {state, event, acknowledged(Request::RecordProcessed, only(kFirst)), after},
      [](Step& s) { s.before.phase = Phase::Idle, s.before.parties = {}; },
      [](Step& s) { s.after.records = s.before.records; });
  auto const whole = with(state, [&](auto& s) { s.records = s.records.with(RecordSet::first(2), by_alice); });
  expect_all_parts({state, event, acknowledged(Request::RecordProcessed, RecordSet::first(2)), whole}, nullptr,
                   [&](Step& s) { s.after = after; }, {.final_scope = FinalScope::Chain});
  expect_all_parts({state, model::DesktopRequest<B>{kFirst, kAlice, Request::RecordReschedule},
                    acknowledged(Request::RecordReschedule), state},
                   nullptr, [](Step& s) {
                     s.after.records =
                         s.before.records.with(only(kFirst), Mark::final(Request::RecordReschedule, kAlice));
                   });
}

// ---- Contracts of environment events ----

TEST(PlantedInContracts, E1ToE4) {
  auto const undone = [](Step& s) { s.after = s.before; };
  auto const state = idle();
  expect_all_parts({state, model::DnMonitored<B>{dn(3)}, accepted(Rule::E1),
                    with(state, [](auto& s) { s.monitored = s.monitored | only(dn(3)); })},
                   nullptr, undone);
  expect_all_parts({state, model::DnUnmonitored<B>{dn(0)}, accepted(Rule::E2),
                    with(state, [](auto& s) { s.monitored = s.monitored - only(dn(0)); })},
                   nullptr, undone);
  expect_all_parts({state, model::AgentLogin<B>{kQueue, only(dn(3))}, accepted(Rule::E3),
                    with(state, [](auto& s) { s.logins = s.logins | only(kQueue, dn(3)); })},
                   nullptr, [](Step& s) { s.after.logins = s.before.logins | only(kQueue, dn(4)); });
  // Another agent at one of the DNs is logged out, at all of its DNs.
  auto const two = with(state, [](auto& s) { s.logins = s.logins | only(kQueue, dn(3)) | only(kQueue, dn(4)); });
  expect_all_parts({two, model::AgentLogin<B>{kAlice, only(dn(3)) | only(dn(5))}, accepted(Rule::E3),
                    with(state,
                         [](auto& s) {
                           s.logins =
                               (s.logins - s.logins.from(only(kAlice))) | only(kAlice, only(dn(3)) | only(dn(5)));
                         })},
                   nullptr, [](Step& s) { s.after.logins = s.after.logins | only(kQueue, dn(4)); });
  expect_all_parts({state, model::AgentLogout<B>{kAlice}, accepted(Rule::E4),
                    with(state, [](auto& s) { s.logins = s.logins - only(kAlice, dn(0)); })},
                   nullptr, undone);
}

TEST(PlantedInContracts, E5ToE8) {
  auto const unloaded = with(idle(), [](auto& s) { s.loaded = false, s.records = {}; });
  expect_all_parts({unloaded, model::ChainLoaded<B>{0, {RecordSet::first(2)}}, accepted(Rule::E5), idle()}, nullptr,
                   [](Step& s) { s.after.records = s.after.records.with(only(kFirst), Mark::canceled()); });
  expect_all_parts({unloaded, model::ChainLoaded<B>{0, {RecordSet::first(2), true}},
                    refused(Rule::E5, Reason::DuplicateRecord), unloaded},
                   nullptr, nullptr);
  expect_all_parts({idle(), model::ChainUnloaded<B>{0}, accepted(Rule::E6), unloaded}, nullptr,
                   [](Step& s) { s.after.keepers = only(kAlice); });
  auto const with_third = with(idle(), [](auto& s) { s.records = s.records.with(only(kUnknown), Mark::open()); });
  expect_all_parts({idle(), model::RecordAdded<B>{0, kUnknown}, accepted(Rule::E7), with_third}, nullptr,
                   [](Step& s) { s.after = s.before; });
  auto const after = with(idle(), [](auto& s) { s.records = s.records.with(only(kFirst), Mark::canceled()); });
  expect_all_parts({idle(), model::RecordCanceled<B>{kFirst}, canceled(only(kFirst)), after}, nullptr, [](Step& s) {
    s.after.records = s.before.records.with(only(kFirst), Mark::final(Request::RequestRecordCancel, kAlice));
  });
}

TEST(PlantedInContracts, ARuleThatIsNotTheEventsOwn) {
  Step const wrong{idle(), model::CallEstablished<B>{kFirst, kAlice}, accepted(Rule::R3), live(only(kAlice))};
  EXPECT_EQ(violation(wrong, {}), "R2 answer");
}

}  // namespace
}  // namespace recordshare::tests::small_world
