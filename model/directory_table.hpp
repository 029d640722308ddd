// SPDX-License-Identifier: Apache-2.0
// directory_table.hpp is the directory's table: E1 to E5, unknown names and handles, and the limits.
#pragma once

#include <recordshare/model/events.hpp>
#include "model/actions.hpp"
#include "model/guards.hpp"
#include "model/notation.hpp"

// Every event is decided here first. This table decides events without a chain, refuses unknown chains and records,
// and passes all others to the chain's table (table.hpp, which also explains how to read a row).

namespace recordshare::model {

using enum Reason;  // a row says Refuse<NoLiveCall>

// clang-format off

// --- rules.md, section 4, "Limits": before any other reason, under the rule of the event ---

using Limits_Reached = Rows<
    Row<Rule::E1,  On<DnMonitored>,         In<Directory>, If<Exceeds<Dn>>,             Refuse<LimitReached>>,
    Row<Rule::E2,  On<DnUnmonitored>,       In<Directory>, If<Exceeds<>>,               Refuse<LimitReached>>,
    Row<Rule::E3,  On<AgentLogin>,          In<Directory>, If<Exceeds<Agent, Dns>>,     Refuse<LimitReached>>,
    Row<Rule::E4,  On<AgentLogout>,         In<Directory>, If<Exceeds<>>,               Refuse<LimitReached>>,
    Row<Rule::E5,  On<ChainLoaded>,         In<Directory>, If<Exceeds<Chain, Records>>, Refuse<LimitReached>>,
    Row<Rule::E7,  On<RecordAdded>,         In<Directory>, If<Exceeds<Chain, Record>>,  Refuse<LimitReached>>,
    Row<Rule::R2,  On<CallEstablished>,     In<Directory>, If<ExceedsWith<Agent, Call>>, Refuse<LimitReached>>,
    Row<Rule::R3,  On<SingleStepTransferCompleted>,
                                            In<Directory>, If<ExceedsWith<To, NewCall>>, Refuse<LimitReached>>,
    Row<Rule::R5,  On<ConsultationInitiated>,
                                            In<Directory>, If<ExceedsWith<To>>,         Refuse<LimitReached>>,
    Row<Rule::R6,  On<TransferCompleted>,   In<Directory>, If<ExceedsWith<To, NewCall>>, Refuse<LimitReached>>,
    Row<Rule::R7,  On<SingleStepConferenceCompleted>,
                                            In<Directory>, If<ExceedsWith<To, NewCall>>, Refuse<LimitReached>>,
    Row<Rule::R7,  On<ConferenceCompleted>, In<Directory>, If<Exceeds<NewCall>>,        Refuse<LimitReached>>,
    Row<Rule::R14, On<PreviewRecord>,       In<Directory>, If<ExceedsWithHeld<Agent>>,  Refuse<LimitReached>>,
    Row<Rule::R15, On<CallRecovered>,       In<Directory>, If<ExceedsWith<Named, Call>>, Refuse<LimitReached>>>;

// --- rules.md, section 4: call events ---

using OnCall = OnSection<Section::Call>;

using R13_UnknownRecord = Rows<
    Row<Rule::R13, OnCall, In<Directory>, If<Not<Known<Record>>>, Refuse<UnknownRecord>>,
    Row<Rule::R13, OnCall, In<Directory>, If<>,                   PassToChain>>;

// --- rules.md, section 5: desktop requests ---

using D1_UnknownRecord = Rows<
    Row<Rule::D1, On<DesktopRequest>, In<Directory>, If<Not<Known<Record>>>, TurnDown<UnknownRecord>>,
    Row<Rule::D1, On<DesktopRequest>, In<Directory>, If<>,                   PassToChain>>;

// --- rules.md, section 6: environment events ---

using E_Directory = Rows<
    Row<Rule::E1, On<DnMonitored>,    In<Directory>, If<>,                   Accept, Do<Monitor>>,
    Row<Rule::E2, On<DnUnmonitored>,  In<Directory>, If<>,                   Accept, Do<Unmonitor>>,
    Row<Rule::E3, On<AgentLogin>,     In<Directory>, If<>,                   Accept, Do<LogIn>>,
    Row<Rule::E4, On<AgentLogout>,    In<Directory>, If<Not<LoggedIn<Agent>>>, Refuse<AgentNotLoggedIn>>,
    Row<Rule::E4, On<AgentLogout>,    In<Directory>, If<>,                   Accept, Do<LogOut>>,
    Row<Rule::E5, On<ChainLoaded>,    In<Directory>, If<Known<Chain>>,       Refuse<DuplicateChain>>,
    Row<Rule::E5, On<ChainLoaded>,    In<Directory>, If<NoRecords>,          Refuse<EmptyChain>>,
    Row<Rule::E5, On<ChainLoaded>,    In<Directory>, If<RecordsRepeat>,      Refuse<DuplicateRecord>>,
    Row<Rule::E5, On<ChainLoaded>,    In<Directory>, If<>,                   Accept, Do<LoadChain>>,
    Row<Rule::E6, On<ChainUnloaded>,  In<Directory>, If<Not<Known<Chain>>>,  Refuse<UnknownChain>>,
    Row<Rule::E6, On<ChainUnloaded>,  In<Directory>, If<>,                   PassToChain>,
    Row<Rule::E7, On<RecordAdded>,    In<Directory>, If<Not<Known<Chain>>>,  Refuse<UnknownChain>>,
    Row<Rule::E7, On<RecordAdded>,    In<Directory>, If<Known<Record>>,      Refuse<DuplicateRecord>>,
    Row<Rule::E7, On<RecordAdded>,    In<Directory>, If<>,                   PassToChain>,
    Row<Rule::E8, On<RecordCanceled>, In<Directory>, If<Not<Known<Record>>>, Refuse<UnknownRecord>>,
    Row<Rule::E8, On<RecordCanceled>, In<Directory>, If<>,                   PassToChain>>;

// clang-format on

/// Whether a row passes the event to the chain's table.
template <class Row>
using PassesToChain = std::is_same<typename Row::Verdict, PassToChain>;

struct DirectoryRules {
  using Table = boost::mp11::mp_append<Limits_Reached, R13_UnknownRecord, D1_UnknownRecord, E_Directory>;
  using States = boost::mp11::mp_list<Directory>;
  using Events = OnAny;
};

}  // namespace recordshare::model
