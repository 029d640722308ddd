// SPDX-License-Identifier: Apache-2.0
// collect_evidence.cpp counts contracts and obligations, and replays stories.
#include "properties/document/collect_evidence.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "model/describe.hpp"
#include "properties/conform/stories.hpp"
#include "properties/document/decided_by.hpp"
#include "properties/oracle/contracts.hpp"
#include "properties/prove/obligations.hpp"

namespace recordshare::properties {
namespace {

std::vector<std::string> rules_with_contract() {
  std::set<Rule> rules;
  prove::each_event_type([&]<class E>(std::type_identity<E>) {
    [&]<class... C>(contracts::List<C...>) { (rules.insert(C::rule), ...); }(contracts::contracts_of<E>());
  });
  std::vector<std::string> names;
  for (Rule const rule : rules) names.emplace_back(name(rule));
  return names;
}

/// The index in rows_in_words() of the row that decides on this path.
std::size_t row_of(prove::Path const& path) {
  return path.is_passed_on() ? model::kDirectoryRows + path.chain_row : path.directory_row;
}

std::vector<describe::RowProof> proof_by_row() {
  std::vector<describe::RowProof> rows;
  for (model::RowText const& row : model::rows_in_words()) rows.push_back({row.id, 0, 0, 0, {}});
  prove::Formulas const formulas;
  prove::each_question({}, [&](prove::Question const& question) {
    if (!question.is_step) return true;
    describe::RowProof& row = rows[row_of(question.path)];
    ++row.ways;
    row.obligations += question.claims.size();
    for (prove::Claim const& claim : question.claims) {
      if (claim.holds.is_true()) continue;
      ++row.asked;
      if (std::ranges::find(row.theorems, claim.theorem) == row.theorems.end())
        row.theorems.emplace_back(claim.theorem);
    }
    return true;
  });
  return rows;
}

/// Plays a story under its policies.
Fired fired_by_story(Story const& story) {
  Fired fired;
  for (Policies const& policies : policies_of(story)) {
    Fired const more = fired_by(story.lines, {.policies = policies, .limits = {}});
    fired.rows.insert(more.rows.begin(), more.rows.end());
    fired.rules.insert(more.rules.begin(), more.rules.end());
  }
  return fired;
}

}  // namespace

describe::Reached reached_by(std::string name, Fired const& fired) {
  static std::vector<model::RowText> const kRows = model::rows_in_words();
  describe::Reached reached{std::move(name), {}, {}, {}};
  for (Rule const rule : fired.rules) reached.rules.emplace_back(recordshare::name(rule));
  for (std::size_t const row : fired.rows) reached.rows.push_back(kRows[row].id);
  return reached;
}

describe::Evidence collect_evidence() {
  describe::Evidence evidence;
  evidence.contracts = rules_with_contract();
  evidence.proof = proof_by_row();
  for (Story const& story : stories())
    evidence.stories.push_back(reached_by(std::string(story.name), fired_by_story(story)));
  return evidence;
}

}  // namespace recordshare::properties
