// SPDX-License-Identifier: Apache-2.0
// open_engine.hpp gives tests access to the whole state of an engine, to check that no bit has changed.
#pragma once

#include <memory>
#include <optional>

#include <recordshare/engine.hpp>

#include "engine/library/chain_store.hpp"
#include "engine/library/directory.hpp"

namespace recordshare::fuzz {

/// Like Engine, of the same parts, but its hash has no secret key: every run of an input is the same.
class OpenEngine {
 public:
  explicit OpenEngine(Options const& options);
  ~OpenEngine();
  OpenEngine(OpenEngine const&) = delete;
  OpenEngine& operator=(OpenEngine const&) = delete;

  [[nodiscard]] Outcome apply(Event const& event) noexcept;
  [[nodiscard]] Access access(ChainIndex chain, AgentId agent) const noexcept;
  [[nodiscard]] std::optional<ChainId> chain_of(RecordHandle record) const noexcept;

  [[nodiscard]] ChainStore const& chains() const noexcept { return *chains_; }
  [[nodiscard]] Directory const& directory() const noexcept { return *directory_; }
  [[nodiscard]] Options const& options() const noexcept { return *options_; }

 private:
  struct State;
  std::unique_ptr<State> state_;
  ChainStore const* chains_;
  Directory const* directory_;
  Options const* options_;
};

}  // namespace recordshare::fuzz
