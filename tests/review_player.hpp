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
    if (json::value const* const value = all.if_contains(member)) known[member] = *value;
  return known;
}

/// The agent or number in one of two members, as "agent:alice" or "number:1509"; null if neither is there.
inline json::value party_in(json::object const& event, char const* agent, char const* number) {
  if (event.contains(agent)) return json::string("agent:" + text(event.at(agent)));
  if (event.contains(number)) return json::string("number:" + text(event.at(number)));
  return nullptr;
}

/// What the page is told of an event, from its line.
inline void add_event(json::object& object, Event const& event, std::string_view line) {
  json::object members = event_in(line);
  std::string const type = text(members.at("type"));
  json::value const from = party_in(members, "from", "from_number");
  json::value const agent = party_in(members, "agent", "number");
  json::value const to = party_in(members, "to", "to_number");
  members.erase("type");
  for (auto& [name, value] : members) value = exact(value);
  if (type == "AgentLogin" && members.contains("dn")) members["dns"] = json::array{members.at("dn")};
  if (type == "CallRecovered") {
    json::array parties;
    for (auto const* const list : {"agents", "numbers"})
      if (members.contains(list))
        for (json::value const& one : members.at(list).as_array())
          parties.push_back(json::string((list[0] == 'a' ? "agent:" : "number:") + text(one)));
    members["agents"] = std::move(parties);
  }
  bool const is_party = group_of(type) == "call" && type != "PreviewRecord";
  if (is_party && !agent.is_null()) members["agent"] = agent;
  if (!from.is_null()) members["from"] = from;
  if (!to.is_null()) members["to"] = to;
  for (auto const* const other : {"number", "from_number", "to_number", "numbers"}) members.erase(other);
  if (type == "AgentLogin") members.erase("dn");
  std::string words;
  command::append_words(words, event);
  object["type"] = type;
  object["words"] = words;
  object["group"] = group_of(type);
  object["who"] = !from.is_null() ? from : !agent.is_null() ? agent : json::value("");
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
    for (std::string const& agent : agents_) agents.push_back(of_agent(agent));
    json::array numbers;
    for (std::string const& number : numbers_)
      numbers.push_back(json::object{{"name", number}, {"agent", seats_.contains(number) ? seats_.at(number) : ""}});
    json::array dns;
    for (auto const& [dn, is_monitored] : dns_) dns.push_back(json::object{{"dn", dn}, {"monitored", is_monitored}});
    return {{"chains", std::move(chains)},
            {"agents", std::move(agents)},
            {"numbers", std::move(numbers)},
            {"dns", std::move(dns)},
            {"policies",
             {{"final_scope", policies_.final_scope == FinalScope::Record ? "record" : "chain"},
              {"reschedule", policies_.reschedule == Reschedule::Updates ? "updates" : "finalizes"},
              {"do_not_call", policies_.do_not_call == DoNotCallScope::Open ? "open" : "always"}}},
            {"lines", lines_},
            {"lines_max", 1000}};
  }

  [[nodiscard]] json::object of_agent(std::string const& agent) const {
    bool const is_eligible = engine_.standing(agent) == Standing::Eligible;
    return {{"name", agent}, {"dns", seats_of(agent)}, {"eligible", is_eligible}};
  }

  [[nodiscard]] json::value input() const { return {{"text", input_}}; }
  [[nodiscard]] json::value answers() const { return {{"text", answers_}}; }
  [[nodiscard]] json::value diagram() const {
    std::string svg;
    command::append_svg(svg, diagram_);
    return {{"text", svg}};
  }
  void add_agent(std::string const& agent) { agents_.insert(agent); }
  void add_number(std::string const& number) { numbers_.insert(number); }
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
    json::array finalized;
    for (RecordHandle const record : outcome.finalized) finalized.push_back(json::string(text_of(record)));
    object["finalized"] = std::move(finalized);
    object["changes"] = std::move(changes);
  }

  void note(json::object const& event, bool is_accepted) {
    std::string const type = text(event.at("type"));
    for (auto const* const member : {"agent", "from", "to", "agents"})
      for (std::string const& name : names_in(event, member)) agents_.insert(name);
    for (auto const* const member : {"number", "from_number", "to_number", "numbers"})
      for (std::string const& name : names_in(event, member)) numbers_.insert(name);
    for (auto const* const member : {"dn", "dns"})
      for (std::string const& name : names_in(event, member)) dns_.emplace(name, false);
    if (json::value const* const chain = event.if_contains("chain"); chain != nullptr)
      chains_.insert(chain->is_string() ? std::stoull(text(*chain)) : chain->to_number<std::uint64_t>());
    if (!is_accepted) return;
    if (type == "DnMonitored" || type == "DnUnmonitored") dns_.at(text(event.at("dn"))) = type == "DnMonitored";
    if (type == "AgentLogout") leave_seats(text(event.at("agent")));
    if (type == "AgentLogin") log_in(event);
  }

  /// The name or the names in this member; none if it is absent.
  static std::vector<std::string> names_in(json::object const& event, char const* member) {
    std::vector<std::string> names;
    json::value const* const value = event.if_contains(member);
    if (value != nullptr && value->is_string()) names.push_back(text(*value));
    if (value != nullptr && value->is_array())
      for (json::value const& one : value->as_array()) names.push_back(text(one));
    return names;
  }

  /// E3: everybody who was at one of these DNs leaves all of theirs.
  void log_in(json::object const& event) {
    std::string const agent = text(event.at("agent"));
    leave_seats(agent);
    for (auto const* const member : {"dn", "dns"}) {
      for (std::string const& dn : names_in(event, member)) {
        if (seats_.contains(dn) && seats_.at(dn) != agent) leave_seats(std::string(seats_.at(dn)));
        seats_[dn] = agent;
      }
    }
  }
  void leave_seats(std::string const& agent) {
    std::erase_if(seats_, [&](auto const& seat) { return seat.second == agent; });
  }
  [[nodiscard]] json::array seats_of(std::string const& agent) const {
    json::array dns;
    for (auto const& [dn, who] : seats_)
      if (who == agent) dns.push_back(json::string(dn));
    return dns;
  }

  [[nodiscard]] json::object of_chain(ChainId chain) const {
    auto const key = [](Party const& party) {
      return (party.is_number ? "number:" : "agent:") + std::string(party.name);
    };
    std::set<std::string> parties;
    std::set<std::string> keepers;
    for (Party const& party : engine_.parties(chain)) parties.insert(key(party));
    for (Party const& party : engine_.keepers(chain)) keepers.insert(key(party));
    std::map<std::string, json::value> consultations;
    for (Consultation const& one : engine_.consultations(chain))
      consultations[key(one.initiator)] = {
          {"from", key(one.initiator)}, {"to", key(one.target)}, {"stage", name(one.stage)}};
    json::object object{
        {"chain", text_of(chain)}, {"phase", name(*engine_.phase(chain))}, {"call", engine_.call(chain)}};
    for (std::string const& party : parties) list(object, "parties").push_back(json::string(party));
    for (std::string const& party : keepers) list(object, "keepers").push_back(json::string(party));
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
  std::set<std::string> numbers_;
  std::map<std::string, bool> dns_;
  std::set<ChainId> chains_;
  std::map<std::string, std::string> seats_;  ///< who is logged in at a DN
  command::SequenceDiagram diagram_;
  bool fits_ = true;
};

}  // namespace recordshare::tests
