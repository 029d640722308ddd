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
inline constexpr std::size_t kCalls = generator::kSmallCalls;

/// One number for each DN, of its name: it stands for the agent who is logged in there; and one that is no DN.
inline constexpr std::size_t kNumbers = kDns + 1;
/// The agents, then the numbers.
inline constexpr std::size_t kParties = kAgents + kNumbers;

using PartyBits = std::uint16_t;  ///< bit i is party i
using DnBits = std::uint8_t;      ///< bit i is DN i
static_assert(kParties <= 16 && kDns <= 8);

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
  std::uint8_t agent = 0;     ///< `agent`, or `from`; a party, if `has_numbers` of its kind
  std::uint8_t to = 0;        ///< `to`, a party
  std::uint8_t dn = 0;        ///< `dn`, or the first of `dns`
  DnBits dns = 0;             ///< the further ones of `dns`; if the first is in it, it is named twice
  std::uint8_t chain = 0;     ///< `chain`
  std::uint8_t home = 0;      ///< the list that `record` or `records` index; another chain can load it
  std::uint8_t record = 0;    ///< `record`
  std::uint8_t count = 0;     ///< the number of `records`: the first of `home`
  bool repeats = false;       ///< the first of the `records`, or of the parties, is repeated at the end
  PartyBits parties = 0;      ///< `agents` and `numbers`
  std::uint8_t call = 0;      ///< `call`, from 1; 0 if it is not given
  std::uint8_t new_call = 0;  ///< `new_call`, from 1; 0 if it is not given
  friend bool operator==(Move const&, Move const&) = default;
};

/// The members that are numbers, or sets that fit a number.
inline constexpr std::array kNumbersOfMoves{&Move::agent, &Move::to,     &Move::dn,    &Move::dns,  &Move::chain,
                                            &Move::home,  &Move::record, &Move::count, &Move::call, &Move::new_call};

/// The login of an agent at a set of DNs, which is not empty.
[[nodiscard]] Move login_at(std::uint8_t agent, DnBits dns) noexcept;

/// The domain of events over the numbers of a Move.
struct SmallNumbers {
  enum class Agent : std::uint8_t {};
  enum class Party : std::uint8_t {};
  struct Parties {
    PartyBits set;
    bool repeats;
  };
  enum class Dn : std::uint8_t {};
  struct Dns {
    std::uint8_t first;
    DnBits others;
  };
  enum class Call : std::uint8_t {};
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

/// The names of a world. Names of one kind are distinct. The number of a DN has the DN's name, so that it stands for an
/// agent under any names.
struct Naming {
  std::array<std::string, kAgents> agents;
  std::array<std::string, kDns> dns;
  std::string outside;  ///< the number that is no DN
  std::array<std::string, kCalls> calls;
  std::array<ChainId, kChains> chains{};
  std::array<std::array<RecordHandle, kRecords>, kChains> records{};

  /// Readable names: `alice` at `7001`, chain 1 with records 101 to 106.
  [[nodiscard]] static Naming const& plain();

  /// The name of an agent or a number.
  [[nodiscard]] Party party(std::size_t number) const noexcept;

  /// The number of a name; kAgents, kParties and so on if the world does not have it.
  [[nodiscard]] std::size_t agent(std::string_view name) const noexcept;
  [[nodiscard]] std::size_t number_of(Party const& party) const noexcept;
  [[nodiscard]] std::size_t dn(std::string_view name) const noexcept;
  [[nodiscard]] std::size_t chain(ChainId id) const noexcept;
  /// From 1; 0 for the empty name, kCalls + 1 if the world does not have it.
  [[nodiscard]] std::size_t call(std::string_view name) const noexcept;
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
  std::vector<std::string_view> dns_;
  std::vector<Party> parties_;
  Event event_;
};

/// The move of an event. The naming must have all of its names.
[[nodiscard]] Move move_of(Event const& event, Naming const& naming);

/// The members of a Move that this kind of event has; and whether its `agent` can be a number.
struct Mentions {
  bool agent, to, dn, dns, chain, record, records, parties, call, new_call, has_numbers;
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
