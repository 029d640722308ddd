// SPDX-License-Identifier: Apache-2.0
// graph.cpp explores the world of two agents and one record, and looks up states in it.
#include "properties/document/review/graph.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "properties/world/bounded_names.hpp"

namespace recordshare::properties::review {
namespace {

constexpr AgentNumber kFirst{0};
constexpr AgentNumber kSecond{1};

template <std::size_t N>
std::optional<std::size_t> place_of(std::array<std::string_view, N> const& names, std::string_view name) {
  auto const at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<std::size_t>(at - names.begin());
}

}  // namespace

bool Pattern::set(std::string_view word) {
  std::size_t const equals = word.find('=');
  if (equals == std::string_view::npos) return false;
  std::string_view const what = word.substr(0, equals);
  std::string_view const value = word.substr(equals + 1);
  std::optional<std::size_t> const yes = place_of(std::array<std::string_view, 2>{"no", "yes"}, value);
  for (std::size_t a = 0; a < access.size(); ++a) {
    std::string_view const agent = name_of(AgentNumber{static_cast<std::uint8_t>(a)});
    auto const level = place_of(kAccessNames, value);
    if (what == agent && level) return access[a] = static_cast<Access>(*level), true;
    if (what == std::string(agent) + ".on_call" && yes) return on_call[a] = *yes == 1, true;
  }
  auto const wanted_phase = place_of(kPhaseNames, value);
  if (what == "phase" && wanted_phase) return phase = static_cast<Phase>(*wanted_phase), true;
  auto const wanted_final = place_of(std::array<std::string_view, 2>{"Open", "Final"}, value);
  if (what == "record" && wanted_final) return final = *wanted_final == 1, true;
  return false;
}

Graph::Graph(Policies const& policies) : world_{2, 1, policies}, machine_(policies) {
  add(Snapshot{}, 0);
  for (std::size_t at = 0; at < found_.size(); ++at) {
    Scene<Snapshot> const before = scene(at);
    machine_.enter(before);
    explore::each_event(world_, [&](auto const& event) {
      StepOutcome outcome;
      Snapshot after;
      if (machine_.step(event, outcome, after)) add(after, at);
      ++steps_;
    });
  }
}

void Graph::add(Snapshot const& state, std::size_t parent) {
  explore::PackedState const packed = explore::packed(world_, state);
  bool const is_new = numbers_.try_emplace(packed, found_.size()).second;
  if (is_new) found_.push_back({packed, parent, found_.empty() ? 0 : found_[parent].depth + 1});
}

std::size_t Graph::size_up_to_names() const {
  std::set<explore::PackedState> forms;
  for (Found const& one : found_) forms.insert(explore::canonical(world_, explore::unpacked(world_, one.state)));
  return forms.size();
}

Snapshot Graph::state(std::size_t number) const noexcept { return explore::unpacked(world_, found_[number].state); }

Access Graph::access(std::size_t number, AgentNumber agent) {
  machine_.enter(scene(number));
  return machine_.access(agent);
}

std::vector<Branch> Graph::branches(std::size_t number) {
  std::vector<Branch> branches;
  Scene<Snapshot> const before = scene(number);
  machine_.enter(before);
  explore::each_event(world_, [&](auto const& event) {
    StepOutcome outcome;
    Snapshot after;
    bool const changed = machine_.step(event, outcome, after);
    branches.push_back({event, outcome, changed ? numbers_.at(explore::packed(world_, after)) : number});
  });
  return branches;
}

std::vector<BoundedEvent> Graph::way_to(std::size_t number) {
  std::vector<BoundedEvent> way;
  for (std::size_t at = number; at != 0; at = found_[at].parent) {
    std::vector<Branch> const from_parent = branches(found_[at].parent);
    auto const leads_here = [&](Branch const& branch) { return branch.to == at; };
    way.push_back(std::find_if(from_parent.begin(), from_parent.end(), leads_here)->event);
  }
  std::reverse(way.begin(), way.end());
  return way;
}

std::optional<std::size_t> Graph::find(Pattern const& pattern) {
  auto const is_or_any = [](auto const& wanted, auto const& is) { return !wanted || *wanted == is; };
  std::size_t at = 0;
  for (Found const& one : found_) {
    Snapshot const here = explore::unpacked(world_, one.state);
    Mark const mark = here.records.of(RecordNumber{0});
    bool fits = (!pattern.phase || (here.loaded && *pattern.phase == here.phase)) &&
                (!pattern.final || (here.loaded && *pattern.final == mark.is_final()));
    for (AgentNumber const agent : {kFirst, kSecond}) {
      auto const a = static_cast<std::size_t>(agent);
      fits = fits && is_or_any(pattern.on_call[a], here.parties.contains(agent)) &&
             is_or_any(pattern.access[a], access(at, agent));
    }
    if (fits) return at;
    ++at;
  }
  return std::nullopt;
}

}  // namespace recordshare::properties::review
