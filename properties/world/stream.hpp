// SPDX-License-Identifier: Apache-2.0
// stream.hpp represents a stream of events by small numbers, which can be shrunk, and names them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/events.hpp>

#include "engine/generator/small_names.hpp"

namespace recordshare::properties::streams {

// small_names.hpp defines the size of the world, and why.
inline constexpr std::size_t kAgents = generator::kSmallAgents;
inline constexpr std::size_t kDns = generator::kSmallDns;
inline constexpr std::size_t kChains = generator::kSmallChains;
inline constexpr std::size_t kRecords = generator::kSmallRecords;

/// The type of an event; for a desktop request, also the request.
class Kind {
 public:
  constexpr Kind() = default;
  constexpr Kind(EventType type) noexcept : number_(static_cast<std::uint8_t>(type)) {}  // NOLINT(*-explicit-*)
  constexpr Kind(Request request) noexcept                                               // NOLINT(*-explicit-*)
      : number_(static_cast<std::uint8_t>(kEvents.size() + index_of(request))) {}

  static constexpr std::size_t count = kEvents.size() + kRequests.size();
  static constexpr Kind numbered(std::size_t number) noexcept {
    Kind kind;
    kind.number_ = static_cast<std::uint8_t>(number);
    return kind;
  }

  /// The index of its alternative in Event.
  [[nodiscard]] constexpr std::size_t index() const noexcept {
    return number_ < kEvents.size() ? number_ : kEvents.size();
  }
  /// The request; nothing for other events.
  [[nodiscard]] constexpr std::optional<Request> request() const noexcept {
    if (number_ < kEvents.size()) return std::nullopt;
    return enumerator_at<Request>(number_ - kEvents.size());
  }
  friend constexpr bool operator==(Kind, Kind) = default;

 private:
  std::uint8_t number_ = 0;
};

/// One event of a stream. Members that its kind does not have are 0. Every Move with numbers of the world is a valid
/// event in any state, so any part of a stream is a stream: this is why streams can be shrunk.
struct Move {
  Kind kind;
  std::uint8_t agent = 0;   ///< `agent`, or `from`
  std::uint8_t to = 0;      ///< `to`
  std::uint8_t dn = 0;      ///< `dn`
  std::uint8_t chain = 0;   ///< `chain`
  std::uint8_t home = 0;    ///< the list that `record` or `records` index; another chain can load it
  std::uint8_t record = 0;  ///< `record`
  std::uint8_t count = 0;   ///< the number of `records`: the first of `home`
  bool repeats = false;     ///< the first of the `records` is repeated at the end
  friend bool operator==(Move const&, Move const&) = default;
};

/// The domain of events over the numbers of a Move.
struct SmallNumbers {
  enum class Agent : std::uint8_t {};
  enum class Dn : std::uint8_t {};
  enum class Chain : std::uint8_t {};
  struct Record {
    std::uint8_t home, record;
  };
  struct Records {
    std::uint8_t home, count;
    bool repeats;
  };
  using Request = recordshare::Request;
};
using SmallEvent = model::AnyEvent<SmallNumbers>;

[[nodiscard]] SmallEvent event_of(Move const& move) noexcept;
[[nodiscard]] Move move_of(SmallEvent const& event) noexcept;

/// Policies and moves, played to a new engine.
struct Stream {
  Policies policies;
  std::vector<Move> moves;
  friend bool operator==(Stream const&, Stream const&) = default;
};

/// The names of a world. Names of one kind are distinct.
struct Naming {
  std::array<std::string, kAgents> agents;
  std::array<std::string, kDns> dns;
  std::array<ChainId, kChains> chains{};
  std::array<std::array<RecordHandle, kRecords>, kChains> records{};

  /// Readable names: `alice` at `7001`, chain 1 with records 101 to 106.
  [[nodiscard]] static Naming const& plain();

  /// The number of a name; kAgents, kDns and so on if the world does not have it.
  [[nodiscard]] std::size_t agent(std::string_view name) const noexcept;
  [[nodiscard]] std::size_t dn(std::string_view name) const noexcept;
  [[nodiscard]] std::size_t chain(ChainId id) const noexcept;
  /// A record's number is `home * kRecords + record`.
  [[nodiscard]] std::size_t record(RecordHandle handle) const noexcept;
};

/// Converts moves to events under a naming, which must outlive it.
class Teller {
 public:
  explicit Teller(Naming const& naming) noexcept : naming_(&naming) {}

  /// The event, valid until the next call.
  [[nodiscard]] Event const& operator()(Move const& move);

 private:
  Naming const* naming_;
  std::vector<RecordHandle> list_;
  Event event_;
};

/// The move of an event. The naming must have all of its names.
[[nodiscard]] Move move_of(Event const& event, Naming const& naming);

/// The members of a Move that this kind of event has.
struct Mentions {
  bool agent, to, dn, chain, record, records;
};
[[nodiscard]] Mentions mentions(Kind kind) noexcept;

/// The move with 0 in all members that its kind does not have.
[[nodiscard]] Move without_unused(Move const& move) noexcept;

/// The stream as a shell command that replays it: `recordshare run` with the policies and the lines of events.md.
[[nodiscard]] std::string text_of(Stream const& stream);

/// The same for any lines of events.md.
[[nodiscard]] std::string command_that_plays(std::span<std::string const> lines, Policies const& policies);

/// The move as a line of events.md, with the plain names and without the newline.
[[nodiscard]] std::string text_of(Move const& move);

}  // namespace recordshare::properties::streams
