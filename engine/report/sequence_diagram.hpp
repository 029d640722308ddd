// SPDX-License-Identifier: Apache-2.0
// sequence_diagram.hpp draws a stream of events and its outcomes as a sequence diagram: one lane per agent, with bars
// for its access.
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

/// The contents of a diagram, independent of the output format.
class SequenceDiagram {
 public:
  // A longer or wider diagram is unreadable.
  static constexpr std::size_t kEventsMax = 1000;
  static constexpr std::size_t kLanesMax = 40;
  /// The maximum number of events merged into one step if nothing changes between them.
  static constexpr std::size_t kTogetherMax = 8;

  /// An end of a step: a lane, or the server, which monitors, loads and answers.
  static constexpr std::size_t kServer = static_cast<std::size_t>(-1);

  /// A change of the highest access that an agent has to any chain: where its bar begins, ends or changes.
  struct Bar {
    std::size_t lane;
    Access from;
    Access to;
  };
  struct Step {
    enum class Kind : std::uint8_t {
      Quiet,    ///< an environment event that changes no access: a note
      Event,    ///< an accepted event
      Refused,  ///< a refused event
      Request,  ///< a desktop request with its answer
      NoEvent,  ///< a line that is not a valid event
    };
    Kind kind = Kind::Quiet;
    std::size_t from = kServer;
    std::size_t to = kServer;
    std::vector<std::string> texts;    ///< several if events with the same outcome are merged
    std::vector<std::string> answers;  ///< the answer to a request, or the reason of a refusal
    std::string rule;
    std::vector<std::pair<std::size_t, std::string>> changes;  ///< of access, in words, by lane
    std::vector<Bar> bars;
  };

  /// Adds an event and its outcome. Returns false, and adds nothing, if the diagram would exceed its limits.
  [[nodiscard]] bool add(Event const& event, Outcome const& outcome);

  /// Adds a line that is not a valid event, at position `sequence` (from 1).
  [[nodiscard]] bool add_no_event(std::uint64_t sequence, std::string_view message);

  /// An agent or a number.
  struct Lane {
    std::string name;
    bool is_number;

    [[nodiscard]] bool is_of(Party const& party) const { return party.is_number == is_number && party.name == name; }
    [[nodiscard]] std::string text() const { return is_number ? "number " + name : name; }
  };
  /// In the order of their appearance in the stream.
  [[nodiscard]] std::vector<Lane> const& lanes() const noexcept { return lanes_; }
  [[nodiscard]] std::vector<Step> const& steps() const noexcept { return steps_; }

 private:
  [[nodiscard]] std::vector<Lane>::const_iterator find_lane(Party const& party) const;
  std::size_t lane_of(Party const& party);
  [[nodiscard]] bool has_room_for(Event const& event) const;
  [[nodiscard]] Step step_of(Event const& event, Outcome const& outcome);
  void add_change(Step& step, AccessChange const& change);
  [[nodiscard]] Access highest_of(std::size_t lane) const;

  std::size_t events_ = 0;
  std::vector<Lane> lanes_;
  std::vector<std::map<ChainId, Access>> accesses_;  // by lane, without None
  std::vector<Step> steps_;
};

/// Appends the diagram in Mermaid. A single bar is ReadOnly access, a double bar is Full. Names are escaped. O(steps).
void append_mermaid(std::string& out, SequenceDiagram const& diagram);

/// Appends the diagram as a self-contained SVG document, without fonts, scripts or links. Names are escaped.
/// O(steps × lanes).
void append_svg(std::string& out, SequenceDiagram const& diagram);

/// Plays `events` on an engine with `options` and appends the diagram in Mermaid, or a note if they exceed the limits
/// of a diagram. O(events).
void append_sequence_diagram(std::string& out, std::span<Event const> events, Options const& options);

}  // namespace recordshare::command
