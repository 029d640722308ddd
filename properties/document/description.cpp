// SPDX-License-Identifier: Apache-2.0
// description.cpp links rows, rules, sentences and evidence with each other in both directions.
#include "properties/document/description.hpp"

#include <algorithm>
#include <tuple>
#include <type_traits>
#include <variant>

#include "properties/document/permissions.hpp"

namespace recordshare::describe {
namespace {

template <class T>
bool contains(std::vector<T> const& list, T const& item) {
  return std::ranges::find(list, item) != list.end();
}

/// The names of the runs whose list contains `member`.
std::vector<std::string> names_with(std::vector<Reached> const& all, std::vector<std::string> Reached::* list,
                                    std::string const& member) {
  std::vector<std::string> names;
  for (Reached const& one : all)
    if (contains(one.*list, member)) names.push_back(one.name);
  return names;
}

class Describer {
 public:
  Describer(RulesText text, std::string_view evidence_json) {
    made_.rows = model::rows_in_words();
    made_.text = std::move(text);
    made_.evidence = read_evidence(evidence_json);
  }

  Description describe() && {
    add_interpretations();
    for (std::size_t i = 1; i < kRules.size(); ++i) made_.rules.push_back(links_of(static_cast<Rule>(i)));
    for (model::RowText const& row : made_.rows) made_.links.push_back(links_of(row));
    add_edges();
    add_reactions();
    made_.permissions = permissions(made_.rows);
    made_.standings = permissions_of_the_others(made_.rows);
    return std::move(made_);
  }

 private:
  void add_interpretations() {
    auto const reason_of = [](std::string const& id) {
      auto const found = std::ranges::find(model::kInterpretations, id, &model::InterpretationTerm::id);
      return found == model::kInterpretations.end() ? nullptr : &*found;
    };
    for (InterpretationText const& one : made_.text.interpretations)
      made_.interpretations.push_back({one.id, one.text, reason_of(one.id)});
    for (model::InterpretationTerm const& term : model::kUnmarked)
      made_.interpretations.push_back({std::string(term.id), std::string(term_of(term.rules.front()).sentence), &term});
  }

  void add_origin(RuleLinks& links) const {
    auto const text = std::ranges::find(made_.text.rules, links.rule, &RuleText::rule);
    links.is_of_guide = text != made_.text.rules.end() && text->of_guide;
    links.is_ours = text != made_.text.rules.end() && text->of_ours;
    if (links.is_of_guide || links.is_ours) return;
    links.is_of_guide = !links.guide.empty();
    links.is_ours =
        std::ranges::find(model::kUnmarked, name(links.rule), &model::InterpretationTerm::id) != model::kUnmarked.end();
  }

  RuleLinks links_of(Rule rule) const {
    RuleLinks links;
    links.rule = rule;
    links.kind = "rows";
    std::string const id(name(rule));
    for (GuideText const& guide : made_.text.guide) {
      if (!contains(guide.rules, rule)) continue;
      links.guide.push_back(guide.id);
      for (std::string const& invariant : guide.invariants) add_once(links.invariants, invariant);
    }
    add_origin(links);
    for (Interpretation const& one : made_.interpretations)
      if (one.is_of(rule)) links.interpretations.push_back(one.id);
    for (InvariantText const& invariant : made_.text.invariants)
      if (contains(invariant.rules, rule)) add_once(links.invariants, invariant.id);
    for (model::RowlessTerm const& term : model::kRowless)
      if (term.rule == rule) {
        links.kind = term.is;
        add_once(links.invariants, std::string(term.invariant));
      }
    for (std::size_t i = 0; i < made_.rows.size(); ++i) {
      model::RowText const& row = made_.rows[i];
      if (row.rule != rule && !contains(row.functions, rule)) continue;
      links.rows.push_back(i);
      links.obligations += proof_of(row).obligations;
      for (std::size_t const policy : row.policies) add_once(links.policies, policy);
    }
    links.has_contract = contains(made_.evidence.contracts, id) || links.kind != "rows";  // those have an invariant
    links.tests = names_with(made_.evidence.tests, &Reached::cites, id);
    links.stories = names_with(made_.evidence.stories, &Reached::rules, id);
    links.fuzz = names_with(made_.evidence.fuzz, &Reached::rules, id);
    if (links.kind == "function")  // it has no rows: corpora that reach a row that calls it
      for (Reached const& corpus : made_.evidence.fuzz)
        if (std::ranges::any_of(links.rows, [&](std::size_t row) { return contains(corpus.rows, made_.rows[row].id); }))
          links.fuzz.push_back(corpus.name);
    return links;
  }

  RowLinks links_of(model::RowText const& row) const {
    RowLinks links;
    links.proof = proof_of(row);
    for (GuideText const& guide : made_.text.guide)
      if (justifies(guide, row)) links.guide.push_back(guide.id);
    bool const is_limit = row.reason == Reason::LimitReached;  // the rule only identifies the event
    for (Interpretation const& one : made_.interpretations) {
      bool const is_of_function = std::ranges::any_of(row.functions, [&](Rule rule) { return one.is_of(rule); });
      if (!is_limit && (one.is_of(row.rule) || is_of_function)) links.interpretations.push_back(one.id);
    }
    for (Reached const& test : made_.evidence.tests)
      if (contains(test.rows, row.id) && contains(test.cites, std::string(name(row.rule))))
        links.tests.push_back(test.name);
    links.stories = names_with(made_.evidence.stories, &Reached::rows, row.id);
    links.fuzz = names_with(made_.evidence.fuzz, &Reached::rows, row.id);
    return links;
  }

  RowProof proof_of(model::RowText const& row) const {
    for (RowProof const& proof : made_.evidence.proof)
      if (proof.row == row.id) return proof;
    return {row.id, 0, 0, 0, {}};
  }

  template <class T>
  static void add_once(std::vector<T>& list, T const& item) {
    if (!contains(list, item)) list.push_back(item);
  }

  // --- The phase diagram, from the rows that accept an event ---

  void add_edges() {
    for (std::size_t i = 0; i < made_.rows.size(); ++i) {
      model::RowText const& row = made_.rows[i];
      if (!has_taken_place(row.result)) continue;
      if (row.begins) add_edge({}, name(boost::mp11::mp_front<model::ChainRules::States>::id), i, false);
      bool const everywhere = row.phases.size() == kPhaseNames.size() && !row.enters && !row.ends;
      for (Phase const phase : row.phases)
        add_edge(name(phase), row.ends ? "" : name(row.enters ? row.phase : phase), i, everywhere);
    }
    std::ranges::sort(made_.edges, {}, [](Edge const& edge) {
      return std::tuple(order_of(edge.from), order_of(edge.to), edge.is_of_every_phase);
    });
  }

  static std::size_t order_of(std::string_view phase) {
    return phase.empty() ? 0
                         : 1 + static_cast<std::size_t>(std::ranges::find(kPhaseNames, phase) - kPhaseNames.begin());
  }

  void add_edge(std::string_view from, std::string_view to, std::size_t row, bool everywhere) {
    for (Edge& edge : made_.edges)
      if (edge.from == from && edge.to == to && edge.is_of_every_phase == everywhere) return edge.rows.push_back(row);
    made_.edges.push_back({from, to, {row}, everywhere});
  }

  void add_reactions() {
    for (std::size_t phase = 0; phase < kPhaseNames.size(); ++phase)
      for (std::string_view const event : event_names()) {
        Reaction reaction{static_cast<Phase>(phase), event, {}};
        for (std::size_t i = 0; i < made_.rows.size(); ++i) {
          model::RowText const& row = made_.rows[i];
          if (contains(row.events, event) && (row.is_directory || contains(row.phases, reaction.phase)))
            reaction.rows.push_back(i);
        }
        made_.reactions.push_back(std::move(reaction));
      }
  }

  Description made_;
};

/// Visits each type of event, without names, as std::type_identity.
template <class Visit>
void each_event(Visit&& visit) {
  using Events = boost::mp11::mp_rename<model::AnyEvent<model::NoNames>, boost::mp11::mp_list>;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Events>>(visit);
}

}  // namespace

bool Interpretation::is_of(Rule rule) const noexcept {
  return term != nullptr && rule != Rule::None && std::ranges::find(term->rules, rule) != term->rules.end();
}

bool justifies(GuideText const& guide, model::RowText const& row) {
  if (row.reason == Reason::LimitReached || guide.rules.empty()) return false;
  if (row.rule == guide.rules.back() && guide.reason != Reason::None) return row.reason == guide.reason;
  bool const calls_one =
      std::ranges::any_of(row.functions, [&](Rule function) { return contains(guide.rules, function); });
  return contains(guide.rules, row.rule) || calls_one;
}

Description describe(RulesText text, std::string_view evidence_json) {
  return Describer(std::move(text), evidence_json).describe();
}

Description describe() { return describe(rules_text(), embedded_evidence()); }

std::string_view text_of(std::vector<TermText> const& terms, std::string_view name) noexcept {
  auto const found = std::ranges::find(terms, name, &TermText::name);
  return found == terms.end() ? std::string_view() : found->text;
}

std::string_view answer_of(model::RowText const& row) noexcept { return row.passes ? "passed on" : name(row.result); }

std::vector<std::string_view> event_names() {
  std::vector<std::string_view> names;
  each_event([&]<class Event>(std::type_identity<Event>) { names.push_back(model::name_of_event<Event>()); });
  return names;
}

std::vector<std::string_view> members_of(std::string_view event) {
  std::vector<std::string_view> members;
  each_event([&]<class Event>(std::type_identity<Event>) {
    if (model::name_of_event<Event>() != event) return;
    auto const add = [&](auto const& field) {
      using Member = std::remove_cvref_t<decltype(Event{}.*field.pointer)>;
      if constexpr (std::is_same_v<Member, model::NoNames::Dns>) members.emplace_back("dn");
      members.push_back(field.name);
      if constexpr (std::is_same_v<Member, model::NoNames::Party> || std::is_same_v<Member, model::NoNames::Parties>)
        members.push_back(model::number_member(field.name));
    };
    std::apply([&](auto const&... field) { (add(field), ...); }, Event::members());
  });
  return members;
}

}  // namespace recordshare::describe
