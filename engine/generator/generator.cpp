// SPDX-License-Identifier: Apache-2.0
// generator.cpp draws makers until one fits, and applies the event to its own engine.
#include "engine/generator/generator.hpp"

#include <span>
#include <utility>
#include <vector>

#include "engine/generator/event_makers.hpp"
#include "engine/generator/simulation.hpp"

namespace recordshare::generator {
namespace {

constexpr std::uint32_t kEventsPerError = 5;  // one event in five is meant to be refused
constexpr int kDrawsPerChain = 4;             // to look up a chain costs more than a draw
constexpr int kChainsPerEvent = 256;          // then nothing fits: emit a redundant DnMonitored

// The makers, each repeated by its weight: one draw finds a maker.
class Urn {
 public:
  Urn(std::span<EventMaker const> makers, Profile profile) {
    for (EventMaker const& maker : makers) tickets_.insert(tickets_.end(), maker.weight(profile), &maker);
  }
  EventMaker const& draw(Random& random) const noexcept { return *tickets_[random.below(tickets_.size())]; }

 private:
  std::vector<EventMaker const*> tickets_;
};

}  // namespace

struct StreamGenerator::State {
  explicit State(GeneratorOptions const& options)
      : sim(options), accepted(accepted_events(), options.profile), refused(refused_events(), options.profile) {
    if (options.profile == Profile::Small)
      plan_small_opening();
    else
      plan_large_opening();
  }

  // Applies the last event only now, so that the data it points to stays valid until the next call.
  void settle() { static_cast<void>(sim.engine.apply(sim.event)); }

  // Each agent's DN is monitored, and the agent logs in there.
  void plan_opening() {
    for (std::uint32_t agent = 0; agent < sim.agent_count(); ++agent) {
      opening.push_back({Opening::Monitor, agent});
      opening.push_back({Opening::LogIn, agent});
    }
  }

  // The spare DNs are monitored, too.
  void plan_large_opening() {
    for (std::uint32_t dn = sim.agent_count(); dn < sim.dn_count(); ++dn) opening.push_back({Opening::Monitor, dn});
    plan_opening();
  }

  // Seven agents in eight log in, and seven chains in eight are loaded; in any order.
  void plan_small_opening() {
    plan_opening();
    for (std::uint32_t chain = 0; chain < sim.chain_count; ++chain) opening.push_back({Opening::Load, chain});
    std::vector<bool> is_absent(sim.agent_count());
    for (std::size_t agent = 0; agent < is_absent.size(); ++agent) is_absent[agent] = sim.random.once_in(8);
    std::erase_if(opening, [&](Opening const& one) {
      return one.what == Opening::Load ? sim.random.once_in(8) : is_absent[one.number];
    });
    for (std::size_t left = opening.size(); left > 1; --left)
      std::swap(opening[left - 1], opening[sim.random.below(left)]);
  }

  bool make_opening() {
    if (opened == opening.size()) return false;
    auto const& [what, number] = opening[opened++];
    if (what == Opening::Monitor) make_monitored(sim, number);
    if (what == Opening::LogIn) make_login(sim, number, number);
    if (what != Opening::Load) return true;
    sim.look_at_chain(number);
    return make_chain_loaded(sim);
  }

  bool make_any() {
    Urn const& urn = sim.random.once_in(kEventsPerError) ? refused : accepted;
    for (int chain = 0; chain < kChainsPerEvent; ++chain) {
      sim.look_at_chain(sim.random.below(sim.chain_count));
      for (int draw = 0; draw < kDrawsPerChain; ++draw)
        if (urn.draw(sim.random).make(sim)) return true;
    }
    return false;
  }

  struct Opening {
    enum What : std::uint8_t { Monitor, LogIn, Load } what;
    std::uint32_t number;  // of the DN, the agent or the chain
  };

  Simulation sim;
  Urn accepted;
  Urn refused;
  std::vector<Opening> opening;
  std::size_t opened = 0;
  bool given = false;  // the last event is not applied yet
};

StreamGenerator::StreamGenerator(GeneratorOptions const& options) : state_(std::make_unique<State>(options)) {}
StreamGenerator::~StreamGenerator() = default;
StreamGenerator::StreamGenerator(StreamGenerator&&) noexcept = default;
StreamGenerator& StreamGenerator::operator=(StreamGenerator&&) noexcept = default;

Event const& StreamGenerator::next() {
  if (std::exchange(state_->given, true)) state_->settle();
  if (!state_->make_opening() && !state_->make_any()) make_monitored(state_->sim, 0);
  return state_->sim.event;
}

std::size_t StreamGenerator::opening_left() const noexcept { return state_->opening.size() - state_->opened; }

}  // namespace recordshare::generator
