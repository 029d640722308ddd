// SPDX-License-Identifier: Apache-2.0
// events.hpp states every event of rules.md once: its type and its members, over any domain's names.
#pragma once

#include <string_view>
#include <tuple>
#include <variant>

#include <recordshare/model/vocabulary.hpp>  // beside this file here and where it is installed

namespace recordshare::model {

/// A member of an event: its name in events.md, and where it stands in the struct.
template <class Event, class Value>
struct Field {
  std::string_view name;
  Value Event::* pointer;
};
template <class Event, class Value>
Field(std::string_view, Value Event::*) -> Field<Event, Value>;

// A domain `D` says what names an agent, a DN, a chain and a record: text and handles where events come in,
// numbers where the rules run, formulas where they are proved. There is one struct for each shape of event.

/// An event of a DN. (E1, E2)
template <class D, EventType T>
struct DnEvent {
  static constexpr EventType type = T;
  typename D::Dn dn;
  static constexpr auto members() { return std::tuple{Field{"dn", &DnEvent::dn}}; }
};

/// An agent logs in at a DN. (E3)
template <class D>
struct AgentLogin {
  static constexpr EventType type = EventType::AgentLogin;
  typename D::Agent agent;
  typename D::Dn dn;
  static constexpr auto members() {
    return std::tuple{Field{"agent", &AgentLogin::agent}, Field{"dn", &AgentLogin::dn}};
  }
};

/// An agent logs out. (E4)
template <class D>
struct AgentLogout {
  static constexpr EventType type = EventType::AgentLogout;
  typename D::Agent agent;
  static constexpr auto members() { return std::tuple{Field{"agent", &AgentLogout::agent}}; }
};

/// A chain is loaded with its records, in their order. (E5)
template <class D>
struct ChainLoaded {
  static constexpr EventType type = EventType::ChainLoaded;
  typename D::Chain chain;
  typename D::Records records;
  static constexpr auto members() {
    return std::tuple{Field{"chain", &ChainLoaded::chain}, Field{"records", &ChainLoaded::records}};
  }
};

/// A chain and its records are forgotten. (E6)
template <class D>
struct ChainUnloaded {
  static constexpr EventType type = EventType::ChainUnloaded;
  typename D::Chain chain;
  static constexpr auto members() { return std::tuple{Field{"chain", &ChainUnloaded::chain}}; }
};

/// A record is put at the end of a chain. (E7)
template <class D>
struct RecordAdded {
  static constexpr EventType type = EventType::RecordAdded;
  typename D::Chain chain;
  typename D::Record record;
  static constexpr auto members() {
    return std::tuple{Field{"chain", &RecordAdded::chain}, Field{"record", &RecordAdded::record}};
  }
};

/// An event of a record that names nobody. (E8, R11)
template <class D, EventType T>
struct RecordEvent {
  static constexpr EventType type = T;
  typename D::Record record;
  static constexpr auto members() { return std::tuple{Field{"record", &RecordEvent::record}}; }
};

/// An event of one agent at a record. (R2, R10, R14)
template <class D, EventType T>
struct AgentEvent {
  static constexpr EventType type = T;
  typename D::Record record;
  typename D::Agent agent;
  static constexpr auto members() {
    return std::tuple{Field{"record", &AgentEvent::record}, Field{"agent", &AgentEvent::agent}};
  }
};

/// An event between who brings in (`from`) and who is brought in (`to`). (R3 to R7, R9)
template <class D, EventType T>
struct PairEvent {
  static constexpr EventType type = T;
  typename D::Record record;
  typename D::Agent from;
  typename D::Agent to;
  static constexpr auto members() {
    return std::tuple{Field{"record", &PairEvent::record}, Field{"from", &PairEvent::from},
                      Field{"to", &PairEvent::to}};
  }
};

/// One of the eight desktop requests. (D1 to D9)
template <class D>
struct DesktopRequest {
  typename D::Request request;
  typename D::Agent agent;
  typename D::Record record;
  static constexpr auto members() {
    return std::tuple{Field{"agent", &DesktopRequest::agent}, Field{"record", &DesktopRequest::record}};
  }
};

template <class D> using DnMonitored = DnEvent<D, EventType::DnMonitored>;
template <class D> using DnUnmonitored = DnEvent<D, EventType::DnUnmonitored>;
template <class D> using RecordCanceled = RecordEvent<D, EventType::RecordCanceled>;
template <class D> using PreviewRecord = AgentEvent<D, EventType::PreviewRecord>;
template <class D> using CallEstablished = AgentEvent<D, EventType::CallEstablished>;
template <class D> using SingleStepTransferCompleted = PairEvent<D, EventType::SingleStepTransferCompleted>;
template <class D> using ConsultationInitiated = PairEvent<D, EventType::ConsultationInitiated>;
template <class D> using ConsultationEstablished = PairEvent<D, EventType::ConsultationEstablished>;
template <class D> using ConsultationReleased = PairEvent<D, EventType::ConsultationReleased>;
template <class D> using TransferCompleted = PairEvent<D, EventType::TransferCompleted>;
template <class D> using ConferenceCompleted = PairEvent<D, EventType::ConferenceCompleted>;
template <class D> using SingleStepConferenceCompleted = PairEvent<D, EventType::SingleStepConferenceCompleted>;
template <class D> using PartyLeft = AgentEvent<D, EventType::PartyLeft>;
template <class D> using CallEnded = RecordEvent<D, EventType::CallEnded>;

/// Any event of rules.md over the names of `D`, in the order of events.md.
template <class D>
using AnyEvent = std::variant<DnMonitored<D>, DnUnmonitored<D>, AgentLogin<D>, AgentLogout<D>, ChainLoaded<D>,
                              ChainUnloaded<D>, RecordAdded<D>, RecordCanceled<D>, PreviewRecord<D>, CallEstablished<D>,
                              SingleStepTransferCompleted<D>, ConsultationInitiated<D>, ConsultationEstablished<D>,
                              ConsultationReleased<D>, TransferCompleted<D>, ConferenceCompleted<D>,
                              SingleStepConferenceCompleted<D>, PartyLeft<D>, CallEnded<D>, DesktopRequest<D>>;

/// The name that an event's `type` member carries in events.md.
template <class Event>
[[nodiscard]] constexpr std::string_view type_name(Event const& event) noexcept {
  if constexpr (requires { event.request; }) {
    return name(event.request);
  } else {
    return name(Event::type);
  }
}

}  // namespace recordshare::model
