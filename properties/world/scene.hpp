// SPDX-License-Identifier: Apache-2.0
// scene.hpp combines a state with eligibility and access, which follow from it (rules.md, section 3).
#pragma once

#include <recordshare/model/vocabulary.hpp>
#include "properties/world/snapshot.hpp"

namespace recordshare::properties {

/// A state, its policies and the sets that follow from them, computed once for each state.
/// `S` is a type of states as properties/oracle/state_concept.hpp describes it.
template <class S>
struct Scene {
  S state;
  typename S::Policies policies;
  typename S::AgentSet eligible;  ///< R1: logged in, all DNs of the login monitored
  typename S::Bool attended;      ///< section 2: some party is eligible
  typename S::AgentSet full;      ///< access is Full
  typename S::AgentSet reading;   ///< access is ReadOnly

  Scene(S const& of, typename S::Policies const& under)
      : state(of),
        policies(under),
        eligible(state.logins.domain() - (state.logins - state.logins.into(state.monitored)).domain()),
        attended(!(state.parties & eligible).is_empty()),
        full(eligible & (state.parties | where(!attended, state.keepers))),
        reading((eligible & state.established.from(eligible).range()) - full) {}

  [[nodiscard]] auto is_live() const { return state.phase == Phase::Live; }
};

/// The standing of one agent (R1).
[[nodiscard]] inline Standing standing(Scene<Snapshot> const& scene, AgentNumber agent) noexcept {
  if (scene.eligible.contains(agent)) return Standing::Eligible;
  return scene.state.logins.domain().contains(agent) ? Standing::NotMonitored : Standing::NotLoggedIn;
}

/// The access of one agent (rules.md, section 3).
[[nodiscard]] inline Access access(Scene<Snapshot> const& scene, AgentNumber agent) noexcept {
  if (scene.full.contains(agent)) return Access::Full;
  return scene.reading.contains(agent) ? Access::ReadOnly : Access::None;
}

// Section 5: the classes of requests, under the policies of section 7.

template <class R>
[[nodiscard]] constexpr auto reads(R const& request) {
  return request == Request::ChainedRecordRequest;
}

/// Taken for a Final record, too (section 7, `do_not_call`).
template <class P, class R>
[[nodiscard]] constexpr auto is_always_taken(P const& policies, R const& request) {
  return request == Request::DoNotCall && policies.do_not_call == DoNotCallScope::Always;
}

template <class P, class R>
[[nodiscard]] constexpr auto finalizes(P const& policies, R const& request) {
  auto const reschedules = request == Request::RecordReschedule || request == Request::ScheduledRecordReschedule;
  return request == Request::RecordProcessed || request == Request::RecordReject ||
         request == Request::RequestRecordCancel || (reschedules && policies.reschedule == Reschedule::Finalizes);
}

}  // namespace recordshare::properties
