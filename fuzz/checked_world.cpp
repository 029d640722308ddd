// SPDX-License-Identifier: Apache-2.0
// checked_world.cpp plays streams on the engine and on the reference, and checks every step.
#include "fuzz/checked_world.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <optional>

#include "fuzz/bounded_move.hpp"
#include "fuzz/finalization_plan.hpp"
#include "fuzz/open_engine.hpp"
#include "properties/oracle/judged_step.hpp"
#include "properties/oracle/lockstep.hpp"
#include "properties/oracle/play.hpp"
#include "properties/oracle/watch.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/directory_after.hpp"

namespace recordshare::fuzz {
namespace {

namespace streams = properties::streams;
using properties::Reference;
using Scene = properties::Scene<Snapshot>;
using streams::kAgents;
using streams::kChains;
using streams::Move;

std::string told(properties::BrokenRule const& broken) {
  std::string text(broken.name);
  if (!broken.part.empty()) text.append("'s contract, its ").append(broken.part).append(",");
  return text.append(" is broken: ").append(broken.sentence);
}

/// One stream played on one engine.
class Play {
 public:
  Play(Options const& options, SpoilWorld const& spoil)
      : spoil_(spoil),
        engine_(options),
        reference_(options),
        scenes_{Scene({}, options.policies), Scene({}, options.policies), Scene({}, options.policies)},
        before_(scenes_) {}

  std::string fault_of(std::vector<Move> const& moves) {
    for (std::size_t i = 0; i < moves.size(); ++i)
      if (auto const fault = fault_of(moves[i]); !fault.empty()) return streams::at(i, moves[i]) + fault;
    for (std::size_t chain = 0; chain < kChains; ++chain)
      if (auto const fault = fault_of_state(chain); !fault.empty()) return "at the end, " + fault;
    if (auto const fault = fault_of_directory(); !fault.empty()) return "at the end, " + fault;
    return fault_of_finalization();
  }

 private:
  Outcome take(Event const& told) {
    Event event = told;
    if (spoil_.event != nullptr) spoil_.event(engine_, event);
    Outcome outcome = engine_.apply(event);
    if (spoil_.engine != nullptr) spoil_.engine(engine_, event, outcome);
    if (spoil_.outcome != nullptr) spoil_.outcome(event, outcome);
    return outcome;
  }

  std::string fault_of(Move const& move) {
    auto const& event = tell_(move);
    auto const concerned = streams::chain_concerned(engine_, move);
    bool const is_step = !streams::is_of_two_chains(engine_, move);
    Outcome const outcome = take(event);
    OwnedOutcome const expected = reference_.apply(event);
    if (spoil_.with_reference && !properties::same(outcome, expected))
      return "the engine answers " + properties::text_of(outcome) + " and the reference " +
             properties::text_of(expected);
    bool const takes_place = has_taken_place(outcome.result);
    if (!concerned && takes_place) note_directory(move);
    if (auto const fault = fault_of_change(concerned, takes_place); !fault.empty()) return fault;
    if (concerned)
      if (auto const fault = fault_of_state(*concerned); !fault.empty()) return fault;
    if (!concerned)
      if (auto const fault = fault_of_standings(); !fault.empty()) return fault;
    if (!is_step || outcome.reason == Reason::LimitReached) return {};  // a bounded world has no limits
    return fault_of_steps(move, outcome, concerned);
  }

  /// Looks at every chain again. Only the chain concerned may have changed, and only if the event took place (I10,
  /// I12).
  std::string fault_of_change(std::optional<std::size_t> concerned, bool takes_place) {
    for (std::size_t chain = 0; chain < kChains; ++chain) {
      ChainIndex const index = engine_.chains().find_chain(names_.chains[chain]);
      bool const changed = seen_[chain].see(index == kNoChain ? nullptr : &engine_.chains()[index]);
      if (changed && !takes_place) return "I10 is broken: refused, it changes something";
      if (changed && concerned != chain) return "I12 is broken: it changes something of another chain";
      if (concerned == chain || (!concerned && takes_place)) before_[chain] = scenes_[chain];
      if (!changed && (concerned || !takes_place)) continue;
      Snapshot state = scenes_[chain].state;
      state.logins = directory_.logins;
      state.monitored = directory_.monitored;
      if (changed) show(seen_[chain], engine_.directory(), state);
      scenes_[chain] = Scene(state, engine_.options().policies);
      if (auto const fault = fault_of_scene(chain, index); !fault.empty()) return fault;
    }
    return {};
  }

  /// Checks the invariants of a state, and every agent's access against section 3.
  std::string fault_of_scene(std::size_t chain, ChainIndex index) {
    Scene const& scene = scenes_[chain];
    if (auto const broken = properties::broken_by_state(scene); broken.found()) return told(broken);
    for (std::size_t a = 0; index != kNoChain && a < kAgents; ++a) {
      model::AgentId const id = engine_.directory().agents().find(names_.agents[a]);
      auto const given = engine_.access(index, id);
      if (given != properties::access(scene, AgentNumber{static_cast<std::uint8_t>(a)}))
        return "the access of " + names_.agents[a] + " is not what section 3 says";
    }
    return {};
  }

  /// Whether engine and reference have the same state of the chain.
  std::string fault_of_state(std::size_t chain) const {
    if (!spoil_.with_reference) return {};
    auto const* const expected = reference_.chain(names_.chains[chain]);
    Snapshot state = scenes_[chain].state;
    show(expected, state);
    bool same_order = true;
    if (expected != nullptr)
      same_order =
          std::ranges::equal(expected->records, seen_[chain].handles(), {}, &properties::ReferenceRecord::handle);
    if (same_order && state == scenes_[chain].state) return {};
    return "the engine holds `" + properties::text_of(scenes_[chain].state) + "` and the reference `" +
           properties::text_of(state) + "`";
  }

  std::string fault_of_standings() const {
    for (std::size_t a = 0; a < kAgents; ++a) {
      AgentNumber const agent{static_cast<std::uint8_t>(a)};
      auto const expected = properties::standing(scenes_.front(), agent);
      auto const& directory = engine_.directory();
      auto const standing = directory.standing(directory.agents().find(names_.agents[a]));
      if (standing != expected || reference_.standing(names_.agents[a]) != expected)
        return "the standing of " + names_.agents[a] + " is not as logged in";
    }
    return {};
  }

  std::string fault_of_directory() const {
    if (engine_.directory().count() != reference_.name_count()) return "the number of names is not the reference's";
    if (engine_.chains().count() != reference_.chains().size()) return "the number of chains is not the reference's";
    return {};
  }

  /// Checks the contract and the invariants for every chain that the event concerns. An event of the directory concerns
  /// all loaded chains, or the first if no chain is loaded.
  std::string fault_of_steps(Move const& move, Outcome const& outcome, std::optional<std::size_t> concerned) const {
    auto const numbered =
        properties::bounded_outcome(outcome, [](RecordHandle handle) { return number_of(handle); }, number_of_agent);
    for (std::size_t chain = 0; chain < kChains; ++chain) {
      if (concerned ? chain != *concerned : !seen_[chain].loaded() && chain != 0) continue;
      // A refused event of the directory changed nothing.
      bool const changes = concerned || outcome.result == Result::Accepted;
      Scene const& before = changes ? before_[chain] : scenes_[chain];
      auto const broken = properties::broken_by_step(before, bounded(move, before.state), numbered, scenes_[chain]);
      if (broken.found()) return told(broken);
    }
    return {};
  }

  void note_directory(Move const& move) {
    std::visit(properties::DirectoryAfter{directory_}, bounded(move, directory_));
  }

  /// Checks I13 and I14 for the first Open record of each chain that has a party or a keeper.
  std::string fault_of_finalization() {
    if (engine_.options().limits != Limits{}) return {};  // a login could be refused
    for (std::size_t chain = 0; chain < kChains; ++chain) {
      auto const plan = FinalizationPlan::of(scenes_[chain]);
      if (!plan) continue;
      for (auto const& move : plan->moves) {
        if (!has_taken_place(take(tell_(move)).result))
          return "at the end, I13 is broken: an agent who has a record cannot log in at a monitored DN";
        note_directory(move);
        refresh();
      }
      if (auto const fault = fault_of_race(chain, plan->record); !fault.empty()) return fault;
    }
    return {};
  }

  std::string fault_of_race(std::size_t chain, RecordNumber record) {
    auto const racers = scenes_[chain].full;
    if (racers.is_empty()) return "at the end, I13 is broken: nobody can finish a record that somebody has";
    std::optional<AgentNumber> winner;
    for (std::uint8_t a = 0; a < kAgents; ++a) {
      if (!racers.contains(AgentNumber{a})) continue;
      auto const outcome = take(tell_(FinalizationPlan::processed(record, a)));
      if (!winner) {
        if (outcome.result != Result::Acknowledged)
          return "at the end, I13 is broken: an agent with Full access cannot finish a record";
        winner = AgentNumber{a};
        continue;
      }
      bool const is_right = outcome.result == Result::Error && outcome.reason == Reason::RecordAlreadyFinal &&
                            outcome.finality && outcome.finality->request == Request::RecordProcessed &&
                            number_of_agent(outcome.finality->agent) == *winner;
      if (!is_right) return "at the end, I14 is broken: of those who race for a record, not exactly one gets it";
    }
    refresh();
    return {};
  }

  void refresh() {
    for (auto& scene : scenes_) {
      Snapshot state = scene.state;
      state.logins = directory_.logins;
      state.monitored = directory_.monitored;
      scene = Scene(state, engine_.options().policies);
    }
  }

  SpoilWorld spoil_;
  Naming const& names_ = Naming::plain();
  OpenEngine engine_;
  Reference reference_;
  streams::Teller tell_{names_};
  Snapshot directory_;  ///< the logins and monitored DNs, without a chain
  std::array<SeenChain, kChains> seen_{};
  std::array<Scene, kChains> scenes_;
  std::array<Scene, kChains> before_;  ///< before the last event, for the chains that it concerned
};

}  // namespace

/// The reference allocates from one block, which is used again for each stream; otherwise allocation would take most of
/// its time.
struct CheckedWorld::Parts {
  static constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

  explicit Parts(SpoilWorld const& spoil_with) : spoil(spoil_with), block(kBlockBytes) {}

  SpoilWorld spoil;
  std::vector<std::byte> block;
  std::pmr::monotonic_buffer_resource memory{block.data(), block.size()};
};

CheckedWorld::CheckedWorld(SpoilWorld spoil) : parts_(std::make_unique<Parts>(spoil)) {}
CheckedWorld::~CheckedWorld() = default;

std::string CheckedWorld::fault_of(EventInput const& input) {
  auto* const usual = std::pmr::set_default_resource(&parts_->memory);
  std::string fault = Play(input.options(), parts_->spoil).fault_of(input.stream.moves);
  std::pmr::set_default_resource(usual);
  parts_->memory.release();
  return fault;
}

}  // namespace recordshare::fuzz
