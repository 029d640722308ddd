// SPDX-License-Identifier: Apache-2.0
// logged_steps.hpp records the steps of a generated stream, to time rule steps alone.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <variant>
#include <vector>

#include "engine/library/engine_state.hpp"
#include "engine/library/step.hpp"
#include "model/table.hpp"

namespace recordshare::bench {

/// The events of a chain, over ids.
using ChainEvent = boost::mp11::mp_rename<model::ChainRules::Events::over<model::Ids>, std::variant>;

/// The input of one step: the chain's state, the event, and the standings of their agents.
struct LoggedStep {
  static constexpr std::uint32_t kMembersMax = 7;
  static constexpr std::uint32_t kRecordsMax = 7;

  Phase phase;
  std::uint8_t member_count;
  std::uint8_t record_count;
  std::array<Standing, 16> standings;
  std::array<Member, kMembersMax + 1> members;
  std::array<Disposition, kRecordsMax + 1> records;
  ChainEvent event;
};

/// Decides as MsmSteps does, and logs up to `most` steps on chains that fit into a LoggedStep, of events without a
/// list.
class LoggingSteps {
 public:
  LoggingSteps(std::size_t most, std::vector<LoggedStep>& log) : most_(most), log_(&log) {}

  template <class Event>
  void decide(Event const& event, model::ConcreteDirectory& directory, model::Decision& decision) {
    steps_.decide(event, directory, decision);
  }

  template <class Event>
  void decide(Event const& event, model::ConcreteChain& chain, Phase& phase, model::Decision& decision) {
    bool const fits =
        chain.members().size() <= LoggedStep::kMembersMax && chain.records().size() <= LoggedStep::kRecordsMax;
    constexpr bool kHasList = requires { event.parties; };  // the log would outlive it
    if constexpr (!kHasList) {
      if (fits && log_->size() < most_) log_->push_back(logged(event, chain, phase));
    }
    steps_.decide(event, chain, phase, decision);
  }

 private:
  /// Agents become 1, 2, ... in the log, so that their standings fit into it.
  template <class Event>
  static LoggedStep logged(Event event, model::ConcreteChain const& chain, Phase phase) {
    LoggedStep step{};
    step.phase = phase;
    std::vector<AgentId> agents{AgentId{0}};
    auto const number = [&](AgentId agent) {
      auto const it = std::find(agents.begin(), agents.end(), agent);
      if (it != agents.end()) return AgentId{static_cast<std::uint32_t>(it - agents.begin())};
      step.standings[agents.size()] = chain.standing(agent);
      agents.push_back(agent);
      return AgentId{static_cast<std::uint32_t>(agents.size() - 1)};
    };
    for (Member member : chain.members()) {
      member.agent = static_cast<std::uint32_t>(number(member.id())) & 0xFFU;
      step.members[step.member_count++] = member;
    }
    for (Disposition const record : chain.records()) step.records[step.record_count++] = record;
    if constexpr (requires { event.agent; }) event.agent = number(event.agent);
    if constexpr (requires { event.from; }) {
      event.from = number(event.from);
      event.to = number(event.to);
    }
    step.event = event;
    return step;
  }

  MsmSteps steps_;
  std::size_t most_;
  std::vector<LoggedStep>* log_;
};

}  // namespace recordshare::bench
