// SPDX-License-Identifier: Apache-2.0
// actions.hpp defines the actions of rows: each has a name and makes one unconditional change in the domain.
#pragma once

#include <string>

#include <boost/mp11/list.hpp>

#include "model/guards.hpp"

// `adds` lists what an action can add to the engine's state, by the members of the event (guards.hpp); agents in it
// become members of the chain. From these lists and from what guards imply, newcomers.hpp derives what an event needs
// room for.

namespace recordshare::model {

// --- Parties and keepers ---

template <class Who>
struct Leave {
  using adds = boost::mp11::mp_list<Who>;  // an agent who is not a party would become a member, marked as left
  static std::string name() { return Who::name() + " leaves the call"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.leave(Who::of(event));
  }
};

struct EveryoneLeaves {
  static std::string name() { return "all parties leave"; }
  template <class Event, class Domain>
  static void run(Event const&, Domain& domain) {
    domain.everyone_leaves();
  }
};

template <class Who>
struct Join {
  using adds = boost::mp11::mp_list<Who>;
  static std::string name() { return Who::name() + " joins the call"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.join(Who::of(event));
  }
};

struct JoinAll {
  using adds = boost::mp11::mp_list<Named>;
  static std::string name() { return "all who are named join the call"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.join_all(event.parties);
  }
};

/// R8, from the agents who left and joined earlier in the same row.
struct FindKeepers {
  static std::string name() { return "the keepers are found anew (R8)"; }
  template <class Event, class Domain>
  static void run(Event const&, Domain& domain) {
    domain.find_keepers();
  }
};

template <class Who>
struct OnlyKeeper {
  using adds = boost::mp11::mp_list<Who>;
  static std::string name() { return Who::name() + " becomes the only keeper"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.only_keeper(Who::of(event));
  }
};

// --- Consultations ---

template <class Initiator, class Target>
struct BeginConsultation {
  using adds = boost::mp11::mp_list<Initiator, Target>;
  static std::string name() { return "the consultation " + Initiator::name() + " → " + Target::name() + " begins"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.begin_consultation(Initiator::of(event), Target::of(event));
  }
};

template <class Initiator, class Target>
struct EstablishConsultation {
  static std::string name() {
    return "the consultation " + Initiator::name() + " → " + Target::name() + " is Established";
  }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.establish_consultation(Initiator::of(event), Target::of(event));
  }
};

template <class Who>
struct EndConsultationsOf {
  static std::string name() { return "consultations that " + Who::name() + " is in end"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.end_consultations_of(Who::of(event));
  }
};

template <class One, class Other>
struct EndConsultationBetween {
  static std::string name() { return "a consultation between " + One::name() + " and " + Other::name() + " ends"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.end_consultation_between(One::of(event), Other::of(event));
  }
};

struct EndAllConsultations {
  static std::string name() { return "all consultations end"; }
  template <class Event, class Domain>
  static void run(Event const&, Domain& domain) {
    domain.end_all_consultations();
  }
};

// --- The call's id ---

struct SetCall {
  using adds = boost::mp11::mp_list<Call>;
  static std::string name() { return "the call's id is `call`, or none"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.set_call(event.call);
  }
};

struct ChangeCall {
  using adds = boost::mp11::mp_list<NewCall>;
  static std::string name() { return "the call's id becomes `new_call`, if that is given"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.change_call(event.new_call);
  }
};

struct ForgetCall {
  static std::string name() { return "the call's id is forgotten"; }
  template <class Event, class Domain>
  static void run(Event const&, Domain& domain) {
    domain.forget_call();
  }
};

// --- Records ---

struct ShowRecordsReadOnly {
  static std::string name() { return "the records are shown, marked read-only"; }
  template <class Event, class Domain>
  static void run(Event const&, Domain& domain) {
    domain.show_records(true);
  }
};

struct ShowRecords {
  static std::string name() { return "the records are shown, each marked with whether it can still be updated"; }
  template <class Event, class Domain>
  static void run(Event const&, Domain& domain) {
    domain.show_records(false);
  }
};

struct TellFinality {
  static std::string name() { return "the answer names what finalized the record, and who"; }
  template <class Event, class Domain>
  static void run(Event const&, Domain& domain) {
    domain.tell_finality();
  }
};

struct FinalizeRecord {
  static constexpr bool finalizes = true;
  static std::string name() { return "the record becomes Final by `request` of `agent`"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.finalize(event.record, event.request, event.agent);
  }
};

struct FinalizeChain {
  static constexpr bool finalizes = true;
  static std::string name() { return "every Open record of the chain becomes Final by `request` of `agent`"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.finalize_chain(event.request, event.agent);
  }
};

struct CancelRecord {
  static constexpr bool finalizes = true;
  static std::string name() { return "the record becomes Final by the server"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.cancel(event.record);
  }
};

struct CancelChain {
  static constexpr bool finalizes = true;
  static std::string name() { return "every Open record of the chain becomes Final by the server"; }
  template <class Event, class Domain>
  static void run(Event const&, Domain& domain) {
    domain.cancel_chain();
  }
};

struct AppendRecord {
  using adds = boost::mp11::mp_list<Record>;
  static std::string name() { return "an Open record is put at the chain's end"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.append_record(event.record);
  }
};

struct Forget {
  static std::string name() { return "chain and records are forgotten"; }
  template <class Event, class Domain>
  static void run(Event const&, Domain& domain) {
    domain.forget();
  }
};

// --- The directory ---

struct Monitor {
  using adds = boost::mp11::mp_list<Dn>;
  static std::string name() { return "`dn` is monitored"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.monitor(event.dn);
  }
};

struct Unmonitor {
  static std::string name() { return "`dn` is no longer monitored"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.unmonitor(event.dn);
  }
};

struct LogIn {
  using adds = boost::mp11::mp_list<Agent, Dns>;
  static std::string name() {
    return "`agent` is logged in at `dns` alone; others who were at one of them are logged out";
  }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.log_in(event.agent, event.dns);
  }
};

struct LogOut {
  static std::string name() { return "`agent` is logged out"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.log_out(event.agent);
  }
};

struct LoadChain {
  using adds = boost::mp11::mp_list<Chain, Records>;
  static std::string name() { return "the chain is known, and all its records are Open"; }
  template <class Event, class Domain>
  static void run(Event const& event, Domain& domain) {
    domain.load(event.chain, event.records);
  }
};

}  // namespace recordshare::model
