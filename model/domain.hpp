// SPDX-License-Identifier: Apache-2.0
// domain.hpp defines the concepts of a domain: the questions and changes by which guards and actions access state.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include <recordshare/model/identifiers.hpp>
#include <recordshare/model/vocabulary.hpp>

// A domain implements the questions and changes below. In the concrete domains, agents and records are numbers and a
// question returns a bool; in a symbolic one they are formulas. A question returns `D::Bool`, which has `!`, `&&` and
// `||`.

namespace recordshare::model {

/// The questions of a chain's table (rules.md, sections 2 to 5).
template <class D>
concept ChainQuestions = requires(D const state, typename D::Agent a, typename D::Parties all, typename D::Record r,
                                  typename D::Request q, typename D::Call c) {
  { state.truth() } -> std::convertible_to<typename D::Bool>;

  // Agents (R1).
  { state.same(a, a) } -> std::convertible_to<typename D::Bool>;
  { state.logged_in(a) } -> std::convertible_to<typename D::Bool>;
  { state.eligible(a) } -> std::convertible_to<typename D::Bool>;

  // The call and its consultations (section 2).
  { state.attended() } -> std::convertible_to<typename D::Bool>;  // a party is eligible
  { state.party(a) } -> std::convertible_to<typename D::Bool>;
  { state.only_party(a) } -> std::convertible_to<typename D::Bool>;  // a party, and no other is
  { state.nobody(all) } -> std::convertible_to<typename D::Bool>;
  { state.other_call(c) } -> std::convertible_to<typename D::Bool>;  // both ids are known, and they differ
  { state.consulted(a) } -> std::convertible_to<typename D::Bool>;   // a consultation's target
  { state.consulting(a) } -> std::convertible_to<typename D::Bool>;  // either end of one
  { state.consultation(a, a) } -> std::convertible_to<typename D::Bool>;
  { state.consultation_at(a, a, Stage::Dialing) } -> std::convertible_to<typename D::Bool>;

  // Access, requests, records, policies (sections 3, 5, 7).
  { state.has_access(a, Access::Full) } -> std::convertible_to<typename D::Bool>;
  { state.request_is(q, RequestClass::Reads) } -> std::convertible_to<typename D::Bool>;
  { state.reschedules(q) } -> std::convertible_to<typename D::Bool>;
  { state.objects(q) } -> std::convertible_to<typename D::Bool>;
  { state.is_final(r) } -> std::convertible_to<typename D::Bool>;
#define RECORDSHARE_POLICY(Type, name, no_values) \
  {                                               \
    state.policy(Type{})                          \
  } -> std::convertible_to<typename D::Bool>;
  RECORDSHARE_POLICIES(RECORDSHARE_POLICY, RECORDSHARE_NO_VALUE)
#undef RECORDSHARE_POLICY
};

/// The changes of a chain's table.
template <class D>
concept ChainChanges = requires(D chain, typename D::Agent a, typename D::Parties all, typename D::Record r,
                                typename D::Request q, typename D::Call c) {
  // The parties. A row that changes them ends with find_keepers or only_keeper.
  chain.leave(a);
  chain.everyone_leaves();
  chain.join(a);
  chain.join_all(all);
  chain.find_keepers();  // R8, from the agents who left and joined in this row
  chain.only_keeper(a);  // R14

  // The call's id, which an event need not give.
  chain.set_call(c);     // to the one given, or to none
  chain.change_call(c);  // to the one given, if any
  chain.forget_call();

  // Consultations.
  chain.begin_consultation(a, a);
  chain.establish_consultation(a, a);
  chain.end_consultations_of(a);
  chain.end_consultation_between(a, a);  // in either direction
  chain.end_all_consultations();

  // Records. The contents of the answer go into the decision.
  chain.show_records(true);
  chain.tell_finality();
  chain.finalize(r, q, a);
  chain.finalize_chain(q, a);
  chain.cancel(r);
  chain.cancel_chain();
  chain.append_record(r);
  chain.forget();
};

/// A domain of the chain's table.
template <class D>
concept ChainDomain = ChainQuestions<D> && ChainChanges<D>;

/// A domain of the directory's table (rules.md, section 6).
template <class D>
concept DirectoryDomain =
    requires(D directory, D const state, typename D::Agent a, typename D::Dn dn, typename D::Dns dns,
             typename D::Chain c, typename D::Record r, typename D::Records rs) {
      { state.truth() } -> std::convertible_to<typename D::Bool>;
      { state.known(c) } -> std::convertible_to<typename D::Bool>;
      { state.known(r) } -> std::convertible_to<typename D::Bool>;
      { state.logged_in(a) } -> std::convertible_to<typename D::Bool>;
      { state.empty(rs) } -> std::convertible_to<typename D::Bool>;
      { state.any_known_or_twice(rs) } -> std::convertible_to<typename D::Bool>;

      // Limits. Each is exceeded, too, if memory ran out.
      { state.exceeds_limit() } -> std::convertible_to<typename D::Bool>;
      { state.exceeds_limit(c, rs) } -> std::convertible_to<typename D::Bool>;  // one more chain, and its records
      { state.exceeds_limit(c, r) } -> std::convertible_to<typename D::Bool>;   // one more record
      { state.exceeds_names() } -> std::convertible_to<typename D::Bool>;       // the new names of the event
      { state.exceeds_members() } -> std::convertible_to<typename D::Bool>;     // those of the chain, and whom it names

      directory.monitor(dn);
      directory.unmonitor(dn);
      directory.log_in(a, dns);  // displaces
      directory.log_out(a);
      directory.load(c, rs);
    };

/// The ids that the concrete domains use in place of names.
enum class AgentId : std::uint32_t {};
enum class DnId : std::uint32_t {};
enum class CallId : std::uint32_t {};
enum class ChainIndex : std::uint32_t {};

/// The index of an unknown chain, or of the chain of an unknown record.
inline constexpr ChainIndex kNoChain{0xFFFF'FFFF};

/// The call id of an event that gives none, and of a chain whose call's id is not known.
inline constexpr CallId kNoCall{0};

/// A record: its chain and its zero-based position in it.
struct RecordRef {
  ChainIndex chain;
  std::uint32_t position;
};

struct Ids {
  using Agent = AgentId;
  using Party = AgentId;
  using Parties = std::span<AgentId const>;
  using Dn = DnId;
  using Dns = std::span<DnId const>;
  using Call = CallId;
  using Chain = ChainIndex;
  using Record = RecordRef;
  using Records = std::span<RecordHandle const>;
  using Request = recordshare::Request;
};

}  // namespace recordshare::model
