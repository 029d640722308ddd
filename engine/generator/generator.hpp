// SPDX-License-Identifier: Apache-2.0
// generator.hpp generates reproducible streams of events; most are accepted, and every rule and reason occurs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include <recordshare/events.hpp>
#include <recordshare/options.hpp>

namespace recordshare::generator {

/// The purpose of a stream.
enum class Profile : std::uint8_t {
  Load,   ///< many agents and chains, as in a contact center: for load tests and trials
  Small,  ///< few agents and chains (small_names.hpp), so that events interact and a failing stream can be shrunk
  Large,  ///< sizes at which counters, blocks and buffers grow (large_names.hpp): long chains that grow, calls of
          ///< hundreds, names that differ in one byte, ids near powers of two
};

/// The parameters of a stream; equal options give the same stream on every machine.
struct GeneratorOptions {
  // Three agents can be party, target and stranger at once; two chains can have each other's records.
  static constexpr std::uint32_t kAgentsMin = 3;
  // The most whose names, with those of their DNs and of the calls of as many chains as by default, an engine can hold.
  static constexpr std::uint32_t kAgentsMax = 4'571'283;
  // The most whose calls have names, with those of as many agents as by default.
  static constexpr std::uint32_t kChainsMax = 15'999'817;
  static constexpr std::uint32_t kChainsMin = 2;

  std::uint64_t seed = 1;
  std::uint32_t agents = 50;   ///< at least kAgentsMin; in the small profile 1 to kSmallAgents
  std::uint32_t chains = 500;  ///< at least kChainsMin; in the small profile 1 to kSmallChains; in the large one at
                               ///< most kLargeChains
  Options engine = {};         ///< of the engine by which the generator knows which events fit
  Profile profile = Profile::Load;
};

/// A generator of one stream. In the load and large profiles every agent logs in first, and then calls come and go on
/// all chains.
/// In the small profile most agents log in and most chains are loaded, in random order; then one event in ten is
/// arbitrary.
class StreamGenerator {
 public:
  explicit StreamGenerator(GeneratorOptions const& options);
  ~StreamGenerator();
  StreamGenerator(StreamGenerator&&) noexcept;
  StreamGenerator& operator=(StreamGenerator&&) noexcept;

  /// The next event. The event and its data are valid until the next call.
  [[nodiscard]] Event const& next();

  /// The number of next events that belong to the start of the stream.
  [[nodiscard]] std::size_t opening_left() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The maximum number of names in a stream, which an engine's limit on names must allow.
[[nodiscard]] std::uint64_t names_of_stream(GeneratorOptions const& options) noexcept;

}  // namespace recordshare::generator
