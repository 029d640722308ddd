// SPDX-License-Identifier: Apache-2.0
// register.hpp lists every event, rule and policy of rules.md once; all enums, tables and variants expand these lists.
//
//     #define IS_OF_CALLS(name, shape, section) + (Section::section == Section::Call ? 1 : 0)
//     constexpr int kCallEvents = 0 RECORDSHARE_EVENTS(IS_OF_CALLS);
//     #undef IS_OF_CALLS
//     static_assert(kCallEvents == std::variant_size_v<model::AnyEventOf<Section::Call, Names>>);
#pragma once

// clang-format off

/// The call and environment events: EVENT(name, shape, section). The name is that of events.md, the shape is a struct
/// of events.hpp, and the section of rules.md tells call events from environment events. Add a new event at the end, so
/// that the numbers of the others, and stored corpora, stay valid. CONTRIBUTING.md lists the other steps.
#define RECORDSHARE_EVENTS(EVENT)                                      \
  EVENT(DnMonitored,                   DnEvent,          Environment)  \
  EVENT(DnUnmonitored,                 DnEvent,          Environment)  \
  EVENT(AgentLogin,                    LoginEvent,       Environment)  \
  EVENT(AgentLogout,                   LogoutEvent,      Environment)  \
  EVENT(ChainLoaded,                   RecordsEvent,     Environment)  \
  EVENT(ChainUnloaded,                 ChainEvent,       Environment)  \
  EVENT(RecordAdded,                   ChainRecordEvent, Environment)  \
  EVENT(RecordCanceled,                RecordEvent,      Environment)  \
  EVENT(PreviewRecord,                 AgentEvent,       Call)         \
  EVENT(CallEstablished,               PartyEvent,       Call)         \
  EVENT(SingleStepTransferCompleted,   CompletedEvent,   Call)         \
  EVENT(ConsultationInitiated,         PairEvent,        Call)         \
  EVENT(ConsultationEstablished,       PairEvent,        Call)         \
  EVENT(ConsultationReleased,          PairEvent,        Call)         \
  EVENT(TransferCompleted,             CompletedEvent,   Call)         \
  EVENT(ConferenceCompleted,           CompletedEvent,   Call)         \
  EVENT(SingleStepConferenceCompleted, CompletedEvent,   Call)         \
  EVENT(PartyLeft,                     PartyEvent,       Call)         \
  EVENT(CallEnded,                     CallEvent,        Call)         \
  EVENT(CallRecovered,                 RecoveredEvent,   Call)

/// The rules: RULE(id, title, sentence), in the words of rules.md and in its order.
#define RECORDSHARE_RULES(RULE) \
  RULE(R1, "Eligibility", "The server must monitor the DNs, and the agents must be logged in.") \
  RULE(R2, "Call established", "`a` is the only party; consultations end; keepers as in R8; phase `Live`.") \
  RULE(R3, "Scenario 1, single-step transfer completed", \
       "`a` leaves the call and `b` joins it. All rights to the chain go from `a` to `b`.") \
  RULE(R4, "Scenario 1, mute (blind) transfer completed", \
       "as R3, where the consultation `a → b` is still marked `Dialing` (none was reported established); R6 in all " \
       "other cases.") \
  RULE(R5, "Scenario 2, consultation", \
       "initiated, it is `Dialing`; established, it is `Established`, which gives `b` read-only access.") \
  RULE(R6, "Scenario 2, two-step transfer completed", \
       "it completes an established consultation, or one that was never reported") \
  RULE(R7, "Scenario 3, conference completed", \
       "`b` joins the call beside all others; the consultation that it completes ends.") \
  RULE(R8, "Nobody loses the record for everyone.", "A keeper's right sleeps while somebody on the call can act.") \
  RULE(R9, "Consultation released", "it ends; nothing else changes.") \
  RULE(R10, "A party leaves the call:", \
       "its consultations end. If it was the last party the phase becomes `WrapUp`.") \
  RULE(R11, "The call ends", "all parties leave; phase `WrapUp`.") \
  RULE(R12, "Consultations exist only while the phase is `Live`:", "whenever it ends, they end.") \
  RULE(R13, "Order.", "A call event that does not fit the state is refused and changes nothing.") \
  RULE(R14, "Preview:", \
       "a record is put on agent `a`'s desktop ahead of a new call: no parties, no consultations, `a` the " \
       "only keeper, phase `Idle`.") \
  RULE(R15, "Call recovered:", \
       "what the switch says of the call now, after something was missed (a lost link, a restart, a stuck call).") \
  RULE(D1, "Unknown record", "the record handle is unknown") \
  RULE(D2, "Not logged in", "the agent is not logged in") \
  RULE(D3, "Not monitored", "a DN of the agent's login is not monitored") \
  RULE(D4, "No access", "access is None") \
  RULE(D5, "Read-only reading", "access is ReadOnly and the request reads") \
  RULE(D6, "Read-only writing", "access is ReadOnly, any other request") \
  RULE(D7, "Full reading", "access is Full and the request reads") \
  RULE(D8, "Already final", "the record is Final") \
  RULE(D9, "Full writing", "the positive answer; a finalizing request makes the record Final") \
  RULE(E1, "DN monitored", "the DN is monitored") \
  RULE(E2, "DN unmonitored", "it is not") \
  RULE(E3, "Agent login", "logged in at exactly these DNs (one or several)") \
  RULE(E4, "Agent logout", "logged out; the agent stays a member of its chains (R1: suspended)") \
  RULE(E5, "Chain loaded", "the chain is known: `Idle`, nobody has it, all records Open") \
  RULE(E6, "Chain unloaded", "chain and records are forgotten") \
  RULE(E7, "Record added", "an Open record at the end of the chain") \
  RULE(E8, "Record canceled", "the server itself finalizes: `Final(RecordCanceled, no agent)`")

/// The policies (rules.md, section 7): POLICY(type, name, values), with values VALUE(enumerator, name). The first
/// value is the default. The name is also that of the member of Policies. Add new policies and values at the end.
#define RECORDSHARE_POLICIES(POLICY, VALUE)                                              \
  POLICY(FinalScope,     final_scope, VALUE(Record, "record")   VALUE(Chain, "chain"))         \
  POLICY(Reschedule,     reschedule,  VALUE(Updates, "updates") VALUE(Finalizes, "finalizes")) \
  POLICY(DoNotCallScope, do_not_call, VALUE(Open, "open")       VALUE(Always, "always"))

/// Pass this as VALUE to expand policies without their values.
#define RECORDSHARE_NO_VALUE(enumerator, name)

// clang-format on
