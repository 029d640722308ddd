// SPDX-License-Identifier: Apache-2.0
// engine.hpp declares Engine, the main class: it applies events by rules.md and answers which agent has which access.
//
//     Engine engine;
//     std::array<RecordHandle, 2> const records{101, 102};
//     for (Event const& event : {Event(DnMonitored{"7001"}), Event(AgentLogin{"alice", "7001"}),
//                                Event(ChainLoaded{1, records}), Event(CallEstablished{101, "alice"})})
//       assert(engine.apply(event).result == Result::Accepted);
//     assert(engine.access(1, "alice") == Access::Full);
//     for (Party const& party : engine.parties(1)) std::cout << party << '\n';  // alice
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <ranges>
#include <string_view>

#include <recordshare/events.hpp>
#include <recordshare/options.hpp>
#include <recordshare/outcome.hpp>
#include <recordshare/platform.hpp>

namespace recordshare {

/// A consultation of a chain. (rules.md, section 2)
struct Consultation {
  Party initiator;
  Party target;
  Stage stage = Stage::Dialing;
  friend bool operator==(Consultation const&, Consultation const&) = default;
};

/// A record of a chain; it is Open while nothing has finalized it. (rules.md, section 2)
struct RecordState {
  RecordHandle record;
  std::optional<Finality> finality;
  friend bool operator==(RecordState const&, RecordState const&) = default;
};

struct EngineState;  // private to the library

namespace detail {

/// Finds the next item of a Listing, of the chain or agent `owner`: the first at or after `cursor`. Writes it to `item`
/// and moves `cursor` behind it; returns false at the end.
template <class T>
using NextItem = bool (*)(EngineState const&, std::uint32_t owner, std::uint32_t& cursor, T& item) noexcept;

template <class T>
class ListingIterator {
 public:
  using value_type = T;
  using difference_type = std::ptrdiff_t;
  using iterator_concept = std::input_iterator_tag;

  ListingIterator() = default;
  ListingIterator(EngineState const& state, std::uint32_t owner, NextItem<T> next) noexcept
      : state_(&state), next_(next), owner_(owner) {
    ++*this;
  }
  T const& operator*() const noexcept { return item_; }
  T const* operator->() const noexcept { return &item_; }
  ListingIterator& operator++() noexcept {
    if (next_ != nullptr && !next_(*state_, owner_, cursor_, item_)) next_ = nullptr;  // the end stays the end
    return *this;
  }
  void operator++(int) noexcept { ++*this; }
  friend bool operator==(ListingIterator const& it, std::default_sentinel_t) noexcept { return it.next_ == nullptr; }

 private:
  EngineState const* state_ = nullptr;
  NextItem<T> next_ = nullptr;
  std::uint32_t owner_ = 0;
  std::uint32_t cursor_ = 0;
  T item_{};
};

struct ListingMaker;  // private to the library

}  // namespace detail

/// A lazy range over data of an engine: a borrowed view that copies and allocates nothing. The range and its iterators
/// are valid until the engine applies its next event, is moved or is destroyed. A default-constructed range is empty.
template <class T>
class Listing {
 public:
  Listing() = default;
  [[nodiscard]] detail::ListingIterator<T> begin() const noexcept {
    return state_ == nullptr ? detail::ListingIterator<T>() : detail::ListingIterator<T>(*state_, owner_, next_);
  }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

 private:
  friend struct detail::ListingMaker;
  Listing(EngineState const& state, std::uint32_t owner, detail::NextItem<T> next) noexcept
      : state_(&state), next_(next), owner_(owner) {}

  EngineState const* state_ = nullptr;
  detail::NextItem<T> next_ = nullptr;
  std::uint32_t owner_ = 0;
};

/// Applies the rules of rules.md to any number of chains.
///
/// Thread-safety: const members may run concurrently; every other member needs exclusive access. An engine may move
/// between threads. Distinct engines share nothing.
///
/// Static initialization: constructors and destructors of static objects may construct and use engines, in any order
/// of translation units. The library has nothing that must be initialized first.
///
/// Errors are values: nothing here throws. If memory runs out, the event is refused with `LimitReached` and changes
/// nothing.
class Engine {
 public:
  /// Constructs an engine without names and chains. It is not valid() if memory runs out, or if a policy in `options`
  /// is not one of its type's enumerators.
  explicit Engine(Options const& options = {}) noexcept;
  ~Engine();
  Engine(Engine&& from) noexcept;             ///< `from` is not valid() afterwards
  Engine& operator=(Engine&& from) noexcept;  ///< `from` is not valid() afterwards

  /// Whether the engine can apply events. An engine that is not valid answers every event with `Invalid` and a message
  /// that says why; its look-ups return what those of an empty engine return. O(1).
  [[nodiscard]] bool valid() const noexcept { return state_ != nullptr; }

  /// Evaluates `event` and, if it is accepted, applies it. Every event has exactly one outcome (I10); a refusal or an
  /// error changes nothing. The result is `Invalid` if a name is empty (but that of a call), longer than
  /// `kNameBytesMax` bytes, not UTF-8 or has U+0000, if there are too many DNs or parties (events.hpp), or if a request
  /// is not an enumerator. `event` need only live until `apply` returns. The outcome is valid until the next `apply`.
  ///
  /// Complexity: expected O(p + c log c) for p members of the chain and c changes of access. To load a chain of k
  /// records takes O(k log k); to unload, read or finalize all of it takes O(k). A CallRecovered that names n
  /// parties takes O(n (n + p)). A login, logout or monitoring event takes O(a log a + c log c) for a members in all
  /// chains of which the agent, or one whom a login displaces, is a member. There is no allocation in steady
  /// state, except occasional rehashing when entries churn.
  [[nodiscard]] Outcome apply(Event const& event) noexcept RECORDSHARE_LIFETIMEBOUND;

  /// The access of `agent` to `chain` (rules.md, section 3); `None` if either is unknown. O(p).
  [[nodiscard]] Access access(ChainId chain, std::string_view agent) const noexcept;

  /// The chain that contains `record`; `nullopt` if the record is unknown. O(1).
  [[nodiscard]] std::optional<ChainId> chain_of(RecordHandle record) const noexcept;

  /// The phase of `chain`; `nullopt` if the chain is unknown. O(1).
  [[nodiscard]] std::optional<Phase> phase(ChainId chain) const noexcept;

  /// The parties of the chain's call, in no particular order; empty if the chain is unknown, like the three ranges
  /// below. O(1), and O(1) per item.
  [[nodiscard]] Listing<Party> parties(ChainId chain) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// The chain's keepers (R8, R14), in no particular order. O(1), and O(1) per item.
  [[nodiscard]] Listing<Party> keepers(ChainId chain) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// The chain's consultations, in no particular order. O(1), and O(1) per item.
  [[nodiscard]] Listing<Consultation> consultations(ChainId chain) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// The id of the chain's live call; empty if it is not known or no call is live. Valid until the engine applies its
  /// next event, is moved or is destroyed. O(1). (rules.md, section 4, "Call ids")
  [[nodiscard]] std::string_view call(ChainId chain) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// The chain's records, in the chain's order. O(1), and O(1) per item.
  [[nodiscard]] Listing<RecordState> records(ChainId chain) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// Whether `agent` is logged in, and whether all DNs of the login are monitored (R1). O(1).
  [[nodiscard]] Standing standing(std::string_view agent) const noexcept;

  /// The DNs at which `agent` is logged in, in no particular order; empty if it is not. O(1), and O(1) per item.
  [[nodiscard]] Listing<std::string_view> dns(std::string_view agent) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// The agent who is logged in at `dn`; empty if nobody is. Valid as that of call(). O(1).
  [[nodiscard]] std::string_view agent_at(std::string_view dn) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// Whether `dn` is monitored (E1, E2). O(1).
  [[nodiscard]] bool is_monitored(std::string_view dn) const noexcept;

  /// The numbers of names and chains that count towards the limits. O(1).
  [[nodiscard]] std::size_t name_count() const noexcept;
  [[nodiscard]] std::size_t chain_count() const noexcept;

  /// The options in force, with limits clamped to their maxima. O(1).
  [[nodiscard]] Options const& options() const noexcept RECORDSHARE_LIFETIMEBOUND;

 private:
  /// Why `state_` is null.
  enum class Fault : std::uint8_t { MovedFrom, NoMemory, UnknownPolicy };

  std::unique_ptr<EngineState> state_;
  Fault fault_ = Fault::MovedFrom;  // a valid engine can only become invalid by a move
};

}  // namespace recordshare

template <class T>
inline constexpr bool std::ranges::enable_borrowed_range<recordshare::Listing<T>> = true;
template <class T>
inline constexpr bool std::ranges::enable_view<recordshare::Listing<T>> = true;
