// SPDX-License-Identifier: Apache-2.0
// mutant_engine.hpp is an engine with a mutant of the tables, to play streams to.
#pragma once

#include <cstddef>
#include <memory>

#include <recordshare/engine.hpp>

#include "properties/mutate/mutation.hpp"

namespace recordshare::properties::mutate {

/// The engine without its tables.
class MutantEngine {
 public:
  MutantEngine(Mutation const& mutation, Options const& options);
  ~MutantEngine();
  MutantEngine(MutantEngine&&) noexcept;
  MutantEngine& operator=(MutantEngine&&) noexcept;

  /// As Engine::apply.
  [[nodiscard]] Outcome apply(Event const& event) noexcept;

  /// The numbers of the rows that decided the last event; model::kNoRow if no row of that table did.
  [[nodiscard]] std::size_t directory_row() const noexcept;
  [[nodiscard]] std::size_t chain_row() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace recordshare::properties::mutate
