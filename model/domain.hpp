// SPDX-License-Identifier: Apache-2.0
// domain.hpp says what guards and actions may ask of a domain: whatever answers this can run, or prove, the tables.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include <recordshare/model/identifiers.hpp>
#include <recordshare/model/vocabulary.hpp>

// A domain gives meaning to the names in events and to the questions and changes below. In the concrete domains agents
// and records are numbers and a question's answer is a bool; in a symbolic one they are formulas. `D::Bool` is what a
// question gives; it has `!`, `&&` and `||`.

namespace recordshare::model {

/// What one chain's table asks (rules.md, sections 2 to 5).
template <class D>
concept ChainQuestions = requires(D const state, typename D::Agent a, typename D::Record r, typename D::Request q) {
  { state.truth() } -> std::convertible_to<typename D::Bool>;

  // Agents (R1).
  { state.same(a, a) } -> std::convertible_to<typename D::Bool>;
  { state.logged_in(a) } -> std::convertible_to<typename D::Bool>;
  { state.eligible(a) } -> std::convertible_to<typename D::Bool>;

  // The call and its consultations (section 2).
  { state.attended() } -> std::convertible_to<typename D::Bool>;  // a party is eligible
  { state.party(a) } -> std::convertible_to<typename D::Bool>;
  { state.only_party(a) } -> std::convertible_to<typename D::Bool>;  // a party, and no other is
  { state.consulted(a) } -> std::convertible_to<typename D::Bool>;   // a consultation's target
  { state.consulting(a) } -> std::convertible_to<typename D::Bool>;  // either end of one
  { state.consultation(a, a) } -> std::convertible_to<typename D::Bool>;
  { state.consultation_at(a, a, Stage::Dialing) } -> std::convertible_to<typename D::Bool>;

  // Access, requests, records, policies (sections 3, 5, 7).
  { state.has_access(a, Access::Full) } -> std::convertible_to<typename D::Bool>;
  { state.request_is(q, RequestClass::Reads) } -> std::convertible_to<typename D::Bool>;
  { state.reschedules(q) } -> std::convertible_to<typename D::Bool>;
  { state.is_final(r) } -> std::convertible_to<typename D::Bool>;
#define RECORDSHARE_POLICY(Type, name, no_values) \
  {                                               \
    state.policy(Type{})                          \
  } -> std::convertible_to<typename D::Bool>;
  RECORDSHARE_POLICIES(RECORDSHARE_POLICY, RECORDSHARE_NO_VALUE)
#undef RECORDSHARE_POLICY
};

/// What one chain's table changes.
template <class D>
concept ChainChanges = requires(D chain, typename D::Agent a, typename D::Record r, typename D::Request q) {
  // Who is on the call. Whatever changes it is followed, in the same row, by one of the two that settle who keeps.
  chain.leave(a);
  chain.everyone_leaves();
  chain.join(a);
  chain.find_keepers();  // R8, by who has left and joined since the keepers were last settled
  chain.only_keeper(a);  // R14

  // Consultations.
  chain.begin_consultation(a, a);
  chain.establish_consultation(a, a);
  chain.end_consultations_of(a);
  chain.end_consultation_between(a, a);  // in either direction
  chain.end_all_consultations();

  // Records; what is to be answered goes into the decision.
  chain.show_records(true);
  chain.tell_finality();
  chain.finalize(r, q, a);
  chain.finalize_chain(q, a);
  chain.cancel(r);
  chain.cancel_chain();
  chain.append_record(r);
  chain.forget();
};

/// What can run, or prove, the chain's table.
template <class D>
concept ChainDomain = ChainQuestions<D> && ChainChanges<D>;

/// What the directory's table needs (rules.md, section 6).
template <class D>
concept DirectoryDomain = requires(D directory, D const state, typename D::Agent a, typename D::Dn dn,
                                   typename D::Chain c, typename D::Record r, typename D::Records rs) {
  { state.truth() } -> std::convertible_to<typename D::Bool>;
  { state.known(c) } -> std::convertible_to<typename D::Bool>;
  { state.known(r) } -> std::convertible_to<typename D::Bool>;
  { state.logged_in(a) } -> std::convertible_to<typename D::Bool>;
  { state.occupied(dn) } -> std::convertible_to<typename D::Bool>;
  { state.empty(rs) } -> std::convertible_to<typename D::Bool>;
  { state.any_known_or_twice(rs) } -> std::convertible_to<typename D::Bool>;

  // Limits: would holding these, as far as they are new, exceed one? Of no argument: has memory run out?
  { state.exceeds_limit() } -> std::convertible_to<typename D::Bool>;
  { state.exceeds_limit(dn) } -> std::convertible_to<typename D::Bool>;
  { state.exceeds_limit(a, dn) } -> std::convertible_to<typename D::Bool>;
  { state.exceeds_limit(c, rs) } -> std::convertible_to<typename D::Bool>;
  { state.exceeds_limit(c, r) } -> std::convertible_to<typename D::Bool>;
  { state.exceeds_limit(r, a) } -> std::convertible_to<typename D::Bool>;    // as a member of the record's chain
  { state.exceeds_members(r, a) } -> std::convertible_to<typename D::Bool>;  // the same, the name being held

  directory.monitor(dn);
  directory.unmonitor(dn);
  directory.log_in(a, dn);
  directory.log_out(a);
  directory.load(c, rs);
};

/// Numbers in place of names: what the concrete domains run on.
enum class AgentId : std::uint32_t {};
enum class DnId : std::uint32_t {};
enum class ChainIndex : std::uint32_t {};

/// No chain: that of a chain or record which nobody knows.
inline constexpr ChainIndex kNoChain{0xFFFF'FFFF};

/// A record: its chain and its zero-based position in it.
struct RecordRef {
  ChainIndex chain;
  std::uint32_t position;
};

struct Ids {
  using Agent = AgentId;
  using Dn = DnId;
  using Chain = ChainIndex;
  using Record = RecordRef;
  using Records = std::span<RecordHandle const>;
  using Request = recordshare::Request;
};

}  // namespace recordshare::model
