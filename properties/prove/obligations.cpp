// SPDX-License-Identifier: Apache-2.0
// obligations.cpp enumerates the paths of every event in every phase through both tables.
#include "properties/prove/obligations.hpp"

#include <algorithm>

#include "properties/prove/claims.hpp"
#include "properties/prove/section_2.hpp"

namespace recordshare::properties::prove {
namespace {

using Visit = std::function<bool(Question const&)>;

std::string in_phase(Phase phase) { return " in a state that is " + std::string(name(phase)); }

template <class E>
Question question_of(SymbolicScene const& before, E const& event, Path const& path, Facts const& facts) {
  Question question;
  std::string const type(model::name_of_event<E>());
  std::string const& row = id_of_row(path);
  question.name = row + "-" + type + "-" + std::string(name(before.state.phase.value));
  question.words = row + " decides " + type + in_phase(before.state.phase.value);
  question.before = before.state;
  question.claims = ClaimsOfStep<E>(before, event, path, facts).claims();
  question.is_step = true;
  question.event = event;
  question.path = path;
  return question;
}

/// Totality: some row decides, and no two do.
template <class E>
Question totality_of(SymbolicScene const& before, E const& event, Paths const& paths) {
  Question question;
  question.name =
      "totality-" + std::string(model::name_of_event<E>()) + "-" + std::string(name(before.state.phase.value));
  question.words = std::string(model::name_of_event<E>()) + in_phase(before.state.phase.value);
  question.before = before.state;
  question.event = event;
  Formula one_at_most(true);
  Formula some(false);
  for (Path const& path : paths.paths) {
    one_at_most = one_at_most && !(some && path.condition);
    some = some || path.condition;
  }
  question.claims = {{"totality", "some-row", "Some row applies.", some},
                     {"totality", "one-row", "No two rows are the first that applies.", one_at_most}};
  return question;
}

template <class E>
bool ask_about_event(mutate::Mutation const& mutation, SymbolicScene const& before, Facts const& facts,
                     Visit const& visit) {
  auto const event = any_event<E>();
  Paths const paths = paths_of(mutation, before.state, before.policies, event);
  if (!visit(totality_of(before, event, paths))) return false;
  for (Path const& path : paths.paths)
    if (!visit(question_of(before, event, path, facts))) return false;
  return true;
}

/// The obligations for the initial state. Nothing is assumed.
Question initial_state(Facts const& facts) {
  Question question;
  SymbolicState const empty;
  SymbolicScene const scene(empty, any_policies());
  question.name = "initial-state";
  question.words = "The state in which nothing is loaded, nobody is logged in and no DN is monitored";
  for (auto const& fact : facts.of_states)
    question.claims.push_back(
        {"initial state", std::string(fact.name), words_of_fact(fact.name, fact.sentence), fact.holds(scene)});
  question.claims.push_back(
      {"initial state", "I7", std::string(invariants::I7::sentence), invariants::holds<invariants::I7>(scene)});
  question.claims.push_back(
      {"initial state", "I8", std::string(invariants::I8::sentence), invariants::holds<invariants::I8>(scene)});
  question.claims.push_back(
      {"initial state", "I17", std::string(invariants::I17::sentence), invariants::holds<invariants::I17>(scene)});
  return question;
}

/// Each statement of section 2 follows from its fact alone.
void add_section_2(Question& question, SymbolicScene const& scene, Facts const& facts) {
  std::size_t number = 0;
  for (StatementOfFact const& statement : section_2(scene.state)) {
    auto const fact = std::ranges::find(facts.of_states, statement.fact, &facts::Fact<SymbolicState>::name);
    Formula const says = fact == facts.of_states.end() ? Formula(true) : fact->holds(scene);
    std::string const name(statement.fact);
    question.claims.push_back({"facts", name + "-" + std::to_string(++number),
                               "The fact `" + name + "` says: " + std::string(statement.sentence),
                               implies(says, statement.holds)});
  }
}

/// Each fact is as strong as section 2, and a clause of I17 is no stronger than I17. Nothing is assumed.
Question facts_of_any_state(SymbolicScene const& scene, Facts const& facts) {
  Question question;
  std::string const phase(name(scene.state.phase.value));
  question.name = "facts-" + phase;
  question.words = "Any state that is " + phase + ", reachable or not";
  question.before = scene.state;
  question.assumes_facts = false;
  add_section_2(question, scene, facts);
  Formula const i17 = invariants::holds<invariants::I17>(scene);
  for (auto const& fact : facts.of_states)
    if (fact.is_of_i17)
      question.claims.push_back({"I17", std::string(fact.name),
                                 "I17 says the fact `" + std::string(fact.name) + "`: " + std::string(fact.sentence),
                                 implies(i17, fact.holds(scene))});
  return question;
}

/// Each policy has exactly one of its values.
void add_policies(Question& question) {
  for (std::size_t policy = 0; policy < kPolicies.size(); ++policy) {
    Formula one_at_most(true);
    Formula some(false);
    for (std::size_t value = 0; value < kPolicies[policy].values.size(); ++value) {
      Formula const has = has_value(policy, value);
      one_at_most = one_at_most && !(some && has);
      some = some || has;
    }
    std::string const name(kPolicies[policy].name);
    question.claims.push_back(
        {"policies", name, "The policy `" + name + "` has exactly one of its values.", some && one_at_most});
  }
}

/// The obligations for every state: the facts say what I17 says, and the domain's access is that of rules.md,
/// section 3.
Question any_state(SymbolicScene const& scene) {
  Question question;
  std::string const phase(name(scene.state.phase.value));
  question.name = "state-" + phase;
  question.words = "Any state that is " + phase;
  question.before = scene.state;
  question.claims.push_back({"I17", "facts", "The facts that every proof begins with say what I17 says of a state.",
                             invariants::holds<invariants::I17>(scene)});
  add_policies(question);
  SymbolicState state = scene.state;
  model::Decision none;
  SymbolicChain const chain(state, scene.policies, none);
  AgentTerm const who{{Sort::Agent, Term::Kind::Name, static_cast<std::uint16_t>(Name::who)}};
  constexpr char const* kWords = "The access that the rows ask for is that of rules.md, section 3.";
  Formula const full = scene.full.contains(who);
  Formula const reading = scene.reading.contains(who);
  question.claims.push_back({"access", "Full", kWords, iff(chain.has_access(who, Access::Full), full)});
  question.claims.push_back({"access", "ReadOnly", kWords, iff(chain.has_access(who, Access::ReadOnly), reading)});
  question.claims.push_back({"access", "None", kWords, iff(chain.has_access(who, Access::None), !full && !reading)});
  question.claims.push_back({"access", "eligible",
                             "Who is eligible is who is logged in, all DNs of the login being monitored.",
                             iff(chain.eligible(who), scene.eligible.contains(who))});
  return question;
}

}  // namespace

void each_question(mutate::Mutation const& mutation, Visit const& visit, Facts const& facts) {
  if (mutation.kind == mutate::Kind::None) {
    if (!visit(initial_state(facts))) return;
    for (Phase const phase : kPhases) {
      SymbolicScene const scene(SymbolicState::any(phase), any_policies());
      if (!visit(facts_of_any_state(scene, facts)) || !visit(any_state(scene))) return;
    }
  }
  bool go_on = true;
  for (Phase const phase : kPhases) {
    SymbolicScene const before(SymbolicState::any(phase), any_policies());
    each_event_type([&]<class E>(std::type_identity<E>) {
      if (go_on && is_concerned<E>(mutation)) go_on = ask_about_event<E>(mutation, before, facts, visit);
    });
  }
}

std::string const& id_of_row(Path const& path) {
  return path.is_passed_on() ? mutate::id_of_row(mutate::Table::Chain, path.chain_row)
                             : mutate::id_of_row(mutate::Table::Directory, path.directory_row);
}

std::size_t rows_of(mutate::Table table) {
  return table == mutate::Table::Chain ? boost::mp11::mp_size<model::ChainRules::Table>::value
                                       : boost::mp11::mp_size<model::DirectoryRules::Table>::value;
}

}  // namespace recordshare::properties::prove
