// SPDX-License-Identifier: Apache-2.0
// interpretations.hpp lists the reason for every interpretation that rules.md marks [I], where the guide is silent.
#pragma once

#include <array>
#include <string_view>

#include <recordshare/model/vocabulary.hpp>

namespace recordshare::model {

/// The reason for a rule's interpretation; the interpretation itself is in rules.md, marked [I].
struct InterpretationTerm {
  Rule rule;
  std::string_view why;
};

/// In the order of the rules; a test compares them with the marks in rules.md, one by one.
inline constexpr std::array<InterpretationTerm, 11> kInterpretations{{
    {Rule::R1,
     "The guide demands both and does not say when. Asked once, an agent who has gone home could still write, and who "
     "sits down at the DN next could do so in its name."},
    {Rule::R2,
     "The record belongs to the agent who has the customer. Another call must be able to take over a call on which "
     "nobody can act, or its record is stuck."},
    {Rule::R5,
     "The guide takes rights from the initiator only upon completion; until then the customer is still the "
     "initiator's."},
    {Rule::R7,
     "The guide speaks of who participates in the conference, not of how they came there; and who is on the call "
     "consults no longer."},
    {Rule::R8,
     "A record must not become unreachable because its call went to a place that the server cannot see, or because "
     "the last agent hung up before finishing it."},
    {Rule::R9,
     "The guide gives read-only access during the consultation and nothing after it. What was only asked changes "
     "nobody's rights."},
    {Rule::R10,
     "The guide gives rights to agents who participate in the call; who has left it participates no longer, and "
     "cannot consult for it."},
    {Rule::R11, "Agents disposition records after the call: the rights of who was on it must outlive it."},
    {Rule::R12, "A consultation is made to transfer or to conference a call. Without the call there is nothing to."},
    {Rule::R14,
     "In preview dialing the agent decides before there is a call. Somebody must have the record then, and nobody "
     "whose call has ended may write to it at the same time."},
    {Rule::D9,
     "The guide names `RecordProcessed` alone. Had the other two not the same effect, a record could be given back to "
     "the server twice; and who finalized it has no better claim to change it than any other."},
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
