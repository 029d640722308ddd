// SPDX-License-Identifier: Apache-2.0
// table.hpp is the transition table of a chain: R2 to R15, D2 to D9 and the chain's part of E6 to E8.
#pragma once

#include <recordshare/model/events.hpp>
#include "model/actions.hpp"
#include "model/guards.hpp"
#include "model/notation.hpp"

// How to read a row (notation.hpp):
//
//   Row<rule, On<events>, In<phases>, If<guards>, verdict, Do<actions>, Enter<phase>>
//
// Rows are read from the top, and the first that applies decides. R1 and R8 have no rows: R1 is the guard Eligible, and
// R8 the action FindKeepers, which eight rules call. R12 is an invariant that every row that leaves Live preserves.

namespace recordshare::model {

using enum Reason;  // a row says Refuse<NoLiveCall>

// clang-format off

// --- rules.md, section 4: call events ---

using R2_CallEstablished = Rows<
    Row<Rule::R2, On<CallEstablished>, In<Live>, If<Attended>, Refuse<CallAlreadyLive>>,
    Row<Rule::R2, On<CallEstablished>, Anytime,  If<>,         Accept,
        Do<EndAllConsultations, EveryoneLeaves, Join<Agent>, FindKeepers, SetCall>, Enter<Live>>>;

using R3_SingleStepTransfer = Rows<
    Row<Rule::R3, On<SingleStepTransferCompleted>, In<Live>, If<>, Accept,
        Do<EndConsultationsOf<From>, Leave<From>, Join<To>, FindKeepers, ChangeCall>>>;

using R4_MuteTransfer = Rows<
    Row<Rule::R4, On<TransferCompleted>, In<Live>, If<ConsultationAt<From, To, Stage::Dialing>>, Accept,
        Do<EndConsultationsOf<From>, Leave<From>, Join<To>, FindKeepers, ChangeCall>>>;

using R5_Consultation = Rows<
    Row<Rule::R5, On<ConsultationInitiated>,   In<Live>, If<>, Accept,
        Do<EndConsultationsOf<From>, BeginConsultation<From, To>>>,
    Row<Rule::R5, On<ConsultationEstablished>, In<Live>, If<>, Accept, Do<EstablishConsultation<From, To>>>>;

using R6_TwoStepTransfer = Rows<
    Row<Rule::R6, On<TransferCompleted>, In<Live>, If<>, Accept,
        Do<EndConsultationsOf<From>, Leave<From>, Join<To>, FindKeepers, ChangeCall>>>;

using R7_Conference = Rows<
    Row<Rule::R7, On<ConferenceCompleted, SingleStepConferenceCompleted>, In<Live>, If<>, Accept,
        Do<EndConsultationBetween<From, To>, Join<To>, FindKeepers, ChangeCall>>>;

using R9_ConsultationReleased = Rows<
    Row<Rule::R9, On<ConsultationReleased>, In<Live>, If<>,                  Accept,
        Do<EndConsultationBetween<From, To>>>,
    Row<Rule::R9, On<PartyLeft>,            In<Live>, If<Not<Party<Agent>>>, Accept,
        Do<EndConsultationsOf<Agent>>>>;

using R10_PartyLeaves = Rows<
    Row<Rule::R10, On<PartyLeft>, In<Live>, If<OnlyParty<Agent>>, Accept,
        Do<EndConsultationsOf<Agent>, Leave<Agent>, FindKeepers, ForgetCall>, Enter<WrapUp>>,
    Row<Rule::R10, On<PartyLeft>, In<Live>, If<>,                 Accept,
        Do<EndConsultationsOf<Agent>, Leave<Agent>, FindKeepers>>>;

using R11_CallEnds = Rows<
    Row<Rule::R11, On<CallEnded>, In<Live>, If<>, Accept,
        Do<EndAllConsultations, EveryoneLeaves, FindKeepers, ForgetCall>, Enter<WrapUp>>>;

using R14_Preview = Rows<
    Row<Rule::R14, On<PreviewRecord>, In<Live>, If<Attended>,             Refuse<CallAlreadyLive>>,
    Row<Rule::R14, On<PreviewRecord>, Anytime,  If<Not<Eligible<Agent>>>, Refuse<NotEligible>>,
    Row<Rule::R14, On<PreviewRecord>, Anytime,  If<>,                     Accept,
        Do<EndAllConsultations, EveryoneLeaves, OnlyKeeper<Agent>, ForgetCall>, Enter<Idle>>>;

using R15_CallRecovered = Rows<
    Row<Rule::R15, On<CallRecovered>, In<Live>,         If<NobodyNamed>, Accept,
        Do<EndAllConsultations, EveryoneLeaves, FindKeepers, ForgetCall>, Enter<WrapUp>>,
    Row<Rule::R15, On<CallRecovered>, In<Idle, WrapUp>, If<NobodyNamed>, Accept>,
    Row<Rule::R15, On<CallRecovered>, Anytime,          If<>,            Accept,
        Do<EndAllConsultations, EveryoneLeaves, JoinAll, FindKeepers, SetCall>, Enter<Live>>>;

// The events that R13 checks: those with `from` and `to`, all, and those that need a consultation.
using OnPair = On<SingleStepTransferCompleted, ConsultationInitiated, ConsultationEstablished, ConsultationReleased,
                  TransferCompleted, ConferenceCompleted, SingleStepConferenceCompleted>;
using OnLiveCall = On<SingleStepTransferCompleted, ConsultationInitiated, ConsultationEstablished,
                      ConsultationReleased, TransferCompleted, ConferenceCompleted, SingleStepConferenceCompleted,
                      PartyLeft, CallEnded>;
using OnConsultation = On<ConsultationEstablished, ConsultationReleased, ConferenceCompleted>;

using R13_Order = Rows<
    Row<Rule::R13, OnLiveCall,    In<Idle, WrapUp>, If<>,                  Refuse<NoLiveCall>>,
    Row<Rule::R13, OnLiveCall,    In<Live>, If<OfOtherCall>,               Refuse<OtherCall>>,
    Row<Rule::R13, OnPair,        In<Live>, If<Same<From, To>>,            Refuse<SameAgent>>,
    Row<Rule::R13, OnPair,        In<Live>, If<Not<Party<From>>>,          Refuse<NotOnCall>>,
    Row<Rule::R13, On<PartyLeft>, In<Live>, If<Not<Party<Agent>>, Not<Consulted<Agent>>>,
                                                                           Refuse<NotOnCall>>,
    Row<Rule::R13, On<ConsultationInitiated>, In<Live>, If<Either<Consulting<To>, Consulted<From>>>,
                                                                           Refuse<ConsultationBusy>>,
    Row<Rule::R13, OnConsultation, In<Live>, If<Not<Consultation<From, To>>>,
                                                                           Refuse<NoConsultation>>,
    Row<Rule::R13, On<ConsultationEstablished>, In<Live>, If<ConsultationAt<From, To, Stage::Established>>,
                                                                           Refuse<AlreadyEstablished>>>;

// --- rules.md, section 5: desktop requests ---

using D_Requests = Rows<
    Row<Rule::D2, On<DesktopRequest>, Anytime, If<Not<LoggedIn<Agent>>>,  TurnDown<NotLoggedIn>>,
    Row<Rule::D3, On<DesktopRequest>, Anytime, If<Not<Eligible<Agent>>>,  TurnDown<NotMonitored>>,
    Row<Rule::D4, On<DesktopRequest>, Anytime, If<Has<Access::None>>,     TurnDown<NoAccess>>,
    Row<Rule::D5, On<DesktopRequest>, Anytime, If<Has<Access::ReadOnly>, RequestIs<RequestClass::Reads>>,
                                                                          Acknowledge, Do<ShowRecordsReadOnly>>,
    Row<Rule::D6, On<DesktopRequest>, Anytime, If<Has<Access::ReadOnly>>, TurnDown<ReadOnlyAccess>>,
    Row<Rule::D7, On<DesktopRequest>, Anytime, If<RequestIs<RequestClass::Reads>>,
                                                                          Acknowledge, Do<ShowRecords>>,
    Row<Rule::D8, On<DesktopRequest>, Anytime, If<Final, Not<AlwaysTaken>>, TurnDown<RecordAlreadyFinal>,
                                                                          Do<TellFinality>>,
    Row<Rule::D9, On<DesktopRequest>, Anytime, If<Finalizing, Policy<FinalScope::Chain>>,
                                                                          Acknowledge, Do<FinalizeChain>>,
    Row<Rule::D9, On<DesktopRequest>, Anytime, If<Finalizing>,            Acknowledge, Do<FinalizeRecord>>,
    Row<Rule::D9, On<DesktopRequest>, Anytime, If<>,                      Acknowledge>>;

// --- rules.md, section 6: environment events, as far as they concern one chain ---

using E_Chain = Rows<
    Row<Rule::E6, On<ChainUnloaded>,  In<Live>, If<Attended>,                  Refuse<CallAlreadyLive>>,
    Row<Rule::E6, On<ChainUnloaded>,  Anytime,  If<>,                          Accept, Do<Forget>, Enter<Idle>>,
    Row<Rule::E7, On<RecordAdded>,    Anytime,  If<>,                          Accept, Do<AppendRecord>>,
    Row<Rule::E8, On<RecordCanceled>, Anytime,  If<Final>,                     Refuse<RecordAlreadyFinal>>,
    Row<Rule::E8, On<RecordCanceled>, Anytime,  If<Policy<FinalScope::Chain>>, Accept, Do<CancelChain>>,
    Row<Rule::E8, On<RecordCanceled>, Anytime,  If<>,                          Accept, Do<CancelRecord>>>;

// clang-format on

/// The whole table. R13 comes first, although it is late in rules.md: an event that does not fit is refused before any
/// other rule is evaluated, so that the rows above need not repeat its conditions.
struct ChainRules {
  using Table =
      boost::mp11::mp_append<R13_Order, R2_CallEstablished, R3_SingleStepTransfer, R4_MuteTransfer, R5_Consultation,
                             R6_TwoStepTransfer, R7_Conference, R9_ConsultationReleased, R10_PartyLeaves, R11_CallEnds,
                             R14_Preview, R15_CallRecovered, D_Requests, E_Chain>;
  using States = boost::mp11::mp_list<Idle, Live, WrapUp>;
  using Events = OnEventsOf<Table>;
};

}  // namespace recordshare::model
