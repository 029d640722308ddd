// SPDX-License-Identifier: Apache-2.0
// engine.hpp gives the engine: it takes events, decides by the rules of rules.md, and tells who has which access.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>

#include <recordshare/events.hpp>
#include <recordshare/options.hpp>
#include <recordshare/outcome.hpp>

namespace recordshare {

/// A consultation of a chain. (rules.md, section 2)
struct Consultation {
  std::string_view initiator;
  std::string_view target;
  Stage stage;
  friend bool operator==(Consultation const&, Consultation const&) = default;
};

/// A record of a chain; it is Open while nothing has finalized it. (rules.md, section 2)
struct RecordState {
  RecordHandle record = 0;
  std::optional<Finality> finality;
  friend bool operator==(RecordState const&, RecordState const&) = default;
};

struct EngineState;  // what an engine holds; private to the library

/// A list that is read from an engine as one walks it: nothing is copied and nothing allocated.
/// It lasts until the engine is next given an event, moved or destroyed.
template <class T>
class Listing {
 public:
  /// Puts the next item at or after `cursor` into `item` and moves `cursor` behind it; false where there is none.
  using Next = bool (*)(EngineState const&, std::uint32_t chain, std::uint32_t& cursor, T& item) noexcept;

  class Iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::input_iterator_tag;

    Iterator() = default;
    explicit Iterator(Listing const& listing) noexcept : listing_(&listing) { ++*this; }
    T const& operator*() const noexcept { return item_; }
    T const* operator->() const noexcept { return &item_; }
    Iterator& operator++() noexcept {
      if (listing_ == nullptr) return *this;  // the end stays the end
      if (!listing_->next_(*listing_->state_, listing_->chain_, cursor_, item_)) listing_ = nullptr;
      return *this;
    }
    void operator++(int) noexcept { ++*this; }
    friend bool operator==(Iterator const& it, std::default_sentinel_t) noexcept { return it.listing_ == nullptr; }

   private:
    Listing const* listing_ = nullptr;
    std::uint32_t cursor_ = 0;
    T item_{};
  };

  Listing() = default;
  Listing(EngineState const& state, std::uint32_t chain, Next next) noexcept
      : state_(&state), chain_(chain), next_(next) {}

  [[nodiscard]] Iterator begin() const noexcept { return state_ == nullptr ? Iterator() : Iterator(*this); }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

 private:
  EngineState const* state_ = nullptr;
  std::uint32_t chain_ = 0;
  Next next_ = nullptr;
};

/// The rules of rules.md, run over any number of chains.
///
/// Thread-safety: an engine may be moved between threads, but used by one at a time; its const members may be called
/// by any number of threads while none changes it. Distinct engines share nothing.
///
/// Static initialization: an engine may be made and used by the initializer of a static object, in whatever order the
/// units of a program are initialized, and by the destructor of one. Nothing of the library need be initialized first.
///
/// Errors are values: nothing here throws. Where memory runs out, an event that needs more is refused with
/// `LimitReached` and changes nothing.
class Engine {
 public:
  /// An engine that knows no name and no chain.
  explicit Engine(Options const& options = {}) noexcept;
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  /// Decides `event`, and where it takes place makes it so. Every event gets exactly one outcome (I10); a refusal or
  /// an error changes nothing. An event with a name that is empty, longer than `kNameBytesMax` or not UTF-8 is
  /// `Invalid`, as is a moved-from engine's every outcome.
  ///
  /// Complexity: expected O(p + c log c) for p members of the chain and c changes; O(k log k) for loading a chain of k
  /// records; O(k) for unloading it, a read, and what finalizes a whole chain. A login, logout or monitoring event is
  /// O(a + c log c), a being all members of all chains in which the agent has a place. In steady state nothing is
  /// allocated, but for the maps of chains, records and names: where entries come and go they are laid out anew now and
  /// then.
  [[nodiscard]] Outcome apply(Event const& event) noexcept;

  /// The access of `agent` to `chain` (rules.md, section 3); None where either is unknown. O(p).
  [[nodiscard]] Access access(ChainId chain, std::string_view agent) const noexcept;

  /// The chain that `record` belongs to; nothing where it is unknown. O(1).
  [[nodiscard]] std::optional<ChainId> chain_of(RecordHandle record) const noexcept;

  /// The phase of `chain`; nothing where it is unknown. O(1).
  [[nodiscard]] std::optional<Phase> phase(ChainId chain) const noexcept;

  /// Who is on the chain's call, in no particular order; nobody where it is unknown. O(1), then O(1) an item.
  [[nodiscard]] Listing<std::string_view> parties(ChainId chain) const noexcept;

  /// Who keeps the chain without being on its call (R8, R14), in no particular order. O(1), then O(1) an item.
  [[nodiscard]] Listing<std::string_view> keepers(ChainId chain) const noexcept;

  /// The chain's consultations, in no particular order. O(1), then O(1) an item.
  [[nodiscard]] Listing<Consultation> consultations(ChainId chain) const noexcept;

  /// The chain's records, in its order. O(1), then O(1) an item.
  [[nodiscard]] Listing<RecordState> records(ChainId chain) const noexcept;

  /// Whether `agent` is logged in, and at a monitored DN (R1). O(1).
  [[nodiscard]] Standing standing(std::string_view agent) const noexcept;

  /// How many names and chains the engine holds, as its limits count them. O(1).
  [[nodiscard]] std::size_t name_count() const noexcept;
  [[nodiscard]] std::size_t chain_count() const noexcept;

  /// The options in force. O(1).
  [[nodiscard]] Options const& options() const noexcept;

 private:
  std::unique_ptr<EngineState> state_;
};

}  // namespace recordshare
