// SPDX-License-Identifier: Apache-2.0
// vocabulary.hpp defines an enum, names and texts for every term of rules.md: phases, accesses, requests, reasons.
//
//     std::cout << Access::ReadOnly << ", " << name(Rule::R8) << ": " << term_of(Rule::R8).sentence << '\n';
//     assert(answer_of(Request::DoNotCall) == "DoNotCallAcknowledge");
//     assert(!is_known(static_cast<Request>(200)) && name(static_cast<Request>(200)) == "?");
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include <recordshare/model/register.hpp>

namespace recordshare {

/// The phase of a chain (rules.md, section 2).
enum class Phase : std::uint8_t { Idle, Live, WrapUp };
inline constexpr std::array<std::string_view, 3> kPhaseNames{"Idle", "Live", "WrapUp"};

/// The stage of a consultation (rules.md, section 2).
enum class Stage : std::uint8_t { Dialing, Established };
inline constexpr std::array<std::string_view, 2> kStageNames{"Dialing", "Established"};

/// An agent's access to a chain, in ascending order (rules.md, section 3).
enum class Access : std::uint8_t { None, ReadOnly, Full };
inline constexpr std::array<std::string_view, 3> kAccessNames{"None", "ReadOnly", "Full"};

/// An agent's login state; only an Eligible agent can have access (R1, D2, D3).
enum class Standing : std::uint8_t { NotLoggedIn, NotMonitored, Eligible };
inline constexpr std::array<std::string_view, 3> kStandingNames{"NotLoggedIn", "NotMonitored", "Eligible"};

/// The result of one event (events.md, "Out").
enum class Result : std::uint8_t { Accepted, Refused, Acknowledged, Error, Invalid };
inline constexpr std::array<std::string_view, 5> kResultNames{"accepted", "refused", "acknowledged", "error",
                                                              "invalid"};

/// Whether an event with this result took place: it was accepted, or the request was acknowledged.
[[nodiscard]] constexpr bool has_taken_place(Result result) noexcept {
  return result == Result::Accepted || result == Result::Acknowledged;
}

/// The call and environment events (events.md, "In"), in the order of the register.
enum class EventType : std::uint8_t {
#define RECORDSHARE_ENUMERATOR(name, shape, section) name,
  RECORDSHARE_EVENTS(RECORDSHARE_ENUMERATOR)
#undef RECORDSHARE_ENUMERATOR
};

/// The section of rules.md that defines an event: 4 (Call) or 6 (Environment).
enum class Section : std::uint8_t { Call, Environment };

/// One event's entry in the register.
struct EventTerm {
  std::string_view name;
  Section section;
};

inline constexpr std::array kEvents{
#define RECORDSHARE_TERM(name, shape, section) EventTerm{#name, Section::section},
    RECORDSHARE_EVENTS(RECORDSHARE_TERM)
#undef RECORDSHARE_TERM
};

/// A desktop's request (rules.md, section 5). Zero is invalid.
enum class Request : std::uint8_t {
  ChainedRecordRequest = 1,
  UpdateCallCompletionStats,
  RecordReschedule,
  ScheduledRecordReschedule,
  DoNotCall,
  RecordProcessed,
  RecordReject,
  RequestRecordCancel,
};

/// The class of a request under the default policies (rules.md, section 5).
enum class RequestClass : std::uint8_t { Reads, Updates, Finalizes };
inline constexpr std::array<std::string_view, 3> kRequestClassNames{"Reads", "Updates", "Finalizes"};

/// One request's entry in the table of rules.md, section 5.
struct RequestTerm {
  std::string_view name;
  RequestClass kind;
  bool reschedules;  ///< the policy `reschedule` can make it finalize
  bool objects;      ///< the customer's objection, which the policy `do_not_call` can admit for a Final record
  std::string_view answer;
};

inline constexpr std::array<RequestTerm, 8> kRequests{{
    {"ChainedRecordRequest", RequestClass::Reads, false, false, "ChainedRecord"},
    {"UpdateCallCompletionStats", RequestClass::Updates, false, false, "UpdateCallCompletionStatsAcknowledge"},
    {"RecordReschedule", RequestClass::Updates, true, false, "RecordRescheduleAcknowledge"},
    {"ScheduledRecordReschedule", RequestClass::Updates, true, false, "ScheduledRecordRescheduleAcknowledge"},
    {"DoNotCall", RequestClass::Updates, false, true, "DoNotCallAcknowledge"},
    {"RecordProcessed", RequestClass::Finalizes, false, false, "RecordProcessedAcknowledge"},
    {"RecordReject", RequestClass::Finalizes, false, false, "RecordRejectAcknowledge"},
    {"RequestRecordCancel", RequestClass::Finalizes, false, false, "RecordCancelAcknowledge"},
}};

/// The term of an invalid Request value.
inline constexpr RequestTerm kNoRequest{"?", static_cast<RequestClass>(0xFF), false, false, ""};

/// The rule that decided (rules.md). `None` means that no rule was evaluated: the event is invalid.
enum class Rule : std::uint8_t {
  None,
#define RECORDSHARE_RULE(id, title, sentence) id,
  RECORDSHARE_RULES(RECORDSHARE_RULE)
#undef RECORDSHARE_RULE
};

/// A rule's id, its title, and its sentence in the words of rules.md.
struct RuleTerm {
  std::string_view name;
  std::string_view title;
  std::string_view sentence;
};

inline constexpr std::array kRules{RuleTerm{"-", "No rule", ""},
#define RECORDSHARE_RULE(id, title, sentence) RuleTerm{#id, title, sentence},
                                   RECORDSHARE_RULES(RECORDSHARE_RULE)
#undef RECORDSHARE_RULE
};

/// The reason for a refusal or an error (rules.md, sections 4 to 6).
enum class Reason : std::uint8_t {
  None,
  UnknownRecord,
  OtherCall,
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
  AgentNotLoggedIn,
  DuplicateChain,
  EmptyChain,
  DuplicateRecord,
  UnknownChain,
};

/// A reason's name, its explanation, and what the event would have needed.
struct ReasonTerm {
  std::string_view name;
  std::string_view why;
  std::string_view needed;
};

inline constexpr std::array<ReasonTerm, 22> kReasons{{
    {"-", "", ""},
    {"UnknownRecord", "no loaded chain has this record", "a ChainLoaded or RecordAdded that names the record, first"},
    {"OtherCall", "the event is of another call than the live one", "the id of the live call, or none"},
    {"NoLiveCall", "no call of this chain is live", "a CallEstablished on the chain, first"},
    {"SameAgent", "`from` and `to` are the same agent", "two different agents"},
    {"NotOnCall", "the acting agent is not on the call",
     "an agent who is a party of the call (or, to leave, a consulted agent)"},
    {"ConsultationBusy", "`to` is in a consultation of this chain already, or `from` is consulted in one",
     "the end of that consultation, first"},
    {"NoConsultation", "there is no consultation from `from` to `to`",
     "a ConsultationInitiated with the same `from` and `to`, first (or the single-step event)"},
    {"AlreadyEstablished", "the consultation is established already", "nothing: it was reported before"},
    {"CallAlreadyLive", "a call of this chain is live, and somebody on it can act", "the end of that call, first"},
    {"NotEligible", "the agent is not logged in, or a DN of the login is not monitored",
     "a login of the agent at monitored DNs, first"},
    {"LimitReached", "it would exceed a limit of this engine", "a higher limit, or names and chains released first"},
    {"NotLoggedIn", "the agent is not logged in", "an AgentLogin of the agent, first"},
    {"NotMonitored", "a DN of the agent's login is not monitored", "a DnMonitored of that DN, first"},
    {"NoAccess", "the agent has no access to this chain",
     "a place on the call, in an established consultation, or as keeper while nobody on the call can act"},
    {"ReadOnlyAccess", "a consulted agent may read and no more", "the transfer or conference to be completed, first"},
    {"RecordAlreadyFinal", "the record is final: exactly one request finalizes it",
     "the record's chain to be loaded anew"},
    {"AgentNotLoggedIn", "the agent is not logged in", "nothing: there is nobody to log out"},
    {"DuplicateChain", "the chain is loaded already", "a ChainUnloaded of it, first"},
    {"EmptyChain", "the chain has no record", "at least one record"},
    {"DuplicateRecord", "a record is known already, or listed twice", "record handles that are new"},
    {"UnknownChain", "the chain is not loaded", "a ChainLoaded of it, first"},
}};

// The enum of each policy. FinalScope: what a finalizing request, or E8, finalizes. Reschedule: whether the two
// reschedule requests finalize. DoNotCallScope: whether DoNotCall succeeds for a Final record. (rules.md, section 7)
#define RECORDSHARE_VALUE(enumerator, text) enumerator,
#define RECORDSHARE_POLICY(Type, name, values) enum class Type : std::uint8_t { values };
RECORDSHARE_POLICIES(RECORDSHARE_POLICY, RECORDSHARE_VALUE)
#undef RECORDSHARE_POLICY
#undef RECORDSHARE_VALUE

/// The policies, fixed for the lifetime of an engine, with the names and defaults of rules.md.
struct Policies {
#define RECORDSHARE_POLICY(Type, name, no_values) Type name{};
  RECORDSHARE_POLICIES(RECORDSHARE_POLICY, RECORDSHARE_NO_VALUE)
#undef RECORDSHARE_POLICY
  friend bool operator==(Policies const&, Policies const&) = default;
};

/// A policy's name, its values (the first is the default), and access to its member of Policies.
struct PolicyTerm {
  std::string_view name;
  std::span<std::string_view const> values;
  std::size_t (*value_in)(Policies const&) noexcept;      ///< a position in `values`
  void (*set_in)(Policies&, std::size_t value) noexcept;  ///< `value` must be less than `values.size()`
};

namespace detail {
#define RECORDSHARE_VALUE(enumerator, text) std::string_view(text),
#define RECORDSHARE_POLICY(Type, name, values) inline constexpr std::array k##Type##Names{values};
RECORDSHARE_POLICIES(RECORDSHARE_POLICY, RECORDSHARE_VALUE)
#undef RECORDSHARE_POLICY
#undef RECORDSHARE_VALUE
}  // namespace detail

/// Every policy, in the order of the register.
inline constexpr std::array kPolicies{
#define RECORDSHARE_POLICY(Type, name, no_values)                                             \
  PolicyTerm{#name, detail::k##Type##Names,                                                   \
             [](Policies const& all) noexcept { return static_cast<std::size_t>(all.name); }, \
             [](Policies& all, std::size_t value) noexcept { all.name = static_cast<Type>(value); }},
    RECORDSHARE_POLICIES(RECORDSHARE_POLICY, RECORDSHARE_NO_VALUE)
#undef RECORDSHARE_POLICY
};

// The table of each enum, by which generic code iterates over enumerators and validates values.
[[nodiscard]] constexpr auto const& terms_of(Phase) noexcept { return kPhaseNames; }
[[nodiscard]] constexpr auto const& terms_of(Stage) noexcept { return kStageNames; }
[[nodiscard]] constexpr auto const& terms_of(Access) noexcept { return kAccessNames; }
[[nodiscard]] constexpr auto const& terms_of(Standing) noexcept { return kStandingNames; }
[[nodiscard]] constexpr auto const& terms_of(Result) noexcept { return kResultNames; }
[[nodiscard]] constexpr auto const& terms_of(EventType) noexcept { return kEvents; }
[[nodiscard]] constexpr auto const& terms_of(Request) noexcept { return kRequests; }
[[nodiscard]] constexpr auto const& terms_of(RequestClass) noexcept { return kRequestClassNames; }
[[nodiscard]] constexpr auto const& terms_of(Rule) noexcept { return kRules; }
[[nodiscard]] constexpr auto const& terms_of(Reason) noexcept { return kReasons; }

// For each policy's enum: its table, its policy's index in kPolicies, and whether a value is in force. A domain may
// have its own struct of policies, with the same members.
#define RECORDSHARE_POLICY(Type, member, no_values)                                              \
  [[nodiscard]] constexpr auto const& terms_of(Type) noexcept { return detail::k##Type##Names; } \
  [[nodiscard]] constexpr std::size_t policy_of(Type) noexcept {                                 \
    std::size_t policy = 0;                                                                      \
    while (kPolicies[policy].name != #member) ++policy;                                          \
    return policy;                                                                               \
  }                                                                                              \
  template <class PoliciesOfDomain>                                                              \
  [[nodiscard]] constexpr auto is_in_force(Type value, PoliciesOfDomain const& policies) {       \
    return policies.member == value;                                                             \
  }
RECORDSHARE_POLICIES(RECORDSHARE_POLICY, RECORDSHARE_NO_VALUE)
#undef RECORDSHARE_POLICY

/// One of the enums above.
template <class Enum>
concept NamedEnum = requires(Enum value) { terms_of(value); };

/// The index of `value` in its enum's table; out of range if `value` is invalid.
template <NamedEnum Enum>
[[nodiscard]] constexpr std::size_t index_of(Enum value) noexcept {
  auto const number = static_cast<std::size_t>(value);
  if constexpr (std::is_same_v<Enum, Request>) return number - 1;
  return number;
}

/// The enumerator at `index` of its enum's table; invalid if `index` is out of range.
template <NamedEnum Enum>
[[nodiscard]] constexpr Enum enumerator_at(std::size_t index) noexcept {
  return static_cast<Enum>(index + (std::is_same_v<Enum, Request> ? 1 : 0));
}

/// Whether `value` is an enumerator; check every value that comes from a caller.
template <NamedEnum Enum>
[[nodiscard]] constexpr bool is_known(Enum value) noexcept {
  return index_of(value) < terms_of(value).size();
}
[[nodiscard]] constexpr bool is_known(Policies const& policies) noexcept {
  bool known = true;
  for (PolicyTerm const& policy : kPolicies) known = known && policy.value_in(policies) < policy.values.size();
  return known;
}

/// The name of `value` in rules.md and events.md; `?` if `value` is invalid.
template <NamedEnum Enum>
[[nodiscard]] constexpr std::string_view name(Enum value) noexcept {
  if (!is_known(value)) return "?";
  auto const& term = terms_of(value)[index_of(value)];
  if constexpr (requires { term.name; }) {
    return term.name;
  } else {
    return term;
  }
}

/// Writes the name.
template <NamedEnum Enum, class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, Enum value) {
  return out << name(value);
}

/// The term of `request`; an invalid value has no class and no answer.
[[nodiscard]] constexpr RequestTerm const& term_of(Request request) noexcept {
  return is_known(request) ? kRequests[index_of(request)] : kNoRequest;
}

/// The term of `rule` or `reason`; the term of `None` if the value is invalid.
[[nodiscard]] constexpr RuleTerm const& term_of(Rule rule) noexcept {
  return kRules[is_known(rule) ? index_of(rule) : 0];
}
[[nodiscard]] constexpr ReasonTerm const& term_of(Reason reason) noexcept {
  return kReasons[is_known(reason) ? index_of(reason) : 0];
}

/// The name of a request's positive answer (rules.md, section 5).
[[nodiscard]] constexpr std::string_view answer_of(Request request) noexcept { return term_of(request).answer; }

/// The name of the event that made a record Final; `nullopt` means a cancellation by the server (E8).
[[nodiscard]] constexpr std::string_view name_of_final(std::optional<Request> by) noexcept {
  return by ? name(*by) : name(EventType::RecordCanceled);
}

}  // namespace recordshare
