// SPDX-License-Identifier: Apache-2.0
// session.cpp plays a reviewer's stream to the production engine, and describes its answers.
#include "properties/document/review/session.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "engine/report/sentences.hpp"
#include "model/event_fields.hpp"
#include "properties/document/review/event_json.hpp"

namespace recordshare::properties::review {
namespace {

// Handles and ids go up to 2^64-1, JavaScript's exact numbers only to 2^53: they are written as text.
template <class Tag>
std::string text_of(Identifier<Tag> id) {
  return std::to_string(id.value());
}

template <class Items, class ToValue>
json::array array_of(Items const& items, ToValue&& to_value) {
  json::array array;
  for (auto const& item : items) array.emplace_back(to_value(item));
  return array;
}

json::value told(std::optional<Finality> const& finality) {
  if (!finality) return nullptr;
  return {{"by", name_of_final(finality->request)}, {"agent", finality->agent}};
}

void add_outcome(json::object& object, Outcome const& outcome) {
  object["result"] = name(outcome.result);
  object["rule"] = outcome.rule == Rule::None ? "" : name(outcome.rule);
  object["reason"] = outcome.reason == Reason::None ? "" : name(outcome.reason);
  object["reply"] = outcome.answer;
  object["message"] = outcome.message;
  ShownChain const chain = outcome.shown.value_or(ShownChain{});
  object["read_only"] = chain.read_only;
  object["shown"] = array_of(chain.records, [](ShownRecord const& shown) {
    return json::object{{"record", text_of(shown.record)}, {"updatable", shown.updatable}};
  });
  object["final"] = told(outcome.finality);
  object["finalized"] = array_of(outcome.finalized, [](RecordHandle record) { return text_of(record); });
  object["changes"] = array_of(outcome.changes, [](AccessChange const& change) {
    return json::object{{"chain", text_of(change.chain)},
                        {"agent", change.agent},
                        {"from", name(change.from)},
                        {"to", name(change.to)}};
  });
}

template <class T>
std::vector<T> all_of(Listing<T> const& listing) {
  std::vector<T> items;
  for (T const& item : listing) items.push_back(item);
  return items;
}

// The engine lists names in no particular order.
std::vector<Party> sorted(Listing<Party> const& listing) {
  std::vector<Party> parties = all_of(listing);
  std::sort(parties.begin(), parties.end(),
            [](Party const& one, Party const& other) { return key_of(one) < key_of(other); });
  return parties;
}

json::object told(Engine const& engine, ChainId chain, std::set<std::string> const& agents) {
  std::vector<Consultation> consultations = all_of(engine.consultations(chain));
  std::sort(consultations.begin(), consultations.end(),
            [](auto const& one, auto const& other) { return key_of(one.initiator) < key_of(other.initiator); });
  json::object accesses;
  for (std::string const& agent : agents) accesses[agent] = name(engine.access(chain, agent));
  return {{"chain", text_of(chain)},
          {"phase", name(*engine.phase(chain))},
          {"call", engine.call(chain)},
          {"parties", array_of(sorted(engine.parties(chain)), key_of)},
          {"keepers", array_of(sorted(engine.keepers(chain)), key_of)},
          {"consultations", array_of(consultations,
                                     [](Consultation const& one) {
                                       return json::object{{"from", key_of(one.initiator)},
                                                           {"to", key_of(one.target)},
                                                           {"stage", name(one.stage)}};
                                     })},
          {"records", array_of(engine.records(chain),
                               [](RecordState const& record) {
                                 return json::object{{"record", text_of(record.record)},
                                                     {"final", told(record.finality)}};
                               })},
          {"accesses", std::move(accesses)}};
}

}  // namespace

bool is_name(std::string_view name) {
  Engine unused;
  return unused.apply(DnMonitored{name}).result != Result::Invalid;
}

bool Session::has_room_for(std::vector<std::string_view> const& lines) const noexcept {
  std::size_t count = steps_.size();
  for (std::string_view const line : lines) {
    if (line.size() > kLineBytes) return false;
    count += is_blank(line) ? 0 : 1;
  }
  return count <= kLinesMax;
}

void Session::play(std::string_view line, json::array& steps) {
  if (is_blank(line)) return;
  append(line);
  steps.push_back(steps_.back().told);
}

void Session::append(std::string_view line) {
  Event const* const event = reader_.read(line);
  Outcome outcome;
  outcome.message = reader_.message();
  if (event != nullptr) outcome = engine_.apply(*event);
  std::size_t const before = answers_.size();
  append_line(answers_, steps_.size() + 1, event != nullptr ? type_name(*event) : "", outcome);
  std::string_view const answer = std::string_view(answers_).substr(before);
  steps_.push_back({std::string(line), told(line, answer.substr(0, answer.size() - 1), event, outcome)});
  bool const is_event = outcome.result != Result::Invalid;
  is_drawn_ =
      is_drawn_ && (is_event ? diagram_.add(*event, outcome) : diagram_.add_no_event(steps_.size(), outcome.message));
  if (is_event) note_cast(*event);
}

json::object Session::told(std::string_view line, std::string_view answer, Event const* event,
                           Outcome const& outcome) const {
  json::object object{{"line", line}, {"answer", answer}};
  if (outcome.result != Result::Invalid) add_event(object, *event);
  add_outcome(object, outcome);
  return object;
}

void Session::play_anew(std::vector<Step> const& steps, Policies const& policies) {
  engine_ = Engine({.policies = policies, .limits = {}});
  answers_.clear();
  diagram_ = {};
  is_drawn_ = true;
  cast_ = named_;
  for (Step const& step : steps) append(step.line);
}

void Session::undo(std::size_t count) {
  std::vector<Step> steps = std::move(steps_);
  steps.resize(steps.size() - std::min(count, steps.size()));
  play_anew(steps, engine_.options().policies);
}

void Session::set_policies(Policies const& policies) {
  std::vector<Step> const steps = std::move(steps_);
  play_anew(steps, policies);
}

bool Session::add(std::set<std::string> Cast::* kind, std::string_view name) {
  if (!is_name(name)) return false;
  (named_.*kind).emplace(name);
  (cast_.*kind).emplace(name);
  return true;
}

void Session::note_cast(Event const& event) {
  auto const note = [this](Party const& party) {
    (party.is_number ? cast_.numbers : cast_.agents).emplace(party.name);
  };
  model::for_each_party(event, note);
  model::for_each_field(event, [&](auto field, auto const& value) {
    if constexpr (field == model::FieldName::Parties)
      for (Party const& party : value) note(party);
    if constexpr (field == model::FieldName::Dn) cast_.dns.emplace(value);
    if constexpr (field == model::FieldName::Dns)
      for (std::string_view const dn : value) cast_.dns.emplace(dn);
    if constexpr (field == model::FieldName::Chain) cast_.chains.insert(value);
  });
}

json::array Session::steps() const {
  return array_of(steps_, [](Step const& step) { return step.told; });
}

json::object Session::state() const {
  json::array chains;
  for (ChainId const chain : cast_.chains)
    if (engine_.phase(chain)) chains.push_back(review::told(engine_, chain, cast_.agents));
  json::object policies;
  for (PolicyTerm const& policy : kPolicies)
    policies[policy.name] = policy.values[policy.value_in(engine_.options().policies)];
  return {{"chains", std::move(chains)},
          {"agents", array_of(cast_.agents,
                              [&](std::string const& agent) {
                                std::vector<std::string_view> dns = all_of(engine_.dns(agent));
                                std::sort(dns.begin(), dns.end());
                                return json::object{
                                    {"name", agent},
                                    {"dns", array_of(dns, [](std::string_view dn) { return json::value(dn); })},
                                    {"eligible", engine_.standing(agent) == Standing::Eligible}};
                              })},
          {"numbers", array_of(cast_.numbers,
                               [&](std::string const& number) {
                                 return json::object{{"name", number}, {"agent", engine_.agent_at(number)}};
                               })},
          {"dns", array_of(cast_.dns,
                           [&](std::string const& dn) {
                             return json::object{{"dn", dn}, {"monitored", engine_.is_monitored(dn)}};
                           })},
          {"policies", std::move(policies)},
          {"lines", steps_.size()},
          {"lines_max", kLinesMax}};
}

std::string Session::input() const {
  std::string text;
  for (Step const& step : steps_) text.append(step.line).push_back('\n');
  return text;
}

Session::Trial Session::tried(Event const& event) {
  Outcome const outcome = engine_.apply(event);
  Trial trial{outcome.result, outcome.rule, outcome.reason, outcome.result == Result::Acknowledged};
  if (outcome.result != Result::Accepted && outcome.result != Result::Acknowledged) return trial;  // I10: unchanged
  Cast const cast = cast_;
  note_cast(event);                    // so that new names are in both states
  json::object const after = state();  // complete: includes all lookups of the engine
  Policies const policies = engine_.options().policies;
  engine_ = Engine({.policies = policies, .limits = {}});
  for (Step const& step : steps_)
    if (Event const* const earlier = reader_.read(step.line)) static_cast<void>(engine_.apply(*earlier));
  trial.has_effect = trial.has_effect || state() != after;
  cast_ = cast;
  return trial;
}

}  // namespace recordshare::properties::review
