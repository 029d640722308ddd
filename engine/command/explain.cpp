// SPDX-License-Identifier: Apache-2.0
// explain.cpp is the verb `explain`: for each line the event, the decision and its reason, and the accesses afterwards.
#include "engine/command/verbs.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/command/stream.hpp"
#include "engine/command/summary.hpp"
#include "engine/library/printable.hpp"
#include "engine/report/sentences.hpp"
#include "model/event_fields.hpp"

namespace recordshare::command {
namespace {

constexpr std::string_view kIndent = "     ";

// The chain of an event; `nullopt` if it is unknown after the event.
std::optional<ChainId> chain_of(Event const& event, Engine const& engine) {
  return std::visit(
      [&](auto const& one) -> std::optional<ChainId> {
        if constexpr (requires { one.chain; })
          return engine.phase(one.chain) ? std::optional(one.chain) : std::nullopt;
        else if constexpr (requires { one.record; })
          return engine.chain_of(one.record);
        else
          return std::nullopt;
      },
      event);
}

void append_decision(std::string& out, Event const& event, Outcome const& outcome) {
  RuleTerm const& rule = term_of(outcome.rule);
  out.append(kIndent).append(name(outcome.result)).append(" (").append(rule.name).append(", ");
  out.append(plain_title(rule)).append("): ");
  append_effect(out, event, outcome);
  out.append(".\n");
}

template <class T>
std::vector<T> sorted(Listing<T> const& listing) {  // the engine lists in no particular order
  std::vector<T> items;
  for (T const& item : listing) items.push_back(item);
  std::ranges::sort(items);
  return items;
}

template <class T>
bool has(Listing<T> const& listing, Party const& party) {
  return std::ranges::find(listing, party) != listing.end();
}

// The agents on the call who can act.
std::vector<Party> who_can_act(ChainId chain, Engine const& engine) {
  std::vector<Party> parties = sorted(engine.parties(chain));
  std::erase_if(parties, [&](Party const& party) {
    return party.is_number || engine.standing(party.name) != Standing::Eligible;
  });
  return parties;
}

// Why the agent has no access to the chain (rules.md, section 3), as a clause.
void append_why_none(std::string& out, ChainId chain, std::string_view agent, Engine const& engine) {
  if (engine.standing(agent) == Standing::NotLoggedIn) {
    out.append("not logged in");
    return;
  }
  std::vector<std::string_view> dns = sorted(engine.dns(agent));
  std::erase_if(dns, [&](std::string_view dn) { return engine.is_monitored(dn); });
  if (!dns.empty()) {
    append_dns(out, DnNames(dns));
    out.append(dns.size() == 1 ? " is not monitored" : " are not monitored");
    return;
  }
  if (has(engine.keepers(chain), agent)) {
    append_list(out.append("a keeper, while "), who_can_act(chain, engine), append_party);
    out.append(" on the call can act");
    return;
  }
  for (Consultation const& one : engine.consultations(chain)) {
    if (one.target != Party(agent)) continue;
    append_party(out.append("consulted by "), one.initiator);
    out.append(one.stage == Stage::Dialing ? ", but has not answered" : ", who may not act");
    return;
  }
  out.append("no member of the chain");
}

// The members by which explanations find whom an event is about; empty if it has none.
std::string_view agent_of(Event const& event) {
  if (auto const* const request = std::get_if<DesktopRequest>(&event)) return request->agent;
  auto const* const preview = std::get_if<PreviewRecord>(&event);
  return preview != nullptr ? preview->agent : std::string_view{};
}
std::string_view call_of(Event const& event) {
  return std::visit(
      [](auto const& one) -> std::string_view {
        if constexpr (requires { one.call; }) return one.call;
        return {};
      },
      event);
}

// Whether the request is the one that made the record Final.
bool is_repeated(Event const& event, Finality const& finality) {
  auto const& request = std::get<DesktopRequest>(event);
  return finality.request == request.request && finality.agent == request.agent;
}

void append_reason(std::string& out, Event const& event, Outcome const& outcome, Engine const& engine) {
  ReasonTerm const& reason = term_of(outcome.reason);
  if (reason.why.empty()) return;  // accepted or acknowledged
  out.append(kIndent).append("why: ").append(reason.name).append(", ").append(reason.why).append(".\n");
  if (outcome.reason == Reason::NotMonitored || outcome.reason == Reason::NoAccess ||
      outcome.reason == Reason::NotEligible) {
    append_printable(out.append(kIndent).append("access: "), agent_of(event));
    append_why_none(out.append(" has None: "), *chain_of(event, engine), agent_of(event), engine);
    out.append(".\n");
  }
  if (outcome.reason == Reason::OtherCall) {
    append_printable(out.append(kIndent).append("calls: "), engine.call(*chain_of(event, engine)));
    append_printable(out.append(" is live, and the event is of "), call_of(event));
    out.append(".\n");
  }
  if (outcome.finality) {
    out.append(kIndent).append("final by: ").append(name_of_final(outcome.finality->request));
    out.append(outcome.finality->request ? " of " : " of the server");
    append_printable(out, outcome.finality->agent);
    if (is_repeated(event, *outcome.finality))
      out.append(
          ": `final_request` and `final_agent` are those of this request, so it has succeeded before, and this "
          "is a repetition, as after a lost answer");
    out.append(".\n");
  }
  out.append(kIndent).append("needed: ").append(reason.needed).append(".\n");
}

void append_answer(std::string& out, Outcome const& outcome) {
  if (outcome.answer.empty()) return;
  out.append(kIndent).append("answer: ").append(outcome.answer);
  if (outcome.shown) {
    out.append(outcome.shown->read_only ? ", read-only: " : ": ");
    append_list(out, outcome.shown->records, [](std::string& text, ShownRecord const& shown) {
      text.append("record ").append(std::to_string(shown.record.value()));
      text.append(shown.updatable ? " (can be updated)" : " (cannot be updated)");
    });
  }
  out.append("\n");
}

void append_finalized(std::string& out, Outcome const& outcome) {
  if (outcome.finalized.empty()) return;
  append_list(out.append(kIndent).append("final now: "), outcome.finalized, [](std::string& text, RecordHandle record) {
    text.append("record ").append(std::to_string(record.value()));
  });
  out.append("\n");
}

void append_changes(std::string& out, Outcome const& outcome) {
  if (outcome.changes.empty()) return;
  append_list(out.append(kIndent).append("changed: "), outcome.changes, [](std::string& text, AccessChange const& one) {
    append_printable(text, one.agent);
    text.append(" ").append(name(one.from)).append(" -> ").append(name(one.to));
    text.append(" on chain ").append(std::to_string(one.chain.value()));
  });
  out.append("\n");
}

// A number never has access.
void append_access(std::string& out, ChainId chain, Party const& who, Engine const& engine) {
  Access const access = who.is_number ? Access::None : engine.access(chain, who.name);
  out.append(" (").append(name(access));
  if (access == Access::None && !who.is_number) append_why_none(out.append(": "), chain, who.name, engine);
  out.append(")");
}

void append_parties(std::string& out, std::string_view title, std::vector<Party> const& parties, ChainId chain,
                    Engine const& engine) {
  if (parties.empty()) return;
  append_list(out.append("; ").append(title).append(" "), parties, [&](std::string& text, Party const& who) {
    append_party(text, who);
    append_access(text, chain, who, engine);
  });
}

void append_consultations(std::string& out, ChainId chain, Engine const& engine) {
  std::vector<Consultation> all;
  for (Consultation const& one : engine.consultations(chain)) all.push_back(one);
  if (all.empty()) return;
  std::ranges::sort(all, {}, &Consultation::initiator);
  append_list(out.append("; consulting "), all, [&](std::string& text, Consultation const& one) {
    append_party(text, one.initiator);
    append_party(text.append(" -> "), one.target);
    append_access(text.append(", ").append(name(one.stage)), chain, one.target, engine);
  });
}

void append_records(std::string& out, ChainId chain, Engine const& engine) {
  append_list(out.append(kIndent).append("records: "), engine.records(chain),
              [](std::string& text, RecordState const& record) {
                text.append(std::to_string(record.record.value()));
                if (!record.finality) {
                  text.append(" open");
                  return;
                }
                text.append(" final by ").append(name_of_final(record.finality->request));
                if (record.finality->request) append_printable(text.append(" of "), record.finality->agent);
              });
  out.append("\n");
}

void append_chain(std::string& out, Event const& event, Engine const& engine) {
  std::optional<ChainId> const chain = chain_of(event, engine);
  if (!chain) return;
  out.append(kIndent).append("chain ").append(std::to_string(chain->value())).append(" now: ");
  out.append(name(*engine.phase(*chain)));
  if (!engine.call(*chain).empty()) append_printable(out.append(", call "), engine.call(*chain));
  append_parties(out, "on the call", sorted(engine.parties(*chain)), *chain, engine);
  append_consultations(out, *chain, engine);
  append_parties(out, "kept by", sorted(engine.keepers(*chain)), *chain, engine);
  out.append("\n");
  append_records(out, *chain, engine);
}

// A call for nothing that can be finished: the dialer may have lost an answer.
void append_warning(std::string& out, Event const& event, Outcome const& outcome, Engine const& engine) {
  auto const* const call = std::get_if<CallEstablished>(&event);
  if (call == nullptr || outcome.result != Result::Accepted) return;
  auto const records = engine.records(*engine.chain_of(call->record));
  if (std::ranges::all_of(records, [](RecordState const& record) { return record.finality.has_value(); }))
    out.append(kIndent).append("note: the call is established for a chain whose records are all Final.\n");
}

// What the engine no longer knows after an event: for whom numbers stand, and the logins that a login ends.
class Before {
 public:
  void look(Event const& event, Engine const& engine) {
    lines_.clear();
    std::visit(
        [&](auto const& one) {
          if constexpr (requires { one.dns; }) look_at_login(one, engine);
          if constexpr (requires { one.parties; })
            for (Party const& party : one.parties) look_at_number(event, party, engine);
        },
        event);
    model::for_each_party(event, [&](Party const& party) { look_at_number(event, party, engine); });
  }

  void append(std::string& out) const { out.append(lines_); }

 private:
  void look_at_login(AgentLogin const& login, Engine const& engine) {
    std::vector<std::string_view> ended;  // in the order of the DNs
    if (engine.standing(login.agent) != Standing::NotLoggedIn) ended.push_back(login.agent);
    for (std::string_view const dn : login.dns) {
      std::string_view const agent = engine.agent_at(dn);
      if (!agent.empty() && std::ranges::find(ended, agent) == ended.end()) ended.push_back(agent);
    }
    for (std::string_view const agent : ended) {
      append_printable(lines_.append(kIndent).append("before: "), agent);
      std::vector<std::string_view> const dns = sorted(engine.dns(agent));
      append_dns(lines_.append(" was logged in at "), DnNames(dns));
      lines_.append(agent == login.agent ? ".\n" : ", and is displaced.\n");
    }
  }

  // Section 2, "to stand for".
  void look_at_number(Event const& event, Party const& party, Engine const& engine) {
    std::optional<ChainId> const chain = chain_of(event, engine);
    std::string_view const agent = party.is_number ? engine.agent_at(party.name) : std::string_view{};
    if (!chain || agent.empty()) return;
    bool const says_anew =
        std::holds_alternative<CallEstablished>(event) || std::holds_alternative<CallRecovered>(event);
    auto const is_end = [&](Consultation const& one) { return one.initiator == party || one.target == party; };
    if (!says_anew && (has(engine.parties(*chain), party) || std::ranges::any_of(engine.consultations(*chain), is_end)))
      return;
    append_party(lines_.append(kIndent).append("party: "), party);
    append_printable(lines_.append(" stands for "), agent);
    lines_.append(", who is logged in at that DN.\n");
  }

  std::string lines_;
};

void append_sequence(std::string& out, std::uint64_t sequence) {
  std::string const number = std::to_string(sequence);
  out.append(number.size() < 3 ? 3 - number.size() : 0, ' ').append(number).append(". ");
}

void tell(std::string& out, Played const& played, Before const& before) {
  append_sequence(out, played.sequence);
  if (played.event == nullptr || played.outcome.result == Result::Invalid) {
    out.append("This line is not a valid event.\n").append(kIndent).append("invalid: ");
    append_printable(out, played.outcome.message);  // it quotes the line
    out.append(".\n\n");
    return;
  }
  out.append(type_name(*played.event)).append(": ");
  append_words(out, *played.event);
  out.append(".\n");
  before.append(out);
  append_decision(out, *played.event, played.outcome);
  append_reason(out, *played.event, played.outcome, played.engine);
  append_answer(out, played.outcome);
  append_finalized(out, played.outcome);
  append_changes(out, played.outcome);
  append_chain(out, *played.event, played.engine);
  append_warning(out, *played.event, played.outcome, played.engine);
  out.append("\n");
}

}  // namespace

int explain(CommandLine const& line) {
  Before before;
  return play_stream(
      line, [&](std::string& out, Played const& played) { tell(out, played, before); },
      [&](Event const& event, Engine const& engine) { before.look(event, engine); });
}

}  // namespace recordshare::command
