// SPDX-License-Identifier: Apache-2.0
// evidence.cpp counts contracts and obligations, and replays streams.
#include "properties/document/collect_evidence.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "model/describe.hpp"
#include "properties/document/decided_by.hpp"
#include "properties/oracle/contracts.hpp"
#include "properties/prove/obligations.hpp"

namespace recordshare::properties {
namespace {

namespace fs = std::filesystem;

std::string text_of_file(fs::path const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The files of a folder, by name.
std::vector<fs::path> files_of(fs::path const& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (auto const& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> rules_with_contract() {
  std::set<Rule> rules;
  prove::each_event_type([&]<class E>(std::type_identity<E>) {
    [&]<class... C>(contracts::List<C...>) { (rules.insert(C::rule), ...); }(contracts::contracts_of<E>());
  });
  std::vector<std::string> names;
  for (Rule const rule : rules) names.emplace_back(name(rule));
  return names;
}

/// The row that decides on this way through the tables, by its place in rows_in_words().
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

/// By the policies that it has answers for.
Fired fired_by_story(fs::path const& input) {
  std::string const text = text_of_file(input);
  Fired fired = fired_by(text, {});
  std::string other = input.string();
  other.replace(other.size() - std::string(".in.jsonl").size(), std::string::npos, ".policies.out.jsonl");
  if (!fs::exists(other)) return fired;
  Fired const more = fired_by(text, {.policies = {FinalScope::Chain, Reschedule::Finalizes}, .limits = {}});
  fired.rows.insert(more.rows.begin(), more.rows.end());
  fired.rules.insert(more.rules.begin(), more.rules.end());
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

describe::Evidence evidence_of(fs::path const& source) {
  describe::Evidence evidence;
  evidence.contracts = rules_with_contract();
  evidence.proof = proof_by_row();
  for (fs::path const& file : files_of(source / "properties/conform/stories")) {
    std::string const name = file.filename().string();
    std::size_t const end = name.find(".in.jsonl");
    if (end != std::string::npos) evidence.stories.push_back(reached_by(name.substr(0, end), fired_by_story(file)));
  }
  return evidence;
}

}  // namespace recordshare::properties
