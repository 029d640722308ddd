// SPDX-License-Identifier: Apache-2.0
// events.hpp defines the events that an engine takes, as plain structs without JSON.
//
//     std::array<RecordHandle, 2> const records{101, 102};  // must live until `apply` returns
//     Event const loaded = ChainLoaded{1, records};
//     Event const queued = SingleStepTransferCompleted{101, "alice", Number{"1509"}};
//     Event const asked = DesktopRequest{101, "alice", Request::DoNotCall};
//     assert(type_name(loaded) == "ChainLoaded" && type_name(asked) == "DoNotCall");
//     assert(std::get<SingleStepTransferCompleted>(queued).to == Party(Number{"1509"}));
//     std::array<std::string_view, 2> const place{"7001", "7002"};  // must live until `apply` returns, too
//     Event const at_two_dns = AgentLogin{"alice", place};
//     CallEnded ended{101};
//     ended.call = "006V02AD4S8NT38B";  // every event of a call may give its id
#pragma once

#include <compare>
#include <cstddef>
#include <iosfwd>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>

#include <recordshare/model/events.hpp>
#include <recordshare/model/identifiers.hpp>
#include <recordshare/model/vocabulary.hpp>

namespace recordshare {

/// The maximum length of the name of an agent, a number, a DN or a call, in bytes of UTF-8; the minimum is 1. A name
/// has no U+0000. (events.md)
inline constexpr std::size_t kNameBytesMax = 256;

/// A number: whatever else than an agent can be on a call, such as a queue, a route point or an outside number. Numbers
/// are a name space of their own: the number `1509` is not the agent `1509`. (rules.md, section 2)
struct Number {
  std::string_view name;
};

/// Who can be on a call: an agent, made from its id, or a number, made from `Number{"1509"}`. It is a view: it does not
/// own its name.
struct Party {
  std::string_view name;
  bool is_number = false;

  constexpr Party() = default;
  template <class Text>
    requires std::is_convertible_v<Text const&, std::string_view>
  constexpr Party(Text const& agent) noexcept : name(agent) {}  // NOLINT(google-explicit-constructor): documented
  constexpr Party(Number number) noexcept
      : name(number.name), is_number(true) {}  // NOLINT(google-explicit-constructor)

  friend bool operator==(Party const&, Party const&) = default;
  /// By name, bytewise; an agent before a number. Not defaulted: libc++ 14 has no operator<=> of std::string_view.
  friend constexpr std::strong_ordering operator<=>(Party const& one, Party const& other) noexcept {
    int const names = one.name.compare(other.name);
    return names != 0 ? names <=> 0 : one.is_number <=> other.is_number;
  }
  template <class Traits>
  friend std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, Party const& party) {
    return out << (party.is_number ? "number " : "") << party.name;
  }
};

/// The maximum number of DNs that a login names; the minimum is 1. (events.md)
inline constexpr std::size_t kLoginDnsMax = 16;

/// The maximum number of agents, and the same for numbers, that a CallRecovered names. (events.md)
inline constexpr std::size_t kRecoveredPartiesMax = 1'000;

/// The DNs of a login: one, made from its name, or several, made from a contiguous range of `std::string_view`. It is a
/// view: it owns neither the names nor the range.
class DnNames {
 public:
  constexpr DnNames() = default;  ///< none, which is not valid in an event
  template <class Text, std::enable_if_t<std::is_convertible_v<Text const&, std::string_view>, int> = 0>
  constexpr DnNames(Text const& dn) noexcept  // NOLINT(google-explicit-constructor): documented
      : one_(dn), size_(1) {}
  template <class Range, std::enable_if_t<!std::is_convertible_v<Range const&, std::string_view> &&
                                              std::is_convertible_v<Range const&, std::span<std::string_view const>>,
                                          int> = 0>
  constexpr DnNames(Range const& dns) noexcept  // NOLINT(google-explicit-constructor): documented
      : several_(std::span<std::string_view const>(dns).data()), size_(std::span<std::string_view const>(dns).size()) {}

  [[nodiscard]] constexpr std::string_view const* begin() const noexcept {
    return several_ != nullptr ? several_ : &one_;
  }
  [[nodiscard]] constexpr std::string_view const* end() const noexcept { return begin() + size_; }
  [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }

 private:
  std::string_view one_;
  std::string_view const* several_ = nullptr;
  std::size_t size_ = 0;
};

/// The types by which public events name things. An event does not own its names, parties and records: they need only
/// live until `Engine::apply` returns.
struct Names {
  using Agent = std::string_view;
  using Party = recordshare::Party;
  using Parties = std::span<recordshare::Party const>;  ///< CallRecovered: who is on the call, in any order
  using Dn = std::string_view;
  using Dns = DnNames;
  using Call = std::string_view;  ///< the id of a call; empty if it is not given
  using Chain = ChainId;
  using Record = RecordHandle;
  using Records = std::span<RecordHandle const>;
  using Request = recordshare::Request;
};

// The environment events (rules.md, section 6) and the call events (section 4), each by its name in events.md. An
// event's shape in the register (model/register.hpp) defines its members: `model::PairEvent`, for example, has
// `record`, `from` and `to`, each of the latter a Party. Any record of a chain identifies the chain.
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
