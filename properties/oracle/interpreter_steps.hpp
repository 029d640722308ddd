// SPDX-License-Identifier: Apache-2.0
// interpreter_steps.hpp interprets the rows of both tables from top to bottom, as a comparison for Boost.MSM.
#pragma once

#include "model/concrete_chain.hpp"
#include "model/concrete_directory.hpp"
#include "model/directory_table.hpp"
#include "model/interpreter.hpp"
#include "model/table.hpp"

namespace recordshare::properties {

/// Decides as MsmSteps does, and records the deciding rows. Not thread-safe.
class InterpreterSteps {
 public:
  template <class Event>
  void decide(Event const& event, model::ConcreteDirectory& directory, model::Decision& decision) {
    Phase none = model::Directory::id;
    directory_row_ = model::interpret<model::DirectoryRules, model::Ids>(event, directory, none, decision);
  }

  template <class Event>
  void decide(Event const& event, model::ConcreteChain& chain, Phase& phase, model::Decision& decision) {
    chain_row_ = model::interpret<model::ChainRules, model::Ids>(event, chain, phase, decision);
  }

  /// The numbers of the rows that decided the last event.
  [[nodiscard]] std::size_t directory_row() const noexcept { return directory_row_; }
  [[nodiscard]] std::size_t chain_row() const noexcept { return chain_row_; }

 private:
  std::size_t directory_row_ = model::kNoRow;
  std::size_t chain_row_ = model::kNoRow;
};

}  // namespace recordshare::properties
