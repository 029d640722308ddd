// SPDX-License-Identifier: Apache-2.0
// interpreter_steps.hpp runs both tables by reading their rows top-down: an engine without Boost.MSM, to compare with.
#pragma once

#include "model/concrete_chain.hpp"
#include "model/concrete_directory.hpp"
#include "model/directory_table.hpp"
#include "model/interpreter.hpp"
#include "model/table.hpp"

namespace recordshare::properties {

/// Decides as MsmSteps does, and remembers which row did. Thread-safety: one thread at a time.
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

  /// The numbers of the rows that decided last.
  [[nodiscard]] std::size_t directory_row() const noexcept { return directory_row_; }
  [[nodiscard]] std::size_t chain_row() const noexcept { return chain_row_; }

 private:
  std::size_t directory_row_ = model::kNoRow;
  std::size_t chain_row_ = model::kNoRow;
};

}  // namespace recordshare::properties
