// SPDX-License-Identifier: Apache-2.0
// events.hpp defines the struct of every event of rules.md, generic over the types that name agents and records.
//
//     CallEstablished const event{101, "alice"};
//     auto const& [record, agent, call] = CallEstablished::members();
//     assert(record.name == "record" && event.*record.pointer == 101);
//     assert(agent.name == "agent" && event.*agent.pointer == "alice");
#pragma once

#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>

#include <recordshare/model/vocabulary.hpp>  // beside this file here and where it is installed

namespace recordshare::model {

/// A member of an event: its name in events.md and a pointer to member.
template <class Event, class Value>
struct Field {
  std::string_view name;
  Value Event::* pointer;
};
template <class Event, class Value>
Field(std::string_view, Value Event::*) -> Field<Event, Value>;

/// The member of events.md that names numbers in place of the agents in `member`: `agent`, `agents`, `from` or `to`.
[[nodiscard]] constexpr std::string_view number_member(std::string_view member) noexcept {
  return member == "from" ? "from_number" : member == "to" ? "to_number" : member == "agents" ? "numbers" : "number";
}

/// Whether an event may leave out `member`.
[[nodiscard]] constexpr bool is_optional(std::string_view member) noexcept {
  return member == "call" || member == "new_call";
}

// A domain `D` defines the types that name an agent, a party (an agent or a number), a DN, a chain, a record and a
// call: text and handles in the public API, ids in the engine, formulas in the prover. There is one struct for each
// shape of event.

/// An event of a DN. (E1, E2)
template <class D, EventType T>
struct DnEvent {
  static constexpr EventType type = T;
  typename D::Dn dn{};
  static constexpr auto members() { return std::tuple{Field{"dn", &DnEvent::dn}}; }
};

/// An event of an agent at one or several DNs; `dn` or `dns` in events.md. (E3)
template <class D, EventType T>
struct LoginEvent {
  static constexpr EventType type = T;
  typename D::Agent agent{};
  typename D::Dns dns{};
  static constexpr auto members() {
    return std::tuple{Field{"agent", &LoginEvent::agent}, Field{"dns", &LoginEvent::dns}};
  }
};

/// An event of one agent. (E4)
template <class D, EventType T>
struct LogoutEvent {
  static constexpr EventType type = T;
  typename D::Agent agent{};
  static constexpr auto members() { return std::tuple{Field{"agent", &LogoutEvent::agent}}; }
};

/// An event of a chain with its records, in the chain's order. (E5)
template <class D, EventType T>
struct RecordsEvent {
  static constexpr EventType type = T;
  typename D::Chain chain{};
  typename D::Records records{};
  static constexpr auto members() {
    return std::tuple{Field{"chain", &RecordsEvent::chain}, Field{"records", &RecordsEvent::records}};
  }
};

/// An event of a chain. (E6)
template <class D, EventType T>
struct ChainEvent {
  static constexpr EventType type = T;
  typename D::Chain chain{};
  static constexpr auto members() { return std::tuple{Field{"chain", &ChainEvent::chain}}; }
};

/// An event of a chain and a record, which need not belong to it. (E7)
template <class D, EventType T>
struct ChainRecordEvent {
  static constexpr EventType type = T;
  typename D::Chain chain{};
  typename D::Record record{};
  static constexpr auto members() {
    return std::tuple{Field{"chain", &ChainRecordEvent::chain}, Field{"record", &ChainRecordEvent::record}};
  }
};

/// An event of a record. (E8)
template <class D, EventType T>
struct RecordEvent {
  static constexpr EventType type = T;
  typename D::Record record{};
  static constexpr auto members() { return std::tuple{Field{"record", &RecordEvent::record}}; }
};

/// An event of a record and one agent. (R14)
template <class D, EventType T>
struct AgentEvent {
  static constexpr EventType type = T;
  typename D::Record record{};
  typename D::Agent agent{};
  static constexpr auto members() {
    return std::tuple{Field{"record", &AgentEvent::record}, Field{"agent", &AgentEvent::agent}};
  }
};

// The events of a call may give its id in `call`, and those that complete a transfer or conference in `new_call` the id
// that it has from then on. (rules.md, section 4, "Call ids")

/// An event of a record's call. (R11)
template <class D, EventType T>
struct CallEvent {
  static constexpr EventType type = T;
  typename D::Record record{};
  typename D::Call call{};
  static constexpr auto members() {
    return std::tuple{Field{"record", &CallEvent::record}, Field{"call", &CallEvent::call}};
  }
};

/// An event of a record's call and one party, who is an agent or a number. (R2, R10)
template <class D, EventType T>
struct PartyEvent {
  static constexpr EventType type = T;
  typename D::Record record{};
  typename D::Party agent{};
  typename D::Call call{};
  static constexpr auto members() {
    return std::tuple{Field{"record", &PartyEvent::record}, Field{"agent", &PartyEvent::agent},
                      Field{"call", &PartyEvent::call}};
  }
};

/// An event of a record's call, the party who acts (`from`) and the one who is called (`to`). (R5, R9)
template <class D, EventType T>
struct PairEvent {
  static constexpr EventType type = T;
  typename D::Record record{};
  typename D::Party from{};
  typename D::Party to{};
  typename D::Call call{};
  static constexpr auto members() {
    return std::tuple{Field{"record", &PairEvent::record}, Field{"from", &PairEvent::from}, Field{"to", &PairEvent::to},
                      Field{"call", &PairEvent::call}};
  }
};

/// The same, when `to` has joined the call. (R3, R4, R6, R7)
template <class D, EventType T>
struct CompletedEvent {
  static constexpr EventType type = T;
  typename D::Record record{};
  typename D::Party from{};
  typename D::Party to{};
  typename D::Call call{};
  typename D::Call new_call{};
  static constexpr auto members() {
    return std::tuple{Field{"record", &CompletedEvent::record}, Field{"from", &CompletedEvent::from},
                      Field{"to", &CompletedEvent::to}, Field{"call", &CompletedEvent::call},
                      Field{"new_call", &CompletedEvent::new_call}};
  }
};

/// An event of a record's call and all its parties; `agents` and `numbers` in events.md. (R15)
template <class D, EventType T>
struct RecoveredEvent {
  static constexpr EventType type = T;
  typename D::Record record{};
  typename D::Parties parties{};
  typename D::Call call{};
  static constexpr auto members() {
    return std::tuple{Field{"record", &RecoveredEvent::record}, Field{"agents", &RecoveredEvent::parties},
                      Field{"call", &RecoveredEvent::call}};
  }
};

/// One of the eight desktop requests. (D1 to D9)
template <class D>
struct DesktopRequest {
  typename D::Record record{};
  typename D::Agent agent{};
  typename D::Request request{};     ///< not in members(): it is the event's `type` in events.md
  static constexpr auto members() {  // in the order of events.md
    return std::tuple{Field{"agent", &DesktopRequest::agent}, Field{"record", &DesktopRequest::record}};
  }
};

// One alias per event.
#define RECORDSHARE_EVENT(name, shape, section) \
  template <class D>                            \
  using name = shape<D, EventType::name>;
RECORDSHARE_EVENTS(RECORDSHARE_EVENT)
#undef RECORDSHARE_EVENT

/// Any event of rules.md in domain `D`: a variant in the order of the register, with the request last.
#define RECORDSHARE_ALTERNATIVE(name, shape, section) name<D>,
template <class D>
using AnyEvent = std::variant<RECORDSHARE_EVENTS(RECORDSHARE_ALTERNATIVE) DesktopRequest<D>>;
#undef RECORDSHARE_ALTERNATIVE

namespace detail {
template <class... Events>
std::variant<Events...> variant_of(std::tuple<Events...>);  // unevaluated
}  // namespace detail

/// Any event of one section of rules.md in domain `D`, in the order of the register.
#define RECORDSHARE_IF_OF(name, shape, section) \
  std::conditional_t<Section::section == Of, std::tuple<name<D>>, std::tuple<>>(),
template <Section Of, class D>
using AnyEventOf = decltype(detail::variant_of(std::tuple_cat(RECORDSHARE_EVENTS(RECORDSHARE_IF_OF) std::tuple<>())));
#undef RECORDSHARE_IF_OF

/// The value of an event's `type` member in events.md.
template <class Event>
[[nodiscard]] constexpr std::string_view type_name(Event const& event) noexcept {
  if constexpr (requires { event.request; }) {
    return name(event.request);
  } else {
    return name(Event::type);
  }
}

}  // namespace recordshare::model
