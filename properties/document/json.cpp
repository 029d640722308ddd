// SPDX-License-Identifier: Apache-2.0
// json.cpp writes the description as one JSON object; README.md in this folder documents its members.
#include <algorithm>

#include <recordshare/version.hpp>

#include "engine/library/boost_json.hpp"
#include "engine/report/sentences.hpp"
#include "properties/conform/stories.hpp"
#include "properties/document/formats.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::describe {
namespace {

template <class Items, class ToValue>
json::array array_of(Items const& items, ToValue&& to_value) {
  json::array array;
  for (auto const& item : items) array.emplace_back(to_value(item));
  return array;
}

template <class Words>
json::array words(Words const& all) {
  return array_of(all, [](std::string_view word) { return json::value(word); });
}

json::array names(std::vector<Rule> const& rules) { return words(names_of(rules)); }

std::string_view text_of(Reason reason) { return reason == Reason::None ? "" : name(reason); }

json::array policy_names(std::vector<std::size_t> const& policies) {
  return array_of(policies, [](std::size_t policy) { return json::value(kPolicies[policy].name); });
}

json::object values_of(Policies const& policies) {
  json::object values;
  for (PolicyTerm const& policy : kPolicies) values[policy.name] = policy.values[policy.value_in(policies)];
  return values;
}

class JsonText {
 public:
  explicit JsonText(Description const& description) : d_(description) {}

  json::object object() const {
    json::object all;
    all["version"] = kVersion;
    add_vocabulary(all);
    all["rows"] = rows();
    all["edges"] = array_of(d_.edges, [&](Edge const& one) { return edge(one); });
    all["reactions"] = array_of(d_.reactions, [&](Reaction const& one) {
      return json::object{{"phase", name(one.phase)}, {"event", one.event}, {"rows", words(ids_of(d_, one.rows))}};
    });
    all["permissions"] = array_of(d_.permissions, [&](Permission const& one) { return permission(one); });
    all["standings"] = array_of(d_.standings, [&](Permission const& one) { return permission(one); });
    all["rules"] = array_of(d_.rules, [&](RuleLinks const& one) { return rule(one); });
    add_texts(all);
    add_evidence(all);
    add_diagrams(all);
    return all;
  }

 private:
  // --- The vocabulary ---

  void add_vocabulary(json::object& all) const {
    all["phases"] = array_of(kPhaseNames, [&](std::string_view phase) {
      return json::object{{"name", phase}, {"means", text_of(d_.text.phases, phase)}};
    });
    all["accesses"] = array_of(kAccessNames, [&](std::string_view access) {
      return json::object{{"name", access}, {"means", text_of(d_.text.accesses, access)}};
    });
    all["requests"] = array_of(kRequests, [](RequestTerm const& term) {
      constexpr std::array<std::string_view, 3> kClasses{"reads", "updates", "finalizes"};
      return json::object{{"name", term.name},
                          {"class", kClasses[static_cast<std::size_t>(term.kind)]},
                          {"reschedules", term.reschedules},
                          {"answer", term.answer}};
    });
    all["events"] = array_of(event_names(), [&](std::string_view event) {
      auto const met = rows_where(
          d_, [&](model::RowText const& row) { return std::ranges::find(row.events, event) != row.events.end(); });
      return json::object{{"type", event},
                          {"members", words(members_of(event))},
                          {"words", command::clause_of_event(event)},
                          {"rows", words(ids_of(d_, met))}};
    });
    all["reasons"] = reasons();
    all["policies"] = policies();
  }

  json::array reasons() const {
    json::array all;
    for (std::size_t reason = 1; reason < kReasons.size(); ++reason) {
      auto const giving =
          rows_where(d_, [&](model::RowText const& row) { return row.reason == static_cast<Reason>(reason); });
      ReasonTerm const& term = kReasons[reason];
      json::object one;
      one["name"] = term.name;
      one["why"] = term.why;
      one["needed"] = term.needed;
      one["rows"] = words(ids_of(d_, giving));
      all.push_back(std::move(one));
    }
    return all;
  }

  json::array policies() const {
    json::array all;
    for (std::size_t p = 0; p < kPolicies.size(); ++p) {
      all.push_back(json::object{{"name", kPolicies[p].name},
                                 {"values", words(kPolicies[p].values)},
                                 {"default", kPolicies[p].values[0]},
                                 {"text", text_of(d_.text.policies, kPolicies[p].name)},
                                 {"rows", words(ids_of(d_, rows_that_ask(d_, p)))}});
    }
    return all;
  }

  // --- The tables ---

  json::array rows() const {
    json::array all;
    for (std::size_t i = 0; i < d_.rows.size(); ++i) all.push_back(row(i));
    return all;
  }

  json::object row(std::size_t order) const {
    model::RowText const& row = d_.rows[order];
    RowLinks const& links = d_.links[order];
    std::vector<std::string_view> from;
    for (Phase const phase : row.phases) from.push_back(name(phase));
    return {{"id", row.id},
            {"table", row.is_directory ? "directory" : "chain"},
            {"number", row.number + 1},
            {"order", order},
            {"rule", name(row.rule)},
            {"events", words(row.events)},
            {"from", words(from)},
            {"to", row.enters ? name(row.phase) : ""},
            {"begins", row.begins},
            {"ends", row.ends},
            {"guards", words(row.guards)},
            {"actions", words(row.actions)},
            {"result", answer_of(row)},
            {"reason", text_of(row.reason)},
            {"functions", names(row.functions)},
            {"policies", policy_names(row.policies)},
            {"guide", words(links.guide)},
            {"interpretations", words(links.interpretations)},
            {"ways", links.proof.ways},
            {"obligations", links.proof.obligations},
            {"asked", links.proof.asked},
            {"theorems", words(links.proof.theorems)},
            {"tests", words(links.tests)},
            {"stories", words(links.stories)},
            {"fuzz", words(links.fuzz)}};
  }

  json::object edge(Edge const& one) const {
    return {{"id", id_of(one)},
            {"from", one.from},
            {"to", one.to},
            {"drawn", !one.is_of_every_phase},
            {"labels", words(labels_of(d_, one))},
            {"rows", words(ids_of(d_, one.rows))}};
  }

  json::object permission(Permission const& one) const {
    constexpr std::array<std::string_view, 3> kStandings{"NotLoggedIn", "NotMonitored", "Eligible"};
    bool const positive = one.decision.result == Result::Acknowledged;
    return {{"policies", values_of(one.policies)},
            {"standing", kStandings[static_cast<std::size_t>(one.standing)]},
            {"access", one.standing == Standing::Eligible ? name(one.access) : name(Access::None)},
            {"record", one.is_final ? "Final" : "Open"},
            {"request", name(one.request)},
            {"result", name(one.decision.result)},
            {"rule", name(one.decision.rule)},
            {"row", d_.rows[one.row].id},
            {"reason", text_of(one.decision.reason)},
            {"answer", positive ? recordshare::answer_of(one.request) : ""},
            {"read_only", one.decision.read_only},
            {"finalizes", one.decision.finalized_count}};
  }

  // --- Rules and sentences ---

  json::object rule(RuleLinks const& links) const {
    RuleText const* text = nullptr;
    for (RuleText const& one : d_.text.rules)
      if (one.rule == links.rule) text = &one;
    json::array origin;
    if (links.is_of_guide) origin.emplace_back("G");
    if (links.is_ours) origin.emplace_back("I");
    return {{"id", name(links.rule)},
            {"title", term_of(links.rule).title},
            {"section", text == nullptr ? 0 : text->section},
            {"kind", links.kind},
            {"origin", std::move(origin)},
            {"text", text == nullptr ? "" : std::string_view(text->text)},
            {"rows", words(ids_of(d_, links.rows))},
            {"guide", words(links.guide)},
            {"invariants", words(links.invariants)},
            {"contract", links.has_contract},
            {"interpretations", words(links.interpretations)},
            {"policies", policy_names(links.policies)},
            {"obligations", links.obligations},
            {"tests", words(links.tests)},
            {"stories", words(links.stories)},
            {"fuzz", words(links.fuzz)}};
  }

  void add_texts(json::object& all) const {
    all["sections"] = array_of(d_.text.sections, [](SectionText const& one) {
      return json::object{{"number", one.number}, {"title", one.title}, {"text", one.text}};
    });
    all["invariants"] = array_of(d_.text.invariants, [&](InvariantText const& one) {
      std::vector<std::string> guide;
      for (GuideText const& sentence : d_.text.guide)
        if (std::ranges::find(sentence.invariants, one.id) != sentence.invariants.end()) guide.push_back(sentence.id);
      std::vector<Rule> rules;
      for (RuleLinks const& links : d_.rules)
        if (std::ranges::find(links.invariants, one.id) != links.invariants.end()) rules.push_back(links.rule);
      return json::object{
          {"id", one.id}, {"text", one.text}, {"from", one.from}, {"guide", words(guide)}, {"rules", names(rules)}};
    });
    add_sentences(all);
  }

  void add_sentences(json::object& all) const {
    all["interpretations"] = array_of(d_.interpretations, [&](Interpretation const& one) {
      model::InterpretationTerm const term = one.term == nullptr ? model::InterpretationTerm{} : *one.term;
      return json::object{{"id", one.id},
                          {"rules", names(rules_of(one))},
                          {"text", one.text},
                          {"why", term.why},
                          {"instead", term.instead},
                          {"story", term.story},
                          {"line", term.line},
                          {"policies", words(policies_of(d_, one))}};
    });
    all["guide"] = array_of(d_.text.guide, [&](GuideText const& one) {
      std::vector<std::string> tests;
      for (Reached const& test : d_.evidence.tests)
        if (std::ranges::find(test.cites, one.id) != test.cites.end()) tests.push_back(test.name);
      auto const rows = rows_where(d_, [&](model::RowText const& row) { return justifies(one, row); });
      return json::object{{"id", one.id},
                          {"says", one.says},
                          {"rows", words(ids_of(d_, rows))},
                          {"rules", names(one.rules)},
                          {"invariants", words(one.invariants)},
                          {"other", one.other},
                          {"tests", words(tests)}};
    });
  }

  void add_evidence(json::object& all) const {
    auto const reached = [](Reached const& one) {
      return json::object{
          {"name", one.name}, {"cites", words(one.cites)}, {"rules", words(one.rules)}, {"rows", words(one.rows)}};
    };
    all["tests"] = array_of(d_.evidence.tests, reached);
    all["fuzz"] = array_of(d_.evidence.fuzz, reached);
    all["stories"] = array_of(stories(), [&](Story const& story) {
      json::object object{{"name", story.name}, {"input", story.lines}, {"policies", policies_of_story(story)}};
      for (Reached const& one : d_.evidence.stories)
        if (one.name == story.name) {
          object["rules"] = words(one.rules);
          object["rows"] = words(one.rows);
        }
      return object;
    });
  }

  static json::array policies_of_story(Story const& story) {
    json::array settings;
    for (Policies const& policies : policies_of(story)) settings.push_back(values_of(policies));
    return settings;
  }

  void add_diagrams(json::object& all) const {
    all["scenarios"] = array_of(kScenarios, [](Scenario const& one) {
      return json::object{{"title", one.title}, {"story", one.story}, {"mermaid", diagram_of_story(one.story)}};
    });
    std::string mermaid;
    std::string dot;
    append_mermaid(mermaid, d_);
    append_dot(dot, d_);
    all["phase_diagram"] =
        json::object{{"mermaid", mermaid}, {"dot", dot}, {"in_every_phase", words(labels_of_every_phase(d_))}};
  }

  Description const& d_;
};

}  // namespace

void append_json(std::string& out, Description const& description) {
  out.append(json::serialize(JsonText(description).object())).append("\n");
}

}  // namespace recordshare::describe
