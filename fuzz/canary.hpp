// SPDX-License-Identifier: Apache-2.0
// canary.hpp plants errors that need several events in a given order: the self-test of fuzzing.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include <recordshare/outcome.hpp>

#include "fuzz/checked_line.hpp"
#include "fuzz/checked_machine.hpp"
#include "fuzz/checked_replay.hpp"
#include "fuzz/checked_run.hpp"
#include "fuzz/checked_world.hpp"
#include "fuzz/open_engine.hpp"
#include "fuzz/raw_state.hpp"

// A target compiled with RECORDSHARE_CANARY set to its number fails once the six events of its list have taken place in
// one input, in that order; other events may come between them. Numbers 6 and 7 plant an error of the rules into
// engine_fuzzer. Without the macro there is no planted error.

namespace recordshare::fuzz {

/// The lists of engine, machine, json_lines, stream and replay. Each event needs the state that the events before it
/// make (except for json_lines, which has no state). No seed contains a complete list.
using CanaryList = std::array<std::string_view, 6>;
inline constexpr std::array<CanaryList, 5> kCanaryLists{{
    {"ConsultationInitiated", "ConsultationReleased", "ConsultationInitiated", "ConsultationEstablished",
     "ConferenceCompleted", "PartyLeft"},
    {"PreviewRecord", "CallEstablished", "ConsultationInitiated", "ConsultationEstablished", "TransferCompleted",
     "CallEnded"},
    {"ChainLoaded", "CallEstablished", "ConsultationInitiated", "ConsultationEstablished", "CallEnded", "AgentLogout"},
    {"AgentLogin", "ChainLoaded", "CallEstablished", "SingleStepTransferCompleted", "CallEnded", "RecordCanceled"},
    {"ConsultationInitiated", "ConsultationReleased", "ConsultationInitiated", "ConsultationEstablished",
     "ConferenceCompleted", "CallEnded"},
}};

/// Follows events by name until all six of a list have come in order.
class Tripwire {
 public:
  explicit constexpr Tripwire(CanaryList const& list) noexcept : list_(&list) {}

  /// Whether this event completes the list. The stages are written one by one: each is a coverage edge of its own, as
  /// in real code with such an error.
  bool trips(std::string_view name) noexcept {
    switch (stage_) {
      case 0:
        return step<0>(name);
      case 1:
        return step<1>(name);
      case 2:
        return step<2>(name);
      case 3:
        return step<3>(name);
      case 4:
        return step<4>(name);
      case 5:
        return step<5>(name);
      default:
        return true;
    }
  }
  void reset() noexcept { stage_ = 0; }

 private:
  template <std::size_t Stage>
  [[gnu::noinline]] bool step(std::string_view name) noexcept {
    if (name == (*list_)[Stage]) stage_ = Stage + 1;
    return stage_ == list_->size();
  }

  CanaryList const* list_;
  std::size_t stage_ = 0;
};

inline constexpr int kLostDisplacement = 6;
inline constexpr int kNumberForAgent = 7;

/// A lost displacement: the target of a consultation who sits at the second DN of a login, stays logged in.
inline void lose_displacement(OpenEngine const& engine, Event& event) {
  auto* const login = std::get_if<AgentLogin>(&event);
  if (login == nullptr || login->dns.size() < 2) return;
  auto const& directory = engine.directory();
  AgentEntry const& occupant = directory.agent(directory.dn(directory.dns().find(login->dns.begin()[1])).occupant);
  for (auto const& [chain, position] : occupant.chains)
    if (occupant.name != login->agent && engine.chains()[chain].members()[position].is(model::kTarget))
      login->dns = *login->dns.begin();
}

/// A number is taken for an agent of the same name: where a number transfers the call to a device at which somebody is
/// logged in, and gives it a new id.
inline void take_number_for_agent(OpenEngine const& engine, Event& event) {
  auto* const completed = std::get_if<TransferCompleted>(&event);
  if (completed == nullptr || completed->new_call.empty()) return;
  if (!completed->from.is_number || !completed->to.is_number || completed->from == completed->to) return;
  auto const& directory = engine.directory();
  DnId const dn = directory.dns().find(completed->to.name);
  if (dn != kNoDn && directory.dn(dn).occupant != kNobody) completed->to.is_number = false;
}

#ifndef RECORDSHARE_CANARY
#define RECORDSHARE_CANARY 0
#endif
inline constexpr auto spoil_event = RECORDSHARE_CANARY == kLostDisplacement ? lose_displacement
                                    : RECORDSHARE_CANARY == kNumberForAgent ? take_number_for_agent
                                                                            : nullptr;

#if RECORDSHARE_CANARY >= 1 && RECORDSHARE_CANARY <= 5

inline Tripwire canary(kCanaryLists[RECORDSHARE_CANARY - 1]);

/// Call it before each input.
inline void begin_input() noexcept { canary.reset(); }

inline void spoil_outcome(Event const& event, Outcome& outcome) {
  bool const takes_place = has_taken_place(outcome.result);
  if (takes_place && canary.trips(type_name(event))) outcome.rule = Rule::None;
}
inline void spoil_step(properties::streams::Move const& move, Made& made) {
  Decision& decision = made.decision;
  if (decision.result == Result::Accepted && canary.trips(kEvents[move.kind.index()].name)) decision.rule = Rule::None;
}
inline void spoil_read(std::string_view, Event const*& event) {
  if (event != nullptr && canary.trips(type_name(*event))) event = nullptr;
}
inline void spoil_answers(std::string_view, std::string& answers, int&) {
  constexpr std::string_view kType = "\"type\":\"";
  constexpr std::string_view kAccepted = "\",\"result\":\"accepted\"";
  for (std::size_t at = answers.find(kType); at != std::string::npos; at = answers.find(kType, at + 1)) {
    auto const begin = at + kType.size();
    auto const name = std::string_view(answers).substr(begin, answers.find('"', begin) - begin);
    bool const accepted = answers.compare(begin + name.size(), kAccepted.size(), kAccepted) == 0;
    if (accepted && canary.trips(name)) return answers.resize(begin);
  }
}

#else

inline void begin_input() noexcept {}
inline constexpr void (*spoil_outcome)(Event const&, Outcome&) = nullptr;
inline constexpr SpoilStep spoil_step = nullptr;
inline constexpr SpoilRead spoil_read = nullptr;
inline constexpr SpoilAnswers spoil_answers = nullptr;

#endif

}  // namespace recordshare::fuzz
