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

namespace recordshare::command {
namespace {

constexpr std::string_view kIndent = "     ";

// Appends the items of a list in order, and cuts long lists.
class List {
 public:
  explicit List(std::string& out) : out_(out) {}

  /// Whether to append the next item.
  bool next() {
    if (++count_ > kShownMax) return false;
    if (count_ > 1) out_.append(", ");
    return true;
  }
  void end() {
    if (count_ > kShownMax) out_.append(" and ").append(std::to_string(count_ - kShownMax)).append(" more");
  }

 private:
  std::string& out_;
  std::size_t count_ = 0;
};

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

void append_reason(std::string& out, Outcome const& outcome) {
  ReasonTerm const& reason = term_of(outcome.reason);
  if (reason.why.empty()) return;  // accepted or acknowledged
  out.append(kIndent).append("why: ").append(reason.name).append(", ").append(reason.why).append(".\n");
  if (outcome.finality) {
    out.append(kIndent).append("final by: ").append(name_of_final(outcome.finality->request));
    out.append(outcome.finality->request ? " of " : " of the server");
    append_printable(out, outcome.finality->agent);
    out.append(".\n");
  }
  out.append(kIndent).append("needed: ").append(reason.needed).append(".\n");
}

void append_answer(std::string& out, Outcome const& outcome) {
  if (outcome.answer.empty()) return;
  out.append(kIndent).append("answer: ").append(outcome.answer);
  if (outcome.shown) {
    out.append(outcome.shown->read_only ? ", read-only: " : ": ");
    List list(out);
    for (ShownRecord const& shown : outcome.shown->records) {
      if (!list.next()) continue;
      out.append("record ").append(std::to_string(shown.record.value()));
      out.append(shown.updatable ? " (can be updated)" : " (cannot be updated)");
    }
    list.end();
  }
  out.append("\n");
}

void append_changes(std::string& out, Outcome const& outcome) {
  if (outcome.changes.empty()) return;
  out.append(kIndent).append("changed: ");
  List list(out);
  for (AccessChange const& change : outcome.changes) {
    if (!list.next()) continue;
    append_printable(out, change.agent);
    out.append(" ").append(name(change.from)).append(" -> ").append(name(change.to));
    out.append(" on chain ").append(std::to_string(change.chain.value()));
  }
  list.end();
  out.append("\n");
}

// The engine lists names in no particular order; sort them for the reader.
void append_names(std::string& out, std::string_view title, std::vector<std::string_view> names, ChainId chain,
                  Engine const& engine) {
  if (names.empty()) return;
  std::ranges::sort(names);
  out.append("; ").append(title).append(" ");
  List list(out);
  for (std::string_view const who : names) {
    if (!list.next()) continue;
    append_printable(out, who);
    out.append(" (").append(name(engine.access(chain, who))).append(")");
  }
  list.end();
}

void append_consultations(std::string& out, ChainId chain, Engine const& engine) {
  std::vector<Consultation> all;
  for (Consultation const& one : engine.consultations(chain)) all.push_back(one);
  if (all.empty()) return;
  std::ranges::sort(all, {}, &Consultation::initiator);
  out.append("; consulting ");
  List list(out);
  for (Consultation const& one : all) {
    if (!list.next()) continue;
    append_printable(out, one.initiator);
    out.append(" -> ");
    append_printable(out, one.target);
    out.append(", ").append(name(one.stage)).append(" (").append(name(engine.access(chain, one.target))).append(")");
  }
  list.end();
}

void append_records(std::string& out, ChainId chain, Engine const& engine) {
  out.append(kIndent).append("records: ");
  List list(out);
  for (RecordState const& record : engine.records(chain)) {
    if (!list.next()) continue;
    out.append(std::to_string(record.record.value()));
    if (!record.finality) {
      out.append(" open");
      continue;
    }
    out.append(" final by ").append(name_of_final(record.finality->request));
    if (record.finality->request) append_printable(out.append(" of "), record.finality->agent);
  }
  list.end();
  out.append("\n");
}

template <class T>
std::vector<T> all_of(Listing<T> const& listing) {
  std::vector<T> items;
  for (T const& item : listing) items.push_back(item);
  return items;
}

void append_chain(std::string& out, Event const& event, Engine const& engine) {
  std::optional<ChainId> const chain = chain_of(event, engine);
  if (!chain) return;
  out.append(kIndent).append("chain ").append(std::to_string(chain->value())).append(" now: ");
  out.append(name(*engine.phase(*chain)));
  append_names(out, "on the call", all_of(engine.parties(*chain)), *chain, engine);
  append_consultations(out, *chain, engine);
  append_names(out, "kept by", all_of(engine.keepers(*chain)), *chain, engine);
  out.append("\n");
  append_records(out, *chain, engine);
}

void append_sequence(std::string& out, std::uint64_t sequence) {
  std::string const number = std::to_string(sequence);
  out.append(number.size() < 3 ? 3 - number.size() : 0, ' ').append(number).append(". ");
}

void tell(std::string& out, Played const& played) {
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
  append_decision(out, *played.event, played.outcome);
  append_reason(out, played.outcome);
  append_answer(out, played.outcome);
  append_changes(out, played.outcome);
  append_chain(out, *played.event, played.engine);
  out.append("\n");
}

}  // namespace

int explain(CommandLine const& line) { return play_stream(line, tell); }

}  // namespace recordshare::command
