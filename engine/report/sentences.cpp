// SPDX-License-Identifier: Apache-2.0
// sentences.cpp defines a clause for each type of event and for its effect, with the members' names in braces.
#include "engine/report/sentences.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <variant>

#include "engine/library/printable.hpp"

namespace recordshare::command {
namespace {

// In the order of EventType.
constexpr std::array<std::string_view, kEvents.size()> kClauses{
    "the server starts to monitor DN {dn}",
    "the server stops monitoring DN {dn}",
    "{agent} logs in at {dns}",
    "{agent} logs out",
    "chain {chain} is loaded with {records}",
    "chain {chain} is unloaded",
    "record {record} is added to chain {chain}",
    "the server cancels record {record}",
    "record {record} is put on {agent}'s desktop, ahead of a call",
    "the call for record {record} is established at {agent}",
    "the call for record {record} goes from {from} to {to} in a single step",
    "{from} calls {to} to consult about record {record}",
    "{to} answers {from}, who consults about record {record}",
    "the consultation of {from} with {to} about record {record} ends",
    "{from} has transferred the call for record {record} to {to}",
    "{from} has brought {to}, who was consulted, into the call for record {record}",
    "{from} has brought {to} into the call for record {record} in a single step",
    "{agent} hangs up the call for record {record}",
    "the call for record {record} is over",
    "the switch says anew who is on the call for record {record}: {agents}",
};

// The effect of an accepted event, in the order of EventType: true under each rule that can accept the event.
constexpr std::array<std::string_view, kEvents.size()> kEffects{
    "DN {dn} is monitored",
    "DN {dn} is no longer monitored",
    "{agent} is logged in at exactly {dns}",
    "{agent} is logged out; its place in every chain stays, its rights are suspended (R1)",
    "chain {chain} is known: its phase is Idle, nobody has it, all its records are Open",
    "chain {chain} and its records are forgotten",
    "record {record} is Open, at the end of chain {chain}",
    "the server itself has made record {record} Final",
    "{agent} is the only keeper; there are no parties and no consultations, and the phase is Idle",
    "{agent} is the only party; all consultations have ended, and the phase is Live",
    "{from} has left the call and {to} has joined it; the rights have gone to {to}, unless nobody on the call is "
    "eligible (R8)",
    "the consultation is Dialing, {from}'s only one; {to} has no access by it yet",
    "the consultation is Established; {to} can read by it, and no more",
    "the consultation has ended; nothing else has changed",
    "{from} has left the call and {to} has joined it; the rights have gone to {to}, unless nobody on the call is "
    "eligible (R8)",
    "{to} has joined the call beside all others; the consultation that led to it has ended",
    "{to} has joined the call beside all others; any consultation between {from} and {to} has ended",
    "{agent} is not on the call, and its consultations have ended",
    "all parties have left the call, and the phase is WrapUp",
    "exactly these are on the call, and no consultation is on",
};
static_assert(!kClauses.back().empty() && !kEffects.back().empty(), "an event has no sentence");

// In the order of Request.
constexpr std::array<std::string_view, kRequests.size()> kRequestClauses{
    "{agent} asks to see the records of the chain of record {record}",
    "{agent} asks to update what came of the call for record {record}",
    "{agent} asks to have record {record} dialed again later",
    "{agent} asks to have record {record} dialed again at a set time",
    "{agent} asks to have record {record} marked as not to be called",
    "{agent} reports record {record} as processed",
    "{agent} rejects record {record}",
    "{agent} asks to cancel record {record}",
};

void append_member(std::string& out, std::string_view name) { append_printable(out, name); }
void append_member(std::string& out, Party const& party) { append_party(out, party); }
template <class Tag>
void append_member(std::string& out, Identifier<Tag> id) {
  out.append(std::to_string(id.value()));
}
void append_member(std::string& out, DnNames const& dns) { append_dns(out, dns); }
void append_member(std::string& out, Names::Parties parties) {
  if (parties.empty()) out.append("nobody");
  append_list(out, parties, append_party);
}
void append_member(std::string& out, Names::Records records) {
  out.append(records.empty() ? "no record" : records.size() == 1 ? "record " : "records ");
  append_list(out, records, [](std::string& to, RecordHandle record) { append_member(to, record); });
}

template <class One>
void append_member_called(std::string& out, One const& one, std::string_view name) {
  auto const append_if = [&](auto const& member) {
    if (member.name == name) append_member(out, one.*(member.pointer));
  };
  std::apply([&](auto const&... member) { (append_if(member), ...); }, One::members());
}

// Appends `clause`, with the names in braces replaced by the members of `one`.
template <class One>
void append_clause(std::string& out, std::string_view clause, One const& one) {
  while (!clause.empty()) {
    std::size_t const brace = std::min(clause.find('{'), clause.size());
    out.append(clause.substr(0, brace));
    clause.remove_prefix(brace);
    if (clause.empty()) break;
    std::size_t const end = clause.find('}');
    append_member_called(out, one, clause.substr(1, end - 1));
    clause.remove_prefix(end + 1);
  }
}

template <class One>
std::string_view clause_of(One const& one) {
  if constexpr (requires { One::type; })
    return kClauses[static_cast<std::size_t>(One::type)];
  else
    return kRequestClauses.at(index_of(one.request));
}

}  // namespace

void append_party(std::string& out, Party const& party) {
  append_printable(out.append(party.is_number ? "number " : ""), party.name);
}

void append_dns(std::string& out, DnNames const& dns) {
  append_list(out.append(dns.size() == 1 ? "DN " : "DNs "), dns, append_printable);
}

std::string_view clause_of_event(std::string_view type) noexcept {
  for (std::size_t i = 0; i < kEvents.size(); ++i)
    if (kEvents[i].name == type) return kClauses[i];
  return "";
}

std::string_view plain_title(RuleTerm const& rule) noexcept {
  std::string_view title = rule.title;
  if (title.ends_with(':') || title.ends_with('.')) title.remove_suffix(1);
  return title;
}

void append_words(std::string& out, Event const& event) {
  std::visit([&](auto const& one) { append_clause(out, clause_of(one), one); }, event);
}

void append_effect(std::string& out, Event const& event, Outcome const& outcome) {
  bool const took_effect = has_taken_place(outcome.result);
  if (!took_effect) {
    out.append("nothing has changed");
  } else if (outcome.shown) {
    out.append(outcome.shown->read_only ? "the records are shown, and cannot be updated" : "the records are shown");
  } else {
    std::visit(
        [&]<class One>(One const& one) {
          if constexpr (requires { One::type; })
            append_clause(out, kEffects[static_cast<std::size_t>(One::type)], one);
          else
            out.append("the request has been carried out");
        },
        event);
  }
}

}  // namespace recordshare::command
