// SPDX-License-Identifier: Apache-2.0
// owned_outcome.cpp copies, compares and prints outcomes.
#include <recordshare/owned_outcome.hpp>

#include <algorithm>
#include <ostream>

#include <recordshare/json_lines.hpp>

namespace recordshare {
namespace {

/// The line of events.md without the number and the type of the event, which an outcome does not have.
template <class AnyOutcome>
std::string text_of(AnyOutcome const& outcome) {
  std::string line;
  append_line(line, 0, "", outcome);
  line.pop_back();
  return "{" + line.substr(line.find("\"result\""));
}

bool same(std::optional<OwnedShownChain> const& one, std::optional<ShownChain> const& other) {
  if (!one || !other) return one.has_value() == other.has_value();
  return one->read_only == other->read_only && std::ranges::equal(one->records, other->records);
}

bool same(std::optional<OwnedFinality> const& one, std::optional<Finality> const& other) {
  if (!one || !other) return one.has_value() == other.has_value();
  return one->request == other->request && one->agent == other->agent;
}

constexpr auto kSameChange = [](OwnedAccessChange const& one, AccessChange const& other) {
  return one.chain == other.chain && one.agent == other.agent && one.from == other.from && one.to == other.to;
};

}  // namespace

OwnedOutcome owned(Outcome const& outcome) {
  OwnedOutcome copy{.result = outcome.result,
                    .rule = outcome.rule,
                    .reason = outcome.reason,
                    .answer = std::string(outcome.answer),
                    .finalized = {outcome.finalized.begin(), outcome.finalized.end()},
                    .message = std::string(outcome.message)};
  if (outcome.shown)
    copy.shown = {outcome.shown->read_only, {outcome.shown->records.begin(), outcome.shown->records.end()}};
  if (outcome.finality) copy.finality = {outcome.finality->request, std::string(outcome.finality->agent)};
  copy.changes.reserve(outcome.changes.size());
  for (auto const& [chain, agent, from, to] : outcome.changes)
    copy.changes.push_back({chain, std::string(agent), from, to});
  return copy;
}

bool operator==(OwnedOutcome const& one, Outcome const& other) {
  return one.result == other.result && one.rule == other.rule && one.reason == other.reason &&
         one.answer == other.answer && one.message == other.message && same(one.shown, other.shown) &&
         same(one.finality, other.finality) && std::ranges::equal(one.changes, other.changes, kSameChange) &&
         std::ranges::equal(one.finalized, other.finalized);
}

std::ostream& operator<<(std::ostream& out, Outcome const& outcome) { return out << text_of(outcome); }
std::ostream& operator<<(std::ostream& out, OwnedOutcome const& outcome) { return out << text_of(outcome); }

}  // namespace recordshare
