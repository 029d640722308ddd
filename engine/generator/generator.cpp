// SPDX-License-Identifier: Apache-2.0
// generator.cpp draws moves until one fits, and applies what it emits to an engine of its own.
#include "engine/generator/generator.hpp"

#include <span>
#include <utility>
#include <vector>

#include "engine/generator/generator_moves.hpp"
#include "engine/generator/generator_world.hpp"

namespace recordshare::command {
namespace {

constexpr std::uint32_t kEventsPerError = 5;  // one event in so many is meant to be turned down
constexpr int kDrawsPerChain = 4;             // looking at a chain costs more than a draw
constexpr int kChainsPerEvent = 256;          // then nothing fits, and a DN is reported as monitored once more

// The moves, each as often as its weight says: one draw finds a move.
class Urn {
 public:
  explicit Urn(std::span<Move const> moves) {
    for (Move const& move : moves) tickets_.insert(tickets_.end(), move.weight, &move);
  }
  Move const& draw(Random& random) const noexcept {
    return *tickets_[random.below(static_cast<std::uint32_t>(tickets_.size()))];
  }

 private:
  std::vector<Move const*> tickets_;
};

}  // namespace

struct StreamGenerator::State {
  explicit State(GeneratorOptions const& options) : world(options), fitting(fitting_moves()), erring(erring_moves()) {}

  // Lets the event that was given out last take place, so that what it points at lasted until now.
  void settle() {
    Outcome const outcome = world.engine.apply(world.event);
    if (outcome.result != Result::Accepted) return;
    if (std::holds_alternative<DnMonitored>(world.event)) world.monitored[world.event_dn] = true;
    if (std::holds_alternative<DnUnmonitored>(world.event)) world.monitored[world.event_dn] = false;
    if (std::holds_alternative<AgentLogin>(world.event)) {
      world.seat_of_agent[world.event_agent] = world.event_dn;
      world.agent_at_dn[world.event_dn] = world.event_agent;
    }
    if (std::holds_alternative<AgentLogout>(world.event)) {
      std::uint32_t const dn = std::exchange(world.seat_of_agent[world.event_agent], kNobody);
      world.agent_at_dn[dn] = kNobody;
    }
  }

  // The start of every stream: each agent's DN is monitored, and the agent logs in there.
  bool make_opening() {
    if (opening == 2 * std::uint64_t{world.agent_count()}) return false;
    auto const agent = static_cast<std::uint32_t>(opening / 2);
    if (opening++ % 2 == 0)
      make_monitored(world, agent);
    else
      make_login(world, agent, agent);
    return true;
  }

  bool make_any() {
    Urn const& urn = world.random.once_in(kEventsPerError) ? erring : fitting;
    for (int chain = 0; chain < kChainsPerEvent; ++chain) {
      world.look_at_chain(ChainId{1} + world.random.below(world.chain_count));
      for (int draw = 0; draw < kDrawsPerChain; ++draw)
        if (urn.draw(world.random).make(world)) return true;
    }
    return false;
  }

  World world;
  Urn fitting;
  Urn erring;
  std::uint64_t opening = 0;
  bool given = false;  // an event that has not taken place here yet
};

StreamGenerator::StreamGenerator(GeneratorOptions const& options) : state_(std::make_unique<State>(options)) {}
StreamGenerator::~StreamGenerator() = default;
StreamGenerator::StreamGenerator(StreamGenerator&&) noexcept = default;
StreamGenerator& StreamGenerator::operator=(StreamGenerator&&) noexcept = default;

Event const& StreamGenerator::next() {
  if (std::exchange(state_->given, true)) state_->settle();
  if (!state_->make_opening() && !state_->make_any()) make_monitored(state_->world, 0);
  return state_->world.event;
}

}  // namespace recordshare::command
