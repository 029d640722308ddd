// SPDX-License-Identifier: Apache-2.0
// seen_chain.hpp reads a chain's state from an engine or the reference, bit by bit and as a state of a bounded world.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

#include "engine/library/chain_store.hpp"
#include "fuzz/event_bytes.hpp"
#include "properties/oracle/reference.hpp"
#include "properties/world/bounded_outcome.hpp"

namespace recordshare::fuzz {

using properties::AgentNumber;
using properties::Mark;
using properties::RecordNumber;
using properties::Snapshot;
using properties::streams::Naming;

/// An agent's number in the plain naming, in which names differ in their first letter.
[[nodiscard]] inline AgentNumber number_of_agent(std::string_view agent) noexcept {
  static auto const numbers = [] {
    std::array<std::uint8_t, 256> by_letter{};
    by_letter.fill(kPartiesOfInputs - 1);  // a name that no input has: it is never taken for one of the agents
    auto const& names = Naming::plain().agents;
    for (std::size_t i = 0; i < names.size(); ++i)
      by_letter[static_cast<unsigned char>(names[i].front())] = static_cast<std::uint8_t>(i);
    return by_letter;
  }();
  return AgentNumber{agent.empty() ? std::uint8_t{0} : numbers[static_cast<unsigned char>(agent.front())]};
}

/// The number of a party that an input can have: the agents, then the numbers. A bounded world has as many agents, and
/// those after the first kAgents never log in.
[[nodiscard]] inline AgentNumber number_of(Party const& party) noexcept {
  if (!party.is_number) return number_of_agent(party.name);
  return AgentNumber{party_of_input(Naming::plain().number_of(party))};
}

/// The ids of calls that a name is: one, or none if it is empty.
[[nodiscard]] inline properties::CallSet calls_of(std::string_view name) noexcept {
  if (name.empty()) return {};
  return properties::only(properties::CallNumber{static_cast<std::uint8_t>(Naming::plain().call(name) - 1)});
}

/// A record's number in the plain naming, counted through all homes.
[[nodiscard]] inline RecordNumber number_of(RecordHandle record) noexcept {
  std::uint64_t const first = Naming::plain().records[0][0].value();
  std::uint64_t const second = Naming::plain().records[1][0].value();
  std::uint64_t const number = record.value();
  return RecordNumber{static_cast<std::uint8_t>(number < second ? number - first : number - second + kRecordsOfHome)};
}
[[nodiscard]] inline RecordNumber number_of(properties::streams::Move const& move) noexcept {
  return RecordNumber{static_cast<std::uint8_t>(move.home * kRecordsOfHome + move.record)};
}

/// Every bit that an engine stores for one chain; no bits if the chain is not loaded.
class SeenChain {
 public:
  /// Reads the chain (null if it is not loaded), and returns whether it has changed since the last call.
  bool see(StoredChain const* chain) noexcept {
    if (is_as(chain)) return false;
    loaded_ = chain != nullptr;
    phase_ = loaded_ ? chain->phase() : Phase::Idle;
    call_ = loaded_ ? chain->call_id() : kNoCall;
    member_count_ = loaded_ ? chain->member_count : 0;
    record_count_ = loaded_ ? chain->record_count : 0;
    if (!loaded_) return true;
    std::copy_n(chain->members(), member_count_, members_.begin());
    std::copy_n(chain->handles(), record_count_, handles_.begin());
    std::copy_n(chain->dispositions(), record_count_, dispositions_.begin());
    return true;
  }

  [[nodiscard]] bool loaded() const noexcept { return loaded_; }
  [[nodiscard]] Phase phase() const noexcept { return phase_; }
  [[nodiscard]] CallId call_id() const noexcept { return call_; }
  [[nodiscard]] std::span<Member const> members() const noexcept { return std::span(members_).first(member_count_); }
  [[nodiscard]] std::span<RecordHandle const> handles() const noexcept {
    return std::span(handles_).first(record_count_);
  }
  [[nodiscard]] Disposition const& disposition(std::size_t record) const noexcept { return dispositions_[record]; }

 private:
  [[nodiscard]] bool is_as(StoredChain const* chain) const noexcept {
    if (chain == nullptr || !loaded_) return (chain != nullptr) == loaded_;
    return phase_ == chain->phase() && call_ == chain->call_id() && member_count_ == chain->member_count &&
           record_count_ == chain->record_count && same(members_.data(), chain->members(), member_count_) &&
           same(handles_.data(), chain->handles(), record_count_) &&
           same(dispositions_.data(), chain->dispositions(), record_count_);
  }
  template <class Item>
  static bool same(Item const* one, Item const* other, std::size_t count) noexcept {
    return std::memcmp(one, other, count * sizeof(Item)) == 0;
  }

  // A world has at most so many agents and records.
  std::array<Member, properties::kBound> members_{};
  std::array<RecordHandle, properties::kBound> handles_{};
  std::array<Disposition, properties::kBound> dispositions_{};
  std::uint32_t member_count_ = 0;
  std::uint32_t record_count_ = 0;
  Phase phase_ = Phase::Idle;
  CallId call_ = kNoCall;
  bool loaded_ = false;
};

/// Writes the chain that was read into `state`; `directory` has the names.
inline void show(SeenChain const& chain, Directory const& directory, Snapshot& state) noexcept {
  auto const agent = [&](Member const& member) { return number_of(directory.agent(member.id()).party()); };
  state.loaded = chain.loaded();
  state.phase = chain.phase();
  state.call = chain.call_id() == kNoCall ? properties::CallSet{} : calls_of(directory.calls()[chain.call_id()].name);
  state.parties = state.keepers = {};
  state.dialing = state.established = {};
  state.records = {};
  for (auto const& member : chain.members()) {
    auto const number = agent(member);
    if (member.is(model::kParty)) state.parties = state.parties | properties::only(number);
    if (member.is(model::kKeeper)) state.keepers = state.keepers | properties::only(number);
    if (!member.is(model::kInitiator)) continue;
    auto& pairs = member.is(model::kEstablished) ? state.established : state.dialing;
    pairs = pairs | properties::only(number, agent(chain.members()[member.partner]));
  }
  for (std::size_t i = 0; i < chain.handles().size(); ++i) {
    auto const& record = chain.disposition(i);
    auto const request = record.request();
    auto const mark = !record.is_final() ? Mark::open()
                      : request          ? Mark::final(*request, number_of_agent(directory.agent(record.id()).name))
                                         : Mark::canceled();
    state.records = state.records.with(properties::only(number_of(chain.handles()[i])), mark);
  }
}

/// Writes the reference's chain into `state`; null if it is not loaded.
inline void show(properties::ReferenceChain const* chain, Snapshot& state) noexcept {
  state.loaded = chain != nullptr;
  state.phase = Phase::Idle;
  state.call = {};
  state.parties = state.keepers = {};
  state.dialing = state.established = {};
  state.records = {};
  if (chain == nullptr) return;
  state.phase = chain->phase;
  state.call = calls_of(chain->call);
  auto const number = [](properties::ReferenceParty const& party) {
    return number_of(party.is_number ? Party(Number{party.name}) : Party(party.name));
  };
  for (auto const& party : chain->parties) state.parties = state.parties | properties::only(number(party));
  for (auto const& keeper : chain->keepers) state.keepers = state.keepers | properties::only(number(keeper));
  for (auto const& [ends, stage] : chain->consultations) {
    auto& pairs = stage == Stage::Established ? state.established : state.dialing;
    pairs = pairs | properties::only(number(ends.first), number(ends.second));
  }
  for (auto const& record : chain->records) {
    auto const mark = properties::mark_of(record.finality, number_of_agent);
    state.records = state.records.with(properties::only(number_of(record.handle)), mark);
  }
}

}  // namespace recordshare::fuzz
