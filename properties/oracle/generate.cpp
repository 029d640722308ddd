// SPDX-License-Identifier: Apache-2.0
// generate.cpp chooses events: most that fit the state the reference is in, and one in ten whatever comes.
#include "properties/oracle/generate.hpp"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "properties/oracle/reference.hpp"

namespace recordshare::properties::streams {
namespace {

using Agents = std::vector<std::uint8_t>;

class Generator {
 public:
  Generator(std::uint64_t seed, int size)
      : dice_(seed), size_(static_cast<std::size_t>(size < 0 ? 0 : size)), stream_(with_policies()) {
    for (auto& count : record_counts_) count = from(1, kRecords);
  }

  Stream run() {
    begin();
    for (auto length = dice_.next() % (size_ + 1); length > 0; --length)
      add(dice_.one_in(10) ? anything() : something_fitting());
    return std::move(stream_);
  }

 private:
  Stream with_policies() {
    return {.policies = {.final_scope = static_cast<FinalScope>(dice_.below(2)),
                         .reschedule = static_cast<Reschedule>(dice_.below(2))},
            .moves = {}};
  }

  void add(Move const& move) {
    stream_.moves.push_back(without_unused(move));
    static_cast<void>(reference_.apply(teller_(stream_.moves.back())));
  }

  /// Seven agents in eight log in, each at a monitored DN of its own; seven chains in eight are loaded.
  void begin() {
    std::vector<Move> moves;
    for (std::uint8_t agent = 0; agent < agents_; ++agent) {
      if (dice_.one_in(8)) continue;
      moves.push_back({.kind = EventType::DnMonitored, .dn = agent});
      moves.push_back({.kind = EventType::AgentLogin, .agent = agent, .dn = agent});
    }
    for (std::uint8_t chain = 0; chain < chains_; ++chain)
      if (!dice_.one_in(8)) moves.push_back(load(chain));
    while (!moves.empty()) {
      auto const which = moves.begin() + dice_.below(moves.size());
      add(*which);
      moves.erase(which);
    }
  }

  // --- Members ---

  std::uint8_t from(std::size_t least, std::size_t most) {
    return static_cast<std::uint8_t>(least + dice_.below(most - least + 1));
  }
  std::uint8_t any_agent() { return dice_.below(agents_); }
  std::uint8_t any_dn() { return dice_.below(agents_ + 1); }
  std::uint8_t any_chain() { return dice_.below(chains_); }
  Move load(std::uint8_t chain) {
    return {.kind = EventType::ChainLoaded, .chain = chain, .home = chain, .count = record_counts_[chain]};
  }

  /// Any event at all. A record of another chain's numbers is one of its first two: a bounded world has eight.
  Move anything() {
    Move move{.kind = Kind::numbered(dice_.below(Kind::count)),
              .agent = any_agent(),
              .to = any_agent(),
              .dn = any_dn(),
              .chain = any_chain(),
              .record = dice_.below(kRecords),
              .count = dice_.below(kRecords + 1),
              .repeats = dice_.one_in(4)};
    move.home = move.chain;
    if (chains_ > 1 && dice_.one_in(4)) {
      move.home = static_cast<std::uint8_t>((move.chain + 1) % chains_);
      move.record = dice_.below(2);
      move.count = dice_.below(3);
    }
    return move;
  }

  // --- What fits ---

  Move something_fitting() {
    auto const chain = any_chain();
    auto const* const state = reference_.chain(names_.chains[chain]);
    if (state == nullptr) return load(chain);
    auto const kind = dice_.below(20);
    if (kind < 2) return of_directory();
    if (kind == 2) return of_chain(chain);
    auto const able = with_access(chain);
    return kind < 10 && !able.empty() ? request(chain, *state, able) : of_call(chain, *state);
  }

  Move of_directory() {
    Move move{.kind = EventType::DnMonitored, .agent = any_agent(), .dn = any_dn()};
    if (dice_.one_in(4)) {
      if (dice_.one_in(2)) move.kind = EventType::DnUnmonitored;
      return move;
    }
    bool const is_in = reference_.standing(names_.agents[move.agent]) != Standing::NotLoggedIn;
    move.kind = is_in ? EventType::AgentLogout : EventType::AgentLogin;
    return move;
  }

  Move of_chain(std::uint8_t chain) {
    Move move{.kind = EventType::ChainUnloaded, .chain = chain, .home = chain, .record = dice_.below(kRecords)};
    if (dice_.one_in(2)) move.kind = dice_.one_in(2) ? EventType::RecordAdded : EventType::RecordCanceled;
    return move;
  }

  /// Those with any access to the chain; who has ReadOnly counts thrice, since it does not last.
  Agents with_access(std::uint8_t chain) const {
    Agents able;
    for (std::uint8_t agent = 0; agent < agents_; ++agent) {
      auto const access = reference_.access(names_.chains[chain], names_.agents[agent]);
      able.insert(able.end(), access == Access::ReadOnly ? 3 : access == Access::Full ? 1 : 0, agent);
    }
    return able;
  }

  Move request(std::uint8_t chain, ReferenceChain const& state, Agents const& able) {
    auto const reads = dice_.one_in(4);
    auto const any = static_cast<Request>(dice_.below(kRequests.size()));
    auto move = on_record(reads ? Request::ChainedRecordRequest : any, chain, state);
    move.agent = dice_.one_in(6) ? any_agent() : dice_.one_of(able);
    return move;
  }

  Move of_call(std::uint8_t chain, ReferenceChain const& state) {
    if (state.phase != Phase::Live || dice_.one_in(30)) {
      auto move = on_record(dice_.one_in(5) ? EventType::PreviewRecord : EventType::CallEstablished, chain, state);
      move.agent = any_agent();
      return move;
    }
    if (!state.consultations.empty() && !dice_.one_in(3)) return of_consultation(chain, state);
    if (dice_.one_in(10)) return on_record(EventType::CallEnded, chain, state);
    constexpr std::array<EventType, 6> kOnCall{
        EventType::ConsultationInitiated,         EventType::ConsultationInitiated,
        EventType::ConsultationInitiated,         EventType::SingleStepTransferCompleted,
        EventType::SingleStepConferenceCompleted, EventType::PartyLeft};
    auto move = on_record(dice_.one_of(kOnCall), chain, state);
    move.agent = dice_.one_of(numbers(state.parties));
    move.to = any_agent();
    if (move.to == move.agent) move.to = static_cast<std::uint8_t>((move.agent + 1) % agents_);
    return move;
  }

  Move of_consultation(std::uint8_t chain, ReferenceChain const& state) {
    auto which = state.consultations.begin();
    for (auto skip = dice_.below(state.consultations.size()); skip > 0; --skip) ++which;
    constexpr std::array<EventType, 5> kNext{EventType::TransferCompleted, EventType::ConferenceCompleted,
                                             EventType::ConsultationReleased, EventType::PartyLeft,
                                             EventType::ConsultationEstablished};
    bool const establishes = which->second == Stage::Dialing && !dice_.one_in(4);
    auto move = on_record(establishes ? EventType::ConsultationEstablished : dice_.one_of(kNext), chain, state);
    move.agent = static_cast<std::uint8_t>(names_.agent(which->first.first));
    move.to = static_cast<std::uint8_t>(names_.agent(which->first.second));
    if (move.kind == Kind(EventType::PartyLeft) && dice_.one_in(2)) move.agent = move.to;
    return move;
  }

  /// An event on one of the chain's records, wherever it is numbered.
  Move on_record(Kind kind, std::uint8_t chain, ReferenceChain const& state) {
    auto const number = names_.record(dice_.one_of(state.records).handle);
    return {.kind = kind,
            .chain = chain,
            .home = static_cast<std::uint8_t>(number / kRecords),
            .record = static_cast<std::uint8_t>(number % kRecords)};
  }

  Agents numbers(ReferenceChain::Agents const& agents) const {
    Agents all;
    for (auto const& agent : agents) all.push_back(static_cast<std::uint8_t>(names_.agent(agent)));
    return all;
  }

  Dice dice_;
  std::size_t size_;
  Stream stream_;
  std::uint8_t agents_ = dice_.one_in(16) ? from(1, 1) : from(2, kAgents);  // alone, nobody can transfer or consult
  std::uint8_t chains_ = from(1, kChains);
  std::array<std::uint8_t, kChains> record_counts_{};
  Naming const& names_ = Naming::plain();
  Teller teller_{names_};
  Reference reference_{{.policies = stream_.policies, .limits = {}}};
};

}  // namespace

Limits some_limits(std::uint64_t seed) noexcept {
  Dice dice(seed);
  return {.names = dice.below(kAgents + kDns + 1),
          .chains = dice.below(kChains + 1),
          .records = dice.below(kRecords + 2),
          .members = dice.below(kAgents + 1)};
}

Stream generate(std::uint64_t seed, int size) { return Generator(seed, size).run(); }

}  // namespace recordshare::properties::streams
