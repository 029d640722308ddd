// SPDX-License-Identifier: Apache-2.0
// sequence_diagram.cpp draws agents as participants, and the server as whoever monitors, loads and answers.
#include "sequence_diagram.hpp"

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include <recordshare/engine.hpp>

#include "words.hpp"

namespace recordshare::command {
namespace {

/// Mermaid reads `;` and `#` in a text as its own; in a name they are written as entities, like all that is
/// unprintable.
void append_text(std::string& out, std::string_view text) {
  std::string printable;
  append_printable(printable, text);
  for (char const c : printable) {
    if (c == '#') {
      out.append("#35;");
    } else if (c == ';') {
      out.append("#59;");
    } else {
      out.push_back(c);
    }
  }
}

class Diagram {
 public:
  Diagram(std::string& out, Options const& options) : out_(out), engine_(options) {}

  void draw(std::span<Event const> events) {
    out_.append("sequenceDiagram\n  participant server\n");
    for (Event const& event : events) std::visit([&](auto const& one) { introduce(one); }, event);
    for (Event const& event : events) {
      Outcome const outcome = engine_.apply(event);
      std::visit([&](auto const& one) { draw_event(one, type_name(event)); }, event);
      draw_outcome(event, outcome);
    }
  }

 private:
  template <class One>
  void introduce(One const& one) {
    if constexpr (requires { one.agent; }) participant(one.agent);
    if constexpr (requires { one.from; }) {
      participant(one.from);
      participant(one.to);
    }
  }

  /// The participant's name in the diagram's own terms: `p1`, `p2` and so on.
  std::string participant(std::string_view agent) {
    auto it = std::ranges::find(agents_, agent);
    if (it == agents_.end()) {
      agents_.emplace_back(agent);
      it = agents_.end() - 1;
      out_.append("  participant p").append(std::to_string(agents_.size())).append(" as ");
      append_text(out_, agent);
      out_.push_back('\n');
    }
    return "p" + std::to_string(it - agents_.begin() + 1);
  }

  void arrow(std::string const& from, std::string_view line, std::string const& to, std::string_view text) {
    out_.append("  ").append(from).append(line).append(to).append(": ");
    append_text(out_, text);
    out_.push_back('\n');
  }

  template <class One>
  void draw_event(One const& one, std::string_view type) {
    std::string text(type);  // NOLINT(misc-const-correctness): an event without members adds nothing to it
    if constexpr (requires { one.dn; }) text.append(" ").append(one.dn);
    if constexpr (requires { one.chain; }) text.append(" chain ").append(std::to_string(one.chain));
    if constexpr (requires { one.records; }) {
      for (RecordHandle const record : one.records) text.append(" ").append(std::to_string(record));
    }
    if constexpr (requires { one.record; }) text.append(" ").append(std::to_string(one.record));
    if constexpr (requires { one.from; }) {
      arrow(participant(one.from), "->>", participant(one.to), text);
    } else if constexpr (requires { one.request; }) {
      arrow(participant(one.agent), "->>", "server", text);
    } else if constexpr (requires { one.agent; }) {
      arrow("server", "->>", participant(one.agent), text);
    } else {
      arrow("server", "->>", "server", text);
    }
  }

  void draw_outcome(Event const& event, Outcome const& outcome) {
    auto const* const request = std::get_if<DesktopRequest>(&event);
    std::string text;
    if (outcome.reason != Reason::None) {
      text = std::string(name(outcome.result)) + ": " + std::string(name(outcome.reason));
    } else if (request != nullptr) {
      text = outcome.answer;
      if (outcome.read_only) text += ", read-only";
    }
    text += (text.empty() ? "" : " ") + ("(" + std::string(name(outcome.rule)) + ")");
    if (request != nullptr) {
      arrow("server", "-->>", participant(request->agent), text);
    } else if (outcome.reason != Reason::None) {
      note("server", text);
    }
    for (AccessChange const& change : outcome.changes) {
      note(participant(change.agent), std::string(name(change.from)) + " → " + std::string(name(change.to)) + " (" +
                                          std::string(name(outcome.rule)) + ")");
    }
  }

  void note(std::string const& over, std::string_view text) {
    out_.append("  Note over ").append(over).append(": ");
    append_text(out_, text);
    out_.push_back('\n');
  }

  std::string& out_;
  Engine engine_;
  std::vector<std::string> agents_;
};

}  // namespace

void append_sequence_diagram(std::string& out, std::span<Event const> events, Options const& options) {
  Diagram(out, options).draw(events);
}

}  // namespace recordshare::command
