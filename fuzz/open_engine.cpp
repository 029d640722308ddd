// SPDX-License-Identifier: Apache-2.0
// open_engine.cpp compiles the engine with the production state machines, as engine/library/engine.cpp does.
#include "fuzz/open_engine.hpp"

#include "engine/library/engine_state.hpp"
#include "engine/library/step.hpp"

namespace recordshare::fuzz {

struct OpenEngine::State : BasicEngineState<MsmSteps> {
  using BasicEngineState::BasicEngineState;
};

OpenEngine::OpenEngine(Options const& options)
    : state_(std::make_unique<State>(options, SeededHash{})),
      chains_(&state_->chains()),
      directory_(&state_->directory()),
      options_(&state_->options()) {}
OpenEngine::~OpenEngine() = default;

Outcome OpenEngine::apply(Event const& event) noexcept { return state_->apply(event); }

Access OpenEngine::access(ChainIndex chain, AgentId agent) const noexcept {
  return state_->ask(chain, [&](model::ConcreteChain const& asked) { return asked.access(agent); });
}

std::optional<ChainId> OpenEngine::chain_of(RecordHandle record) const noexcept {
  ChainIndex const chain = chains_->find_record(record).chain;
  if (chain == kNoChain) return std::nullopt;
  return (*chains_)[chain].id;
}

}  // namespace recordshare::fuzz
