// SPDX-License-Identifier: Apache-2.0
// step.hpp gives one step of the rules, run by Boost.MSM: the one door to the state machines that ship.
#pragma once

#include <memory>

#include "model/concrete_chain.hpp"
#include "model/concrete_directory.hpp"
#include "model/notation.hpp"

namespace recordshare {

/// The two machines, each a flyweight for all chains. Events are those of model/include/recordshare/model/events.hpp
/// over model::Ids. Thread-safety: one thread at a time for each object; distinct objects share nothing.
class MsmSteps {
 public:
  MsmSteps();
  ~MsmSteps();
  MsmSteps(MsmSteps&&) noexcept;
  MsmSteps& operator=(MsmSteps&&) noexcept;

  /// Decides `event` by the directory's table (model/directory_table.hpp). O(1); throws nothing.
  template <class Event>
  void decide(Event const& event, model::ConcreteDirectory& directory, model::Decision& decision);

  /// Decides `event` by the chain's table (model/table.hpp), and moves `phase`. O(members); throws nothing.
  template <class Event>
  void decide(Event const& event, model::ConcreteChain& chain, Phase& phase, model::Decision& decision);

 private:
  struct Machines;
  std::unique_ptr<Machines> machines_;
};

}  // namespace recordshare
