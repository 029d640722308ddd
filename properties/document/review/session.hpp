// SPDX-License-Identifier: Apache-2.0
// session.hpp keeps a stream that a reviewer tries: plays lines, takes them back, and tells the state in JSON.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/recordshare.hpp>

#include "engine/library/boost_json.hpp"
#include "engine/report/sequence_diagram.hpp"

namespace recordshare::properties::review {

/// Whom and what a stream speaks of, and whoever was named beside it: what a reviewer can choose from.
struct Cast {
  std::set<std::string> agents;
  std::set<std::string> dns;
  std::set<ChainId> chains;
};

/// A stream of events.md and the engine that it was played to.
///
/// An engine is not copied: whatever is taken back, or tried and found to take place, is undone by playing the stream
/// anew, which is why a stream is bounded. Thread-safety: one thread at a time.
class Session {
 public:
  /// The most lines of a stream, and the most bytes of one: far more than anybody reads, and played within
  /// milliseconds.
  static constexpr std::size_t kLinesMax = command::SequenceDiagram::kEventsMax;
  static constexpr std::size_t kLineBytes = 16'384;

  explicit Session(Policies const& policies = {}) : engine_({.policies = policies, .limits = {}}) {}

  /// Whether so many lines more are within these bounds. O(lines).
  [[nodiscard]] bool has_room_for(std::vector<std::string_view> const& lines) const noexcept;

  /// Plays one line that there is room for, and appends to `steps` what became of it. A blank line is passed over, as
  /// in a file. O(length of the line).
  void play(std::string_view line, json::array& steps);

  /// Takes the last `count` lines back. O(lines).
  void undo(std::size_t count);

  /// Plays the same stream to an engine with these policies. O(lines).
  void set_policies(Policies const& policies);

  /// Adds to the cast an agent, or a DN, that no event has named yet; false where it is no name of events.md.
  [[nodiscard]] bool add_agent(std::string_view name);
  [[nodiscard]] bool add_dn(std::string_view name);

  /// What became of every line, as `play` told it.
  [[nodiscard]] json::array steps() const;
  /// The whole state: chains, agents, DNs, policies.
  [[nodiscard]] json::object state() const;

  /// The stream, and the lines that `recordshare run` answers to it.
  [[nodiscard]] std::string input() const;
  [[nodiscard]] std::string const& answers() const noexcept { return answers_; }

  /// The stream as a sequence diagram; of one with more agents than a diagram shows, its beginning.
  [[nodiscard]] command::SequenceDiagram const& diagram() const noexcept { return diagram_; }

  /// What the engine would answer to an event that the stream has not, and whether it would change anything.
  struct Trial {
    Result result;
    Rule rule;
    Reason reason;
    bool has_effect;  ///< it takes place, and either the state is another after it or a desktop is answered
  };
  /// O(1) for what is refused, else O(lines).
  [[nodiscard]] Trial tried(Event const& event);

  [[nodiscard]] Engine const& engine() const noexcept { return engine_; }
  [[nodiscard]] Cast const& cast() const noexcept { return cast_; }

 private:
  /// One line as it came, and what was told of it.
  struct Step {
    std::string line;
    json::object told;
  };
  /// Where everybody sits, as the accepted events say: an engine's lookups tell who is eligible, but not who is where.
  struct Seats {
    std::map<std::string, std::string, std::less<>> dn_of;
    std::set<std::string, std::less<>> monitored;
    friend bool operator==(Seats const&, Seats const&) = default;
    void took_place(Event const& event);
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
  bool is_drawn_ = true;  ///< the diagram has had room for all so far
  Cast named_;            ///< beside the stream
  Cast cast_;
  Seats seats_;
};

}  // namespace recordshare::properties::review
