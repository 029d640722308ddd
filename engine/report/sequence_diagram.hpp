// SPDX-License-Identifier: Apache-2.0
// sequence_diagram.hpp draws a stream of events and what an engine answers as a sequence diagram: one lane an agent,
// its access a bar on it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/engine.hpp>

namespace recordshare::command {

/// What a diagram shows, apart from how it is drawn.
class SequenceDiagram {
 public:
  // A longer or wider diagram is not read by anybody.
  static constexpr std::size_t kEventsMax = 1000;
  static constexpr std::size_t kAgentsMax = 40;
  /// The most events that stand together where nothing changes between them.
  static constexpr std::size_t kTogetherMax = 8;

  /// Where a step begins and ends: a lane, or the server, which monitors, loads and answers.
  static constexpr std::size_t kServer = static_cast<std::size_t>(-1);

  /// A change of the highest access that an agent has to any chain: where its bar begins, ends or changes.
  struct Bar {
    std::size_t lane;
    Access from;
    Access to;
  };
  struct Step {
    enum class Kind : std::uint8_t {
      Quiet,    ///< of the environment, and changes nobody's access: told in passing
      Event,    ///< takes place
      Refused,  ///< does not
      Request,  ///< and its answer
      NoEvent,  ///< a line that is not an event
    };
    Kind kind = Kind::Quiet;
    std::size_t from = kServer;
    std::size_t to = kServer;
    std::vector<std::string> texts;    ///< several where events that end alike stand together
    std::vector<std::string> answers;  ///< of requests: the answer; of what is refused: the reason
    std::string rule;
    std::vector<std::pair<std::size_t, std::string>> changes;  ///< of access, in words, by lane
    std::vector<Bar> bars;
  };

  /// Adds an event and what came of it. False, and nothing is added, where the diagram would exceed its bounds.
  [[nodiscard]] bool add(Event const& event, Outcome const& outcome);

  /// Adds a line that is no event: the `sequence`th.
  [[nodiscard]] bool add_no_event(std::uint64_t sequence, std::string_view message);

  /// The agents, as they are named in the stream.
  [[nodiscard]] std::vector<std::string> const& lanes() const noexcept { return lanes_; }
  [[nodiscard]] std::vector<Step> const& steps() const noexcept { return steps_; }

 private:
  std::size_t lane_of(std::string_view agent);
  [[nodiscard]] bool has_room_for(Event const& event) const;
  [[nodiscard]] Step step_of(Event const& event, Outcome const& outcome);
  void add_change(Step& step, AccessChange const& change);
  [[nodiscard]] Access highest_of(std::size_t lane) const;

  std::size_t events_ = 0;
  std::vector<std::string> lanes_;
  std::vector<std::map<ChainId, Access>> accesses_;  // by lane, but None
  std::vector<Step> steps_;
};

/// Appends the diagram in Mermaid's text. A single bar is ReadOnly access, a double one is Full. Names cannot break out
/// of it. O(steps).
void append_mermaid(std::string& out, SequenceDiagram const& diagram);

/// Appends the diagram as an SVG document that needs nothing else: no font, no script, no network. Names cannot break
/// out of it. O(steps × lanes).
void append_svg(std::string& out, SequenceDiagram const& diagram);

/// Appends the diagram of `events` as an engine with `options` takes them, in Mermaid's text; of more than a diagram
/// holds, it says so. O(events).
void append_sequence_diagram(std::string& out, std::span<Event const> events, Options const& options);

}  // namespace recordshare::command
