// SPDX-License-Identifier: Apache-2.0
// session.hpp is a reviewer's session: plays lines of a stream, undoes them, and describes the state as JSON.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/recordshare.hpp>

#include "engine/library/boost_json.hpp"
#include "engine/report/sequence_diagram.hpp"

namespace recordshare::properties::review {

/// The cast: all names in a stream, and names that the reviewer added; the choices for new events.
struct Cast {
  std::set<std::string> agents;
  std::set<std::string> numbers;
  std::set<std::string> dns;
  std::set<ChainId> chains;
};

/// Whether this is a valid name of events.md.
[[nodiscard]] bool is_name(std::string_view name);

/// A stream of events.md, and the engine that has played it.
///
/// An engine cannot be copied. Undoing lines and trying an event that is accepted replay the stream, which is why its
/// length is bounded. Not thread-safe.
class Session {
 public:
  /// The maximum number of lines of a stream, and of bytes of a line. Such a stream plays within milliseconds.
  static constexpr std::size_t kLinesMax = command::SequenceDiagram::kEventsMax;
  static constexpr std::size_t kLineBytes = 16'384;

  explicit Session(Policies const& policies = {}) : engine_({.policies = policies, .limits = {}}) {}

  /// Whether these lines can be added within the bounds. O(lines).
  [[nodiscard]] bool has_room_for(std::vector<std::string_view> const& lines) const noexcept;

  /// Plays one line within the bounds, and appends its result to `steps`. Skips a blank line. O(length of the line).
  void play(std::string_view line, json::array& steps);

  /// Undoes the last `count` lines. O(lines).
  void undo(std::size_t count);

  /// Replays the stream under these policies. O(lines).
  void set_policies(Policies const& policies);

  /// Adds a name to the cast, of this kind. Returns false if the name is not valid (events.md).
  [[nodiscard]] bool add(std::set<std::string> Cast::* kind, std::string_view name);

  /// The results of all lines, as `play` reported them.
  [[nodiscard]] json::array steps() const;
  /// The whole state: chains, agents, numbers, DNs, policies.
  [[nodiscard]] json::object state() const;

  /// The stream, and the answers of `recordshare run` to it.
  [[nodiscard]] std::string input() const;
  [[nodiscard]] std::string const& answers() const noexcept { return answers_; }

  /// The stream as a sequence diagram; only its beginning, if it has more agents than a diagram can show.
  [[nodiscard]] command::SequenceDiagram const& diagram() const noexcept { return diagram_; }

  /// The engine's answer to a further event, and whether the event would have an effect.
  struct Trial {
    Result result;
    Rule rule;
    Reason reason;
    bool has_effect;  ///< it is accepted and changes the state, or a request is acknowledged
  };
  /// O(1) for a refused event, otherwise O(lines).
  [[nodiscard]] Trial tried(Event const& event);

  [[nodiscard]] Engine const& engine() const noexcept { return engine_; }
  [[nodiscard]] Cast const& cast() const noexcept { return cast_; }

 private:
  /// One line, and its result.
  struct Step {
    std::string line;
    json::object told;
  };

  void play_anew(std::vector<Step> const& steps, Policies const& policies);
  void append(std::string_view line);
  [[nodiscard]] json::object told(std::string_view line, std::string_view answer, Event const* event,
                                  Outcome const& outcome) const;
  void note_cast(Event const& event);

  Engine engine_;
  EventReader reader_;
  std::vector<Step> steps_;
  std::string answers_;
  command::SequenceDiagram diagram_;
  bool is_drawn_ = true;  ///< the diagram had room for all lines so far
  Cast named_;            ///< names that the reviewer added
  Cast cast_;
};

}  // namespace recordshare::properties::review
