// SPDX-License-Identifier: Apache-2.0
// events.hpp gives the events that an engine takes, as plain structs: no JSON is needed to use them.
//
//     std::array<RecordHandle, 2> const records{101, 102};  // must outlive the call that takes the event
//     Event const loaded = ChainLoaded{1, records};
//     Event const asked = DesktopRequest{101, "alice", Request::DoNotCall};
//     assert(type_name(loaded) == "ChainLoaded" && type_name(asked) == "DoNotCall");
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <variant>

#include <recordshare/model/events.hpp>
#include <recordshare/model/identifiers.hpp>
#include <recordshare/model/vocabulary.hpp>

namespace recordshare {

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

// The environment events (rules.md, section 6) and the call events (section 4), each by its name in events.md. Which
// members an event has follows from its shape in the register (model/register.hpp): `model::PairEvent`, for one, has
// `record`, `from` and `to`. Any record of a chain names the chain.
#define RECORDSHARE_EVENT(name, shape, section) using name = model::name<Names>;
RECORDSHARE_EVENTS(RECORDSHARE_EVENT)
#undef RECORDSHARE_EVENT

/// A desktop's request (rules.md, section 5): `record`, `agent`, `request`. It is no request before it is given one.
using DesktopRequest = model::DesktopRequest<Names>;

/// Any one of them.
using Event = model::AnyEvent<Names>;

/// The name that `event` has in the `type` member of events.md. O(1); any thread.
[[nodiscard]] inline std::string_view type_name(Event const& event) noexcept {
  if (auto const* const request = std::get_if<DesktopRequest>(&event)) return model::type_name(*request);
  return kEvents[event.index()].name;  // alternatives stand in the order of EventType, as those of AnyEvent do
}

}  // namespace recordshare
