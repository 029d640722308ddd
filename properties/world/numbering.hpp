// SPDX-License-Identifier: Apache-2.0
// numbering.hpp numbers the names that an engine uses, so that its state can be seen as one of a bounded world.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/engine.hpp>

#include "properties/world/snapshot.hpp"

namespace recordshare::properties {

using BoundedEvent = model::AnyEvent<Bounded>;

/// Numbers for the agents, DNs and records of a stream on one chain, in the order of their first mention.
class Numbering {
 public:
  explicit Numbering(ChainId chain) : chain_(chain) {}

  /// The event with numbers for names; nothing where the bounded world is too small for it: a ninth agent, DN or
  /// record, or another chain.
  [[nodiscard]] std::optional<BoundedEvent> bounded(Event const& event);

  /// How the engine ended an event that has its numbers.
  [[nodiscard]] StepOutcome bounded(Outcome const& outcome);

  /// To be told of every event that took place: an engine's lookups tell who is eligible, but not who is where.
  void took_place(BoundedEvent const& event);

  /// The engine's state, as its lookups and the logins tell it.
  [[nodiscard]] Snapshot snapshot(Engine const& engine);

  /// Whether the engine says of everybody's standing what the logins say.
  [[nodiscard]] bool agrees_on_standings(Engine const& engine) const;

 private:
  template <class Number, class Name>
  static std::optional<Number> number_of(std::vector<Name>& names, Name const& name);
  AgentNumber agent(std::string_view name) { return number_of<AgentNumber>(agents_, std::string(name)).value(); }
  RecordNumber record(RecordHandle handle) { return number_of<RecordNumber>(records_, handle).value(); }
  Mark mark(std::optional<Finality> const& finality);

  // One for each kind of name; false where the world is too small.
  bool put(AgentNumber& number, std::string_view name);
  bool put(DnNumber& number, std::string_view name);
  bool put(RecordNumber& number, RecordHandle handle);
  bool put(int& number, ChainId chain) const;
  bool put(RecordList& list, std::span<RecordHandle const> handles);

  ChainId chain_;
  std::vector<std::string> agents_;
  std::vector<std::string> dns_;
  std::vector<RecordHandle> records_;
  Logins logins_;
  DnSet monitored_;
};

}  // namespace recordshare::properties
