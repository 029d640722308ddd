// SPDX-License-Identifier: Apache-2.0
// step.cpp is the one unit that compiles the state machines; it is slow to compile, and little else belongs here.
#include "engine/library/step.hpp"

#include "model/directory_table.hpp"
#include "model/machine.hpp"
#include "model/table.hpp"

// clang-tidy, which goes by this name too, reads the tables' and the machine's templates, and not what Boost.MSM makes
// of them: that takes it more than four minutes. The tests run it, under sanitizers too.
#ifndef __clang_analyzer__

namespace recordshare {

using model::ConcreteChain;
using model::ConcreteDirectory;
using model::Decision;

static_assert(model::is_total<model::ChainRules, model::Ids>());
static_assert(model::is_total<model::DirectoryRules, model::Ids>());

// What the directory passes on is what the chain's table decides: every such event meets a row there, and no row there
// waits for another.
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

// The machines are compiled here and nowhere else. What the directory decides alone has no step in a chain.
#define RECORDSHARE_STEPS(name, ...)                                                             \
  template void MsmSteps::decide(model::name<model::Ids> const&, ConcreteDirectory&, Decision&); \
  template void MsmSteps::decide(model::name<model::Ids> const&, ConcreteChain&, Phase&, Decision&);
RECORDSHARE_EVENTS(RECORDSHARE_STEPS)
RECORDSHARE_STEPS(DesktopRequest)
#undef RECORDSHARE_STEPS

}  // namespace recordshare

#endif
