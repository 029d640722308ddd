// SPDX-License-Identifier: Apache-2.0
// generate.cpp draws the size of a world, and numbers the names of its generated stream.
#include "properties/world/generate.hpp"

#include <algorithm>

#include "engine/generator/generator.hpp"
#include "engine/generator/random.hpp"

namespace recordshare::properties::streams {

Limits some_limits(std::uint64_t seed) noexcept {
  generator::Random random(seed);
  auto const names = random.below(kParties + kDns + kCalls + 1);
  auto const chains = random.below(kChains + 1);
  auto const records = random.below(kRecords + 2);
  return {.names = names, .chains = chains, .records = records, .members = random.below(kParties + 1)};
}

Stream generate(std::uint64_t seed, int size) {
  generator::Random random(seed);
  Stream stream;
  for (PolicyTerm const& policy : kPolicies) policy.set_in(stream.policies, random.below(policy.values.size()));
  generator::GeneratorOptions options{.profile = generator::Profile::Small};
  options.seed = random.next();
  options.agents = random.once_in(16) ? 1 : 2 + random.below(kAgents - 1);  // alone, nobody can transfer or consult
  options.chains = 1 + random.below(kChains);
  options.engine.policies = stream.policies;
  generator::StreamGenerator generator(options);
  auto const length = generator.opening_left() + random.below(static_cast<std::uint64_t>(std::max(size, 0)) + 1);
  while (stream.moves.size() < length) stream.moves.push_back(move_of(generator.next(), Naming::plain()));
  return stream;
}

}  // namespace recordshare::properties::streams
