// SPDX-License-Identifier: Apache-2.0
// engine.cpp implements the public class Engine: events by the Boost.MSM state machines, and look-ups.
#include <recordshare/engine.hpp>

#include <algorithm>
#include <array>

#include "engine/library/engine_state.hpp"
#include "engine/library/resolve.hpp"
#include "engine/library/step.hpp"

namespace recordshare {

struct EngineState : BasicEngineState<MsmSteps> {
  using BasicEngineState::BasicEngineState;
};

namespace {

Options clamped(Options options) noexcept {
  options.limits.names = std::min(options.limits.names, Limits::kNamesMax);
  options.limits.chains = std::min(options.limits.chains, Limits::kChainsMax);
  options.limits.records = std::min(options.limits.records, Limits::kRecordsMax);
  options.limits.members = std::min(options.limits.members, Limits::kMembersMax);
  return options;
}

/// Finds the name of the next member with one of `Roles`.
template <std::uint8_t Roles>
bool next_member(EngineState const& state, std::uint32_t chain, std::uint32_t& cursor, Party& item) noexcept {
  StoredChain const& stored = state.chains()[ChainIndex{chain}];
  while (cursor < stored.member_count) {
    Member const& member = stored.members()[cursor++];
    if (!member.is(Roles)) continue;
    item = state.directory().agent(member.id()).party();
    return true;
  }
  return false;
}

bool next_consultation(EngineState const& state, std::uint32_t chain, std::uint32_t& cursor,
                       Consultation& item) noexcept {
  StoredChain const& stored = state.chains()[ChainIndex{chain}];
  while (cursor < stored.member_count) {
    Member const& member = stored.members()[cursor++];
    if (!member.is(model::kInitiator) || member.partner >= stored.member_count) continue;
    item = {state.directory().agent(member.id()).party(),
            state.directory().agent(stored.members()[member.partner].id()).party(),
            member.is(model::kEstablished) ? Stage::Established : Stage::Dialing};
    return true;
  }
  return false;
}

bool next_record(EngineState const& state, std::uint32_t chain, std::uint32_t& cursor, RecordState& item) noexcept {
  StoredChain const& stored = state.chains()[ChainIndex{chain}];
  if (cursor == stored.record_count) return false;
  Disposition const& disposition = stored.dispositions()[cursor];
  item.record = stored.handles()[cursor++];
  item.finality.reset();
  if (disposition.is_final()) item.finality = state.finality_of(disposition);
  return true;
}

bool next_dn(EngineState const& state, std::uint32_t agent, std::uint32_t& cursor, std::string_view& item) noexcept {
  Directory const& directory = state.directory();
  DnId const dn = cursor == 0 ? directory.agent(AgentId{agent}).dn : directory.dn(DnId{cursor}).next;
  if (dn == kNoDn) return false;
  cursor = static_cast<std::uint32_t>(dn);
  item = directory.dn(dn).name;
  return true;
}

}  // namespace

struct detail::ListingMaker {
  template <class T>
  static Listing<T> list(EngineState const* state, ChainId chain, NextItem<T> next) noexcept {
    if (state == nullptr) return {};
    ChainIndex const index = state->chains().find_chain(chain);
    if (index == kNoChain) return {};
    return {*state, static_cast<std::uint32_t>(index), next};
  }
  static Listing<std::string_view> dns(EngineState const* state, std::string_view agent) noexcept {
    if (state == nullptr) return {};
    return {*state, static_cast<std::uint32_t>(state->directory().agents().find(agent)), next_dn};
  }
};

Engine::Engine(Options const& options) noexcept {
  if (!is_known(options.policies)) {
    fault_ = Fault::UnknownPolicy;
    return;
  }
  try {
    state_ = std::make_unique<EngineState>(clamped(options), secret_hash());
  } catch (std::bad_alloc const&) {
    fault_ = Fault::NoMemory;
  }
}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Outcome Engine::apply(Event const& event) noexcept {
  static constexpr std::array<std::string_view, 3> kFaults{
      "the engine was moved from", "engine construction ran out of memory",
      "the engine's options have a policy with a value that does not exist"};
  std::string_view const fault = valid() ? std::string_view{} : kFaults[static_cast<std::size_t>(fault_)];
  std::string_view const message = what_is_wrong_with_call(fault, !event.valueless_by_exception());
  if (message.empty()) return state_->apply(event);
  Outcome outcome;
  outcome.message = message;
  return outcome;
}

Access Engine::access(ChainId chain, std::string_view agent) const noexcept {
  if (state_ == nullptr) return Access::None;
  ChainIndex const index = state_->chains().find_chain(chain);
  AgentId const id = state_->directory().agents().find(agent);
  if (index == kNoChain || id == kNobody) return Access::None;
  return state_->ask(index, [&](model::ConcreteChain const& asked) { return asked.access(id); });
}

std::optional<ChainId> Engine::chain_of(RecordHandle record) const noexcept {
  if (state_ == nullptr) return std::nullopt;
  ChainIndex const index = state_->chains().find_record(record).chain;
  if (index == kNoChain) return std::nullopt;
  return state_->chains()[index].id;
}

std::optional<Phase> Engine::phase(ChainId chain) const noexcept {
  if (state_ == nullptr) return std::nullopt;
  ChainIndex const index = state_->chains().find_chain(chain);
  if (index == kNoChain) return std::nullopt;
  return state_->chains()[index].phase();
}

std::string_view Engine::call(ChainId chain) const noexcept {
  if (state_ == nullptr) return {};
  ChainIndex const index = state_->chains().find_chain(chain);
  if (index == kNoChain) return {};
  return state_->directory().calls()[state_->chains()[index].call_id()].name;
}

Listing<Party> Engine::parties(ChainId chain) const noexcept {
  return detail::ListingMaker::list<Party>(state_.get(), chain, next_member<model::kParty>);
}
Listing<Party> Engine::keepers(ChainId chain) const noexcept {
  return detail::ListingMaker::list<Party>(state_.get(), chain, next_member<model::kKeeper>);
}
Listing<Consultation> Engine::consultations(ChainId chain) const noexcept {
  return detail::ListingMaker::list<Consultation>(state_.get(), chain, next_consultation);
}
Listing<RecordState> Engine::records(ChainId chain) const noexcept {
  return detail::ListingMaker::list<RecordState>(state_.get(), chain, next_record);
}

Standing Engine::standing(std::string_view agent) const noexcept {
  if (state_ == nullptr) return Standing::NotLoggedIn;
  return state_->directory().standing(state_->directory().agents().find(agent));
}

Listing<std::string_view> Engine::dns(std::string_view agent) const noexcept {
  return detail::ListingMaker::dns(state_.get(), agent);
}
std::string_view Engine::agent_at(std::string_view dn) const noexcept {
  if (state_ == nullptr) return {};
  Directory const& directory = state_->directory();
  return directory.agent(directory.dn(directory.dns().find(dn)).occupant).name;
}
bool Engine::is_monitored(std::string_view dn) const noexcept {
  return state_ != nullptr && state_->directory().dn(state_->directory().dns().find(dn)).monitored;
}

std::size_t Engine::name_count() const noexcept { return state_ == nullptr ? 0 : state_->directory().count(); }
std::size_t Engine::chain_count() const noexcept { return state_ == nullptr ? 0 : state_->chains().count(); }

Options const& Engine::options() const noexcept {
  static constexpr Options kNone{};
  return state_ == nullptr ? kNone : state_->options();
}

}  // namespace recordshare
