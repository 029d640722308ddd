// SPDX-License-Identifier: Apache-2.0
// sequence_svg.cpp draws a sequence diagram as SVG: a lane for each agent, access as bars, time downwards.
#include <algorithm>
#include <utility>

#include "engine/library/printable.hpp"
#include "engine/report/sequence_diagram.hpp"
#include "engine/report/xml.hpp"

namespace recordshare::command {
namespace {

using Step = SequenceDiagram::Step;
using Kind = Step::Kind;

// All in pixels.
constexpr int kLaneWidth = 250;
constexpr int kHeadHeight = 54;
constexpr int kLineHeight = 16;
constexpr int kStepGap = 14;
constexpr int kBarWidth = 12;
constexpr std::size_t kNameCharactersMax = 28;
constexpr std::size_t kTextCharactersMax = 90;

constexpr std::string_view kStyle = R"(<style>
  svg { background: #ffffff; color: #1c2024; }
  text { font: 12px system-ui, sans-serif; fill: currentColor; }
  text { paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
  .name { font-weight: 600; }
  .lane { stroke: #8b929c; stroke-dasharray: 2 4; }
  .head { fill: #eef1f5; stroke: #8b929c; }
  .arrow { stroke: currentColor; fill: none; }
  .answer { stroke-dasharray: 6 3; }
  .refused { stroke: #b3261e; }
  .refused-text { fill: #b3261e; }
  .quiet { fill: #5b626d; }
  .full { fill: #1a6b3c; }
  .reading { fill: #ffffff; stroke: #1a6b3c; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    svg { background: #14171a; color: #e6e9ee; }
    text { stroke: #14171a; }
    .head { fill: #262b31; }
    .refused { stroke: #ff8a80; }
    .refused-text { fill: #ff8a80; }
    .quiet { fill: #a8b0bb; }
    .full { fill: #62c98b; }
    .reading { fill: #14171a; stroke: #62c98b; }
  }
</style>
)";

/// The text, truncated to the available width.
std::string cut(std::string_view text, std::size_t characters_max) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const begins_one = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins_one && ++characters > characters_max) return std::string(text.substr(0, i)) + "…";
  }
  return std::string(text);
}

std::string joined(std::vector<std::string> const& texts) {
  std::string all;
  for (std::string const& text : texts) all.append(all.empty() ? "" : ", ").append(text);
  return all;
}

class SvgText {
 public:
  SvgText(std::string& out, SequenceDiagram const& diagram)
      : out_(out),
        diagram_(diagram),
        levels_(diagram.lanes().size(), Access::None),
        since_(diagram.lanes().size(), 0) {}

  void append() {
    // SVG paints in document order: lanes, then bars, then arrows and text.
    int y = kHeadHeight + kStepGap;
    for (Step const& step : diagram_.steps()) y = draw(step, y);
    for (std::size_t lane = 0; lane < levels_.size(); ++lane) draw_bar_until(lane, y);
    int const width = (static_cast<int>(diagram_.lanes().size()) + 1) * kLaneWidth;
    int const height = y + kStepGap;
    out_.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"").append(std::to_string(width));
    out_.append("\" height=\"").append(std::to_string(height)).append("\" viewBox=\"0 0 ");
    out_.append(std::to_string(width)).append(" ").append(std::to_string(height)).append("\">\n");
    out_.append("<title>Sequence diagram</title>\n<desc>Events and answers, from top to bottom. A filled bar on an ");
    out_.append("agent's lane is Full access, a hollow one ReadOnly.</desc>\n").append(kStyle);
    for (std::size_t lane = 0; lane <= diagram_.lanes().size(); ++lane)
      draw_lane(lane == 0 ? SequenceDiagram::kServer : lane - 1, height);
    out_.append(bars_).append(words_).append("</svg>\n");
  }

 private:
  static int x_of(std::size_t lane) {
    return kLaneWidth / 2 + (lane == SequenceDiagram::kServer ? 0 : (static_cast<int>(lane) + 1) * kLaneWidth);
  }

  static void attribute(std::string& out, std::string_view name, int value) {
    out.append(" ").append(name).append("=\"").append(std::to_string(value)).append("\"");
  }

  static void rectangle(std::string& out, std::string_view style, int x, int y, int width, int height) {
    out.append("<rect class=\"").append(style).append("\"");
    attribute(out, "x", x);
    attribute(out, "y", y);
    attribute(out, "width", width);
    attribute(out, "height", height);
    out.append(" rx=\"2\"/>\n");
  }

  static void line(std::string& out, std::string_view style, int x1, int y1, int x2, int y2) {
    out.append("<path class=\"").append(style).append("\" d=\"M").append(std::to_string(x1)).append(" ");
    out.append(std::to_string(y1)).append("L").append(std::to_string(x2)).append(" ").append(std::to_string(y2));
    out.append("\"/>\n");
  }

  static void words(std::string& out, std::string_view style, int x, int y, std::string const& text, std::size_t most) {
    out.append("<text text-anchor=\"middle\" class=\"").append(style).append("\"");
    attribute(out, "x", x);
    attribute(out, "y", y);
    out.append(">");
    std::string const shown = cut(text, most);
    append_xml(out, printable(shown));
    if (shown != text) {
      out.append("<title>");
      append_xml(out, printable(text));
      out.append("</title>");
    }
    out.append("</text>\n");
  }

  void draw_lane(std::size_t lane, int height) {
    int const x = x_of(lane);
    line(out_, "lane", x, kHeadHeight - 10, x, height);
    rectangle(out_, "head", x - kLaneWidth / 2 + 8, 10, kLaneWidth - 16, kHeadHeight - 20);
    words(out_, "name", x, 31, lane == SequenceDiagram::kServer ? "server" : diagram_.lanes()[lane].text(),
          kNameCharactersMax);
  }

  /// Draws the step from `y` downwards; returns the position of the next one.
  int draw(Step const& step, int y) {
    bool const is_note = step.kind == Kind::Quiet || step.kind == Kind::NoEvent;
    int const x1 = x_of(step.from);
    int const x2 = x_of(step.to);
    int const middle = is_note ? std::max(x1, kLaneWidth) : x1 == x2 ? x1 : (x1 + x2) / 2;
    std::string const rule = step.rule.empty() ? "" : " (" + step.rule + ")";
    for (std::size_t i = 0; i < step.texts.size(); ++i) {
      bool const is_last = i + 1 == step.texts.size() && step.kind == Kind::Event;
      words(words_, is_note ? "quiet" : "", middle, y += kLineHeight, step.texts[i] + (is_last ? rule : ""),
            kTextCharactersMax);
    }
    if (!is_note) arrow(step.kind == Kind::Refused ? "arrow refused" : "arrow", x1, x2, y += 6);
    if (step.kind == Kind::Refused)
      words(words_, "refused-text", middle, y += kLineHeight, joined(step.answers) + rule, kTextCharactersMax);
    if (step.kind == Kind::Request) {
      words(words_, "", middle, y += kLineHeight + 2, joined(step.answers) + rule, kTextCharactersMax);
      arrow("arrow answer", x2, x1, y += 6);
    }
    for (auto const& [lane, text] : step.changes)
      words(words_, "", x_of(lane), y += kLineHeight, text, kTextCharactersMax);
    for (SequenceDiagram::Bar const& bar : step.bars) {
      draw_bar_until(bar.lane, y);
      levels_[bar.lane] = bar.to;
    }
    return y + kStepGap;
  }

  void arrow(std::string_view style, int x1, int x2, int y) {
    int const back = x2 > x1 ? -6 : 6;
    if (x1 == x2) {  // a loop back to the same lane
      line(words_, style, x1, y - 3, x1 + 40, y - 3);
      line(words_, style, x1 + 40, y - 3, x1 + 40, y);
      line(words_, style, x1 + 40, y, x1, y);
    } else {
      line(words_, style, x1, y, x2, y);
    }
    line(words_, style, x2 + back, y - 4, x2, y);
    line(words_, style, x2 + back, y + 4, x2, y);
  }

  /// Draws the bar that the lane has had since its access last changed.
  void draw_bar_until(std::size_t lane, int y) {
    int const from = std::exchange(since_[lane], y);
    if (levels_[lane] == Access::None) return;
    rectangle(bars_, levels_[lane] == Access::Full ? "full" : "reading", x_of(lane) - kBarWidth / 2, from, kBarWidth,
              std::max(y - from, 1));
  }

  std::string& out_;
  SequenceDiagram const& diagram_;
  std::string bars_;
  std::string words_;
  std::vector<Access> levels_;
  std::vector<int> since_;
};

}  // namespace

void append_svg(std::string& out, SequenceDiagram const& diagram) { SvgText(out, diagram).append(); }

}  // namespace recordshare::command
