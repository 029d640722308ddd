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
  machines_->chain.step(event, chain, phase, decision);
}

// One line for each event: the machines are compiled here and nowhere else.
#define RECORDSHARE_DIRECTORY_EVENT(Event) \
  template void MsmSteps::decide(model::Event<model::Ids> const&, ConcreteDirectory&, Decision&);
#define RECORDSHARE_CHAIN_EVENT(Event) \
  RECORDSHARE_DIRECTORY_EVENT(Event)   \
  template void MsmSteps::decide(model::Event<model::Ids> const&, ConcreteChain&, Phase&, Decision&);

RECORDSHARE_DIRECTORY_EVENT(DnMonitored)
RECORDSHARE_DIRECTORY_EVENT(DnUnmonitored)
RECORDSHARE_DIRECTORY_EVENT(AgentLogin)
RECORDSHARE_DIRECTORY_EVENT(AgentLogout)
RECORDSHARE_DIRECTORY_EVENT(ChainLoaded)
RECORDSHARE_CHAIN_EVENT(ChainUnloaded)
RECORDSHARE_CHAIN_EVENT(RecordAdded)
RECORDSHARE_CHAIN_EVENT(RecordCanceled)
RECORDSHARE_CHAIN_EVENT(PreviewRecord)
RECORDSHARE_CHAIN_EVENT(CallEstablished)
RECORDSHARE_CHAIN_EVENT(SingleStepTransferCompleted)
RECORDSHARE_CHAIN_EVENT(ConsultationInitiated)
RECORDSHARE_CHAIN_EVENT(ConsultationEstablished)
RECORDSHARE_CHAIN_EVENT(ConsultationReleased)
RECORDSHARE_CHAIN_EVENT(TransferCompleted)
RECORDSHARE_CHAIN_EVENT(ConferenceCompleted)
RECORDSHARE_CHAIN_EVENT(SingleStepConferenceCompleted)
RECORDSHARE_CHAIN_EVENT(PartyLeft)
RECORDSHARE_CHAIN_EVENT(CallEnded)
RECORDSHARE_CHAIN_EVENT(DesktopRequest)

}  // namespace recordshare

#endif
