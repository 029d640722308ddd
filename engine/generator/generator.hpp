// SPDX-License-Identifier: Apache-2.0
// generator.hpp makes reproducible event streams in which most events take effect and every rule and reason occurs.
#pragma once

#include <cstdint>
#include <memory>

#include <recordshare/events.hpp>
#include <recordshare/options.hpp>

namespace recordshare::command {

/// What a stream is made from; the same options give the same stream on every machine.
struct GeneratorOptions {
  // Three agents can be party, target and stranger at once; two chains can have each other's records.
  static constexpr std::uint32_t kAgentsMin = 3;
  static constexpr std::uint32_t kChainsMin = 2;

  std::uint64_t seed = 1;
  std::uint32_t agents = 50;   ///< at least kAgentsMin
  std::uint32_t chains = 500;  ///< at least kChainsMin
  Options engine;              ///< of the engine that is asked what would fit
};

/// The stream begins with the login of every agent, and then lets calls come and go on all chains.
class StreamGenerator {
 public:
  explicit StreamGenerator(GeneratorOptions const& options);
  ~StreamGenerator();
  StreamGenerator(StreamGenerator&&) noexcept;
  StreamGenerator& operator=(StreamGenerator&&) noexcept;

  /// The next event. It, and what it points at, lasts until the next call.
  [[nodiscard]] Event const& next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// How many names a stream may use: what an engine's limit on names must allow for.
[[nodiscard]] std::uint64_t names_of_stream(GeneratorOptions const& options) noexcept;

}  // namespace recordshare::command
