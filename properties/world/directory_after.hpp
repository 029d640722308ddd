// SPDX-License-Identifier: Apache-2.0
// directory_after.hpp applies the directory's events to the logins and monitored DNs of a bounded world.
#pragma once

#include "properties/world/snapshot.hpp"

namespace recordshare::properties {

/// Applies an accepted event to the logins and monitored DNs of `state` (rules.md, section 2 and E1 to E4). Events that
/// are not of the directory change neither.
struct DirectoryAfter {
  Snapshot& state;

  void operator()(model::DnMonitored<Bounded> const& e) const { state.monitored = state.monitored | only(e.dn); }
  void operator()(model::DnUnmonitored<Bounded> const& e) const { state.monitored = state.monitored - only(e.dn); }
  void operator()(model::AgentLogin<Bounded> const& e) const {
    auto const displaced = state.logins.into(e.dns).domain() | only(e.agent);
    state.logins = (state.logins - state.logins.from(displaced)) | only(e.agent, e.dns);
  }
  void operator()(model::AgentLogout<Bounded> const& e) const {
    state.logins = state.logins - state.logins.from(only(e.agent));
  }
  template <class Other>
  void operator()(Other const&) const {}
};

}  // namespace recordshare::properties
