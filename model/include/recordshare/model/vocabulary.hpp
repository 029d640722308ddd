// SPDX-License-Identifier: Apache-2.0
// vocabulary.hpp gives everything that rules.md names its one name in code, with its text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace recordshare {

/// Where a chain stands (rules.md, section 2).
enum class Phase : std::uint8_t { Idle, Live, WrapUp };
inline constexpr std::array<std::string_view, 3> kPhaseNames{"Idle", "Live", "WrapUp"};

/// How far a consultation has come (rules.md, section 2).
enum class Stage : std::uint8_t { Dialing, Established };
inline constexpr std::array<std::string_view, 2> kStageNames{"Dialing", "Established"};

/// What an agent may do with a chain, in rising order (rules.md, section 3).
enum class Access : std::uint8_t { None, ReadOnly, Full };
inline constexpr std::array<std::string_view, 3> kAccessNames{"None", "ReadOnly", "Full"};

/// What the directory says of an agent; only who is Eligible can have access (R1, D2, D3).
enum class Standing : std::uint8_t { NotLoggedIn, NotMonitored, Eligible };

/// How one event ended (events.md, "Out").
enum class Result : std::uint8_t { Accepted, Refused, Acknowledged, Error, Invalid };
inline constexpr std::array<std::string_view, 5> kResultNames{"accepted", "refused", "acknowledged", "error",
                                                              "invalid"};

/// The call and environment events (events.md, "In"), in the order of that table.
enum class EventType : std::uint8_t {
  DnMonitored,
  DnUnmonitored,
  AgentLogin,
  AgentLogout,
  ChainLoaded,
  ChainUnloaded,
  RecordAdded,
  RecordCanceled,
  PreviewRecord,
  CallEstablished,
  SingleStepTransferCompleted,
  ConsultationInitiated,
  ConsultationEstablished,
  ConsultationReleased,
  TransferCompleted,
  ConferenceCompleted,
  SingleStepConferenceCompleted,
  PartyLeft,
  CallEnded,
};
inline constexpr std::array<std::string_view, 19> kEventTypeNames{
    "DnMonitored",
    "DnUnmonitored",
    "AgentLogin",
    "AgentLogout",
    "ChainLoaded",
    "ChainUnloaded",
    "RecordAdded",
    "RecordCanceled",
    "PreviewRecord",
    "CallEstablished",
    "SingleStepTransferCompleted",
    "ConsultationInitiated",
    "ConsultationEstablished",
    "ConsultationReleased",
    "TransferCompleted",
    "ConferenceCompleted",
    "SingleStepConferenceCompleted",
    "PartyLeft",
    "CallEnded",
};

/// What a desktop can ask for (rules.md, section 5).
enum class Request : std::uint8_t {
  ChainedRecordRequest,
  UpdateCallCompletionStats,
  RecordReschedule,
  ScheduledRecordReschedule,
  DoNotCall,
  RecordProcessed,
  RecordReject,
  RequestRecordCancel,
};

/// What kind of request it is, under the default policies (rules.md, section 5).
enum class RequestClass : std::uint8_t { Reads, Updates, Finalizes };

/// One request's entry in the table of rules.md, section 5.
struct RequestTerm {
  std::string_view name;
  RequestClass kind;
  bool reschedules;  ///< the policy `reschedule` can make it finalize
  std::string_view answer;
};

inline constexpr std::array<RequestTerm, 8> kRequests{{
    {"ChainedRecordRequest", RequestClass::Reads, false, "ChainedRecord"},
    {"UpdateCallCompletionStats", RequestClass::Updates, false, "UpdateCallCompletionStatsAcknowledge"},
    {"RecordReschedule", RequestClass::Updates, true, "RecordRescheduleAcknowledge"},
    {"ScheduledRecordReschedule", RequestClass::Updates, true, "ScheduledRecordRescheduleAcknowledge"},
    {"DoNotCall", RequestClass::Updates, false, "DoNotCallAcknowledge"},
    {"RecordProcessed", RequestClass::Finalizes, false, "RecordProcessedAcknowledge"},
    {"RecordReject", RequestClass::Finalizes, false, "RecordRejectAcknowledge"},
    {"RequestRecordCancel", RequestClass::Finalizes, false, "RecordCancelAcknowledge"},
}};

/// Which rule decided (rules.md). `None` stands only where no rule was asked: an invalid event.
enum class Rule : std::uint8_t {
  None,
  R1,
  R2,
  R3,
  R4,
  R5,
  R6,
  R7,
  R8,
  R9,
  R10,
  R11,
  R12,
  R13,
  R14,
  D1,
  D2,
  D3,
  D4,
  D5,
  D6,
  D7,
  D8,
  D9,
  E1,
  E2,
  E3,
  E4,
  E5,
  E6,
  E7,
  E8,
};

/// A rule's id, its title, and its sentence in the words of rules.md.
struct RuleTerm {
  std::string_view name;
  std::string_view title;
  std::string_view sentence;
};

inline constexpr std::array<RuleTerm, 32> kRules{{
    {"-", "No rule", ""},
    {"R1", "Eligibility", "The server must monitor the DNs, and the agents must be logged in."},
    {"R2", "Call established", "`a` is the only party; consultations end; keepers as in R8; phase `Live`."},
    {"R3", "Scenario 1, single-step transfer completed",
     "`a` leaves the call and `b` joins it. All rights to the chain go from `a` to `b`."},
    {"R4", "Scenario 1, mute (blind) transfer completed",
     "as R3; it completes a consultation still marked `Dialing` (none was reported established)."},
    {"R5", "Scenario 2, consultation",
     "initiated, it is `Dialing`; established, it is `Established`, which gives `b` read-only access."},
    {"R6", "Scenario 2, two-step transfer completed", "as R3; it completes an established consultation."},
    {"R7", "Scenario 3, conference completed",
     "`b` joins the call beside all others; the consultation that it completes ends."},
    {"R8", "Nobody loses the record for everyone.", "A keeper's right sleeps while somebody on the call can act."},
    {"R9", "Consultation released", "it ends; nothing else changes."},
    {"R10", "A party leaves the call:", "its consultations end. If it was the last party the phase becomes `WrapUp`."},
    {"R11", "The call ends", "all parties leave; phase `WrapUp`."},
    {"R12", "Consultations exist only while the phase is `Live`:", "whenever it ends, they end."},
    {"R13", "Order.", "A call event that does not fit the state is refused and changes nothing."},
    {"R14", "Preview:",
     "a record is put on agent `a`'s desktop ahead of a new call: no parties, no consultations, `a` the only keeper, "
     "phase `Idle`."},
    {"D1", "Unknown record", "the record handle is unknown"},
    {"D2", "Not logged in", "the agent is not logged in"},
    {"D3", "Not monitored", "the agent's DN is not monitored"},
    {"D4", "No access", "access is None"},
    {"D5", "Read-only reading", "access is ReadOnly and the request reads"},
    {"D6", "Read-only writing", "access is ReadOnly, any other request"},
    {"D7", "Full reading", "access is Full and the request reads"},
    {"D8", "Already final", "the record is Final"},
    {"D9", "Full writing", "the positive answer; a finalizing request makes the record Final"},
    {"E1", "DN monitored", "the DN is monitored"},
    {"E2", "DN unmonitored", "it is not"},
    {"E3", "Agent login", "logged in there"},
    {"E4", "Agent logout", "logged out; the agent's place in every chain stays (R1: suspended)"},
    {"E5", "Chain loaded", "the chain is known: `Idle`, nobody has it, all records Open"},
    {"E6", "Chain unloaded", "chain and records are forgotten"},
    {"E7", "Record added", "an Open record at the end of the chain"},
    {"E8", "Record canceled", "the server itself finalizes: `Final(RecordCanceled, no agent)`"},
}};

/// Why an event was refused or a request turned down (rules.md, sections 4 to 6).
enum class Reason : std::uint8_t {
  None,
  UnknownRecord,
  NoLiveCall,
  SameAgent,
  NotOnCall,
  ConsultationBusy,
  NoConsultation,
  AlreadyEstablished,
  CallAlreadyLive,
  NotEligible,
  LimitReached,
  NotLoggedIn,
  NotMonitored,
  NoAccess,
  ReadOnlyAccess,
  RecordAlreadyFinal,
  AgentAlreadyLoggedIn,
  DnOccupied,
  AgentNotLoggedIn,
  DuplicateChain,
  EmptyChain,
  DuplicateRecord,
  UnknownChain,
};

/// A reason's name, why it is given, and what would have been needed instead.
struct ReasonTerm {
  std::string_view name;
  std::string_view why;
  std::string_view needed;
};

inline constexpr std::array<ReasonTerm, 23> kReasons{{
    {"-", "", ""},
    {"UnknownRecord", "no loaded chain has this record", "a ChainLoaded or RecordAdded that names the record, first"},
    {"NoLiveCall", "no call of this chain is live", "a CallEstablished on the chain, first"},
    {"SameAgent", "`from` and `to` are the same", "two different ends"},
    {"NotOnCall", "who acts is not on the call", "an end that is a party of the call (or, to leave, a consulted one)"},
    {"ConsultationBusy", "one of the two is in a consultation of this chain already",
     "the end of that consultation, first"},
    {"NoConsultation", "there is no consultation from the one to the other",
     "a ConsultationInitiated with the same `from` and `to`, first (or the single-step event)"},
    {"AlreadyEstablished", "the consultation is established already", "nothing: it was reported before"},
    {"CallAlreadyLive", "a call of this chain is live, and somebody on it can act", "the end of that call, first"},
    {"NotEligible", "the agent is not logged in at a monitored DN", "a login of the agent at a monitored DN, first"},
    {"LimitReached", "it would exceed a limit of this engine", "a higher limit, or names and chains given back first"},
    {"NotLoggedIn", "the agent is not logged in", "an AgentLogin of the agent, first"},
    {"NotMonitored", "the agent's DN is not monitored", "a DnMonitored of the agent's DN, first"},
    {"NoAccess", "the agent has no access to this chain",
     "a place on the call, in an established consultation, or as keeper while nobody on the call can act"},
    {"ReadOnlyAccess", "a consulted agent may read and no more", "the transfer or conference to be completed, first"},
    {"RecordAlreadyFinal", "the record is final: exactly one request finalizes it",
     "the record's chain to be loaded anew"},
    {"AgentAlreadyLoggedIn", "the agent is logged in already", "an AgentLogout of the agent, first"},
    {"DnOccupied", "another agent is logged in at this DN", "an AgentLogout of that agent, first"},
    {"AgentNotLoggedIn", "the agent is not logged in", "nothing: there is nobody to log out"},
    {"DuplicateChain", "the chain is loaded already", "a ChainUnloaded of it, first"},
    {"EmptyChain", "the chain has no record", "at least one record"},
    {"DuplicateRecord", "a record is known already, or stands twice in the list", "record handles that are new"},
    {"UnknownChain", "the chain is not loaded", "a ChainLoaded of it, first"},
}};

/// Policy `final_scope`: what one finalizing request, or E8, finalizes (rules.md, section 7).
enum class FinalScope : std::uint8_t { Record, Chain };

/// Policy `reschedule`: whether the two reschedule requests finalize (rules.md, section 7).
enum class Reschedule : std::uint8_t { Updates, Finalizes };

/// The policies in force: fixed for the life of an engine, and the defaults are those of rules.md.
struct Policies {
  FinalScope final_scope = FinalScope::Record;
  Reschedule reschedule = Reschedule::Updates;
  friend bool operator==(Policies const&, Policies const&) = default;
};

/// A policy's name and its values in order, the first being the default.
struct PolicyTerm {
  std::string_view name;
  std::array<std::string_view, 2> values;
};

inline constexpr std::array<PolicyTerm, 2> kPolicies{{
    {"final_scope", {"record", "chain"}},
    {"reschedule", {"updates", "finalizes"}},
}};

/// The entry of `value` in a table of terms; the table's first where `value` is none of its enumerators.
template <class Term, std::size_t N, class Enum>
[[nodiscard]] constexpr Term const& term_of(std::array<Term, N> const& terms, Enum value) noexcept {
  auto const index = static_cast<std::size_t>(value);
  return terms[index < N ? index : 0];
}

[[nodiscard]] constexpr std::string_view name(Phase value) noexcept { return term_of(kPhaseNames, value); }
[[nodiscard]] constexpr std::string_view name(Stage value) noexcept { return term_of(kStageNames, value); }
[[nodiscard]] constexpr std::string_view name(Access value) noexcept { return term_of(kAccessNames, value); }
[[nodiscard]] constexpr std::string_view name(Result value) noexcept { return term_of(kResultNames, value); }
[[nodiscard]] constexpr std::string_view name(EventType value) noexcept { return term_of(kEventTypeNames, value); }
[[nodiscard]] constexpr std::string_view name(Request value) noexcept { return term_of(kRequests, value).name; }
[[nodiscard]] constexpr std::string_view name(Rule value) noexcept { return term_of(kRules, value).name; }
[[nodiscard]] constexpr std::string_view name(Reason value) noexcept { return term_of(kReasons, value).name; }

/// The name of a request's positive answer (rules.md, section 5).
[[nodiscard]] constexpr std::string_view answer_of(Request value) noexcept { return term_of(kRequests, value).answer; }

/// What made a record Final, by name; no request means the server itself (E8).
[[nodiscard]] constexpr std::string_view name_of_final(std::optional<Request> by) noexcept {
  return by ? name(*by) : name(EventType::RecordCanceled);
}

}  // namespace recordshare
