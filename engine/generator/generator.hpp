// SPDX-License-Identifier: Apache-2.0
// generator.hpp makes reproducible event streams in which most events take effect and every rule and reason occurs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include <recordshare/events.hpp>
#include <recordshare/options.hpp>

namespace recordshare::generator {

/// What a stream is for.
enum class Profile : std::uint8_t {
  Load,   ///< many agents and chains, as a contact center has them: for load tests and trials
  Small,  ///< a few of each (small_names.hpp), so that events meet, and a stream that fails can be made shorter
};

/// What a stream is made from; the same options give the same stream on every machine.
struct GeneratorOptions {
  // Three agents can be party, target and stranger at once; two chains can have each other's records.
  static constexpr std::uint32_t kAgentsMin = 3;
  static constexpr std::uint32_t kChainsMin = 2;

  std::uint64_t seed = 1;
  std::uint32_t agents = 50;   ///< at least kAgentsMin; of the small profile 1 to kSmallAgents
  std::uint32_t chains = 500;  ///< at least kChainsMin; of the small profile 1 to kSmallChains
  Options engine = {};         ///< of the engine that is asked what would fit
  Profile profile = Profile::Load;
};

/// The stream begins with the login of every agent, and then lets calls come and go on all chains. Of the small
/// profile, most agents log in and most chains are loaded, in any order; then one event in ten is arbitrary.
class StreamGenerator {
 public:
  explicit StreamGenerator(GeneratorOptions const& options);
  ~StreamGenerator();
  StreamGenerator(StreamGenerator&&) noexcept;
  StreamGenerator& operator=(StreamGenerator&&) noexcept;

  /// The next event. It, and what it points at, lasts until the next call.
  [[nodiscard]] Event const& next();

  /// How many of the next events belong to the beginning.
  [[nodiscard]] std::size_t opening_left() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// How many names a stream may use: what an engine's limit on names must allow for.
[[nodiscard]] std::uint64_t names_of_stream(GeneratorOptions const& options) noexcept;

}  // namespace recordshare::generator
