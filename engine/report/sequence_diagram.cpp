// SPDX-License-Identifier: Apache-2.0
// sequence_diagram.cpp collects the steps of a diagram and writes it in Mermaid.
#include "engine/report/sequence_diagram.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <variant>

#include "engine/library/printable.hpp"
#include "engine/report/sentences.hpp"
#include "model/event_fields.hpp"

namespace recordshare::command {
namespace {

using Step = SequenceDiagram::Step;
using Kind = Step::Kind;

/// Whether it is an environment event: of no record, or of a whole chain.
bool is_of_environment(Event const& event) {
  return std::visit(
      []<class One>(One const&) { return !requires(One one) { one.record; } || requires(One one) { one.chain; }; },
      event);
}

std::string text_of(Event const& event) {
  std::string text(type_name(event));
  // The lanes show the agents of a record.
  std::visit(
      [&]<class One>(One const& one) {
        model::for_each_field(one, [&](auto field, auto const& value) {
          using enum model::FieldName;
          constexpr bool kIsOfRecord = requires(One of) { of.record; };
          if constexpr (field == Dn || (field == Agent && !kIsOfRecord)) text.append(" ").append(value);
          if constexpr (field == Chain) text.append(" chain ").append(std::to_string(value.value()));
          if constexpr (field == Record) text.append(" ").append(std::to_string(value.value()));
          if constexpr (field == Dns) append_list(text.append(" "), value, append_printable);
          if constexpr (field == Parties)
            append_list(text.append(value.empty() ? ": nobody" : ": "), value, append_party);
          if constexpr (field == Records)
            append_list(text.append(value.empty() ? "" : ": "), value,
                        [](std::string& out, RecordHandle record) { out.append(std::to_string(record.value())); });
          if constexpr (field == Call || field == NewCall)
            if (!value.empty()) text.append(field == Call ? ", call " : ", from now on call ").append(value);
        });
      },
      event);
  return text;
}

std::string answer_of(Outcome const& outcome) {
  if (outcome.reason != Reason::None)
    return std::string(name(outcome.result)) + ": " + std::string(name(outcome.reason));
  std::string answer(outcome.answer);
  if (outcome.shown && outcome.shown->read_only) answer += ", read-only";
  return answer;
}

/// Whether two steps may be merged: of a kind that changes no access, between the same ends, decided by the same rule.
bool end_alike(Step const& one, Step const& other) {
  bool const is_told_together = one.kind == Kind::Quiet || one.kind == Kind::Request || one.kind == Kind::Refused;
  return is_told_together && one.kind == other.kind && one.from == other.from && one.to == other.to &&
         one.rule == other.rule;
}

}  // namespace

// --- Contents ---

bool SequenceDiagram::add(Event const& event, Outcome const& outcome) {
  if (outcome.result == Result::Invalid) return add_no_event(events_ + 1, outcome.message);
  if (!has_room_for(event)) return false;
  ++events_;
  Step step = step_of(event, outcome);
  if (!steps_.empty() && end_alike(steps_.back(), step) && steps_.back().texts.size() < kTogetherMax) {
    Step& last = steps_.back();
    std::move(step.texts.begin(), step.texts.end(), std::back_inserter(last.texts));
    for (std::string& answer : step.answers)
      if (std::find(last.answers.begin(), last.answers.end(), answer) == last.answers.end())
        last.answers.push_back(std::move(answer));
  } else {
    steps_.push_back(std::move(step));
  }
  return true;
}

bool SequenceDiagram::add_no_event(std::uint64_t sequence, std::string_view message) {
  if (events_ == kEventsMax) return false;
  ++events_;
  Step step;
  step.kind = Kind::NoEvent;
  step.texts.push_back("line " + std::to_string(sequence) + " is no event: " + std::string(message));
  steps_.push_back(std::move(step));
  return true;
}

bool SequenceDiagram::has_room_for(Event const& event) const {
  std::set<Party> newcomers;
  model::for_each_party(event, [&](Party const& party) {
    if (find_lane(party) == lanes_.end()) newcomers.insert(party);
  });
  return events_ < kEventsMax && lanes_.size() + newcomers.size() <= kLanesMax;
}

std::vector<SequenceDiagram::Lane>::const_iterator SequenceDiagram::find_lane(Party const& party) const {
  return std::find_if(lanes_.begin(), lanes_.end(), [&](Lane const& lane) { return lane.is_of(party); });
}

std::size_t SequenceDiagram::lane_of(Party const& party) {
  auto const found = find_lane(party);
  if (found != lanes_.end()) return static_cast<std::size_t>(found - lanes_.begin());
  lanes_.push_back({std::string(party.name), party.is_number});
  accesses_.emplace_back();
  return lanes_.size() - 1;
}

Step SequenceDiagram::step_of(Event const& event, Outcome const& outcome) {
  Step step;
  std::string text = text_of(event);
  step.rule = name(outcome.rule);
  std::visit(
      [&](auto const& one) {
        if constexpr (requires { one.agent; }) step.to = lane_of(one.agent);
        if constexpr (requires { one.request; }) std::swap(step.from, step.to);
        if constexpr (requires { one.from; }) {
          step.from = lane_of(one.from);
          step.to = lane_of(one.to);
        }
      },
      event);
  bool const took_place = outcome.reason == Reason::None;
  bool const is_request = std::holds_alternative<DesktopRequest>(event);
  bool const is_quiet = took_place && is_of_environment(event) && outcome.changes.empty();
  step.kind = is_request ? Kind::Request : is_quiet ? Kind::Quiet : took_place ? Kind::Event : Kind::Refused;
  if (is_request || !took_place) step.answers.push_back(answer_of(outcome));
  if (is_quiet) {
    step.to = kServer;
    text += " (" + std::exchange(step.rule, {}) + ")";
  }
  step.texts.push_back(std::move(text));
  for (AccessChange const& change : outcome.changes) add_change(step, change);
  return step;
}

Access SequenceDiagram::highest_of(std::size_t lane) const {
  Access highest = Access::None;
  for (auto const& [chain, access] : accesses_[lane]) highest = std::max(highest, access);
  return highest;
}

void SequenceDiagram::add_change(Step& step, AccessChange const& change) {
  std::size_t const lane = lane_of(change.agent);
  Access const before = highest_of(lane);
  if (change.to == Access::None) {
    accesses_[lane].erase(change.chain);
  } else {
    accesses_[lane][change.chain] = change.to;
  }
  step.changes.emplace_back(lane, "chain " + std::to_string(change.chain.value()) + ": " +
                                      std::string(name(change.from)) + " → " + std::string(name(change.to)));
  Access const after = highest_of(lane);
  if (before != after) step.bars.push_back({lane, before, after});
}

// --- Mermaid ---

namespace {

/// Whether Mermaid shows the character literally everywhere in a text.
bool is_plain(char c) {
  auto const byte = static_cast<unsigned char>(c);
  bool const letter_or_digit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return letter_or_digit || byte >= 0x80 || std::string_view(" .,_-()+/=?!@*'").find(c) != std::string_view::npos;
}

/// All others are written as entities, as is a blank at either end, which Mermaid would trim. `also_plain` is also
/// written literally.
void append_text(std::string& out, std::string_view text, char also_plain = ' ') {
  std::string printable;
  append_printable(printable, text);
  for (std::size_t i = 0; i < printable.size(); ++i) {
    bool const at_end = i == 0 || i + 1 == printable.size();
    bool const stays = is_plain(printable[i]) || printable[i] == also_plain;
    if (stays && !(printable[i] == ' ' && at_end)) {
      out.push_back(printable[i]);
    } else {
      out.append("#").append(std::to_string(static_cast<unsigned char>(printable[i]))).append(";");
    }
  }
}

void append_lines(std::string& out, std::vector<std::string> const& texts) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out.append("<br/>");
    append_text(out, texts[i], ':');  // after the start of our texts, Mermaid shows a colon literally
  }
}

class MermaidText {
 public:
  explicit MermaidText(std::string& out) : out_(out) {}

  void append(SequenceDiagram const& diagram) {
    out_.append("sequenceDiagram\n  participant server\n");
    for (std::size_t lane = 0; lane < diagram.lanes().size(); ++lane) {
      out_.append("  participant ").append(id(lane)).append(" as ");
      append_text(out_, diagram.lanes()[lane].text());
      out_.append("\n");
    }
    for (Step const& step : diagram.steps()) append(step);
  }

 private:
  static std::string id(std::size_t lane) {
    return lane == SequenceDiagram::kServer ? "server" : "p" + std::to_string(lane + 1);
  }

  void arrow(std::size_t from, std::string_view line, std::size_t to, std::vector<std::string> const& texts,
             std::string const& rule) {
    out_.append("  ").append(id(from)).append(line).append(id(to)).append(": ");
    append_lines(out_, texts);
    if (!rule.empty()) out_.append(" (").append(rule).append(")");
    out_.append("\n");
  }

  void note(std::size_t over, std::vector<std::string> const& texts, std::string const& rule) {
    out_.append("  Note over ").append(id(over)).append(": ");
    append_lines(out_, texts);
    if (!rule.empty()) out_.append(" (").append(rule).append(")");
    out_.append("\n");
  }

  void append(Step const& step) {
    switch (step.kind) {
      case Kind::Quiet:
      case Kind::NoEvent:
        note(SequenceDiagram::kServer, step.texts, step.rule);
        break;
      case Kind::Event:
        arrow(step.from, "->>", step.to, step.texts, step.rule);
        break;
      case Kind::Refused:
        arrow(step.from, "-x", step.to, step.texts, {});
        note(SequenceDiagram::kServer, step.answers, step.rule);
        break;
      case Kind::Request:
        arrow(step.from, "->>", step.to, step.texts, {});
        arrow(step.to, "-->>", step.from, step.answers, step.rule);
        break;
    }
    for (auto const& [lane, text] : step.changes) note(lane, {text}, {});
    for (SequenceDiagram::Bar const& bar : step.bars) append(bar);
  }

  /// One bar for ReadOnly, two for Full.
  void append(SequenceDiagram::Bar const& bar) {
    for (auto level = static_cast<int>(bar.from); level < static_cast<int>(bar.to); ++level)
      out_.append("  activate ").append(id(bar.lane)).append("\n");
    for (auto level = static_cast<int>(bar.to); level < static_cast<int>(bar.from); ++level)
      out_.append("  deactivate ").append(id(bar.lane)).append("\n");
  }

  std::string& out_;
};

}  // namespace

void append_mermaid(std::string& out, SequenceDiagram const& diagram) { MermaidText(out).append(diagram); }

void append_sequence_diagram(std::string& out, std::span<Event const> events, Options const& options) {
  Engine engine(options);
  SequenceDiagram diagram;
  std::size_t drawn = 0;
  while (drawn < events.size() && diagram.add(events[drawn], engine.apply(events[drawn]))) ++drawn;
  append_mermaid(out, diagram);
  if (drawn < events.size())
    out.append("  Note over server: ").append(std::to_string(events.size() - drawn)).append(" events more\n");
}

}  // namespace recordshare::command
