// SPDX-License-Identifier: Apache-2.0
// step.cpp is the only unit that compiles the state machines; it is slow to compile, so keep other code out.
#include "engine/library/step.hpp"

#include "model/directory_table.hpp"
#include "model/machine.hpp"
#include "model/table.hpp"

// clang-tidy, which defines this macro, checks the templates of the tables and the machine, but not their instantiation
// by Boost.MSM, which takes more than four minutes. The tests run that code, also under sanitizers.
#ifndef __clang_analyzer__

namespace recordshare {

using model::ConcreteChain;
using model::ConcreteDirectory;
using model::Decision;

static_assert(model::is_total<model::ChainRules, model::Ids>());
static_assert(model::is_total<model::DirectoryRules, model::Ids>());

// The events that the directory passes on are exactly those of the chain's table.
using Passed = boost::mp11::mp_copy_if<model::DirectoryRules::Table, model::PassesToChain>;
static_assert(std::is_same_v<model::OnEventsOf<Passed>::over<model::Ids>, model::ChainRules::Events::over<model::Ids>>);

struct MsmSteps::Machines {
  model::Machine<model::DirectoryRules, ConcreteDirectory, model::Ids> directory;
  model::Machine<model::ChainRules, ConcreteChain, model::Ids> chain;
};

MsmSteps::MsmSteps() : machines_(std::make_unique<Machines>()) {}
MsmSteps::~MsmSteps() = default;
MsmSteps::MsmSteps(MsmSteps&&) noexcept = default;
MsmSteps& MsmSteps::operator=(MsmSteps&&) noexcept = default;

template <class Event>
void MsmSteps::decide(Event const& event, ConcreteDirectory& directory, Decision& decision) {
  Phase none = model::Directory::id;
  machines_->directory.step(event, directory, none, decision);
}

template <class Event>
void MsmSteps::decide(Event const& event, ConcreteChain& chain, Phase& phase, Decision& decision) {
  if constexpr (model::is_decided_by<model::ChainRules, Event, model::Ids>)
    machines_->chain.step(event, chain, phase, decision);
}

// The only instantiation of the machines. Events that only the directory decides have no step in a chain.
#define RECORDSHARE_STEPS(name, ...)                                                             \
  template void MsmSteps::decide(model::name<model::Ids> const&, ConcreteDirectory&, Decision&); \
  template void MsmSteps::decide(model::name<model::Ids> const&, ConcreteChain&, Phase&, Decision&);
RECORDSHARE_EVENTS(RECORDSHARE_STEPS)
RECORDSHARE_STEPS(DesktopRequest)
#undef RECORDSHARE_STEPS

}  // namespace recordshare

#endif
