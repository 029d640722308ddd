// SPDX-License-Identifier: Apache-2.0
// numbering.hpp numbers the names that an engine uses, to map its state to a bounded world.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <recordshare/engine.hpp>

#include "properties/world/first_mention.hpp"
#include "properties/world/snapshot.hpp"

namespace recordshare::properties {

using BoundedEvent = model::AnyEvent<Bounded>;

/// Numbers the agents, DNs, calls and records of a stream on one chain, in the order of their first mention. A number
/// is numbered as an agent who never logs in, or it is the agent for whom it stands.
class Numbering {
 public:
  explicit Numbering(ChainId chain) : chain_(chain) {}

  /// The event with numbers for names; nothing if it does not fit into the bounded world: a ninth agent, DN, call or
  /// record, or another chain. Call it before `engine` applies the event.
  [[nodiscard]] std::optional<BoundedEvent> bounded(Event const& event, Engine const& engine);

  /// The engine's outcome of a numbered event.
  [[nodiscard]] StepOutcome bounded(Outcome const& outcome);

  /// Call for every accepted event: an engine's lookups show who is eligible, but not who is at which DN.
  void took_place(BoundedEvent const& event);

  /// The engine's state, from its lookups and the logins.
  [[nodiscard]] Snapshot snapshot(Engine const& engine);

  /// Whether the engine's standing of every agent agrees with the logins.
  [[nodiscard]] bool agrees_on_standings(Engine const& engine) const;

 private:
  AgentNumber agent(Party const& party) { return AgentNumber{agents_(key_of(party)).value()}; }
  static std::string key_of(Party const& party) {
    return (party.is_number ? "number " : "agent ") + std::string(party.name);
  }
  RecordNumber record(RecordHandle handle) { return RecordNumber{records_(handle).value()}; }

  template <class Number>
  static bool put_number(Number& number, std::optional<std::uint8_t> found);
  // One for each kind of name; false if the world is too small.
  bool put(AgentNumber& number, std::string_view name);
  bool put(AgentNumber& number, Party const& party);
  bool put(AgentSet& set, Names::Parties parties);
  bool put(DnNumber& number, std::string_view name);
  bool put(DnSet& set, DnNames const& dns);
  bool put(CallSet& set, std::string_view call);
  bool put(RecordNumber& number, RecordHandle handle);
  bool put(int& number, ChainId chain) const;
  static bool put(Request& to, Request request) noexcept { return to = request, true; }
  bool put(RecordList& list, std::span<RecordHandle const> handles);

  ChainId chain_;
  FirstMention<std::string> agents_{kBound};
  FirstMention<std::string> dns_{kBound};
  FirstMention<std::string> calls_{kBound};
  FirstMention<RecordHandle> records_{kBound};
  Snapshot directory_;  ///< the logins and monitored DNs, without a chain
};

}  // namespace recordshare::properties
