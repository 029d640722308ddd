// SPDX-License-Identifier: Apache-2.0
// wrong_engines.hpp defines engines with one planted error each, which the properties of streams must find.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <recordshare/engine.hpp>

#include "engine/library/engine_state.hpp"
#include "properties/oracle/interpreter_steps.hpp"

namespace recordshare::tests::wrong {

// --- Errors in the rules: the rows read one by one, with one clause undone after each step ---

enum class Clause : std::uint8_t {
  WhoLeftKeeps,       ///< R8: "the keepers are those who left by this event"
  AttendedHasNone,    ///< R8: "if the call is attended afterwards, there are none"
  FinalIsNotUpdated,  ///< D8
};

/// Interprets the rows without one clause.
class WrongSteps : public properties::InterpreterSteps {
 public:
  explicit WrongSteps(Clause missing = {}) : missing_(missing) {}

  using InterpreterSteps::decide;
  template <class E>
  void decide(E const& event, model::ConcreteChain& chain, Phase& phase, model::Decision& decision) {
    std::vector<AgentId> keepers;
    for (auto const& member : chain.members())
      if (member.is(model::kKeeper)) keepers.push_back(member.id());
    InterpreterSteps::decide(event, chain, phase, decision);
    if constexpr (requires { E::type; }) {
      undo(E::type, keepers, chain.members());
    } else {
      undo(decision);
    }
  }

 private:
  void undo(EventType type, std::vector<AgentId> const& keepers, std::span<model::Member> members) const {
    for (auto& member : members) {
      bool const kept = std::find(keepers.begin(), keepers.end(), member.id()) != keepers.end();
      if (missing_ == Clause::WhoLeftKeeps && (type == EventType::PartyLeft || type == EventType::CallEnded))
        member.roles &= static_cast<std::uint8_t>(~model::kKeeper);
      if (missing_ == Clause::AttendedHasNone && type == EventType::CallEstablished && kept &&
          !member.is(model::kParty))
        member.roles |= model::kKeeper;
    }
  }
  void undo(model::Decision& decision) const {
    if (missing_ != Clause::FinalIsNotUpdated || decision.rule != Rule::D8) return;
    decision = {};
    decision.result = Result::Acknowledged;
    decision.rule = Rule::D9;
  }

  Clause missing_;
};

/// An engine with such steps.
template <Clause missing>
class Without {
 public:
  explicit Without(Options const& options) : state_(options, SeededHash{}, WrongSteps(missing)) {}
  Outcome apply(Event const& event) noexcept { return state_.apply(event); }

 private:
  BasicEngineState<WrongSteps> state_;
};

// --- Errors around the rules: a right engine with changed events or answers ---

/// An outcome that a wrong engine invents.
inline Outcome made_up(Result result, Rule rule, Reason reason = Reason::None, std::string_view answer = {}) {
  Outcome outcome;
  outcome.result = result;
  outcome.rule = rule;
  outcome.reason = reason;
  outcome.answer = answer;
  return outcome;
}

/// Acknowledges requests that were rejected for one of these reasons.
template <Reason... reasons>
struct Acknowledges : Engine {
  using Engine::Engine;
  Outcome apply(Event const& event) {
    auto const outcome = Engine::apply(event);
    auto const* const request = std::get_if<DesktopRequest>(&event);
    if (request == nullptr || !((outcome.reason == reasons) || ...)) return outcome;
    return made_up(Result::Acknowledged, Rule::D9, Reason::None, answer_of(request->request));
  }
};
using AcknowledgesTwice = Acknowledges<Reason::RecordAlreadyFinal>;  // I1, I2, I14, I18
using AcknowledgesTargets = Acknowledges<Reason::ReadOnlyAccess>;    // I3
using AcknowledgesStrangers = Acknowledges<Reason::NoAccess>;        // I4
using AcknowledgesAbsent = Acknowledges<Reason::NotLoggedIn>;        // I8

/// Rejects requests that it should acknowledge. (I7, I9, I13)
struct TurnsEveryoneDown : Engine {
  using Engine::Engine;
  Outcome apply(Event const& event) {
    auto const outcome = Engine::apply(event);
    if (outcome.result != Result::Acknowledged) return outcome;
    return made_up(Result::Error, Rule::D4, Reason::NoAccess);
  }
};

/// Accepts a transfer without applying it. (I5)
struct ForgetsTransfers : Engine {
  using Engine::Engine;
  Outcome apply(Event const& event) {
    if (std::holds_alternative<SingleStepTransferCompleted>(event)) return made_up(Result::Accepted, Rule::R3);
    return Engine::apply(event);
  }
};

/// After an event of type `When` with the result `Has`, applies another event that was not sent: `Then` of it.
template <class When, Result has, auto then>
struct Adds : Engine {
  using Engine::Engine;
  Outcome apply(Event const& event) {
    auto const outcome = Engine::apply(event);
    auto const* const when = std::get_if<When>(&event);
    if (when == nullptr || outcome.result != has) return outcome;
    auto told = made_up(outcome.result, outcome.rule, outcome.reason, outcome.answer);
    if (outcome.shown) told.shown = ShownChain{.read_only = outcome.shown->read_only, .records = {}};
    static_cast<void>(Engine::apply(then(*when)));
    return told;
  }
};
/// The initiator of a consultation leaves the call. (I6)
using LosesInitiators = Adds<ConsultationInitiated, Result::Accepted,
                             [](ConsultationInitiated const& e) -> Event { return PartyLeft{e.record, e.from}; }>;
/// A consultation counts as established once it dials. (I15)
using EstablishesEarly = Adds<ConsultationInitiated, Result::Accepted, [](ConsultationInitiated const& e) -> Event {
  return ConsultationEstablished{e.record, e.from, e.to};
}>;
/// The end of a call ends the call of chain 2. (I12, and events of different chains in any order)
using EndsAnotherCall = Adds<CallEnded, Result::Accepted, [](CallEnded const&) -> Event { return CallEnded{201}; }>;
/// A refused event stops the monitoring of a DN. (I10, and refused events may be left out)
using RefusesNoisily =
    Adds<CallEstablished, Result::Refused, [](CallEstablished const&) -> Event { return DnUnmonitored{"7001"}; }>;
/// Reading a record cancels it. (Requests that finalize nothing may be left out)
using CancelsWhatIsRead = Adds<DesktopRequest, Result::Acknowledged,
                               [](DesktopRequest const& e) -> Event { return RecordCanceled{e.record}; }>;
/// A logout takes the agent off the call. (Who is away for a moment comes back to the same)
using HangsUpAtLogout =
    Adds<AgentLogout, Result::Accepted, [](AgentLogout const& e) -> Event { return PartyLeft{101, e.agent}; }>;
/// Unloading a chain leaks a name. (What is given back leaves nothing behind)
using LeavesANameBehind =
    Adds<ChainUnloaded, Result::Accepted, [](ChainUnloaded const&) -> Event { return DnMonitored{"left behind"}; }>;

/// Reloads a chain when its call ends. (I11)
struct ForgetsWhoHadIt : Engine {
  using Engine::Engine;
  Outcome apply(Event const& event) {
    auto const outcome = Engine::apply(event);
    auto const* const ended = std::get_if<CallEnded>(&event);
    if (ended == nullptr || outcome.result != Result::Accepted) return outcome;
    auto const chain = chain_of(ended->record).value();
    std::vector<RecordHandle> handles;
    for (auto const& record : records(chain)) handles.push_back(record.record);
    static_cast<void>(Engine::apply(ChainUnloaded{chain}));
    static_cast<void>(Engine::apply(ChainLoaded{chain, handles}));
    return made_up(outcome.result, outcome.rule);
  }
};

/// Finds the keepers as if the agent who takes the call could not act. (I17)
struct SettlesKeepersTooEarly : Engine {
  using Engine::Engine;
  std::map<std::string, std::vector<std::string>, std::less<>> dns_of;
  Outcome apply(Event const& event) {
    auto const* const call = std::get_if<CallEstablished>(&event);
    if (call != nullptr && standing(call->agent.name) == Standing::Eligible) {
      auto const& dns = dns_of.find(call->agent.name)->second;
      static_cast<void>(Engine::apply(AgentLogout{call->agent.name}));
      auto const outcome = Engine::apply(event);
      auto const told = made_up(outcome.result, outcome.rule, outcome.reason);
      static_cast<void>(
          Engine::apply(AgentLogin{call->agent.name, std::vector<std::string_view>(dns.begin(), dns.end())}));
      return told;
    }
    auto const outcome = Engine::apply(event);
    auto const* const login = std::get_if<AgentLogin>(&event);
    if (login != nullptr && outcome.result == Result::Accepted)
      dns_of[std::string(login->agent)].assign(login->dns.begin(), login->dns.end());
    return outcome;
  }
};

/// Compares only this many bytes of the name of an agent who takes a call. (Names mean nothing)
struct CutsNames : Engine {
  using Engine::Engine;
  Outcome apply(Event const& event) {
    auto const* const call = std::get_if<CallEstablished>(&event);
    if (call == nullptr) return Engine::apply(event);
    return Engine::apply(CallEstablished{call->record, call->agent.name.substr(0, 15)});
  }
};

/// Counts the logins of all engines, and refuses every seventh. (I16, and a stream may come as lines)
struct CountsWithOthers : Engine {
  using Engine::Engine;
  Outcome apply(Event const& event) {
    static std::size_t count = 0;
    if (std::holds_alternative<AgentLogin>(event) && ++count % 7 == 0)
      return made_up(Result::Refused, Rule::E3, Reason::LimitReached);
    return Engine::apply(event);
  }
};

/// Holds for every stream. (Engine and reference agree under every limit)
struct KnowsNoLimit : Engine {
  explicit KnowsNoLimit(Options const& options) : Engine({.policies = options.policies, .limits = {}}) {}
};

/// Loses its state when it is moved. (A stream may be cut in two)
struct LostInMoves : Engine {
  using Engine::Engine;
  LostInMoves(LostInMoves&& other) noexcept : Engine(other.options()) {}
};

}  // namespace recordshare::tests::wrong
