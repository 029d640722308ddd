// SPDX-License-Identifier: Apache-2.0
// mutant_engine.cpp compiles the engine over tables with a mistake.
#include "properties/mutate/mutant_engine.hpp"

#include "engine/engine_state.hpp"
#include "properties/mutate/mutant_steps.hpp"

namespace recordshare::properties::mutate {

struct MutantEngine::State : BasicEngineState<MutantSteps> {
  using BasicEngineState::BasicEngineState;
};

MutantEngine::MutantEngine(Mutation const& mutation, Options const& options)
    : state_(std::make_unique<State>(options, SeededHash{}, MutantSteps(mutation))) {}
MutantEngine::~MutantEngine() = default;
MutantEngine::MutantEngine(MutantEngine&&) noexcept = default;
MutantEngine& MutantEngine::operator=(MutantEngine&&) noexcept = default;

Outcome MutantEngine::apply(Event const& event) noexcept { return state_->apply(event); }

}  // namespace recordshare::properties::mutate
