// SPDX-License-Identifier: Apache-2.0
// simulation.hpp holds a generator's state: its engine, who is logged in where, and the current chain.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/engine.hpp>

#include "engine/generator/generator.hpp"
#include "engine/generator/random.hpp"

namespace recordshare::generator {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;  ///< no agent, no DN

/// The maximum numbers of records of a generated chain and of parties of a call.
struct Sizes {
  std::size_t chain_records = 6;  // as in practice
  std::size_t call_parties = 6;
};

/// A list of names in bytewise order, so that picks do not depend on the engine's order.
class SortedNames {
 public:
  void assign(Listing<std::string_view> const& names);
  [[nodiscard]] bool empty() const noexcept { return names_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }
  [[nodiscard]] auto begin() const noexcept { return names_.begin(); }
  [[nodiscard]] auto end() const noexcept { return names_.end(); }
  [[nodiscard]] bool has(std::string_view name) const noexcept;
  /// A random name; there must be at least one.
  [[nodiscard]] std::string_view any(Random& random) const noexcept;

 private:
  std::vector<std::string_view> names_;
};

/// The current chain, for the next event: its state in the engine.
struct ChainView {
  explicit ChainView(Sizes const& sizes) : consultations(sizes.call_parties), records(sizes.chain_records) {}

  std::uint32_t number = 0;  // from 0
  ChainId id;
  bool loaded = false;
  SortedNames parties;
  SortedNames keepers;
  std::vector<Consultation> consultations;  // by initiator; more than consultation_count
  std::size_t consultation_count = 0;
  std::vector<RecordState> records;  // more than record_count
  std::size_t record_count = 0;

  [[nodiscard]] bool is_consulting(std::string_view name) const noexcept;
  [[nodiscard]] bool has_open_record() const noexcept;
};

/// The state of a generator, with functions that pick from it. A pick that finds nothing returns an empty name or null.
struct Simulation {
  explicit Simulation(GeneratorOptions const& options);

  void look_at_chain(std::uint32_t number);

  /// Call this when the event was accepted: the engine's look-ups do not return DNs.
  void took_place();

  /// The handles of the current chain: those of its current generation, from the first on.
  [[nodiscard]] RecordHandle handle(std::size_t position) const noexcept;
  /// The record of a call event: the first of the current chain; in the small profile any.
  [[nodiscard]] RecordHandle call_record() noexcept;
  [[nodiscard]] RecordHandle unknown_handle() const noexcept;

  /// An agent; in the large profile, often one whose id is near a power of two.
  [[nodiscard]] std::uint32_t any_agent() noexcept;
  /// A target that never logs in: a queue or an outside number; in the small profile, any agent.
  [[nodiscard]] std::string_view any_outsider() noexcept;
  [[nodiscard]] std::string_view agent_of(Standing standing) noexcept;
  [[nodiscard]] std::string_view newcomer() noexcept;
  [[nodiscard]] std::string_view who_has(Access access) noexcept;
  [[nodiscard]] RecordState const* any_record(bool open) noexcept;
  [[nodiscard]] Consultation const* any_consultation(Stage stage) noexcept;
  [[nodiscard]] bool attended() const noexcept;

  [[nodiscard]] std::uint32_t agent_count() const noexcept { return static_cast<std::uint32_t>(agents.size()); }
  [[nodiscard]] std::uint32_t dn_count() const noexcept { return static_cast<std::uint32_t>(dns.size()); }

  Profile profile;
  Sizes sizes;
  Random random;
  Engine engine;
  std::uint32_t chain_count;
  std::vector<std::string> agents;
  std::vector<std::string> dns;              // those of the agents, in order, then spare ones
  std::vector<std::string> outsiders;        // of the load and large profiles
  std::vector<std::uint32_t> seat_of_agent;  // the DN at which each is logged in
  std::vector<std::uint32_t> agent_at_dn;
  std::vector<bool> monitored;
  std::vector<std::uint8_t> generation;  // of each chain's handles

  ChainView chain{sizes};
  Event event;
  std::vector<RecordHandle> records;  // of the event
  std::uint32_t event_agent = kNone;  // of a directory event, until it is applied
  std::uint32_t event_dn = kNone;
};

}  // namespace recordshare::generator
