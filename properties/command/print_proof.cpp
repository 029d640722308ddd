// SPDX-License-Identifier: Apache-2.0
// print_proof.cpp prints the result of a proof.
#include "properties/command/print_proof.hpp"

#include <array>
#include <cstdio>
#include <map>
#include <string_view>

#include "engine/command_line/progress.hpp"
#include "engine/library/boost_json.hpp"
#include "properties/oracle/invariants.hpp"
#include "properties/prove/story.hpp"
#include "properties/world/bounded_names.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::properties {
namespace {

using command::grouped;
using prove::ProofReport;
using prove::Tally;

/// The number of failures printed as stories; only the names of the others are printed.
constexpr std::size_t kStories = 3;

struct TheoremTerm {
  std::string_view name;
  std::string_view sentence;
};

/// The theorems that are not in section 8 of rules.md, with their sentences.
constexpr TheoremTerm kTheorems[]{
    {"initial state", "The inductive invariant holds if nothing is loaded and nobody is logged in."},
    {"facts", "Every step preserves every fact that a proof assumes, and each is as strong as section 2 of rules.md."},
    {"policies", "Each policy has exactly one of its values."},
    {"contracts",
     "Each rule decides under its precondition, answers and changes what its contract says, and nothing else."},
    {"limits", "An event is refused with `LimitReached`, before any other reason, exactly if it would exceed a limit."},
    {"handing over", "The directory passes on only events that name a known chain and a known record."},
    {"environment", "Logins and monitoring change nothing of the chain, and access only through eligibility."},
    {"access", "The access that rows use is that of rules.md, section 3."},
    {"totality", "For every event in every state, some row applies, and exactly one row is the first."},
    {"reachability", "For each path through the tables it is decided whether a state and an event take it."},
    {"no dead row", "Every row decides some event in some state."},
};

/// I14 says more than what is proved.
constexpr std::string_view kI14 =
    "Of any number of `RecordProcessed` for an Open record by agents with Full access, in any order, exactly one is "
    "acknowledged and every other gets `RecordAlreadyFinal`. (I14 adds \"from any number of threads\": not proved, but "
    "tested by races of threads.)";

std::string_view sentence_of(std::string_view theorem) {
  if (theorem == invariants::I14::name) return kI14;
  for (TheoremTerm const& term : kTheorems)
    if (term.name == theorem) return term.sentence;
  for (invariants::Term const& term : invariants::kTerms)
    if (term.name == theorem) return term.sentence;
  return {};
}

/// The theorems in the order in which they are printed.
std::vector<std::string_view> order_of(ProofReport const& report) {
  std::vector<std::string_view> order;
  for (TheoremTerm const& term : kTheorems) order.push_back(term.name);
  for (invariants::Term const& term : invariants::kTerms) order.push_back(term.name);
  std::erase_if(order, [&](std::string_view name) { return report.theorems.find(name) == report.theorems.end(); });
  return order;
}

void append_line(std::string& out, std::string_view name, Tally const& tally) {
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(), "  %-14s %11zu %8zu %9.3f\n", std::string(name).c_str(), tally.obligations,
                tally.proved, tally.seconds);
  out.append(text.data());
}

void append_sentence(std::string& out, std::string_view title, std::string_view sentence) {
  out.append("  ").append(title).append(title.size() < 15 ? 15 - title.size() : 1, ' ');
  out.append(sentence).append("\n");
}

void append_table(std::string& out, ProofReport const& report) {
  out.append("  theorem        obligations   proved   seconds\n");
  for (std::string_view const name : order_of(report)) append_line(out, name, report.theorems.find(name)->second);
  Tally total = report.total();
  total.seconds = report.seconds;
  append_line(out, "all", total);
  out.append("  (").append(std::to_string(total.plain)).append(" of them hold by simplification alone, ");
  out.append("without a solver)\n");
}

void append_words(std::string& out, ProofReport const& report) {
  auto const count = [&](std::string_view theorem) {
    auto const found = report.theorems.find(theorem);
    return std::to_string(found == report.theorems.end() ? 0 : found->second.obligations);
  };
  out.append("\nAvailability (I11), for every path of every event through the tables (").append(count("I11"));
  out.append("):\n  ").append(invariants::I11::sentence);
  out.append("\nLeast privilege (I15), for the same paths (").append(count("I15"));
  out.append("):\n  ").append(invariants::I15::sentence).append("\n\nThe others:\n");
  for (std::string_view const name : order_of(report))
    if (name != "I11" && name != "I15") append_sentence(out, name, sentence_of(name));
  out.append("\nThe inductive invariant, proved for the initial state and for every step:\n");
  for (auto const& fact : facts::all<prove::SymbolicState>().of_states)
    append_sentence(out, fact.is_of_i17 ? "I17" : "section 2", fact.sentence);
  out.append("\nAssumed of every event, and checked of every event of the explorers:\n");
  for (auto const& fact : facts::all<prove::SymbolicState>().of_lists) append_sentence(out, "lists", fact.sentence);
}

/// The policies under which a row decides; empty if it decides under all.
std::string policies_of(prove::RowReach const& reach) {
  std::string text;
  bool all = true;
  for (std::size_t i = 0; i < kAllPolicies.size(); ++i) {
    all = all && reach.under[i];
    if (reach.under[i]) text.append(text.empty() ? "" : "; ").append(text_of(kAllPolicies[i]));
  }
  return all ? std::string() : text;
}

void append_rows_of_policies(std::string& out, ProofReport const& report) {
  out.append("\nRows that decide only under some policies:\n");
  for (auto const& [key, reach] : report.rows)
    if (std::string const policies = policies_of(reach); !policies.empty())
      append_sentence(out, mutate::id_of_row(key.first, key.second), policies);
}

void append_dead_ways(std::string& out, ProofReport const& report) {
  out.append("\nPaths that no state and event take, and why:\n");
  std::map<std::string, std::vector<std::string_view>> ways_by_reason;
  for (prove::DeadWay const& dead : report.dead) {
    std::string reason;
    for (std::string_view const sentence : dead.because) reason.append(reason.empty() ? "" : " ").append(sentence);
    ways_by_reason[reason.empty() ? "Earlier rows decide all of its events." : reason].push_back(dead.way);
  }
  for (auto const& [reason, ways] : ways_by_reason) {
    out.append("  ").append(reason).append("\n");
    for (std::string_view const way : ways) out.append("    ").append(way).append("\n");
  }
}

}  // namespace

void append_text(std::string& out, ProofReport const& report, prove::ProofOptions const& options) {
  out.append("The tables, for any number of agents, DNs and records, ");
  out.append(options.policies.has_value() ? "under " + properties::text_of(*options.policies) : "under every policy");
  out.append(":\n");
  append_table(out, report);
  if (report.holds()) {
    append_words(out, report);
    if (!options.policies.has_value()) append_rows_of_policies(out, report);
    append_dead_ways(out, report);
    return;
  }
  for (std::size_t i = 0; i < report.failures.size(); ++i) {
    prove::Failure const& failure = report.failures[i];
    out.append("\n");
    if (i < kStories) {
      out.append(prove::story_of({}, failure));
    } else {
      out.append("NOT PROVED: ").append(failure.theorem).append(", ").append(failure.question).append("\n");
    }
  }
}

void append_json(std::string& out, ProofReport const& report) {
  Tally const total = report.total();
  json::object object{{"obligations", total.obligations},
                      {"proved", total.proved},
                      {"plain", total.plain},
                      {"seconds", report.seconds}};
  json::array theorems;
  for (std::string_view const name : order_of(report)) {
    Tally const& tally = report.theorems.find(name)->second;
    theorems.push_back({{"name", name},
                        {"sentence", sentence_of(name)},
                        {"obligations", tally.obligations},
                        {"proved", tally.proved},
                        {"seconds", tally.seconds}});
  }
  object["theorems"] = std::move(theorems);
  json::array failures;
  for (prove::Failure const& failure : report.failures)
    failures.push_back({{"theorem", failure.theorem},
                        {"obligation", failure.obligation},
                        {"where", failure.question},
                        {"claim", failure.words},
                        {"unknown", failure.is_unknown}});
  object["failures"] = std::move(failures);
  json::array dead;
  for (prove::DeadWay const& way : report.dead) {
    json::array because;
    for (std::string_view const sentence : way.because) because.emplace_back(sentence);
    dead.push_back({{"way", way.way}, {"because", std::move(because)}});
  }
  object["dead"] = std::move(dead);
  out.append(json::serialize(object)).append("\n");
}

void append_text(std::string& out, prove::RecheckReport const& report) {
  for (prove::Rechecked const& one : report.disagreements)
    out.append(one.file + ": " + std::string(name(one.verdict())) + ": Z3 says " + one.z3 + ", cvc5 says " + one.cvc5 +
               "\n");
  std::array<char, 32> seconds{};
  std::snprintf(seconds.data(), seconds.size(), "%.1f", report.seconds);
  out.append(grouped(report.files) + " files: cvc5 agrees on " + grouped(report.agreed) + " (" + seconds.data() +
             " s)\n");
}

}  // namespace recordshare::properties
