// SPDX-License-Identifier: Apache-2.0
// review_player.hpp plays a stream to an engine and tells of it what the review page must be told.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <recordshare/recordshare.hpp>

#include "engine/library/boost_json.hpp"
#include "engine/report/sentences.hpp"
#include "engine/report/sequence_diagram.hpp"
#include "properties/document/description.hpp"
#include "properties/document/review/desk.hpp"

namespace recordshare::tests {

using properties::review::Desk;

inline json::value asked(Desk& desk, std::string_view verb, std::string_view text = "") {
  return json::parse(desk.answer(verb, text));
}
inline std::string text(json::value const& value) { return std::string(value.as_string()); }

/// Numbers as text, since JavaScript's are not exact.
inline json::value exact(json::value const& value) {
  if (value.is_string()) return value;
  if (!value.is_array()) return json::value(json::serialize(value));
  json::array all;
  for (json::value const& one : value.as_array()) all.push_back(exact(one));
  return all;
}

inline std::string group_of(std::string const& type) {
  static std::set<std::string> const kDirectory{"DnMonitored", "DnUnmonitored", "AgentLogin", "AgentLogout"};
  static std::set<std::string> const kChain{"ChainLoaded", "ChainUnloaded", "RecordAdded", "RecordCanceled"};
  if (std::ranges::find(kRequests, type, &RequestTerm::name) != kRequests.end()) return "desktop";
  return kDirectory.contains(type) ? "directory" : kChain.contains(type) ? "chain" : "call";
}

/// The members of the event in a line, with its type; a line may have others.
inline json::object event_in(std::string_view line) {
  json::object const all = json::parse(line).as_object();
  std::string const type = text(all.at("type"));
  json::object known{{"type", type}};
  for (std::string_view const member : describe::members_of(group_of(type) == "desktop" ? "DesktopRequest" : type))
    known[member] = all.at(member);
  return known;
}

/// What the page is told of an event, from its line.
inline void add_event(json::object& object, Event const& event, std::string_view line) {
  json::object members = event_in(line);
  std::string const type = text(members.at("type"));
  members.erase("type");
  for (auto& [name, value] : members) value = exact(value);
  json::value const* const from = members.if_contains("from");
  json::value const* const agent = members.if_contains("agent");
  std::string words;
  command::append_words(words, event);
  object["type"] = type;
  object["words"] = words;
  object["group"] = group_of(type);
  object["who"] = from != nullptr ? *from : agent != nullptr ? *agent : json::value("");
  object["members"] = std::move(members);
}

inline json::value told(std::optional<Finality> const& finality) {
  if (!finality) return nullptr;
  return {{"by", finality->request ? name(*finality->request) : "RecordCanceled"}, {"agent", finality->agent}};
}
inline std::string text_of(auto id) { return std::to_string(id.value()); }

/// An engine that plays a stream, with what its look-ups do not tell: the names, and who is logged in where.
class Player {
 public:
  explicit Player(Policies const& policies = {}) : engine_({.policies = policies, .limits = {}}), policies_(policies) {}

  /// Plays one line that is not blank. Returns what the page is told of it.
  json::object play(std::string_view line) {
    Event const* const event = reader_.read(line);
    Outcome outcome;
    outcome.message = reader_.message();
    if (event != nullptr) outcome = engine_.apply(*event);
    std::size_t const before = answers_.size();
    append_line(answers_, ++lines_, event == nullptr ? "" : type_name(*event), outcome);
    json::object told{{"line", line}, {"answer", answers_.substr(before, answers_.size() - before - 1)}};
    if (event != nullptr) add_event(told, *event, line);
    add(told, outcome);
    if (event != nullptr) note(event_in(line), outcome.result == Result::Accepted);
    if (fits_)
      fits_ = event == nullptr ? diagram_.add_no_event(lines_, outcome.message) : diagram_.add(*event, outcome);
    input_.append(line).append("\n");
    return told;
  }

  [[nodiscard]] json::object state() const {
    json::object state;
    json::array chains;
    for (ChainId const chain : chains_)
      if (engine_.phase(chain)) chains.push_back(of_chain(chain));
    json::array agents;
    for (std::string const& agent : agents_)
      agents.push_back(json::object{{"name", agent},
                                    {"dn", seats_.contains(agent) ? seats_.at(agent) : ""},
                                    {"eligible", engine_.standing(agent) == Standing::Eligible}});
    json::array dns;
    for (auto const& [dn, is_monitored] : dns_) dns.push_back(json::object{{"dn", dn}, {"monitored", is_monitored}});
    return {{"chains", std::move(chains)},
            {"agents", std::move(agents)},
            {"dns", std::move(dns)},
            {"policies",
             {{"final_scope", policies_.final_scope == FinalScope::Record ? "record" : "chain"},
              {"reschedule", policies_.reschedule == Reschedule::Updates ? "updates" : "finalizes"}}},
            {"lines", lines_},
            {"lines_max", 1000}};
  }

  [[nodiscard]] json::value input() const { return {{"text", input_}}; }
  [[nodiscard]] json::value answers() const { return {{"text", answers_}}; }
  [[nodiscard]] json::value diagram() const {
    std::string svg;
    command::append_svg(svg, diagram_);
    return {{"text", svg}};
  }
  void add_agent(std::string const& agent) { agents_.insert(agent); }
  void add_dn(std::string const& dn) { dns_.emplace(dn, false); }
  [[nodiscard]] Engine& engine() { return engine_; }

 private:
  static void add(json::object& object, Outcome const& outcome) {
    json::array shown;
    if (outcome.shown)
      for (auto const& one : outcome.shown->records)
        shown.push_back(json::object{{"record", text_of(one.record)}, {"updatable", one.updatable}});
    json::array changes;
    for (auto const& one : outcome.changes)
      changes.push_back(json::object{
          {"chain", text_of(one.chain)}, {"agent", one.agent}, {"from", name(one.from)}, {"to", name(one.to)}});
    object["result"] = name(outcome.result);
    object["rule"] = outcome.rule == Rule::None ? "" : name(outcome.rule);
    object["reason"] = outcome.reason == Reason::None ? "" : name(outcome.reason);
    object["reply"] = outcome.answer;
    object["message"] = outcome.message;
    object["read_only"] = outcome.shown ? outcome.shown->read_only : false;
    object["shown"] = std::move(shown);
    object["final"] = told(outcome.finality);
    object["changes"] = std::move(changes);
  }

  void note(json::object const& event, bool is_accepted) {
    std::string const type = text(event.at("type"));
    for (auto const* const member : {"agent", "from", "to"})
      if (event.contains(member)) agents_.insert(text(event.at(member)));
    if (event.contains("chain")) chains_.insert(ChainId(event.at("chain").to_number<std::uint64_t>()));
    if (event.contains("dn")) dns_.emplace(text(event.at("dn")), false);
    if (!is_accepted) return;
    if (type == "DnMonitored" || type == "DnUnmonitored") dns_.at(text(event.at("dn"))) = type == "DnMonitored";
    if (type == "AgentLogin") seats_[text(event.at("agent"))] = text(event.at("dn"));
    if (type == "AgentLogout") seats_.erase(text(event.at("agent")));
  }

  [[nodiscard]] json::object of_chain(ChainId chain) const {
    std::set<std::string> parties;
    std::set<std::string> keepers;
    for (std::string_view const agent : engine_.parties(chain)) parties.emplace(agent);
    for (std::string_view const agent : engine_.keepers(chain)) keepers.emplace(agent);
    std::map<std::string, json::value> consultations;
    for (Consultation const& one : engine_.consultations(chain))
      consultations[std::string(one.initiator)] = {
          {"from", one.initiator}, {"to", one.target}, {"stage", name(one.stage)}};
    json::object object{{"chain", text_of(chain)}, {"phase", name(*engine_.phase(chain))}};
    for (std::string const& agent : parties) list(object, "parties").push_back(json::string(agent));
    for (std::string const& agent : keepers) list(object, "keepers").push_back(json::string(agent));
    for (auto const& [from, one] : consultations) list(object, "consultations").push_back(one);
    for (RecordState const& one : engine_.records(chain))
      list(object, "records").push_back(json::object{{"record", text_of(one.record)}, {"final", told(one.finality)}});
    for (auto const* const member : {"parties", "keepers", "consultations", "records"}) list(object, member);
    json::object accesses;
    for (std::string const& agent : agents_) accesses[agent] = name(engine_.access(chain, agent));
    object["accesses"] = std::move(accesses);
    return object;
  }

  static json::array& list(json::object& object, std::string_view member) {
    if (!object.contains(member)) object[member] = json::array();
    return object[member].as_array();
  }

  Engine engine_;
  EventReader reader_;
  Policies policies_;
  std::string input_;
  std::string answers_;
  std::size_t lines_ = 0;
  std::set<std::string> agents_;
  std::map<std::string, bool> dns_;
  std::set<ChainId> chains_;
  std::map<std::string, std::string> seats_;
  command::SequenceDiagram diagram_;
  bool fits_ = true;
};

}  // namespace recordshare::tests
