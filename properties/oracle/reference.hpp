// SPDX-License-Identifier: Apache-2.0
// reference.hpp implements all of rules.md as a small program over plain sets and maps: the oracle for the engine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory_resource>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <recordshare/events.hpp>
#include <recordshare/options.hpp>
#include <recordshare/owned_outcome.hpp>

namespace recordshare::properties {

/// An agent or a number.
struct ReferenceParty {
  std::string name;
  bool is_number = false;

  template <class Text>
    requires std::is_convertible_v<Text const&, std::string_view>
  ReferenceParty(Text const& agent) : name(std::string_view(agent)) {}  // NOLINT(google-explicit-constructor): as Party
  ReferenceParty(Party const& party)
      : name(party.name), is_number(party.is_number) {}  // NOLINT(google-explicit-constructor)
  friend auto operator<=>(ReferenceParty const&, ReferenceParty const&) = default;
};

struct ReferenceRecord {
  RecordHandle handle;
  std::optional<OwnedFinality> finality;  ///< absent while the record is Open
  friend bool operator==(ReferenceRecord const&, ReferenceRecord const&) = default;
};

// Sets and maps use std::pmr's default resource, so that a caller with very many references, such as a fuzz target, can
// allocate them in one block.

/// The state of one chain, as section 2 lists it.
struct ReferenceChain {
  using Parties = std::pmr::set<ReferenceParty>;

  Phase phase = Phase::Idle;
  Parties parties = {};
  Parties keepers = {};
  std::pmr::map<std::pair<ReferenceParty, ReferenceParty>, Stage> consultations = {};  ///< (initiator, target)
  std::pmr::vector<ReferenceRecord> records = {};
  std::string call = {};  ///< the id of the live call; empty if it is not known
  friend bool operator==(ReferenceChain const&, ReferenceChain const&) = default;
};

/// The rules, implemented in the plainest way. Not thread-safe.
class Reference {
 public:
  explicit Reference(Options const& options = {});

  /// Decides `event` as rules.md says, without a message, and applies it.
  [[nodiscard]] OwnedOutcome apply(Event const& event);

  [[nodiscard]] std::pmr::map<ChainId, ReferenceChain> const& chains() const noexcept { return chains_; }
  [[nodiscard]] ReferenceChain const* chain(ChainId id) const;  ///< null if it is not loaded
  [[nodiscard]] std::optional<ChainId> chain_of(RecordHandle record) const;
  [[nodiscard]] Access access(ChainId chain, std::string_view agent) const;
  [[nodiscard]] Standing standing(std::string_view agent) const;
  [[nodiscard]] std::pmr::set<std::string, std::less<>> dns(std::string_view agent) const;
  [[nodiscard]] std::size_t name_count() const { return held().size(); }
  [[nodiscard]] Options const& options() const noexcept { return options_; }

 private:
  using Names = std::pmr::set<std::string, std::less<>>;
  using Accesses = std::pmr::map<std::string, Access>;  // agents not listed have None
  using Concerned =
      std::pmr::vector<std::pair<ChainId, Accesses>>;  // the chains of an event, with the accesses before it

  static OwnedOutcome refused(Rule rule, Reason reason) {
    return {.result = Result::Refused, .rule = rule, .reason = reason};
  }

  // Section 6, section 4, section 5: one for each event.
#define RECORDSHARE_EVENT(name, shape, section) OwnedOutcome decide(name const& e);
  RECORDSHARE_EVENTS(RECORDSHARE_EVENT)
#undef RECORDSHARE_EVENT
  OwnedOutcome decide(DesktopRequest const& e) const;
  OwnedOutcome decide(DesktopRequest const& e) { return finalize(e, std::as_const(*this).decide(e)); }

  // R13, R8, and steps that several events share.
  template <class E>
  Reason misfit(E const& e) const;
  /// Section 2, "to stand for": the event about the agents for whom its numbers stand.
  template <class E>
  E with_agents(E e) const;
  ReferenceParty whom(ReferenceParty const& named, ReferenceChain const* on_call) const;
  template <class E>
  OwnedOutcome transfer(E const& e, Rule rule);
  template <class E>
  OwnedOutcome conference(E const& e);
  void find_keepers(ReferenceChain& chain, ReferenceChain::Parties const& leavers, bool was_attended) const;
  OwnedOutcome finalize(DesktopRequest const& e, OwnedOutcome outcome);
  std::vector<RecordHandle> make_final(ReferenceChain& chain, RecordHandle record, OwnedFinality const& by) const;

  // Section 3.
  bool eligible(ReferenceParty const& who) const { return !who.is_number && standing(who.name) == Standing::Eligible; }
  bool attended(ReferenceChain const& chain) const;
  bool held_by_a_call(ReferenceChain const& chain) const { return chain.phase == Phase::Live && attended(chain); }
  Access access(ReferenceChain const& chain, ReferenceParty const& who) const;

  // Limits.
  enum class NameSpace : std::uint8_t { Agent, Number, Dn, Call };
  using HeldNames = std::pmr::set<std::pair<NameSpace, std::string>>;
  bool exceeds_names(HeldNames const& brought);
  static HeldNames names_of(ReferenceChain::Parties const& parties, std::string_view call = {});
  bool exceeds_members(RecordHandle record, ReferenceChain::Parties const& named) const;
  static ReferenceChain::Parties members_of(ReferenceChain const& chain);
  HeldNames held() const;

  // The chains that an event concerns, and the changes of access in them.
  ReferenceChain* find(RecordHandle record);
  ReferenceChain const* find(RecordHandle record) const;
  static ReferenceRecord const& record_of(ReferenceChain const& chain, RecordHandle handle);
  Accesses accesses(ReferenceChain const& chain) const;
  Concerned chain_with(RecordHandle record) const;
  Concerned chains_with(Names const& agents) const;
  Names agents_at(Names const& dns) const;
  void end_login(std::string_view agent);
  OwnedOutcome accepted(Rule rule, Concerned const& concerned = {}) const;

  Options options_;
  std::pmr::map<ChainId, ReferenceChain> chains_;
  std::pmr::map<RecordHandle, ChainId> chain_of_;
  std::pmr::map<std::string, Names, std::less<>> logins_;           // agent to DNs
  std::pmr::map<std::string, std::string, std::less<>> occupants_;  // DN to agent
  Names monitored_;
  std::size_t names_at_most_ = 0;  // an upper bound of the held names; they are counted only if it reaches the limit
};

}  // namespace recordshare::properties
