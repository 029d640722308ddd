// SPDX-License-Identifier: Apache-2.0
// concrete_chain.hpp defines the chain's concrete domain: questions and changes on one chain's state in memory.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "model/domain.hpp"
#include "model/notation.hpp"

namespace recordshare::model {

/// The roles of a member, as flags. An agent without a role is not a member.
enum Role : std::uint8_t {
  kParty = 1 << 0,
  kKeeper = 1 << 1,
  kInitiator = 1 << 2,
  kTarget = 1 << 3,
  kEstablished = 1 << 4,  // of the consultation that the agent is in
  // Since keepers were last computed (R8); set and cleared within a step.
  kLeft = 1 << 5,
  kJoined = 1 << 6,
};
inline constexpr std::uint8_t kConsulting = kInitiator | kTarget;

/// A member of a chain. Agent ids have 24 bits so that a member takes 8 bytes.
struct Member {
  std::uint32_t agent : 24;
  std::uint32_t roles : 8;
  std::uint32_t partner;  ///< the other end of the consultation: its index in the members

  [[nodiscard]] AgentId id() const noexcept { return AgentId{agent}; }
  [[nodiscard]] bool is(std::uint8_t any_of) const noexcept { return (roles & any_of) != 0; }
};
static_assert(sizeof(Member) == 8);

/// A record's state: Open, Final by a request of an agent, or Final by the server.
struct Disposition {
  std::uint32_t agent : 24;
  std::uint32_t by : 7;        ///< kOpen, kServer, or the request's number
  std::uint32_t is_fresh : 1;  ///< it has become Final in this step; the caller clears it after the step

  static constexpr std::uint32_t kOpen = 0;
  static constexpr std::uint32_t kServer = kRequests.size() + 1;

  [[nodiscard]] bool is_final() const noexcept { return by != kOpen; }
  [[nodiscard]] AgentId id() const noexcept { return AgentId{agent}; }
  /// The request that finalized the record; `nullopt` if it is Open or the server finalized it.
  [[nodiscard]] std::optional<Request> request() const noexcept {
    if (by == kOpen || by == kServer) return std::nullopt;
    return static_cast<Request>(by);
  }
};
static_assert(sizeof(Disposition) == 4);

/// One chain's state; the caller owns the arrays. A step does not allocate: it adds members and records up to the
/// capacities, which must not exceed the arrays' sizes.
struct ChainState {
  Phase phase;
  CallId call;
  std::uint32_t member_count;
  std::uint32_t record_count;
  std::uint32_t member_capacity;
  std::uint32_t record_capacity;
  Member* members;
  Disposition* records;
};

/// The chain's domain over ids. Members without a role are removed by the caller after the step, so that indices stay
/// stable during it.
///
/// Even a wrong row cannot read or write outside the arrays: an action without room only sets `lacks_room` in the
/// decision, and the caller rolls the step back.
class ConcreteChain {
 public:
  using Bool = bool;
  using Agent = AgentId;
  using Party = AgentId;
  using Parties = Ids::Parties;
  using Record = RecordRef;
  using Request = recordshare::Request;
  using Call = CallId;

  /// `standings` is indexed by agent.
  ConcreteChain(ChainState& state, Standing const* standings, Policies policies, Decision& decision) noexcept
      : state_(state), standings_(standings), policies_(policies), decision_(decision) {}

  // --- Questions ---

  static constexpr bool truth() noexcept { return true; }
  static bool same(AgentId one, AgentId other) noexcept { return one == other; }
  bool logged_in(AgentId agent) const noexcept { return standing(agent) != Standing::NotLoggedIn; }
  bool eligible(AgentId agent) const noexcept { return standing(agent) == Standing::Eligible; }

  bool attended() const noexcept {
    for (Member const& member : members()) {
      if (member.is(kParty) && eligible(member.id())) return true;
    }
    return false;
  }
  bool party(AgentId agent) const noexcept { return has_role(agent, kParty); }
  bool only_party(AgentId agent) const noexcept {
    for (Member const& member : members()) {
      if (member.is(kParty) && member.id() != agent) return false;
    }
    return party(agent);
  }
  static bool nobody(Parties parties) noexcept { return parties.empty(); }
  bool other_call(CallId call) const noexcept {
    return call != kNoCall && state_.call != kNoCall && call != state_.call;
  }
  bool consulted(AgentId agent) const noexcept { return has_role(agent, kTarget); }
  bool consulting(AgentId agent) const noexcept { return has_role(agent, kConsulting); }
  bool consultation(AgentId from, AgentId to) const noexcept { return find_consultation(from, to) != nullptr; }
  bool consultation_at(AgentId from, AgentId to, Stage stage) const noexcept {
    Member const* const initiator = find_consultation(from, to);
    return initiator != nullptr && initiator->is(kEstablished) == (stage == Stage::Established);
  }

  bool has_access(AgentId agent, Access level) const noexcept { return access(agent) == level; }
  static bool request_is(Request request, RequestClass kind) noexcept { return term_of(request).kind == kind; }
  static bool reschedules(Request request) noexcept { return term_of(request).reschedules; }
  static bool objects(Request request) noexcept { return term_of(request).objects; }
  bool is_final(RecordRef record) const noexcept { return state_.records[record.position].is_final(); }
  template <class Value>
  bool policy(Value value) const noexcept {
    return is_in_force(value, policies_);
  }

  /// rules.md, section 3.
  Access access(AgentId agent) const noexcept {
    Member const* const member = find(agent);
    return member == nullptr ? Access::None : access(*member, member->is(kKeeper) && attended());
  }
  /// The same for a member. `is_attended` is attended(); only a keeper's access depends on it.
  Access access(Member const& member, bool is_attended) const noexcept {
    if (!eligible(member.id())) return Access::None;
    if (member.is(kParty)) return Access::Full;
    if (member.is(kKeeper) && !is_attended) return Access::Full;
    if (!member.is(kTarget) || !member.is(kEstablished)) return Access::None;
    Member const* const initiator = partner_of(member);
    return initiator != nullptr && eligible(initiator->id()) ? Access::ReadOnly : Access::None;
  }

  [[nodiscard]] std::span<Member> members() const noexcept { return {state_.members, state_.member_count}; }
  [[nodiscard]] std::span<Disposition> records() const noexcept { return {state_.records, state_.record_count}; }
  Standing standing(AgentId agent) const noexcept { return standings_[static_cast<std::uint32_t>(agent)]; }

  // --- Changes ---

  void leave(AgentId agent) noexcept {
    if (Member* const member = place_of(agent); member != nullptr) take_off(*member);
  }
  void everyone_leaves() noexcept {
    for (Member& member : members()) {
      if (member.is(kParty)) take_off(member);
    }
  }
  void join(AgentId agent) noexcept {
    Member* const member = place_of(agent);
    if (member == nullptr) return;
    if (!member->is(kParty | kLeft)) member->roles |= kJoined;
    member->roles |= kParty;
  }

  void join_all(Parties parties) noexcept {
    for (AgentId const party : parties) join(party);
  }

  /// R8. A member was a party before the step if it has left, or is a party that has not just joined.
  void find_keepers() noexcept {
    bool attended_before = false;
    for (Member const& member : members()) {
      bool const was_party = member.is(kLeft) || (member.is(kParty) && !member.is(kJoined));
      attended_before |= was_party && eligible(member.id());
    }
    bool const attended_now = attended();
    for (Member& member : members()) {
      bool const stays = member.is(kKeeper) && !attended_before;
      settle(member, !attended_now && !member.is(kParty) && (member.is(kLeft) || stays));
    }
  }
  void only_keeper(AgentId agent) noexcept {
    if (place_of(agent) == nullptr) return;
    for (Member& member : members()) settle(member, member.id() == agent);
  }

  void set_call(CallId call) noexcept { state_.call = call; }
  void change_call(CallId call) noexcept {
    if (call != kNoCall) state_.call = call;
  }
  void forget_call() noexcept { state_.call = kNoCall; }

  void begin_consultation(AgentId from, AgentId to) noexcept {
    Member* const initiator = place_of(from);
    Member* const target = place_of(to);
    if (initiator == nullptr || target == nullptr) return;
    initiator->roles |= kInitiator;
    target->roles |= kTarget;
    initiator->partner = position_of(*target);
    target->partner = position_of(*initiator);
  }
  void establish_consultation(AgentId from, AgentId) noexcept {
    Member* const one = find(from);
    if (one == nullptr || !one->is(kConsulting)) return;
    one->roles |= kEstablished;
    if (Member* const other = partner_of(*one); other != nullptr) other->roles |= kEstablished;
  }
  void end_consultations_of(AgentId agent) noexcept {
    if (Member* const member = find(agent); member != nullptr && member->is(kConsulting)) end_consultation(*member);
  }
  void end_consultation_between(AgentId one, AgentId other) noexcept {
    Member* const member = find(one);
    if (member == nullptr || !member->is(kConsulting)) return;
    if (Member const* const partner = partner_of(*member); partner != nullptr && partner->id() == other) {
      end_consultation(*member);
    }
  }
  void end_all_consultations() noexcept {
    for (Member& member : members()) member.roles &= static_cast<std::uint8_t>(~(kConsulting | kEstablished));
  }

  void show_records(bool read_only) noexcept {
    decision_.shows_records = true;
    decision_.read_only = read_only;
  }
  void tell_finality() noexcept { decision_.tells_finality = true; }
  void finalize(RecordRef record, Request request, AgentId agent) noexcept {
    finalize(state_.records[record.position], static_cast<std::uint32_t>(request), agent);
  }
  void finalize_chain(Request request, AgentId agent) noexcept {
    finalize_open(static_cast<std::uint32_t>(request), agent);
  }
  void cancel(RecordRef record) noexcept { finalize(state_.records[record.position], Disposition::kServer, AgentId{}); }
  void cancel_chain() noexcept { finalize_open(Disposition::kServer, AgentId{}); }
  void append_record(RecordRef) noexcept {
    if (state_.record_count >= state_.record_capacity) {
      decision_.lacks_room = true;
    } else {
      state_.records[state_.record_count++] = Disposition{0, Disposition::kOpen, 0};
    }
  }
  void forget() noexcept {
    for (Member& member : members()) member.roles = 0;
    state_.record_count = 0;
    state_.call = kNoCall;
    decision_.forgotten = true;
  }

 private:
  std::uint32_t position_of(Member const& member) const noexcept {
    return static_cast<std::uint32_t>(&member - state_.members);
  }

  Member* find(AgentId agent) const noexcept {
    for (Member& member : members()) {
      if (member.id() == agent) return &member;
    }
    return nullptr;
  }
  bool has_role(AgentId agent, std::uint8_t any_of) const noexcept {
    Member const* const member = find(agent);
    return member != nullptr && member->is(any_of);
  }
  /// The initiator of the consultation `from` → `to`; null if it does not exist.
  Member const* find_consultation(AgentId from, AgentId to) const noexcept {
    Member const* const initiator = find(from);
    if (initiator == nullptr || !initiator->is(kInitiator)) return nullptr;
    Member const* const target = partner_of(*initiator);
    return target != nullptr && target->id() == to ? initiator : nullptr;
  }
  /// The other end of the consultation of `member`; null if its index is out of range.
  Member* partner_of(Member const& member) const noexcept {
    return member.partner < state_.member_count ? &state_.members[member.partner] : nullptr;
  }
  /// The agent's member, added if needed; null if there is no room.
  Member* place_of(AgentId agent) noexcept {
    if (Member* const member = find(agent); member != nullptr) return member;
    if (state_.member_count >= state_.member_capacity) {
      decision_.lacks_room = true;
      return nullptr;
    }
    Member& member = state_.members[state_.member_count++];
    member = Member{static_cast<std::uint32_t>(agent) & 0xFF'FFFFU, 0, 0};
    return &member;
  }

  static void take_off(Member& member) noexcept {
    member.roles = static_cast<std::uint8_t>((member.roles & ~kParty) | kLeft);
  }
  static void settle(Member& member, bool keeps) noexcept {
    member.roles = static_cast<std::uint8_t>((member.roles & ~(kLeft | kJoined | kKeeper)) | (keeps ? kKeeper : 0));
  }
  void end_consultation(Member& member) noexcept {
    constexpr auto kRest = static_cast<std::uint8_t>(~(kConsulting | kEstablished));
    if (Member* const partner = partner_of(member); partner != nullptr) partner->roles &= kRest;
    member.roles &= kRest;
  }
  void finalize(Disposition& record, std::uint32_t by, AgentId agent) noexcept {
    record = Disposition{static_cast<std::uint32_t>(agent) & 0xFF'FFFFU, by & 0x7FU, 1};
    ++decision_.finalized_count;
  }
  void finalize_open(std::uint32_t by, AgentId agent) noexcept {
    for (Disposition& record : records()) {
      if (!record.is_final()) finalize(record, by, agent);
    }
  }

  ChainState& state_;
  Standing const* standings_;
  Policies policies_;
  Decision& decision_;
};
static_assert(ChainDomain<ConcreteChain>);

}  // namespace recordshare::model
