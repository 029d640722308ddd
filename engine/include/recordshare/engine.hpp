// SPDX-License-Identifier: Apache-2.0
// engine.hpp gives the engine: it takes events, decides by the rules of rules.md, and tells who has which access.
//
//     Engine engine;
//     std::array<RecordHandle, 2> const records{101, 102};
//     for (Event const& event : {Event(DnMonitored{"7001"}), Event(AgentLogin{"alice", "7001"}),
//                                Event(ChainLoaded{1, records}), Event(CallEstablished{101, "alice"})})
//       assert(engine.apply(event).result == Result::Accepted);
//     assert(engine.access(1, "alice") == Access::Full);
//     for (std::string_view const party : engine.parties(1)) std::cout << party << '\n';  // alice
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
  std::string_view initiator;
  std::string_view target;
  Stage stage = Stage::Dialing;
  friend bool operator==(Consultation const&, Consultation const&) = default;
};

/// A record of a chain; it is Open while nothing has finalized it. (rules.md, section 2)
struct RecordState {
  RecordHandle record;
  std::optional<Finality> finality;
  friend bool operator==(RecordState const&, RecordState const&) = default;
};

struct EngineState;  // what an engine holds; private to the library

namespace detail {

/// How a Listing's items are found: puts the next one at or after `cursor` into `item` and moves `cursor` behind it;
/// false if there is none.
template <class T>
using NextItem = bool (*)(EngineState const&, std::uint32_t chain, std::uint32_t& cursor, T& item) noexcept;

template <class T>
class ListingIterator {
 public:
  using value_type = T;
  using difference_type = std::ptrdiff_t;
  using iterator_concept = std::input_iterator_tag;

  ListingIterator() = default;
  ListingIterator(EngineState const& state, std::uint32_t chain, NextItem<T> next) noexcept
      : state_(&state), next_(next), chain_(chain) {
    ++*this;
  }
  T const& operator*() const noexcept { return item_; }
  T const* operator->() const noexcept { return &item_; }
  ListingIterator& operator++() noexcept {
    if (next_ != nullptr && !next_(*state_, chain_, cursor_, item_)) next_ = nullptr;  // the end stays the end
    return *this;
  }
  void operator++(int) noexcept { ++*this; }
  friend bool operator==(ListingIterator const& it, std::default_sentinel_t) noexcept { return it.next_ == nullptr; }

 private:
  EngineState const* state_ = nullptr;
  NextItem<T> next_ = nullptr;
  std::uint32_t chain_ = 0;
  std::uint32_t cursor_ = 0;
  T item_{};
};

struct ListingMaker;  // what makes listings; private to the library

}  // namespace detail

/// A list that is read from an engine as it is walked: nothing is copied and nothing allocated. It is a view, and its
/// iterators stay valid without it: until the engine is next given an event, moved or destroyed. An empty one is made
/// by its default constructor.
template <class T>
class Listing {
 public:
  Listing() = default;
  [[nodiscard]] detail::ListingIterator<T> begin() const noexcept {
    return state_ == nullptr ? detail::ListingIterator<T>() : detail::ListingIterator<T>(*state_, chain_, next_);
  }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

 private:
  friend struct detail::ListingMaker;
  Listing(EngineState const& state, std::uint32_t chain, detail::NextItem<T> next) noexcept
      : state_(&state), next_(next), chain_(chain) {}

  EngineState const* state_ = nullptr;
  detail::NextItem<T> next_ = nullptr;
  std::uint32_t chain_ = 0;
};

/// The rules of rules.md, run over any number of chains.
///
/// Thread-safety: an engine may be moved between threads, but used by one at a time; its const members may be called
/// by any number of threads while none changes it. Distinct engines share nothing.
///
/// Static initialization: an engine may be made and used by the initializer of a static object, in whatever order the
/// units of a program are initialized, and by the destructor of one. Nothing of the library need be initialized first.
///
/// Errors are values: nothing here throws. If memory runs out, an event that needs more is refused with
/// `LimitReached` and changes nothing.
class Engine {
 public:
  /// An engine that knows no name and no chain. It is not valid() if memory runs out, or if a policy of `options` has a
  /// value that is no enumerator.
  explicit Engine(Options const& options = {}) noexcept;
  ~Engine();
  Engine(Engine&& from) noexcept;             ///< `from` is not valid() afterwards
  Engine& operator=(Engine&& from) noexcept;  ///< `from` is not valid() afterwards

  /// Whether the engine can decide anything. One that is not answers `Invalid` to every event, with a message that says
  /// why, and knows no name, no chain and no access. O(1).
  [[nodiscard]] bool valid() const noexcept { return state_ != nullptr; }

  /// Decides `event`, and where it takes place makes it so. Every event gets exactly one outcome (I10); a refusal or
  /// an error changes nothing. An event with a name that is empty, longer than `kNameBytesMax` or not UTF-8 is
  /// `Invalid`, as is a request whose value is no enumerator.
  ///
  /// Complexity: expected O(p + c log c) for p members of the chain and c changes; O(k log k) for loading a chain of k
  /// records; O(k) for unloading it, a read, and what finalizes a whole chain. A login, logout or monitoring event is
  /// O(a + c log c), a being all members of all chains in which the agent has a place. In steady state nothing is
  /// allocated, but for the maps of chains, records and names: where entries come and go they are laid out anew now and
  /// then.
  [[nodiscard]] Outcome apply(Event const& event) noexcept RECORDSHARE_LIFETIMEBOUND;

  /// The access of `agent` to `chain` (rules.md, section 3); None where either is unknown. O(p).
  [[nodiscard]] Access access(ChainId chain, std::string_view agent) const noexcept;

  /// The chain that `record` belongs to; nothing where it is unknown. O(1).
  [[nodiscard]] std::optional<ChainId> chain_of(RecordHandle record) const noexcept;

  /// The phase of `chain`; nothing where it is unknown. O(1).
  [[nodiscard]] std::optional<Phase> phase(ChainId chain) const noexcept;

  /// Who is on the chain's call, in no particular order; nobody where it is unknown. O(1), then O(1) an item.
  [[nodiscard]] Listing<std::string_view> parties(ChainId chain) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// Who keeps the chain without being on its call (R8, R14), in no particular order. O(1), then O(1) an item.
  [[nodiscard]] Listing<std::string_view> keepers(ChainId chain) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// The chain's consultations, in no particular order. O(1), then O(1) an item.
  [[nodiscard]] Listing<Consultation> consultations(ChainId chain) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// The chain's records, in its order. O(1), then O(1) an item.
  [[nodiscard]] Listing<RecordState> records(ChainId chain) const noexcept RECORDSHARE_LIFETIMEBOUND;

  /// Whether `agent` is logged in, and at a monitored DN (R1). O(1).
  [[nodiscard]] Standing standing(std::string_view agent) const noexcept;

  /// How many names and chains the engine holds, as its limits count them. O(1).
  [[nodiscard]] std::size_t name_count() const noexcept;
  [[nodiscard]] std::size_t chain_count() const noexcept;

  /// The options in force. O(1).
  [[nodiscard]] Options const& options() const noexcept RECORDSHARE_LIFETIMEBOUND;

 private:
  /// Why there is no state.
  enum class Fault : std::uint8_t { MovedFrom, NoMemory, UnknownPolicy };

  std::unique_ptr<EngineState> state_;
  Fault fault_ = Fault::MovedFrom;  // what becomes of a valid engine
};

}  // namespace recordshare

template <class T>
inline constexpr bool std::ranges::enable_borrowed_range<recordshare::Listing<T>> = true;
template <class T>
inline constexpr bool std::ranges::enable_view<recordshare::Listing<T>> = true;
