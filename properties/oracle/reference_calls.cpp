// SPDX-License-Identifier: Apache-2.0
// reference_calls.cpp implements section 4 of rules.md: call events, their order and their limits.
#include <algorithm>

#include "properties/oracle/reference.hpp"

namespace recordshare::properties {
namespace {

/// Whether this is the initiator or the target of the consultation.
bool is_in(auto const& consultation, ReferenceParty const& who) {
  return consultation.first.first == who || consultation.first.second == who;
}

bool is_consulting(ReferenceChain const& chain, ReferenceParty const& who) {
  return std::ranges::any_of(chain.consultations, [&](auto const& each) { return is_in(each, who); });
}

bool is_target(ReferenceChain const& chain, ReferenceParty const& who) {
  return std::ranges::any_of(chain.consultations, [&](auto const& each) { return each.first.second == who; });
}

void end_consultations_of(ReferenceChain& chain, ReferenceParty const& who) {
  std::erase_if(chain.consultations, [&](auto const& each) { return is_in(each, who); });
}

template <class E>
auto consultation(ReferenceChain const& chain, E const& e) {
  return chain.consultations.find({e.from, e.to});
}

void leave(ReferenceChain& chain, ReferenceParty const& who) { chain.parties.erase(who); }

/// R12: consultations exist only while the phase is `Live`.
void end_call(ReferenceChain& chain, Phase phase) {
  chain.phase = phase;
  chain.parties.clear();
  chain.consultations.clear();
  chain.call.clear();
}

}  // namespace

// R2
OwnedOutcome Reference::decide(CallEstablished const& e) {
  if (exceeds_names(names_of({e.agent}, e.call)) || exceeds_members(e.record, {e.agent}))
    return refused(Rule::R2, Reason::LimitReached);
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  auto& chain = *find(e.record);
  if (held_by_a_call(chain)) return refused(Rule::R2, Reason::CallAlreadyLive);
  auto const concerned = chain_with(e.record);
  auto const leavers = chain.parties;
  end_call(chain, Phase::Live);
  chain.parties.emplace(e.agent);
  chain.call = e.call;
  find_keepers(chain, leavers, false);
  return accepted(Rule::R2, concerned);
}

// R3, and R4 and R6, which are as R3.
template <class E>
OwnedOutcome Reference::transfer(E const& e, Rule rule) {
  auto& chain = *find(e.record);
  auto const concerned = chain_with(e.record);
  bool const was_attended = attended(chain);
  leave(chain, e.from);
  chain.parties.emplace(e.to);
  end_consultations_of(chain, e.from);
  if (!e.new_call.empty()) chain.call = e.new_call;
  find_keepers(chain, {e.from}, was_attended);
  return accepted(rule, concerned);
}

// R3
OwnedOutcome Reference::decide(SingleStepTransferCompleted const& e) {
  if (exceeds_names(names_of({e.to}, e.new_call)) || exceeds_members(e.record, {e.from, e.to}))
    return refused(Rule::R3, Reason::LimitReached);
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  return transfer(e, Rule::R3);
}

// R4 where the consultation is still marked Dialing; R6 in all other cases, also if none was reported.
OwnedOutcome Reference::decide(TransferCompleted const& e) {
  if (exceeds_names(names_of({e.to}, e.new_call)) || exceeds_members(e.record, {e.from, e.to}))
    return refused(Rule::R6, Reason::LimitReached);
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  auto const& chain = *find(e.record);
  auto const found = consultation(chain, e);
  bool const is_dialing = found != chain.consultations.end() && found->second == Stage::Dialing;
  return transfer(e, is_dialing ? Rule::R4 : Rule::R6);
}

// R5
OwnedOutcome Reference::decide(ConsultationInitiated const& e) {
  if (exceeds_names(names_of({e.to})) || exceeds_members(e.record, {e.from, e.to}))
    return refused(Rule::R5, Reason::LimitReached);
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  auto const concerned = chain_with(e.record);
  auto& consultations = find(e.record)->consultations;
  std::erase_if(consultations, [&](auto const& each) { return each.first.first == ReferenceParty(e.from); });
  consultations.emplace(std::pair{e.from, e.to}, Stage::Dialing);
  return accepted(Rule::R5, concerned);
}

// R5
OwnedOutcome Reference::decide(ConsultationEstablished const& e) {
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  auto const concerned = chain_with(e.record);
  find(e.record)->consultations[{e.from, e.to}] = Stage::Established;
  return accepted(Rule::R5, concerned);
}

// R7
template <class E>
OwnedOutcome Reference::conference(E const& e) {
  auto& chain = *find(e.record);
  auto const concerned = chain_with(e.record);
  bool const was_attended = attended(chain);
  chain.parties.emplace(e.to);
  chain.consultations.erase({e.from, e.to});
  if (E::type == EventType::SingleStepConferenceCompleted) chain.consultations.erase({e.to, e.from});
  if (!e.new_call.empty()) chain.call = e.new_call;
  find_keepers(chain, {}, was_attended);
  return accepted(Rule::R7, concerned);
}

// R7
OwnedOutcome Reference::decide(ConferenceCompleted const& e) {
  if (exceeds_names(names_of({}, e.new_call))) return refused(Rule::R7, Reason::LimitReached);
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  return conference(e);
}

// R7
OwnedOutcome Reference::decide(SingleStepConferenceCompleted const& e) {
  if (exceeds_names(names_of({e.to}, e.new_call)) || exceeds_members(e.record, {e.from, e.to}))
    return refused(Rule::R7, Reason::LimitReached);
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  return conference(e);
}

// R8: evaluated last, after the other effects of the event.
void Reference::find_keepers(ReferenceChain& chain, ReferenceChain::Parties const& leavers, bool was_attended) const {
  if (attended(chain)) {
    chain.keepers.clear();
    return;
  }
  if (was_attended) chain.keepers.clear();
  chain.keepers.insert(leavers.begin(), leavers.end());
  for (auto const& party : chain.parties) chain.keepers.erase(party);
}

// R9
OwnedOutcome Reference::decide(ConsultationReleased const& e) {
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  auto const concerned = chain_with(e.record);
  find(e.record)->consultations.erase({e.from, e.to});
  return accepted(Rule::R9, concerned);
}

// R10; R9 for a target that is not a party.
OwnedOutcome Reference::decide(PartyLeft const& e) {
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  auto& chain = *find(e.record);
  auto const concerned = chain_with(e.record);
  bool const was_attended = attended(chain);
  end_consultations_of(chain, e.agent);
  if (!chain.parties.contains(e.agent)) return accepted(Rule::R9, concerned);
  leave(chain, e.agent);
  if (chain.parties.empty()) end_call(chain, Phase::WrapUp);
  find_keepers(chain, {e.agent}, was_attended);
  return accepted(Rule::R10, concerned);
}

// R11
OwnedOutcome Reference::decide(CallEnded const& e) {
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  auto& chain = *find(e.record);
  auto const concerned = chain_with(e.record);
  bool const was_attended = attended(chain);
  auto const leavers = chain.parties;
  end_call(chain, Phase::WrapUp);
  find_keepers(chain, leavers, was_attended);
  return accepted(Rule::R11, concerned);
}

// R14
OwnedOutcome Reference::decide(PreviewRecord const& e) {
  if (exceeds_members(e.record, {e.agent})) return refused(Rule::R14, Reason::LimitReached);
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  auto& chain = *find(e.record);
  if (held_by_a_call(chain)) return refused(Rule::R14, Reason::CallAlreadyLive);
  if (!eligible(e.agent)) return refused(Rule::R14, Reason::NotEligible);
  auto const concerned = chain_with(e.record);
  end_call(chain, Phase::Idle);
  chain.keepers = {e.agent};
  return accepted(Rule::R14, concerned);
}

// R15
OwnedOutcome Reference::decide(CallRecovered const& e) {
  ReferenceChain::Parties named;
  for (Party const& party : e.parties) named.insert(whom(party, nullptr));
  if (exceeds_names(names_of(named, e.call)) || exceeds_members(e.record, named))
    return refused(Rule::R15, Reason::LimitReached);
  if (auto const reason = misfit(e); reason != Reason::None) return refused(Rule::R13, reason);
  auto& chain = *find(e.record);
  auto const concerned = chain_with(e.record);
  if (named.empty() && chain.phase != Phase::Live) return accepted(Rule::R15, concerned);
  bool const was_attended = attended(chain);
  auto const leavers = chain.parties;
  end_call(chain, named.empty() ? Phase::WrapUp : Phase::Live);
  chain.parties = named;
  if (!named.empty()) chain.call = e.call;
  find_keepers(chain, leavers, was_attended);
  return accepted(Rule::R15, concerned);
}

// R13: the first reason that applies; the table's rows from top to bottom.
template <class E>
Reason Reference::misfit(E const& e) const {
  using enum EventType;
  auto const* const chain = find(e.record);
  if (chain == nullptr) return Reason::UnknownRecord;
  bool const says_anew = E::type == CallEstablished || E::type == PreviewRecord || E::type == CallRecovered;
  if constexpr (requires { e.call; })
    if (!says_anew && !e.call.empty() && !chain->call.empty() && e.call != chain->call) return Reason::OtherCall;
  if (!says_anew && chain->phase != Phase::Live) return Reason::NoLiveCall;
  if constexpr (requires { e.from; }) {
    if (e.from == e.to) return Reason::SameAgent;
    if (!chain->parties.contains(e.from)) return Reason::NotOnCall;
    if (E::type == ConsultationInitiated && (is_target(*chain, e.from) || is_consulting(*chain, e.to)))
      return Reason::ConsultationBusy;
    if (E::type == ConsultationEstablished || E::type == ConsultationReleased || E::type == ConferenceCompleted) {
      auto const found = consultation(*chain, e);
      if (found == chain->consultations.end()) return Reason::NoConsultation;
      if (E::type == ConsultationEstablished && found->second == Stage::Established) return Reason::AlreadyEstablished;
    }
  } else if constexpr (E::type == PartyLeft) {
    if (!chain->parties.contains(e.agent) && !is_target(*chain, e.agent)) return Reason::NotOnCall;
  }
  return Reason::None;
}

}  // namespace recordshare::properties
