// SPDX-License-Identifier: Apache-2.0
// model_world.cpp includes the C code of the independent model and sets its state; it is compiled once for each world.
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <type_traits>
#include <utility>
#include <variant>

#include "properties/compare/independent_model.hpp"

// RECORDSHARE_WORLD names this world's function, RECORDSHARE_MODEL the file that murphi2c wrote. The C is included in
// its own namespace, so that several worlds can be in one program.
namespace recordshare::properties::compare {
namespace RECORDSHARE_WORLD {
namespace murphi {

/// The C code increments enumerators in loops.
template <class Enumeration>
  requires std::is_enum_v<Enumeration>
Enumeration operator++(Enumeration& value, int) {
  Enumeration const before = value;
  value = static_cast<Enumeration>(static_cast<int>(value) + 1);
  return before;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wparentheses"
#include RECORDSHARE_MODEL
#pragma GCC diagnostic pop

}  // namespace murphi

namespace {

static_assert(murphi::ChainedRecordRequest == 0 && murphi::RequestRecordCancel == kRequests.size() - 1);

char const* first_failure = nullptr;
void note_failure(char const* message) {
  if (first_failure == nullptr) first_failure = message;
}

unsigned number(auto element) { return static_cast<unsigned>(element); }
AgentNumber agent_at(int a) { return AgentNumber{static_cast<std::uint8_t>(a)}; }
RecordNumber record_at(int r) { return RecordNumber{static_cast<std::uint8_t>(r)}; }

// --- States ---

/// Sets the model to `now`, and its history variables to values derived from it.
void load(Snapshot const& state) {
  murphi::startstate_start();
  auto& now = murphi::now;
  now.loaded = state.loaded;
  now.phase = static_cast<murphi::Phase>(state.phase);
  for (int a = 0; a < murphi::N; ++a) {
    now.loggedIn.data[a] = state.logins.domain().contains(agent_at(a));
    now.monitored.data[a] = state.monitored.contains(explore::detail::dn_of(agent_at(a)));
    now.party.data[a] = state.parties.contains(agent_at(a));
    now.keeper.data[a] = state.keepers.contains(agent_at(a));
    for (int b = 0; b < murphi::N; ++b) {
      now.consult.data[a].data[b] = state.dialing.contains(agent_at(a), agent_at(b))       ? murphi::Dialing
                                    : state.established.contains(agent_at(a), agent_at(b)) ? murphi::Established
                                                                                           : murphi::NoPair;
    }
  }
  murphi::held = !(state.parties | state.keepers).is_empty();
  for (int r = 0; r < murphi::K; ++r) {
    Mark const mark = state.records.of(record_at(r));
    murphi::finals.data[r] = mark.is_final() ? 1 : 0;
    now.status.data[r] = mark == Mark::unknown()      ? murphi::Unknown
                         : mark == Mark::open()       ? murphi::Open
                         : mark.request().has_value() ? murphi::Final
                                                      : murphi::Canceled;
    if (now.status.data[r] != murphi::Final) continue;
    now.finalBy.data[r] = static_cast<murphi::Request>(index_of(*mark.request()));
    now.finalWho.data[r] = static_cast<murphi::Agent>(mark.agent());
  }
}

Mark mark_at(int r) {
  auto const& now = murphi::now;
  switch (now.status.data[r]) {
    case murphi::Unknown:
      return Mark::unknown();
    case murphi::Open:
      return Mark::open();
    case murphi::Canceled:
      return Mark::canceled();
    case murphi::Final:
      break;
  }
  return Mark::final(enumerator_at<Request>(now.finalBy.data[r]), agent_at(now.finalWho.data[r]));
}

void save(ModelStep& step) {
  auto const& now = murphi::now;
  Snapshot& state = step.after;
  state.loaded = now.loaded;
  state.phase = static_cast<Phase>(now.phase);
  for (int a = 0; a < murphi::N; ++a) {
    AgentNumber const agent = agent_at(a);
    DnNumber const dn = explore::detail::dn_of(agent);
    if (now.loggedIn.data[a]) state.logins = state.logins | only(agent, dn);
    if (now.monitored.data[a]) state.monitored = state.monitored | only(dn);
    if (now.party.data[a]) state.parties = state.parties | only(agent);
    if (now.keeper.data[a]) state.keepers = state.keepers | only(agent);
    for (int b = 0; b < murphi::N; ++b) {
      auto const stage = now.consult.data[a].data[b];
      if (stage == murphi::Dialing) state.dialing = state.dialing | only(agent, agent_at(b));
      if (stage == murphi::Established) state.established = state.established | only(agent, agent_at(b));
    }
  }
  for (int r = 0; r < murphi::K; ++r) state.records = state.records.with(only(record_at(r)), mark_at(r));
}

std::array<Access, kBound> accesses() {
  std::array<Access, kBound> all{};
  for (int a = 0; a < murphi::N; ++a) {
    auto const access = murphi::AccessOf(a);
    all[static_cast<std::size_t>(a)] = access == murphi::AccessFull       ? Access::Full
                                       : access == murphi::AccessReadOnly ? Access::ReadOnly
                                                                          : Access::None;
  }
  return all;
}

// --- Names: the model's and the vocabulary's are the same words ---

#define RECORDSHARE_SAME(Name) \
  case murphi::Name:           \
    return Names::Name

Rule rule_of(murphi::RuleId rule) {
  using Names = Rule;
  switch (rule) {
    RECORDSHARE_SAME(R2);
    RECORDSHARE_SAME(R3);
    RECORDSHARE_SAME(R4);
    RECORDSHARE_SAME(R5);
    RECORDSHARE_SAME(R6);
    RECORDSHARE_SAME(R7);
    RECORDSHARE_SAME(R9);
    RECORDSHARE_SAME(R10);
    RECORDSHARE_SAME(R11);
    RECORDSHARE_SAME(R13);
    RECORDSHARE_SAME(R14);
    RECORDSHARE_SAME(R15);
    RECORDSHARE_SAME(E1);
    RECORDSHARE_SAME(E2);
    RECORDSHARE_SAME(E3);
    RECORDSHARE_SAME(E4);
    RECORDSHARE_SAME(E5);
    RECORDSHARE_SAME(E6);
    RECORDSHARE_SAME(E7);
    RECORDSHARE_SAME(E8);
    RECORDSHARE_SAME(D1);
    RECORDSHARE_SAME(D2);
    RECORDSHARE_SAME(D3);
    RECORDSHARE_SAME(D4);
    RECORDSHARE_SAME(D5);
    RECORDSHARE_SAME(D6);
    RECORDSHARE_SAME(D7);
    RECORDSHARE_SAME(D8);
    RECORDSHARE_SAME(D9);
  }
  return Rule::None;
}

Reason reason_of(murphi::Reason reason) {
  using Names = Reason;
  switch (reason) {
    case murphi::Ok:
      return Reason::None;
      RECORDSHARE_SAME(UnknownRecord);
      RECORDSHARE_SAME(NoLiveCall);
      RECORDSHARE_SAME(SameAgent);
      RECORDSHARE_SAME(NotOnCall);
      RECORDSHARE_SAME(ConsultationBusy);
      RECORDSHARE_SAME(NoConsultation);
      RECORDSHARE_SAME(AlreadyEstablished);
      RECORDSHARE_SAME(CallAlreadyLive);
      RECORDSHARE_SAME(NotEligible);
      RECORDSHARE_SAME(AgentNotLoggedIn);
      RECORDSHARE_SAME(DuplicateChain);
      RECORDSHARE_SAME(EmptyChain);
      RECORDSHARE_SAME(DuplicateRecord);
      RECORDSHARE_SAME(UnknownChain);
      RECORDSHARE_SAME(RecordAlreadyFinal);
      RECORDSHARE_SAME(NotLoggedIn);
      RECORDSHARE_SAME(NotMonitored);
      RECORDSHARE_SAME(NoAccess);
      RECORDSHARE_SAME(ReadOnlyAccess);
  }
  return Reason::None;
}
#undef RECORDSHARE_SAME

// --- Events: for each, the model's functions for it ---

/// Completes an event with the model's decision; `fire()` runs the model's rule if the event is accepted.
template <class Fire>
void end(ModelStep& step, murphi::RuleId rule, murphi::Reason reason, Result takes_place, bool guard, Fire&& fire) {
  step.rule = rule_of(rule);
  step.reason = reason_of(reason);
  bool const fits = reason == murphi::Ok;
  if (fits != guard) note_failure("the guard of the model's rule and its reason contradict each other");
  step.result = fits ? takes_place : takes_place == Result::Acknowledged ? Result::Error : Result::Refused;
  if (fits) fire();
}

struct Take {
  ModelStep& step;

  void operator()(model::DnMonitored<Bounded> const& e) const {
    int const dn = static_cast<int>(number(e.dn));
    end(step, murphi::E1, murphi::Ok, Result::Accepted, murphi::guard_E1_DnMonitored(dn),
        [&] { murphi::rule_E1_DnMonitored(dn); });
  }
  void operator()(model::DnUnmonitored<Bounded> const& e) const {
    int const dn = static_cast<int>(number(e.dn));
    end(step, murphi::E2, murphi::Ok, Result::Accepted, murphi::guard_E2_DnUnmonitored(dn),
        [&] { murphi::rule_E2_DnUnmonitored(dn); });
  }
  void operator()(model::AgentLogin<Bounded> const& e) const {
    int const a = static_cast<int>(number(e.agent));
    end(step, murphi::E3, murphi::Ok, Result::Accepted, murphi::guard_E3_AgentLogin(a),
        [&] { murphi::rule_E3_AgentLogin(a); });
  }
  void operator()(model::AgentLogout<Bounded> const& e) const {
    int const a = static_cast<int>(number(e.agent));
    end(step, murphi::E4, murphi::LogoutReason(a), Result::Accepted, murphi::guard_E4_AgentLogout(a),
        [&] { murphi::rule_E4_AgentLogout(a); });
  }
  void operator()(model::ChainLoaded<Bounded> const& e) const {
    auto const size = e.records.set.size();
    if (size > 1) {
      end(step, murphi::E5, murphi::LoadReason(murphi::EveryRecord), Result::Accepted,
          murphi::guard_E5_ChainLoaded__all_K___1_records(), [&] { murphi::rule_E5_ChainLoaded__all_K___1_records(); });
      return;
    }
    auto const list = size == 0 ? murphi::NoRecord : e.records.repeats ? murphi::OneRecordTwice : murphi::OneRecord;
    auto const reason = murphi::LoadReason(list);
    int r = 0;
    while (r + 1 < murphi::K && !e.records.set.contains(record_at(r))) ++r;
    bool const guard = list == murphi::OneRecord ? murphi::guard_E5_ChainLoaded__one_record(r) : reason == murphi::Ok;
    end(step, murphi::E5, reason, Result::Accepted, guard, [&] { murphi::rule_E5_ChainLoaded__one_record(r); });
  }
  void operator()(model::ChainUnloaded<Bounded> const&) const {
    end(step, murphi::E6, murphi::UnloadReason(), Result::Accepted, murphi::guard_E6_ChainUnloaded(),
        [&] { murphi::rule_E6_ChainUnloaded(); });
  }
  void operator()(model::RecordAdded<Bounded> const& e) const {
    int const r = static_cast<int>(number(e.record));
    end(step, murphi::E7, murphi::AddReason(r), Result::Accepted, murphi::guard_E7_RecordAdded(r),
        [&] { murphi::rule_E7_RecordAdded(r); });
  }
  void operator()(model::RecordCanceled<Bounded> const& e) const {
    int const r = static_cast<int>(number(e.record));
    end(step, murphi::E8, murphi::CancelReason(r), Result::Accepted, murphi::guard_E8_RecordCanceled(r),
        [&] { murphi::rule_E8_RecordCanceled(r); });
  }
  void operator()(model::PreviewRecord<Bounded> const& e) const {
    int const r = static_cast<int>(number(e.record));
    int const a = static_cast<int>(number(e.agent));
    end(step, murphi::PreviewRule(r, a), murphi::PreviewReason(r, a), Result::Accepted,
        murphi::guard_R14_PreviewRecord(r, a), [&] { murphi::rule_R14_PreviewRecord(r, a); });
  }
  void operator()(model::CallEstablished<Bounded> const& e) const {
    int const r = static_cast<int>(number(e.record));
    int const a = static_cast<int>(number(e.agent));
    end(step, murphi::EstablishedRule(r), murphi::EstablishedReason(r), Result::Accepted,
        murphi::guard_R2_CallEstablished(r, a), [&] { murphi::rule_R2_CallEstablished(r, a); });
  }
  void operator()(model::PartyLeft<Bounded> const& e) const {
    int const r = static_cast<int>(number(e.record));
    int const a = static_cast<int>(number(e.agent));
    end(step, murphi::LeftRule(r, a), murphi::LeftReason(r, a), Result::Accepted, murphi::guard_R10__R9_PartyLeft(r, a),
        [&] { murphi::rule_R10__R9_PartyLeft(r, a); });
  }
  void operator()(model::CallEnded<Bounded> const& e) const {
    int const r = static_cast<int>(number(e.record));
    end(step, murphi::CallEndedRule(r), murphi::CallReason(r), Result::Accepted, murphi::guard_R11_CallEnded(r),
        [&] { murphi::rule_R11_CallEnded(r); });
  }
  void operator()(model::CallRecovered<Bounded> const& e) const {
    int const r = static_cast<int>(number(e.record));
    auto const count = e.parties.size();
    int one = 0;  // the only one named, or the only one not named
    while (one + 1 < murphi::N && e.parties.contains(agent_at(one)) != (count == 1)) ++one;
    auto const take = [&](bool guard, auto rule) {
      end(step, murphi::RecoveredRule(r), murphi::RecoveredReason(r), Result::Accepted, guard, rule);
    };
    if (count == 0) {
      take(murphi::guard_R15_CallRecovered__nobody_named(r), [&] { murphi::rule_R15_CallRecovered__nobody_named(r); });
    } else if (count == 1) {
      take(murphi::guard_R15_CallRecovered__one_named(r, one),
           [&] { murphi::rule_R15_CallRecovered__one_named(r, one); });
    } else if (count == murphi::N) {
      take(murphi::guard_R15_CallRecovered__everybody_of_N___1(r),
           [&] { murphi::rule_R15_CallRecovered__everybody_of_N___1(r); });
    } else {
      take(murphi::guard_R15_CallRecovered__all_but_one_of_N___2(r, one),
           [&] { murphi::rule_R15_CallRecovered__all_but_one_of_N___2(r, one); });
    }
  }
  void operator()(model::DesktopRequest<Bounded> const& e) const {
    int const a = static_cast<int>(number(e.agent));
    int const r = static_cast<int>(number(e.record));
    auto const q = static_cast<murphi::Request>(index_of(e.request));
    auto const rule = murphi::RequestRule(a, r, q);
    if (rule == murphi::D5 || rule == murphi::D7) {
      step.shows_records = true;
      step.read_only = rule == murphi::D5;
      for (int x = 0; x < murphi::K; ++x) {
        if (murphi::now.status.data[x] != murphi::Unknown) step.shown = step.shown | only(record_at(x));
        if (murphi::Updatable(a, x)) step.updatable = step.updatable | only(record_at(x));
      }
    }
    end(step, rule, murphi::RequestReason(a, r, q), Result::Acknowledged,
        murphi::guard_D5__D7__D9_request_acknowledged(a, r, q),
        [&] { murphi::rule_D5__D7__D9_request_acknowledged(a, r, q); });
  }

#define RECORDSHARE_PAIR(Event, Name)                                                                                 \
  void operator()(model::Event<Bounded> const& e) const {                                                             \
    int const r = static_cast<int>(number(e.record));                                                                 \
    int const a = static_cast<int>(number(e.from));                                                                   \
    int const b = static_cast<int>(number(e.to));                                                                     \
    end(step, murphi::PairRule(murphi::Event, r, a, b), murphi::PairReason(murphi::Event, r, a, b), Result::Accepted, \
        murphi::guard_##Name(r, a, b), [&] { murphi::rule_##Name(r, a, b); });                                        \
  }
  RECORDSHARE_PAIR(SingleStepTransferCompleted, R3_SingleStepTransferCompleted)
  RECORDSHARE_PAIR(TransferCompleted, R4__R6_TransferCompleted)
  RECORDSHARE_PAIR(SingleStepConferenceCompleted, R7_SingleStepConferenceCompleted)
  RECORDSHARE_PAIR(ConferenceCompleted, R7_ConferenceCompleted)
  RECORDSHARE_PAIR(ConsultationInitiated, R5_ConsultationInitiated)
  RECORDSHARE_PAIR(ConsultationEstablished, R5_ConsultationEstablished)
  RECORDSHARE_PAIR(ConsultationReleased, R9_ConsultationReleased)
#undef RECORDSHARE_PAIR
};

}  // namespace

ModelStep step(Snapshot const& state, BoundedEvent const& event) {
  murphi::failed_assertion = note_failure;
  first_failure = nullptr;
  load(state);
  ModelStep step;
  std::visit(Take{step}, event);
  save(step);
  step.finalized = step.after.records.final() - state.records.final();
  step.access = accesses();
  if (first_failure != nullptr) step.failed = first_failure;
  return step;
}

std::array<Access, kBound> access(Snapshot const& state) {
  load(state);
  return accesses();
}

}  // namespace RECORDSHARE_WORLD
}  // namespace recordshare::properties::compare
