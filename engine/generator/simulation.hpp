// SPDX-License-Identifier: Apache-2.0
// simulation.hpp holds a generator's state: its engine, its names, and the current chain.
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

/// The maximum numbers of records of a generated chain and of parties of a call.
struct Sizes {
  std::size_t chain_records = 6;  // as in practice
  std::size_t call_parties = 6;
};

/// A list of parties in bytewise order, so that picks do not depend on the engine's order.
class SortedParties {
 public:
  void assign(Listing<Party> const& parties);
  [[nodiscard]] bool empty() const noexcept { return parties_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return parties_.size(); }
  [[nodiscard]] auto begin() const noexcept { return parties_.begin(); }
  [[nodiscard]] auto end() const noexcept { return parties_.end(); }
  [[nodiscard]] bool has(Party const& party) const noexcept;
  /// A random party; there must be at least one.
  [[nodiscard]] Party const& any(Random& random) const noexcept;

 private:
  std::vector<Party> parties_;
};

/// The current chain, for the next event: its state in the engine.
struct ChainView {
  explicit ChainView(Sizes const& sizes) : consultations(sizes.call_parties), records(sizes.chain_records) {}

  std::uint32_t number = 0;  // from 0
  ChainId id;
  bool loaded = false;
  SortedParties parties;
  SortedParties keepers;
  std::vector<Consultation> consultations;  // by initiator; more than consultation_count
  std::size_t consultation_count = 0;
  std::vector<RecordState> records;  // more than record_count
  std::size_t record_count = 0;

  [[nodiscard]] bool is_consulting(Party const& party) const noexcept;
  [[nodiscard]] bool has_open_record() const noexcept;
};

/// The state of a generator, with functions that pick from it. A pick that finds nothing returns an empty name or null.
struct Simulation {
  explicit Simulation(GeneratorOptions const& options);

  void look_at_chain(std::uint32_t number);

  /// The handles of the current chain: those of its current generation, from the first on.
  [[nodiscard]] RecordHandle handle(std::size_t position) const noexcept;
  /// The record of a call event: the first of the current chain; in the small profile any.
  [[nodiscard]] RecordHandle call_record() noexcept;
  [[nodiscard]] RecordHandle unknown_handle() const noexcept;

  /// An agent; in the large profile, often one whose id is near a power of two.
  [[nodiscard]] std::uint32_t any_agent() noexcept;
  /// A number: a queue, an outside number or a DN, at which an agent may be logged in.
  [[nodiscard]] Party any_number() noexcept;
  /// Any agent or number.
  [[nodiscard]] Party anybody() noexcept;
  /// The party as a switch reports it: an agent mostly by its id, otherwise by the number of one of its DNs.
  [[nodiscard]] Party reported(Party const& party) noexcept;
  [[nodiscard]] std::string_view agent_of(Standing standing) noexcept;
  [[nodiscard]] std::string_view newcomer() noexcept;
  [[nodiscard]] std::string_view who_has(Access access) noexcept;
  [[nodiscard]] RecordState const* any_record(bool open) noexcept;
  [[nodiscard]] Consultation const* any_consultation(Stage stage) noexcept;
  [[nodiscard]] bool attended() const noexcept;

  /// An id for the current chain's call from now on. Valid until the next call, as is that of old_call().
  [[nodiscard]] std::string_view next_call();
  /// An id that the chain's call or an earlier one may have had.
  [[nodiscard]] std::string_view old_call();

  /// The id of the call of this number, from 1, of the current chain.
  [[nodiscard]] std::string call_id(std::uint32_t number) const;

  [[nodiscard]] std::uint32_t agent_count() const noexcept { return static_cast<std::uint32_t>(agents.size()); }
  [[nodiscard]] std::uint32_t dn_count() const noexcept { return static_cast<std::uint32_t>(dns.size()); }

  Profile profile;
  Sizes sizes;
  Random random;
  Engine engine;
  std::uint32_t chain_count;
  std::vector<std::string> agents;
  std::vector<std::string> dns;          // one for each agent, in order, then spare ones
  std::vector<std::string> outsiders;    // numbers that are no DNs
  std::vector<std::uint8_t> generation;  // of each chain's handles
  std::vector<std::uint32_t> calls;      // the number of ids that each chain's calls have had

  ChainView chain{sizes};
  Event event;
  std::vector<RecordHandle> records;  // of the event, as are the following
  std::vector<std::string_view> login_dns;
  std::vector<Party> recovered;
  std::string next_call_id;
  std::string old_call_id;
};

}  // namespace recordshare::generator
