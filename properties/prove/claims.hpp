// SPDX-License-Identifier: Apache-2.0
// claims.hpp lists the claims about one path of an event through the tables: contract, invariants, limits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "properties/oracle/contracts.hpp"
#include "properties/oracle/invariants.hpp"
#include "properties/oracle/limit_contract.hpp"
#include "properties/prove/obligations.hpp"

namespace recordshare::properties::prove {

/// Whether the chain's table may decide the event: the chain is loaded, and has the event's record.
template <class E>
[[nodiscard]] Formula is_handed_over(SymbolicState const& state, E const& event) {
  if constexpr (requires { event.record; } && !invariants::is<E>(EventType::RecordAdded)) {
    return state.loaded && state.records.known().contains(event.record);
  } else {
    return state.loaded;
  }
}

[[nodiscard]] inline std::string words_of_fact(std::string_view name, std::string_view sentence) {
  return "The fact `" + std::string(name) + "` holds: " + std::string(sentence);
}

/// Collects the claims about one step.
template <class E>
class ClaimsOfStep {
 public:
  ClaimsOfStep(SymbolicScene const& before, E const& event, Path const& path, Facts const& facts)
      : before_(before), event_(event), outcome_(path.outcome), after_(path.after, before.policies) {
    add_contract();
    add_limit();
    add_invariants(static_cast<invariants::All*>(nullptr));
    for (auto const& fact : facts.of_states)
      add("facts", std::string(fact.name), words_of_fact(fact.name, fact.sentence), fact.holds(after_));
    if (path.is_passed_on()) add_handing_over();
    if constexpr (kIsOfEligibility) add_environment();
  }

  [[nodiscard]] std::vector<Claim> claims() && { return std::move(claims_); }

 private:
  static constexpr bool kIsOfEligibility = invariants::is<E>(EventType::DnMonitored, EventType::DnUnmonitored,
                                                             EventType::AgentLogin, EventType::AgentLogout);

  void add(std::string_view theorem, std::string part, std::string words, Formula const& holds) {
    claims_.push_back({theorem, std::move(part), std::move(words), holds});
  }

  [[nodiscard]] Formula is_as_before() const {
    return contracts::same_but<contracts::kNothing>(before_.state, after_.state);
  }

  void add_contract() {
    if (outcome_.reason.value == Reason::LimitReached) return;
    bool named = false;
    [&]<class... C>(contracts::List<C...>) {
      ((C::rule == outcome_.rule.value && (add_contract_of<C>(), named = true)), ...);
    }(contracts::contracts_of<E>());
    if (!named)
      add("contracts", "rule", "The rule that the outcome names is one that can decide this event.", Formula(false));
  }

  template <class C>
  void add_contract_of() {
    auto const add_part = [&](contracts::Part part, std::string words, Formula const& holds) {
      add("contracts", std::string(contracts::kPartNames[static_cast<std::size_t>(part)]), std::move(words), holds);
    };
    std::string const rule(name(C::rule));
    add_part(contracts::Part::Precondition, "If " + rule + " decides, its precondition holds.",
             C::precondition(before_, event_));
    add_part(contracts::Part::Answer, "The answer is that of the contract of " + rule + ".",
             contracts::answer<C>(before_, event_, outcome_));
    add_part(contracts::Part::Postcondition, rule + " has exactly the effect of its contract.",
             contracts::postcondition<C>(before_, event_, after_));
    add_part(contracts::Part::Frame, rule + " changes nothing else.", contracts::frame<C>(before_, event_, after_));
  }

  /// Nothing for events that cannot exceed a limit.
  static constexpr std::optional<contracts::Limited> limits() {
    if constexpr (invariants::kIsRequest<E>) {
      return std::nullopt;
    } else {
      return contracts::limits_of(E::type);
    }
  }

  void add_limit() {
    constexpr char const* kWords =
        "An event is refused with `LimitReached`, under its own rule and without a change, exactly if holding "
        "what it brings would exceed a limit, before any other reason.";
    bool const is_limit = outcome_.reason.value == Reason::LimitReached;
    if (limits().has_value()) {
      Formula const refused(outcome_.result.value == Result::Refused && outcome_.rule.value == limits()->rule);
      Formula const exceeded = atom(Symbol::Limit);
      add("limits", "", kWords, is_limit ? exceeded && refused && is_as_before() : !exceeded);
    } else if (is_limit) {
      add("limits", "", kWords, Formula(false));
    }
  }

  template <class... I>
  void add_invariants(std::tuple<I...>*) {
    (add_invariant<I>(), ...);
  }
  template <class I>
  void add_invariant() {
    constexpr bool kOfStep = requires { I::of_step(before_, event_, outcome_, after_); };
    constexpr bool kOfState = requires { I::of_state(after_); };
    if constexpr (kOfStep || kOfState) {
      add(I::name, "", std::string(I::sentence),
          invariants::holds<I>(before_, event_, outcome_, after_) && invariants::holds<I>(after_));
    }
  }

  void add_handing_over() {
    add("handing over", "",
        "The directory passes an event on only where the chain, and the record that it names, are known.",
        is_handed_over(before_.state, event_));
  }

  void add_environment() {
    constexpr unsigned kTheirs = contracts::kLogins | contracts::kMonitored;
    add("environment", "",
        "Logins and monitoring change nothing of the chain, so that they change access through eligibility alone.",
        contracts::same_but<kTheirs>(before_.state, after_.state));
  }

  SymbolicScene const& before_;
  E const& event_;
  SymbolicOutcome const& outcome_;
  SymbolicScene after_;
  std::vector<Claim> claims_;
};

}  // namespace recordshare::properties::prove
