// SPDX-License-Identifier: Apache-2.0
// desk.cpp looks up a verb, runs it, and returns the result as JSON.
#include "properties/document/review/desk.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "engine/library/boost_json.hpp"
#include "engine/report/lines.hpp"
#include "properties/document/review/event_json.hpp"
#include "properties/document/review/graph.hpp"
#include "properties/document/review/moves.hpp"
#include "properties/document/review/session.hpp"
#include "properties/world/bounded_names.hpp"

namespace recordshare::properties::review {
namespace {

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The policies in `text`; nothing if one is unknown.
std::optional<Policies> policies_of(std::string_view text) {
  Policies policies;
  while (!text.empty()) {
    std::string_view const setting = take_until(text, " ");
    if (!setting.empty() && !set_policy(policies, setting)) return std::nullopt;
  }
  return policies;
}

json::object problem(std::string_view what) { return {{"problem", what}}; }
json::object done() { return {}; }
json::object text_json(std::string_view text) { return {{"text", text}}; }

constexpr std::string_view kNoPolicy = "there is no such policy";
constexpr std::string_view kNoName = "a name is 1 to 256 bytes of UTF-8 without U+0000";
/// Whether an event can give this text as the id of a call: it is valid, or empty, which is not given.
bool is_call(std::string_view text) { return text.empty() || is_name(text); }

constexpr std::string_view kNoState = "there is no such state";

}  // namespace

struct Desk::State {
  Session session;
  std::optional<Graph> graph;

  json::value begin(std::string_view text) {
    auto const wanted = policies_of(text);
    if (!wanted) return problem(kNoPolicy);
    session = Session(*wanted);
    return done();
  }

  json::value policies(std::string_view text) {
    auto const wanted = policies_of(text);
    if (!wanted) return problem(kNoPolicy);
    session.set_policies(*wanted);
    return session.steps();
  }

  json::value add(std::set<std::string> Cast::* kind, std::string_view name) {
    return session.add(kind, name) ? done() : problem(kNoName);
  }
  json::value agent(std::string_view text) { return add(&Cast::agents, text); }
  json::value number(std::string_view text) { return add(&Cast::numbers, text); }
  json::value dn(std::string_view text) { return add(&Cast::dns, text); }

  json::value play(std::string_view text) {
    auto const lines = lines_in(text);
    if (!session.has_room_for(lines))
      return problem("a stream here has at most " + std::to_string(Session::kLinesMax) + " lines of at most " +
                     std::to_string(Session::kLineBytes) + " bytes; use `recordshare run` for longer ones");
    json::array steps;
    for (std::string_view const line : lines) session.play(line, steps);
    return steps;
  }

  json::value undo(std::string_view text) {
    auto const count = number_of(text);
    if (!count) return problem("how many lines is no number");
    session.undo(static_cast<std::size_t>(std::min<std::uint64_t>(*count, Session::kLinesMax)));
    return done();
  }

  json::value state(std::string_view) { return session.state(); }

  json::value moves(std::string_view text) {
    auto const chain = number_of(take_line(text));
    if (!chain) return problem("the chain's id is no number");
    std::string_view const call = take_line(text);
    std::string_view const new_call = take_line(text);
    if (!is_call(call) || !is_call(new_call)) return problem(kNoName);
    return moves_of(session, *chain, {call, new_call});
  }

  json::value input(std::string_view) { return text_json(session.input()); }
  json::value answers(std::string_view) { return text_json(session.answers()); }

  json::value diagram(std::string_view) {
    std::string svg;
    append_svg(svg, session.diagram());
    return text_json(svg);
  }

  json::value explore(std::string_view text) {
    auto const wanted = policies_of(text);
    if (!wanted) return problem(kNoPolicy);
    graph.emplace(*wanted);
    return json::object{{"states", graph->size()},
                        {"states_up_to_names", graph->size_up_to_names()},
                        {"steps", graph->steps()},
                        {"depth", graph->depth()}};
  }

  /// The state number in `text`, if it is in the explored graph.
  std::optional<std::size_t> place_in_graph(std::string_view text) const {
    auto const number = number_of(text);
    std::size_t const states = graph ? graph->size() : 0;
    if (!number || *number >= states) return std::nullopt;
    return static_cast<std::size_t>(*number);
  }

  json::value place(std::string_view text) {
    auto const number = place_in_graph(text);
    if (!number) return problem(kNoState);
    json::object place{{"number", *number}, {"depth", graph->depth_of(*number)}};
    Snapshot const here = graph->state(*number);
    place["text"] = text_of(here);
    place["loaded"] = here.loaded;
    place["phase"] = name(here.phase);
    place["accesses"] = accesses(*number);
    place["final"] = here.records.of(RecordNumber{0}).is_final();
    json::array branches;
    for (Branch const& branch : graph->branches(*number)) branches.push_back(told(branch));
    place["branches"] = std::move(branches);
    return place;
  }

  json::object accesses(std::size_t number) {
    json::object all;
    for (AgentNumber const agent : {AgentNumber{0}, AgentNumber{1}})
      all[name_of(agent)] = name(graph->access(number, agent));
    return all;
  }

  json::object told(Branch const& branch) {
    NamedEvents names;
    Event const event = names.named(branch.event);
    json::object object{{"line", line_of(event)}};
    add_event(object, event);
    object["result"] = name(branch.outcome.result);
    object["rule"] = name(branch.outcome.rule);
    object["reason"] = branch.outcome.reason == Reason::None ? "" : name(branch.outcome.reason);
    object["to"] = branch.to;
    object["accesses"] = accesses(branch.to);
    return object;
  }

  json::value way(std::string_view text) {
    auto const number = place_in_graph(text);
    if (!number) return problem(kNoState);
    std::string lines;
    NamedEvents names;
    for (BoundedEvent const& event : graph->way_to(*number)) append_line(lines, names.named(event));
    return text_json(lines);
  }

  json::value find(std::string_view text) {
    if (!graph) return problem("nothing is explored yet");
    Pattern pattern;
    while (!text.empty()) {
      std::string_view const word = take_until(text, " ");
      if (!word.empty() && !pattern.set(word)) return problem("unknown word in the pattern");
    }
    auto const number = graph->find(pattern);
    return json::object{{"number", number ? json::value(*number) : json::value(nullptr)}};
  }
};

Desk::Desk() : state_(std::make_unique<State>()) {}
Desk::~Desk() = default;

std::string Desk::answer(std::string_view verb, std::string_view text) {
  struct Verb {
    std::string_view name;
    json::value (State::*does)(std::string_view);
  };
  static constexpr std::array kVerbs{
      Verb{"begin", &State::begin},     Verb{"policies", &State::policies},
      Verb{"agent", &State::agent},     Verb{"number", &State::number},
      Verb{"dn", &State::dn},           Verb{"play", &State::play},
      Verb{"undo", &State::undo},       Verb{"state", &State::state},
      Verb{"moves", &State::moves},     Verb{"input", &State::input},
      Verb{"answers", &State::answers}, Verb{"diagram", &State::diagram},
      Verb{"explore", &State::explore}, Verb{"place", &State::place},
      Verb{"way", &State::way},         Verb{"find", &State::find},
  };
  for (Verb const& one : kVerbs)
    if (one.name == verb) return json::serialize((*state_.*one.does)(text));
  return json::serialize(problem("there is no such verb"));
}

}  // namespace recordshare::properties::review
