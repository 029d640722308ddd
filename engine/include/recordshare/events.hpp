// SPDX-License-Identifier: Apache-2.0
// events.hpp defines the events that an engine takes, as plain structs without JSON.
//
//     std::array<RecordHandle, 2> const records{101, 102};  // must live until `apply` returns
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

/// The maximum length of the name of an agent or a DN, in bytes of UTF-8; the minimum is 1. A name has no U+0000.
/// (events.md)
inline constexpr std::size_t kNameBytesMax = 256;

/// The types by which public events name things. An event does not own its names and records: they need only live
/// until `Engine::apply` returns.
struct Names {
  using Agent = std::string_view;
  using Dn = std::string_view;
  using Chain = ChainId;
  using Record = RecordHandle;
  using Records = std::span<RecordHandle const>;
  using Request = recordshare::Request;
};

// The environment events (rules.md, section 6) and the call events (section 4), each by its name in events.md. An
// event's shape in the register (model/register.hpp) defines its members: `model::PairEvent`, for example, has
// `record`, `from` and `to`. Any record of a chain identifies the chain.
#define RECORDSHARE_EVENT(name, shape, section) using name = model::name<Names>;
RECORDSHARE_EVENTS(RECORDSHARE_EVENT)
#undef RECORDSHARE_EVENT

/// A desktop's request (rules.md, section 5): `record`, `agent`, `request`. A default-constructed one is invalid.
using DesktopRequest = model::DesktopRequest<Names>;

/// Any event or request.
using Event = model::AnyEvent<Names>;

/// The value of `event`'s `type` member in events.md; `?` for a valueless variant. O(1). Thread-safe.
[[nodiscard]] inline std::string_view type_name(Event const& event) noexcept {
  if (auto const* const request = std::get_if<DesktopRequest>(&event)) return model::type_name(*request);
  return name(static_cast<EventType>(event.index()));  // AnyEvent's alternatives are in the order of EventType
}

}  // namespace recordshare
