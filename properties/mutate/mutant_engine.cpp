// SPDX-License-Identifier: Apache-2.0
// mutant_engine.cpp instantiates the engine for mutants.
#include "properties/mutate/mutant_engine.hpp"

#include "engine/library/engine_state.hpp"
#include "properties/mutate/mutant_steps.hpp"

namespace recordshare::properties::mutate {
namespace {

/// A mutated directory may pass on an event of an unknown chain. The engine, which trusts its tables, must not access
/// that chain: such an event has no valid answer.
class CarefulSteps : public MutantSteps {
 public:
  using MutantSteps::decide;
  using MutantSteps::MutantSteps;

  template <class Event>
  void decide(Event const& event, model::ConcreteDirectory& directory, model::Decision& decision) {
    MutantSteps::decide(event, directory, decision);
    if (decision.passed_to_chain && !is_of_known_chain(event)) decision = {};
  }

 private:
  template <class Event>
  static bool is_of_known_chain(Event const& event) noexcept {
    if constexpr (requires { event.chain; }) {
      return model::ConcreteDirectory::known(event.chain);
    } else if constexpr (requires { event.record; }) {
      return model::ConcreteDirectory::known(event.record);
    } else {
      return false;
    }
  }
};

}  // namespace

struct MutantEngine::State : BasicEngineState<CarefulSteps> {
  using BasicEngineState::BasicEngineState;
};

MutantEngine::MutantEngine(Mutation const& mutation, Options const& options)
    : state_(std::make_unique<State>(options, SeededHash{}, CarefulSteps(mutation))) {}
MutantEngine::~MutantEngine() = default;
MutantEngine::MutantEngine(MutantEngine&&) noexcept = default;
MutantEngine& MutantEngine::operator=(MutantEngine&&) noexcept = default;

Outcome MutantEngine::apply(Event const& event) noexcept { return state_->apply(event); }

std::size_t MutantEngine::directory_row() const noexcept { return state_->steps().directory_row(); }
std::size_t MutantEngine::chain_row() const noexcept { return state_->steps().chain_row(); }

}  // namespace recordshare::properties::mutate
