// SPDX-License-Identifier: Apache-2.0
// session.cpp plays a reviewer's stream to the engine that ships, and tells what it answers.
#include "properties/document/review/session.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "properties/document/review/event_json.hpp"
#include "properties/document/review/json_text.hpp"

namespace recordshare::properties::review {
namespace {

// Handles and ids go to 2^64-1 and a browser's numbers to 2^53: they are told as text.
std::string text_of(std::uint64_t number) { return std::to_string(number); }

void tell_finality(JsonText& json, Finality const& finality) {
  json.begin_object().member("by", name_of_final(finality.request)).member("agent", finality.agent).end_object();
}

void tell_outcome(JsonText& json, Outcome const& outcome) {
  json.member("result", name(outcome.result)).member("rule", outcome.rule == Rule::None ? "" : name(outcome.rule));
  json.member("reason", outcome.reason == Reason::None ? "" : name(outcome.reason)).member("reply", outcome.answer);
  json.member("message", outcome.message).flag("read_only", outcome.read_only);
  json.key("shown").begin_list();
  for (ShownRecord const& shown : outcome.records)
    json.begin_object().member("record", text_of(shown.record)).flag("updatable", shown.updatable).end_object();
  json.end_list().key("final");
  if (outcome.finality) {
    tell_finality(json, *outcome.finality);
  } else {
    json.null();
  }
  json.key("changes").begin_list();
  for (AccessChange const& change : outcome.changes) {
    json.begin_object().member("chain", text_of(change.chain)).member("agent", change.agent);
    json.member("from", name(change.from)).member("to", name(change.to)).end_object();
  }
  json.end_list();
}

template <class T>
std::vector<T> all_of(Listing<T> const& listing) {
  std::vector<T> items;
  for (T const& item : listing) items.push_back(item);
  return items;
}

// The engine lists names in no particular order.
std::vector<std::string_view> sorted(Listing<std::string_view> const& listing) {
  std::vector<std::string_view> names = all_of(listing);
  std::sort(names.begin(), names.end());
  return names;
}

void tell_chain(JsonText& json, Engine const& engine, ChainId chain, std::set<std::string> const& agents) {
  json.begin_object().member("chain", text_of(chain)).member("phase", name(*engine.phase(chain)));
  json.list("parties", sorted(engine.parties(chain))).list("keepers", sorted(engine.keepers(chain)));
  std::vector<Consultation> consultations = all_of(engine.consultations(chain));
  std::sort(consultations.begin(), consultations.end(),
            [](auto const& one, auto const& other) { return one.initiator < other.initiator; });
  json.key("consultations").begin_list();
  for (Consultation const& one : consultations) {
    json.begin_object().member("from", one.initiator).member("to", one.target);
    json.member("stage", name(one.stage)).end_object();
  }
  json.end_list().key("records").begin_list();
  for (RecordState const& record : engine.records(chain)) {
    json.begin_object().member("record", text_of(record.record)).key("final");
    if (record.finality) {
      tell_finality(json, *record.finality);
    } else {
      json.null();
    }
    json.end_object();
  }
  json.end_list().key("accesses").begin_object();
  for (std::string const& agent : agents) json.member(agent, name(engine.access(chain, agent)));
  json.end_object().end_object();
}

bool is_name(std::string_view name) {
  Engine unused;
  return unused.apply(DnMonitored{name}).result != Result::Invalid;
}

}  // namespace

bool Session::has_room_for(std::vector<std::string_view> const& lines) const noexcept {
  std::size_t count = steps_.size();
  for (std::string_view const line : lines) {
    if (line.size() > kLineBytes) return false;
    count += is_blank(line) ? 0 : 1;
  }
  return count <= kLinesMax;
}

void Session::play(std::string_view line, JsonText& json) {
  if (is_blank(line)) return;
  append(line);
  json.raw(steps_.back().told);
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
  bool const is_event = event != nullptr && outcome.result != Result::Invalid;
  is_drawn_ =
      is_drawn_ && (is_event ? diagram_.add(*event, outcome) : diagram_.add_no_event(steps_.size(), outcome.message));
  if (!is_event) return;
  note_cast(*event);
  if (outcome.result == Result::Accepted) seats_.took_place(*event);
}

std::string Session::told(std::string_view line, std::string_view answer, Event const* event,
                          Outcome const& outcome) const {
  JsonText json;
  json.begin_object().member("line", line).member("answer", answer);
  if (event != nullptr && outcome.result != Result::Invalid) tell_event(json, *event);
  tell_outcome(json, outcome);
  return json.end_object().take();
}

void Session::play_anew(std::vector<Step> const& steps, Policies const& policies) {
  engine_ = Engine({.policies = policies, .limits = {}});
  steps_.clear();
  answers_.clear();
  diagram_ = {};
  is_drawn_ = true;
  seats_ = {};
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

bool Session::add_agent(std::string_view name) {
  if (!is_name(name)) return false;
  named_.agents.emplace(name);
  cast_.agents.emplace(name);
  return true;
}

bool Session::add_dn(std::string_view name) {
  if (!is_name(name)) return false;
  named_.dns.emplace(name);
  cast_.dns.emplace(name);
  return true;
}

void Session::note_cast(Event const& event) {
  auto const note = [&](auto const& one) {
    if constexpr (requires { one.dn; }) cast_.dns.emplace(one.dn);
    if constexpr (requires { one.agent; }) cast_.agents.emplace(one.agent);
    if constexpr (requires { one.from; }) {
      cast_.agents.emplace(one.from);
      cast_.agents.emplace(one.to);
    }
    if constexpr (requires { one.chain; }) cast_.chains.insert(one.chain);
  };
  std::visit(note, event);
}

void Session::Seats::took_place(Event const& event) {
  if (auto const* const on = std::get_if<DnMonitored>(&event)) monitored.emplace(on->dn);
  if (auto const* const off = std::get_if<DnUnmonitored>(&event)) monitored.erase(std::string(off->dn));
  if (auto const* const in = std::get_if<AgentLogin>(&event)) dn_of.insert_or_assign(std::string(in->agent), in->dn);
  if (auto const* const out = std::get_if<AgentLogout>(&event)) dn_of.erase(std::string(out->agent));
}

void Session::tell_steps(JsonText& json) const {
  json.begin_list();
  for (Step const& step : steps_) json.raw(step.told);
  json.end_list();
}

void Session::tell_state(JsonText& json) const {
  json.begin_object().key("chains").begin_list();
  for (ChainId const chain : cast_.chains)
    if (engine_.phase(chain)) tell_chain(json, engine_, chain, cast_.agents);
  json.end_list().key("agents").begin_list();
  for (std::string const& agent : cast_.agents) {
    auto const seat = seats_.dn_of.find(agent);
    json.begin_object().member("name", agent).member("dn", seat == seats_.dn_of.end() ? "" : seat->second);
    json.flag("eligible", engine_.standing(agent) == Standing::Eligible).end_object();
  }
  json.end_list().key("dns").begin_list();
  for (std::string const& dn : cast_.dns)
    json.begin_object().member("dn", dn).flag("monitored", seats_.monitored.contains(dn)).end_object();
  json.end_list().key("policies").begin_object();
  Policies const& policies = engine_.options().policies;
  json.member(kPolicies[0].name, term_of(kPolicies[0].values, policies.final_scope));
  json.member(kPolicies[1].name, term_of(kPolicies[1].values, policies.reschedule));
  json.end_object().count("lines", steps_.size()).count("lines_max", kLinesMax).end_object();
}

std::string Session::input() const {
  std::string text;
  for (Step const& step : steps_) text.append(step.line).push_back('\n');
  return text;
}

// Everything that lookups tell; two states with the same portrait cannot be told apart by looking.
std::string Session::portrait() const {
  JsonText json;
  tell_state(json);
  return json.take();
}

Session::Trial Session::tried(Event const& event) {
  Outcome const outcome = engine_.apply(event);
  Trial trial{outcome.result, outcome.rule, outcome.reason, outcome.result == Result::Acknowledged};
  if (outcome.result != Result::Accepted && outcome.result != Result::Acknowledged) return trial;  // I10: unchanged
  Cast const cast = cast_;
  note_cast(event);  // what the event brings is looked at before and after it
  if (outcome.result == Result::Accepted) seats_.took_place(event);
  std::string const after = portrait();
  Policies const policies = engine_.options().policies;
  engine_ = Engine({.policies = policies, .limits = {}});
  seats_ = {};
  for (Step const& step : steps_) {
    Event const* const earlier = reader_.read(step.line);
    if (earlier == nullptr) continue;
    if (engine_.apply(*earlier).result == Result::Accepted) seats_.took_place(*earlier);
  }
  trial.has_effect = trial.has_effect || portrait() != after;
  cast_ = cast;
  return trial;
}

}  // namespace recordshare::properties::review
