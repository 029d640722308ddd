// SPDX-License-Identifier: Apache-2.0
// interpretations.hpp explains each decision of rules.md that is ours: its reason, and the reading that was not taken.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare::model {

/// One decision of rules.md where the guide is silent; its text is in rules.md.
struct InterpretationTerm {
  /// Its place in rules.md: a rule, "access-3" of section 3, or a term, with hyphens. "R5-2" is the second mark of R5.
  std::string_view id;
  std::array<Rule, 9> rules;  ///< the rules that it is a part of; the rest is None
  std::string_view why;
  std::string_view instead;  ///< the reading that was not taken
  std::string_view story;    ///< a conformance story in which the two readings answer differently ...
  std::size_t line;          ///< ... to this line, as `seq` counts
};

/// What rules.md marks [I], in its order; a test compares this list with the marks, one by one.
inline constexpr std::array<InterpretationTerm, 21> kInterpretations{{
    {"eligible",
     {Rule::R1},
     "The guide asks for all DNs that take part, and an event does not say by which of its DNs an agent does.",
     "One monitored DN is enough.",
     "23-place-with-two-dns",
     5},
    {"to-stand-for",
     {Rule::R2, Rule::R3, Rule::R4, Rule::R5, Rule::R6, Rule::R7, Rule::R9, Rule::R10, Rule::R15},
     "Switches report devices, and the logins say who sits there. Asked again later, a login would move rights "
     "although nothing happened on the call.",
     "A number is never an agent.",
     "17-numbers",
     8},
    {"completed",
     {Rule::R3, Rule::R4, Rule::R6, Rule::R7},
     "\"Upon a successful transfer completion\" is the moment at which somebody can take over. Before it, nobody but "
     "the initiator can finish the record.",
     "The rights move when the initiator lets the call go and the target's phone still rings.",
     "02-mute-transfer",
     18},
    {"R1",
     {Rule::R1},
     "The guide demands both and does not say when. Asked once, an agent who has gone home could still write, and the "
     "next agent at the DN could do so in its name.",
     "It is asked once, when the agent gets the rights.",
     "08-suspended-rights",
     9},
    {"access-3",
     {Rule::R1, Rule::R5},
     "Nobody reads on behalf of an agent who may not act: sharing needs two agents at monitored DNs.",
     "The target reads until the consultation ends, even if the initiator logs out.",
     "07-target-not-eligible",
     15},
    {"R2",
     {Rule::R2},
     "The record belongs to the agent who has the customer. Another call must be able to take over a call on which "
     "nobody can act, or its record is stuck.",
     "A second call is refused as long as any call is live.",
     "10-take-over-and-preview",
     17},
    {"R5",
     {Rule::R5},
     "The guide takes rights from the initiator only upon completion; until then the customer is still the "
     "initiator's.",
     "The initiator only reads, too, while it consults.",
     "03-two-step-transfer",
     10},
    {"R5-2",
     {Rule::R5},
     "A phone consults one at a time. If the end of the earlier consultation was missed, a refusal would block every "
     "later transfer, and leave its target reading.",
     "It is refused until the end of the earlier one is reported.",
     "19-a-new-consultation-ends-the-old",
     14},
    {"R6",
     {Rule::R6},
     "The guide describes the consultation of a two-step transfer, and the completion only for scenario 1. The target "
     "then has the customer, as after every transfer.",
     "A two-step transfer leaves the rights where they were.",
     "03-two-step-transfer",
     32},
    {"R6-2",
     {Rule::R6},
     "The initiator has left the call and the target has it. A refusal would leave rights with an agent from whom the "
     "guide revokes them.",
     "It is refused without a consultation that was reported.",
     "20-transfer-without-consultation",
     12},
    {"R7",
     {Rule::R7},
     "The guide speaks of the agents in the conference, not of how they came there; and an agent on the call needs no "
     "consultation for it.",
     "A conference needs a consultation first.",
     "05-conference",
     30},
    {"R8",
     {Rule::R8},
     "A record must not become unreachable because its call went to a place that the server cannot see, or because "
     "the last agent hung up before finishing it.",
     "The last agent to leave loses the rights, like every other.",
     "09-leaving-and-wrap-up",
     18},
    {"R9",
     {Rule::R9},
     "The guide gives read-only access during the consultation and nothing after it. The target only listened: nobody "
     "else's rights change.",
     "The target reads until the call ends.",
     "04-consultation-taken-back",
     18},
    {"R10",
     {Rule::R10},
     "The guide gives rights to agents on the call. An agent who has left it is not on it, and cannot consult for it.",
     "Rights last until the call ends: the guide takes them only after a transfer.",
     "09-leaving-and-wrap-up",
     10},
    {"R11",
     {Rule::R11},
     "Agents finish records after the call: their rights must outlive it.",
     "The rights end with the call.",
     "09-leaving-and-wrap-up",
     26},
    {"R12",
     {Rule::R12},
     "A consultation is made to transfer or to conference a call. Without that call it has no purpose.",
     "A consultation lasts until its own end is reported.",
     "09-leaving-and-wrap-up",
     18},
    {"R14",
     {Rule::R14},
     "In preview dialing the agent decides before there is a call. One agent must have the record then, and no agent "
     "of "
     "an earlier call may write to it at the same time.",
     "Nobody has access before a call.",
     "10-take-over-and-preview",
     9},
    {"R15",
     {Rule::R15},
     "One lost event would otherwise stand until the chain is unloaded. The switch knows who is on the call.",
     "It adds parties and removes nobody.",
     "18-call-recovered",
     27},
    {"call-ids",
     {Rule::R13},
     "A late event of an earlier call, or the end of a call that was refused, must not touch the live one.",
     "Every event of a call is about the call that is live.",
     "24-call-ids",
     9},
    {"D9",
     {Rule::D8, Rule::D9},
     "The guide names `RecordProcessed` alone. If the other two did not finalize, a record could be given back to the "
     "server twice. The agent who finalized it has no better claim than any other.",
     "The agent who finalized a record may repeat the request.",
     "01-single-step-transfer",
     45},
    {"E3",
     {Rule::E3},
     "A switch that reports a login has allowed it. A refusal because a logout was missed would lock agents out.",
     "A login is refused while the agent or the DN has another one.",
     "21-login-displaces",
     17},
}};

/// The same for rules that rules.md does not mark and no sentence of the guide names: what a server that answers every
/// event needs beside the guide. In the order of the rules.
inline constexpr std::array<InterpretationTerm, 10> kUnmarked{{
    {"R13",
     {Rule::R13},
     "An event that does not fit was late, lost or wrong. To guess what was meant could give rights to an agent who is "
     "not on the call. The guide asks for a valid record handle alone.",
     "An event does as much as fits.",
     "10-take-over-and-preview",
     11},
    {"D1",
     {Rule::D1},
     "Every request has an answer, and this server has no such record.",
     "The request is ignored.",
     "10-take-over-and-preview",
     31},
    {"D4",
     {Rule::D4},
     "The guide lists who has rights. All others have none.",
     "Every agent who is logged in may read.",
     "01-single-step-transfer",
     9},
    {"E1",
     {Rule::E1},
     "The guide demands that DNs are monitored; a server can begin to monitor one at any time.",
     "Monitoring counts from the next login on.",
     "23-place-with-two-dns",
     6},
    {"E2",
     {Rule::E2},
     "What the server does not see it cannot answer for, from that moment on.",
     "An agent who had access keeps it.",
     "10-take-over-and-preview",
     16},
    {"E4",
     {Rule::E4},
     "A logout says nothing about the call: the agent may come back to it. A logout of an agent who is not logged in "
     "shows that an event was missed.",
     "A second logout is accepted.",
     "08-suspended-rights",
     25},
    {"E5",
     {Rule::E5},
     "A rejected record is dialed again, and is a new task then: no agent of the earlier round has a claim to it.",
     "A chain that is loaded again keeps its agents and final records.",
     "10-take-over-and-preview",
     32},
    {"E6",
     {Rule::E6},
     "The rights of agents on a live call must not disappear during it.",
     "A chain can be unloaded at any time.",
     "10-take-over-and-preview",
     15},
    {"E7",
     {Rule::E7},
     "A server finds further records of a customer while the chain is in use. All agents of the chain share them.",
     "A chain has the records with which it was loaded.",
     "22-do-not-call",
     25},
    {"E8",
     {Rule::E8},
     "The server owns the records and can take one back. After that the record is as final as by a request.",
     "Only a desktop finalizes.",
     "22-do-not-call",
     22},
}};

/// A rule without rows: its form, and the invariant that states its purpose.
struct RowlessTerm {
  Rule rule;
  std::string_view is;
  std::string_view invariant;
};

inline constexpr std::array<RowlessTerm, 3> kRowless{{
    {Rule::R1, "function", "I8"},
    {Rule::R8, "function", "I11"},
    {Rule::R12, "invariant", "I17"},
}};

}  // namespace recordshare::model
