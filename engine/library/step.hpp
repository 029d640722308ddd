// SPDX-License-Identifier: Apache-2.0
// step.hpp declares one step of the rules by Boost.MSM: the interface to the production state machines.
#pragma once

#include <memory>

#include "model/concrete_chain.hpp"
#include "model/concrete_directory.hpp"
#include "model/notation.hpp"

namespace recordshare {

/// The two state machines, each a flyweight for all chains. Events are those of recordshare/model/events.hpp in domain
/// model::Ids. Thread-safety: one thread at a time for each object; distinct objects share nothing.
class MsmSteps {
 public:
  MsmSteps();
  ~MsmSteps();
  MsmSteps(MsmSteps&&) noexcept;
  MsmSteps& operator=(MsmSteps&&) noexcept;

  /// Decides `event` by the directory's table (model/directory_table.hpp). O(1). Does not throw.
  template <class Event>
  void decide(Event const& event, model::ConcreteDirectory& directory, model::Decision& decision);

  /// Decides `event` by the chain's table (model/table.hpp) and updates `phase`. O(members). Does not throw.
  template <class Event>
  void decide(Event const& event, model::ConcreteChain& chain, Phase& phase, model::Decision& decision);

 private:
  struct Machines;
  std::unique_ptr<Machines> machines_;
};

}  // namespace recordshare
