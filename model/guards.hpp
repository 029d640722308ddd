// SPDX-License-Identifier: Apache-2.0
// guards.hpp defines the guards of rows: each has a name and asks the domain one question.
#pragma once

#include <string>

#include <boost/mp11/list.hpp>

#include "model/notation.hpp"

// `holds` returns the domain's truth value: a bool in the engine, a formula in the prover. `name` is the guard in
// words; `denied` is its opposite, where that reads better than "not". Some guards imply that an agent is a member of
// the chain (`members`) or that its name is held (`names`). A limit's guard lists what it asks room for (`asks`,
// `asks_members`). newcomers.hpp reads these lists.

namespace recordshare::model {

// --- The event's members that guards and actions refer to ---

struct Agent {
  static std::string name() { return "`agent`"; }
  template <class Event>
  static auto const& of(Event const& event) {
    return event.agent;
  }
};
struct From {
  static std::string name() { return "`from`"; }
  template <class Event>
  static auto const& of(Event const& event) {
    return event.from;
  }
};
struct To {
  static std::string name() { return "`to`"; }
  template <class Event>
  static auto const& of(Event const& event) {
    return event.to;
  }
};

/// All parties that the event names.
struct Named {
  static std::string name() { return "`agents` and `numbers`"; }
  template <class Event>
  static auto const& of(Event const& event) {
    return event.parties;
  }
};

// --- Not, and either ---

template <class Guard>
struct Not {
  using opposite = Guard;
  static std::string name() {
    if constexpr (requires { Guard::denied(); }) {
      return Guard::denied();
    } else {
      return "it is not so that " + Guard::name();
    }
  }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return !Guard::holds(event, domain);
  }
};

template <class One, class Other>
struct Either {
  static std::string name() { return One::name() + ", or " + Other::name(); }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return One::holds(event, domain) || Other::holds(event, domain);
  }
};

template <class One, class Other>
struct Both {
  static std::string name() { return One::name() + " and " + Other::name(); }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return One::holds(event, domain) && Other::holds(event, domain);
  }
};

// --- Agents (R1, D2, D3) ---

template <class One, class Other>
struct Same {
  static std::string name() { return One::name() + " and " + Other::name() + " are the same"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.same(One::of(event), Other::of(event));
  }
};

template <class Who>
struct LoggedIn {
  using names = boost::mp11::mp_list<Who>;
  static std::string name() { return Who::name() + " is logged in"; }
  static std::string denied() { return Who::name() + " is not logged in"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.logged_in(Who::of(event));
  }
};

template <class Who>
struct Eligible {
  using names = boost::mp11::mp_list<Who>;
  static std::string name() { return Who::name() + " is logged in, and all its DNs are monitored"; }
  static std::string denied() { return Who::name() + " is not logged in, or one of its DNs is not monitored"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.eligible(Who::of(event));
  }
};

// --- The call (rules.md, section 2) ---

struct NobodyNamed {
  static std::string name() { return "nobody is named"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.nobody(event.parties);
  }
};

struct Attended {
  static std::string name() { return "the call is attended"; }
  template <class Event, class Domain>
  static auto holds(Event const&, Domain const& domain) {
    return domain.attended();
  }
};

struct OfOtherCall {
  static std::string name() { return "`call` is given, and is not the id that the live call has"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.other_call(event.call);
  }
};

template <class Who>
struct Party {
  using members = boost::mp11::mp_list<Who>;
  static std::string name() { return Who::name() + " is a party"; }
  static std::string denied() { return Who::name() + " is no party"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.party(Who::of(event));
  }
};

template <class Who>
struct OnlyParty {
  using members = boost::mp11::mp_list<Who>;
  static std::string name() { return Who::name() + " is the last party"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.only_party(Who::of(event));
  }
};

// --- Consultations (R5) ---

template <class Who>
struct Consulted {
  using members = boost::mp11::mp_list<Who>;
  static std::string name() { return Who::name() + " is a consultation's target"; }
  static std::string denied() { return Who::name() + " is no consultation's target"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.consulted(Who::of(event));
  }
};

template <class Who>
struct Consulting {
  using members = boost::mp11::mp_list<Who>;
  static std::string name() { return Who::name() + " is in a consultation"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.consulting(Who::of(event));
  }
};

template <class Initiator, class Target>
struct Consultation {
  using members = boost::mp11::mp_list<Initiator, Target>;
  static std::string name() { return "there is a consultation " + Initiator::name() + " → " + Target::name(); }
  static std::string denied() { return "there is no consultation " + Initiator::name() + " → " + Target::name(); }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.consultation(Initiator::of(event), Target::of(event));
  }
};

template <class Initiator, class Target, Stage At>
struct ConsultationAt {
  using members = boost::mp11::mp_list<Initiator, Target>;
  static std::string name() {
    return "the consultation " + Initiator::name() + " → " + Target::name() + " is " +
           std::string(recordshare::name(At));
  }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.consultation_at(Initiator::of(event), Target::of(event), At);
  }
};

// --- Requests and records (D4 to D9, E8) ---

template <Access Level>
struct Has {
  static std::string name() { return "`agent` has access " + std::string(recordshare::name(Level)); }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.has_access(event.agent, Level);
  }
};

template <RequestClass Kind>
struct RequestIs {
  static std::string name() {
    return Kind == RequestClass::Reads     ? "the request reads"
           : Kind == RequestClass::Updates ? "the request updates"
                                           : "the request finalizes";
  }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.request_is(event.request, Kind);
  }
};

struct Objects {
  static std::string name() { return "the request is `DoNotCall`"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.objects(event.request);
  }
};

struct Reschedules {
  static std::string name() { return "the request reschedules"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.reschedules(event.request);
  }
};

struct Final {
  static std::string name() { return "the record is Final"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.is_final(event.record);
  }
};

// --- Policies (rules.md, section 7) ---

template <auto Value>
struct Policy {
  static std::string name() {
    return "policy " + std::string(kPolicies[policy_of(Value)].name) + " is " + std::string(recordshare::name(Value));
  }
  template <class Event, class Domain>
  static auto holds(Event const&, Domain const& domain) {
    return domain.policy(Value);
  }
};

/// The request finalizes: by its class, or because the policy makes reschedule requests finalize.
using Finalizing =
    Either<RequestIs<RequestClass::Finalizes>, Both<Reschedules, Policy<recordshare::Reschedule::Finalizes>>>;

/// The request succeeds for a Final record, too.
using AlwaysTaken = Both<Objects, Policy<DoNotCallScope::Always>>;

// --- The directory (rules.md, section 6) ---

template <class Who>
struct Known {
  static std::string name() { return Who::name() + " is known"; }
  static std::string denied() { return Who::name() + " is not known"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.known(Who::of(event));
  }
};

struct NoRecords {
  static std::string name() { return "`records` is empty"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.empty(event.records);
  }
};

struct RecordsRepeat {
  static std::string name() { return "a record is known, or stands twice in `records`"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    return domain.any_known_or_twice(event.records);
  }
};

struct Dn {
  template <class Event>
  static auto const& of(Event const& event) {
    return event.dn;
  }
};
struct Dns {
  template <class Event>
  static auto const& of(Event const& event) {
    return event.dns;
  }
};
struct Call {
  template <class Event>
  static auto const& of(Event const& event) {
    return event.call;
  }
};
struct NewCall {
  template <class Event>
  static auto const& of(Event const& event) {
    return event.new_call;
  }
};
struct Chain {
  static std::string name() { return "`chain`"; }
  template <class Event>
  static auto const& of(Event const& event) {
    return event.chain;
  }
};
struct Record {
  static std::string name() { return "`record`"; }
  template <class Event>
  static auto const& of(Event const& event) {
    return event.record;
  }
};
struct Records {
  template <class Event>
  static auto const& of(Event const& event) {
    return event.records;
  }
};

// --- Limits. `asks` is what a guard asks room for: names of these, a chain, records. Running out of memory counts as a
// limit. ---

/// The event would exceed a limit: by new names of `Whose`, one more chain, or more records in it.
template <class... Whose>
struct Exceeds {
  using asks = boost::mp11::mp_list<Whose...>;
  static std::string name() { return "it would exceed a limit"; }
  template <class Event, class Domain>
  static auto holds(Event const& event, Domain const& domain) {
    if constexpr (boost::mp11::mp_contains<asks, Chain>::value) {
      return domain.exceeds_limit(Whose::of(event)...);
    } else if constexpr (sizeof...(Whose) == 0) {
      return domain.exceeds_limit();
    } else {
      return domain.exceeds_names();
    }
  }
};

/// The same, by new names of `Who` and `Others`, or by `Who` as new members of the record's chain. All whom the event
/// names and who are no members are counted (rules.md, section 4).
template <class Who, class... Others>
struct ExceedsWith {
  using asks = boost::mp11::mp_list<Who, Others...>;
  using asks_members = boost::mp11::mp_list<Who>;
  static std::string name() { return Exceeds<>::name(); }
  template <class Event, class Domain>
  static auto holds(Event const&, Domain const& domain) {
    return domain.exceeds_names() || domain.exceeds_members();
  }
};

/// The same, for `Who` as a new member. Each row that accepts the event implies that the name of `Who` is held.
template <class Who>
struct ExceedsWithHeld {
  using asks_members = boost::mp11::mp_list<Who>;
  static std::string name() { return Exceeds<>::name(); }
  template <class Event, class Domain>
  static auto holds(Event const&, Domain const& domain) {
    return domain.exceeds_members();
  }
};

}  // namespace recordshare::model
