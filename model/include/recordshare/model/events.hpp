// SPDX-License-Identifier: Apache-2.0
// events.hpp defines the struct of every event of rules.md, generic over the types that name agents and records.
//
//     CallEstablished const event{101, "alice"};
//     auto const& [record, agent] = CallEstablished::members();
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

// A domain `D` defines the types that name an agent, a DN, a chain and a record: text and handles in the public API,
// numbers in the engine, formulas in the prover. There is one struct for each shape of event.

/// An event of a DN. (E1, E2)
template <class D, EventType T>
struct DnEvent {
  static constexpr EventType type = T;
  typename D::Dn dn{};
  static constexpr auto members() { return std::tuple{Field{"dn", &DnEvent::dn}}; }
};

/// An event of an agent at a DN. (E3)
template <class D, EventType T>
struct LoginEvent {
  static constexpr EventType type = T;
  typename D::Agent agent{};
  typename D::Dn dn{};
  static constexpr auto members() {
    return std::tuple{Field{"agent", &LoginEvent::agent}, Field{"dn", &LoginEvent::dn}};
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

/// An event of a record, without an agent. (E8, R11)
template <class D, EventType T>
struct RecordEvent {
  static constexpr EventType type = T;
  typename D::Record record{};
  static constexpr auto members() { return std::tuple{Field{"record", &RecordEvent::record}}; }
};

/// An event of a record and one agent. (R2, R10, R14)
template <class D, EventType T>
struct AgentEvent {
  static constexpr EventType type = T;
  typename D::Record record{};
  typename D::Agent agent{};
  static constexpr auto members() {
    return std::tuple{Field{"record", &AgentEvent::record}, Field{"agent", &AgentEvent::agent}};
  }
};

/// An event of a record, an acting agent (`from`) and the agent who is called or joins (`to`). (R3 to R7, R9)
template <class D, EventType T>
struct PairEvent {
  static constexpr EventType type = T;
  typename D::Record record{};
  typename D::Agent from{};
  typename D::Agent to{};
  static constexpr auto members() {
    return std::tuple{Field{"record", &PairEvent::record}, Field{"from", &PairEvent::from},
                      Field{"to", &PairEvent::to}};
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
