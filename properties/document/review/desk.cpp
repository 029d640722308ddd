// SPDX-License-Identifier: Apache-2.0
// desk.cpp looks a verb up, does it, and puts what came of it into JSON.
#include "properties/document/review/desk.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

#include "properties/document/review/event_json.hpp"
#include "properties/document/review/graph.hpp"
#include "properties/document/review/json_text.hpp"
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

/// Takes the part of `text` before `separator` off it.
std::string_view take_part(std::string_view& text, char separator) {
  std::size_t const end = std::min(text.find(separator), text.size());
  std::string_view const part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

/// The policies that `text` names; nothing where it names another.
std::optional<Policies> policies_of(std::string_view text) {
  Policies policies;
  while (!text.empty()) {
    std::string_view const setting = take_part(text, ' ');
    if (!setting.empty() && !set_policy(policies, setting)) return std::nullopt;
  }
  return policies;
}

std::string problem(std::string_view what) {
  return JsonText().begin_object().member("problem", what).end_object().take();
}
std::string done() { return "{}"; }
std::string text_json(std::string_view text) {
  return JsonText().begin_object().member("text", text).end_object().take();
}

constexpr std::string_view kNoPolicy = "there is no such policy";
constexpr std::string_view kNoName = "a name is 1 to 128 bytes of UTF-8";
constexpr std::string_view kNoState = "there is no such state";

}  // namespace

struct Desk::State {
  Session session;
  std::optional<Graph> graph;

  std::string begin(std::string_view text) {
    auto const wanted = policies_of(text);
    if (!wanted) return problem(kNoPolicy);
    session = Session(*wanted);
    return done();
  }

  std::string policies(std::string_view text) {
    auto const wanted = policies_of(text);
    if (!wanted) return problem(kNoPolicy);
    session.set_policies(*wanted);
    JsonText json;
    session.tell_steps(json);
    return json.take();
  }

  std::string agent(std::string_view text) { return session.add_agent(text) ? done() : problem(kNoName); }
  std::string dn(std::string_view text) { return session.add_dn(text) ? done() : problem(kNoName); }

  std::string play(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) lines.push_back(take_part(text, '\n'));
    if (!session.has_room_for(lines))
      return problem("a stream here has at most " + std::to_string(Session::kLinesMax) + " lines of at most " +
                     std::to_string(Session::kLineBytes) + " bytes; `recordshare run` takes any");
    JsonText json;
    json.begin_list();
    for (std::string_view const line : lines) session.play(line, json);
    return json.end_list().take();
  }

  std::string undo(std::string_view text) {
    auto const count = number_of(text);
    if (!count) return problem("how many lines is no number");
    session.undo(static_cast<std::size_t>(std::min<std::uint64_t>(*count, Session::kLinesMax)));
    return done();
  }

  std::string state(std::string_view) {
    JsonText json;
    session.tell_state(json);
    return json.take();
  }

  std::string moves(std::string_view text) {
    auto const chain = number_of(text);
    if (!chain) return problem("the chain's id is no number");
    JsonText json;
    tell_moves(json, session, *chain);
    return json.take();
  }

  std::string input(std::string_view) { return text_json(session.input()); }
  std::string answers(std::string_view) { return text_json(session.answers()); }

  std::string diagram(std::string_view) {
    std::string svg;
    append_svg(svg, session.diagram());
    return text_json(svg);
  }

  std::string explore(std::string_view text) {
    auto const wanted = policies_of(text);
    if (!wanted) return problem(kNoPolicy);
    graph.emplace(*wanted);
    JsonText json;
    json.begin_object().count("states", graph->size()).count("states_up_to_names", graph->size_up_to_names());
    return json.count("steps", graph->steps()).count("depth", graph->depth()).end_object().take();
  }

  /// The state's number that `text` gives, of a graph that is explored.
  std::optional<std::size_t> place_in_graph(std::string_view text) const {
    auto const number = number_of(text);
    if (!graph || !number || *number >= graph->size()) return std::nullopt;
    return static_cast<std::size_t>(*number);
  }

  std::string place(std::string_view text) {
    auto const number = place_in_graph(text);
    if (!number) return problem(kNoState);
    JsonText json;
    json.begin_object().count("number", *number).count("depth", graph->depth_of(*number));
    tell_snapshot(json, *number);
    json.key("branches").begin_list();
    for (Branch const& branch : graph->branches(*number)) tell_branch(json, branch);
    return json.end_list().end_object().take();
  }

  void tell_snapshot(JsonText& json, std::size_t number) {
    Snapshot const here = graph->state(number);
    json.member("text", text_of(here)).flag("loaded", here.loaded).member("phase", name(here.phase));
    json.key("accesses").begin_object();
    for (std::uint8_t a = 0; a < 2; ++a)
      json.member(name_of(AgentNumber{a}), name(graph->access(number, AgentNumber{a})));
    json.end_object().flag("final", here.records.of(RecordNumber{0}).is_final());
  }

  void tell_branch(JsonText& json, Branch const& branch) {
    NamedEvents names;
    Event const event = names.named(branch.event);
    json.begin_object().member("line", line_of(event));
    tell_event(json, event);
    json.member("result", name(branch.outcome.result)).member("rule", name(branch.outcome.rule));
    json.member("reason", branch.outcome.reason == Reason::None ? "" : name(branch.outcome.reason));
    json.count("to", branch.to);
    json.key("accesses").begin_object();
    for (std::uint8_t a = 0; a < 2; ++a)
      json.member(name_of(AgentNumber{a}), name(graph->access(branch.to, AgentNumber{a})));
    json.end_object().end_object();
  }

  std::string way(std::string_view text) {
    auto const number = place_in_graph(text);
    if (!number) return problem(kNoState);
    std::string lines;
    NamedEvents names;
    for (BoundedEvent const& event : graph->way_to(*number)) append_line(lines, names.named(event));
    return text_json(lines);
  }

  std::string find(std::string_view text) {
    if (!graph) return problem("nothing is explored yet");
    Pattern pattern;
    while (!text.empty()) {
      std::string_view const word = take_part(text, ' ');
      if (!word.empty() && !pattern.set(word)) return problem("a word of the pattern is none");
    }
    auto const number = graph->find(pattern);
    JsonText json;
    json.begin_object().key("number");
    return (number ? json.number(*number) : json.null()).end_object().take();
  }
};

Desk::Desk() : state_(std::make_unique<State>()) {}
Desk::~Desk() = default;

std::string Desk::answer(std::string_view verb, std::string_view text) {
  struct Verb {
    std::string_view name;
    std::string (State::*does)(std::string_view);
  };
  static constexpr std::array kVerbs{
      Verb{"begin", &State::begin},     Verb{"policies", &State::policies}, Verb{"agent", &State::agent},
      Verb{"dn", &State::dn},           Verb{"play", &State::play},         Verb{"undo", &State::undo},
      Verb{"state", &State::state},     Verb{"moves", &State::moves},       Verb{"input", &State::input},
      Verb{"answers", &State::answers}, Verb{"diagram", &State::diagram},   Verb{"explore", &State::explore},
      Verb{"place", &State::place},     Verb{"way", &State::way},           Verb{"find", &State::find},
  };
  for (Verb const& one : kVerbs)
    if (one.name == verb) return (*state_.*one.does)(text);
  return problem("there is no such verb");
}

}  // namespace recordshare::properties::review
