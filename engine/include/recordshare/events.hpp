// SPDX-License-Identifier: Apache-2.0
// events.hpp gives the events that an engine takes, as plain structs: no JSON is needed to use them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include <recordshare/model/events.hpp>
#include <recordshare/model/vocabulary.hpp>

namespace recordshare {

/// A chain's id (`GSW_CHAIN_ID`): 0 to 2^64-1.
using ChainId = std::uint64_t;

/// A record's handle (`GSW_RECORD_HANDLE`): 0 to 2^64-1.
using RecordHandle = std::uint64_t;

/// The most bytes of UTF-8 that the name of an agent or a DN may have; the least is 1. (events.md)
inline constexpr std::size_t kNameBytesMax = 128;

/// How events from outside name things. An event only points at its names and records: they must outlive the
/// call that takes the event, and need not outlive it longer.
struct Names {
  using Agent = std::string_view;
  using Dn = std::string_view;
  using Chain = ChainId;
  using Record = RecordHandle;
  using Records = std::span<RecordHandle const>;
  using Request = recordshare::Request;
};

// Environment events (rules.md, section 6).
using DnMonitored = model::DnMonitored<Names>;        ///< E1: `dn`
using DnUnmonitored = model::DnUnmonitored<Names>;    ///< E2: `dn`
using AgentLogin = model::AgentLogin<Names>;          ///< E3: `agent`, `dn`
using AgentLogout = model::AgentLogout<Names>;        ///< E4: `agent`
using ChainLoaded = model::ChainLoaded<Names>;        ///< E5: `chain`, `records`
using ChainUnloaded = model::ChainUnloaded<Names>;    ///< E6: `chain`
using RecordAdded = model::RecordAdded<Names>;        ///< E7: `chain`, `record`
using RecordCanceled = model::RecordCanceled<Names>;  ///< E8: `record`

// Call events (rules.md, section 4); any record of the chain names the chain.
using PreviewRecord = model::PreviewRecord<Names>;                                  ///< R14: `record`, `agent`
using CallEstablished = model::CallEstablished<Names>;                              ///< R2: `record`, `agent`
using SingleStepTransferCompleted = model::SingleStepTransferCompleted<Names>;      ///< R3: `record`, `from`, `to`
using ConsultationInitiated = model::ConsultationInitiated<Names>;                  ///< R5: `record`, `from`, `to`
using ConsultationEstablished = model::ConsultationEstablished<Names>;              ///< R5: `record`, `from`, `to`
using ConsultationReleased = model::ConsultationReleased<Names>;                    ///< R9: `record`, `from`, `to`
using TransferCompleted = model::TransferCompleted<Names>;                          ///< R4, R6: `record`, `from`, `to`
using ConferenceCompleted = model::ConferenceCompleted<Names>;                      ///< R7: `record`, `from`, `to`
using SingleStepConferenceCompleted = model::SingleStepConferenceCompleted<Names>;  ///< R7: `record`, `from`, `to`
using PartyLeft = model::PartyLeft<Names>;  ///< R10, or R9 for a consulted agent: `record`, `agent`
using CallEnded = model::CallEnded<Names>;  ///< R11: `record`

/// A desktop's request (rules.md, section 5): `request`, `agent`, `record`.
using DesktopRequest = model::DesktopRequest<Names>;

/// Any one of them.
using Event = model::AnyEvent<Names>;

/// The name that `event` has in the `type` member of events.md. O(1); any thread.
[[nodiscard]] inline std::string_view type_name(Event const& event) noexcept {
  if (auto const* const request = std::get_if<DesktopRequest>(&event)) return model::type_name(*request);
  return kEventTypeNames[event.index()];  // alternatives stand in the order of EventType, as those of AnyEvent do
}

}  // namespace recordshare
