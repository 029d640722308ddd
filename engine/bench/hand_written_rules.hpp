// SPDX-License-Identifier: Apache-2.0
// hand_written_rules.hpp writes the chain's rules as one would without a table: the floor for the rule step.
#pragma once

#include <variant>

#include <recordshare/model/events.hpp>
#include "model/concrete_chain.hpp"
#include "model/notation.hpp"

// Only the benchmark uses this. It decides by the same questions to the same state, so that what is measured is the
// price of the table and of Boost.MSM; the benchmark stops where the two decide differently.

namespace recordshare::bench {

using model::Ids;

/// The events of a chain, over numbers.
using ChainEvent =
    std::variant<model::ChainUnloaded<Ids>, model::RecordAdded<Ids>, model::RecordCanceled<Ids>,
                 model::PreviewRecord<Ids>, model::CallEstablished<Ids>, model::SingleStepTransferCompleted<Ids>,
                 model::ConsultationInitiated<Ids>, model::ConsultationEstablished<Ids>,
                 model::ConsultationReleased<Ids>, model::TransferCompleted<Ids>, model::ConferenceCompleted<Ids>,
                 model::SingleStepConferenceCompleted<Ids>, model::PartyLeft<Ids>, model::CallEnded<Ids>,
                 model::DesktopRequest<Ids>>;

class HandWrittenRules {
 public:
  HandWrittenRules(model::ConcreteChain& chain, Phase& phase, model::Decision& decision) noexcept
      : chain_(chain), phase_(phase), decision_(decision) {}

  void operator()(model::DesktopRequest<Ids> const& e) noexcept {
    if (!chain_.logged_in(e.agent)) return turn_down(Rule::D2, Reason::NotLoggedIn);
    if (!chain_.eligible(e.agent)) return turn_down(Rule::D3, Reason::NotMonitored);
    bool const reads = model::ConcreteChain::request_is(e.request, RequestClass::Reads);
    switch (chain_.access(e.agent)) {
      case Access::None:
        return turn_down(Rule::D4, Reason::NoAccess);
      case Access::ReadOnly:
        if (!reads) return turn_down(Rule::D6, Reason::ReadOnlyAccess);
        acknowledge(Rule::D5);
        return chain_.show_records(true);
      case Access::Full:
        break;
    }
    if (reads) {
      acknowledge(Rule::D7);
      return chain_.show_records(false);
    }
    if (chain_.is_final(e.record)) {
      turn_down(Rule::D8, Reason::RecordAlreadyFinal);
      return chain_.tell_finality();
    }
    acknowledge(Rule::D9);
    if (!model::ConcreteChain::request_is(e.request, RequestClass::Finalizes) &&
        !(model::ConcreteChain::reschedules(e.request) && chain_.policy(Reschedule::Finalizes))) {
      return;
    }
    if (chain_.policy(FinalScope::Chain)) return chain_.finalize_chain(e.request, e.agent);
    chain_.finalize(e.record, e.request, e.agent);
  }

  void operator()(model::CallEstablished<Ids> const& e) noexcept {
    if (phase_ == Phase::Live && chain_.attended()) return refuse(Rule::R2, Reason::CallAlreadyLive);
    accept(Rule::R2);
    chain_.end_all_consultations();
    chain_.everyone_leaves();
    chain_.join(e.agent);
    chain_.find_keepers();
    phase_ = Phase::Live;
  }
  void operator()(model::PreviewRecord<Ids> const& e) noexcept {
    if (phase_ == Phase::Live && chain_.attended()) return refuse(Rule::R14, Reason::CallAlreadyLive);
    if (!chain_.eligible(e.agent)) return refuse(Rule::R14, Reason::NotEligible);
    accept(Rule::R14);
    chain_.end_all_consultations();
    chain_.everyone_leaves();
    chain_.only_keeper(e.agent);
    phase_ = Phase::Idle;
  }
  void operator()(model::SingleStepTransferCompleted<Ids> const& e) noexcept {
    if (does_not_fit(e)) return;
    transfer(Rule::R3, e);
  }
  void operator()(model::TransferCompleted<Ids> const& e) noexcept {
    if (does_not_fit(e) || has_no_consultation(e)) return;
    transfer(chain_.consultation_at(e.from, e.to, Stage::Dialing) ? Rule::R4 : Rule::R6, e);
  }
  void operator()(model::ConsultationInitiated<Ids> const& e) noexcept {
    if (does_not_fit(e)) return;
    if (chain_.consulting(e.from) || chain_.consulting(e.to)) return refuse(Rule::R13, Reason::ConsultationBusy);
    accept(Rule::R5);
    chain_.begin_consultation(e.from, e.to);
  }
  void operator()(model::ConsultationEstablished<Ids> const& e) noexcept {
    if (does_not_fit(e) || has_no_consultation(e)) return;
    if (chain_.consultation_at(e.from, e.to, Stage::Established)) {
      return refuse(Rule::R13, Reason::AlreadyEstablished);
    }
    accept(Rule::R5);
    chain_.establish_consultation(e.from, e.to);
  }
  void operator()(model::ConsultationReleased<Ids> const& e) noexcept {
    if (does_not_fit(e) || has_no_consultation(e)) return;
    accept(Rule::R9);
    chain_.end_consultation_between(e.from, e.to);
  }
  void operator()(model::ConferenceCompleted<Ids> const& e) noexcept {
    if (does_not_fit(e) || has_no_consultation(e)) return;
    confer(e);
  }
  void operator()(model::SingleStepConferenceCompleted<Ids> const& e) noexcept {
    if (does_not_fit(e)) return;
    confer(e);
  }
  void operator()(model::PartyLeft<Ids> const& e) noexcept {
    if (is_not_live()) return;
    if (!chain_.party(e.agent)) {
      if (!chain_.consulted(e.agent)) return refuse(Rule::R13, Reason::NotOnCall);
      accept(Rule::R9);
      return chain_.end_consultations_of(e.agent);
    }
    accept(Rule::R10);
    if (chain_.only_party(e.agent)) phase_ = Phase::WrapUp;
    chain_.end_consultations_of(e.agent);
    chain_.leave(e.agent);
    chain_.find_keepers();
  }
  void operator()(model::CallEnded<Ids> const&) noexcept {
    if (is_not_live()) return;
    accept(Rule::R11);
    chain_.end_all_consultations();
    chain_.everyone_leaves();
    chain_.find_keepers();
    phase_ = Phase::WrapUp;
  }
  void operator()(model::ChainUnloaded<Ids> const&) noexcept {
    if (phase_ == Phase::Live && chain_.attended()) return refuse(Rule::E6, Reason::CallAlreadyLive);
    accept(Rule::E6);
    chain_.forget();
    phase_ = Phase::Idle;
  }
  void operator()(model::RecordAdded<Ids> const& e) noexcept {
    accept(Rule::E7);
    chain_.append_record(e.record);
  }
  void operator()(model::RecordCanceled<Ids> const& e) noexcept {
    if (chain_.is_final(e.record)) return refuse(Rule::E8, Reason::RecordAlreadyFinal);
    accept(Rule::E8);
    if (chain_.policy(FinalScope::Chain)) return chain_.cancel_chain();
    chain_.cancel(e.record);
  }

 private:
  void accept(Rule rule) noexcept { write(Result::Accepted, rule, Reason::None); }
  void acknowledge(Rule rule) noexcept { write(Result::Acknowledged, rule, Reason::None); }
  void refuse(Rule rule, Reason reason) noexcept { write(Result::Refused, rule, reason); }
  void turn_down(Rule rule, Reason reason) noexcept { write(Result::Error, rule, reason); }
  void write(Result result, Rule rule, Reason reason) noexcept {
    decision_.result = result;
    decision_.rule = rule;
    decision_.reason = reason;
    decision_.passed_to_chain = false;
  }

  bool is_not_live() noexcept {
    if (phase_ == Phase::Live) return false;
    refuse(Rule::R13, Reason::NoLiveCall);
    return true;
  }
  template <class Pair>
  bool does_not_fit(Pair const& e) noexcept {
    if (is_not_live()) return true;
    if (model::ConcreteChain::same(e.from, e.to)) {
      refuse(Rule::R13, Reason::SameAgent);
      return true;
    }
    if (chain_.party(e.from)) return false;
    refuse(Rule::R13, Reason::NotOnCall);
    return true;
  }
  template <class Pair>
  bool has_no_consultation(Pair const& e) noexcept {
    if (chain_.consultation(e.from, e.to)) return false;
    refuse(Rule::R13, Reason::NoConsultation);
    return true;
  }
  template <class Pair>
  void transfer(Rule rule, Pair const& e) noexcept {
    accept(rule);
    chain_.end_consultations_of(e.from);
    chain_.leave(e.from);
    chain_.join(e.to);
    chain_.find_keepers();
  }
  template <class Pair>
  void confer(Pair const& e) noexcept {
    accept(Rule::R7);
    chain_.end_consultation_between(e.from, e.to);
    chain_.join(e.to);
    chain_.find_keepers();
  }

  model::ConcreteChain& chain_;
  Phase& phase_;
  model::Decision& decision_;
};

}  // namespace recordshare::bench
