// SPDX-License-Identifier: Apache-2.0
// conformance.hpp tests your own implementation of the rules: implement the four functions of Arbiter, call check().
//
//     struct Yours : conformance::Arbiter {
//       void start(Policies const& policies) override { engine = Engine({.policies = policies, .limits = {}}); }
//       Outcome environment(conformance::EnvironmentEvent const& event) override {
//         return std::visit([this](auto const& one) { return engine.apply(one); }, event);
//       }
//       Outcome call(conformance::CallEvent const& event) override {
//         return std::visit([this](auto const& one) { return engine.apply(one); }, event);
//       }
//       Outcome request(DesktopRequest const& event) override { return engine.apply(event); }
//       Engine engine;  // yours in its place
//     };
//     Yours yours;
//     assert(conformance::check(yours, {.policies = {}, .streams = 2}).holds());
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <recordshare/events.hpp>
#include <recordshare/options.hpp>
#include <recordshare/outcome.hpp>

namespace recordshare::conformance {

/// An event of rules.md, section 6: any of DnMonitored to RecordCanceled.
using EnvironmentEvent = model::AnyEventOf<Section::Environment, Names>;

/// An event of rules.md, section 4: any of PreviewRecord to CallEnded.
using CallEvent = model::AnyEventOf<Section::Call, Names>;

/// The implementation under test: a function that resets it, and one for each of three sections of rules.md.
///
/// The memory that a returned Outcome refers to must stay valid until the next call. The members that the table in
/// outcome.hpp lists for the result are compared, as the line of events.md that they make. An exception is reported as
/// a Finding. check() calls these functions in its own thread, so a hang or a crash in them stops the check too;
/// `recordshare-check conform` runs the implementation in another process and survives both.
class Arbiter {
 public:
  virtual ~Arbiter() = default;

  /// Resets to the initial state, without names, chains or logins, under these policies (rules.md, section 7).
  virtual void start(Policies const& policies) = 0;
  /// Decides an event of section 6: DNs, logins, loading of chains. The result is `Accepted` or `Refused`.
  [[nodiscard]] virtual Outcome environment(EnvironmentEvent const& event) = 0;
  /// Decides an event of section 4: what happens on calls. The result is `Accepted` or `Refused`.
  [[nodiscard]] virtual Outcome call(CallEvent const& event) = 0;
  /// Decides a desktop request (section 5). The result is `Acknowledged` or `Error`.
  [[nodiscard]] virtual Outcome request(DesktopRequest const& request) = 0;
};

/// What check() plays: the conformance stories, which are built in, and then random streams.
struct Plan {
  static constexpr std::uint32_t kLinesMin = 20;       ///< enough for the logins of a small world and a few calls
  static constexpr std::uint32_t kLinesMax = 100'000;  ///< a stream and its answers take about 20 MB of memory

  Policies policies;
  std::uint64_t seed = 1;       ///< stream k (from 0) is made from `seed + k`, the same on every platform
  std::uint32_t streams = 200;  ///< how many random streams
  std::uint32_t lines = 100;    ///< the maximum length of a stream, clamped to kLinesMin .. kLinesMax
  bool by_members = false;      ///< compare answers as JSON: ignore spaces, escapes and the order of members
};

/// The kinds of faults. Those from TooMany on occur only with another process.
enum class Fault : std::uint8_t {
  WrongAnswer,  ///< a member is missing, wrong or unexpected
  WrongForm,    ///< the right members and values, but not the form that events.md requires
  NoAnswer,     ///< not a line of JSON, or the output ended without an answer
  Failed,       ///< an Arbiter threw an exception
  TooLong,      ///< a line longer than any answer can be
  TooMany,      ///< more answers than lines
  Late,         ///< no answer before the timeout
  Died,         ///< the process was killed by a signal
  StaysOn,      ///< the process did not exit after its input ended
  KeptOpen,     ///< the process exited, but a child of it keeps its output open
};
[[nodiscard]] std::string_view name(Fault fault) noexcept;

/// The first fault, and the shortest stream found that shows it.
struct Finding {
  Fault fault = Fault::WrongAnswer;
  std::string what;                 ///< the fault in one sentence
  std::string where;                ///< the story or the random stream that showed it first
  std::size_t lines_before = 0;     ///< the length of that stream, up to the fault
  std::size_t plays = 0;            ///< how many streams were played to find the shortest
  std::vector<std::string> stream;  ///< lines of events.md, which `recordshare run` replays
  std::string question;             ///< the line with the wrong answer; empty if the fault is not in an answer
  std::string expected;             ///< the expected answer; empty if none is expected
  std::string given;                ///< the actual answer; empty if none came
  Rule rule = Rule::None;           ///< the rule that decides the line
  std::string complaint;            ///< the last bytes that the program wrote to standard error
};

/// The result of check().
struct Report {
  Plan plan;
  std::size_t stories = 0;  ///< played without a fault
  std::size_t streams = 0;  ///< random streams played without a fault
  std::size_t answers = 0;  ///< compared before the first fault
  bool stopped = false;     ///< the observer stopped the check
  std::optional<Finding> finding;

  /// Whether everything was played and no fault was found.
  [[nodiscard]] bool holds() const noexcept { return !finding.has_value() && !stopped; }
};

/// The progress of a check; after a fault, the progress of the search for the shortest stream.
struct Progress {
  std::size_t played = 0;    ///< stories and random streams
  std::size_t of = 0;        ///< the number of both in the plan
  std::size_t answers = 0;   ///< compared
  std::size_t shortest = 0;  ///< lines of the shortest stream with the fault; 0 before a fault
};

/// Called between plays. Returns false to stop the check.
using Observer = std::function<bool(Progress const&)>;

/// Plays the plan to `arbiter` and compares its answers with the engine's. Calls Arbiter::start() before each stream.
/// Stops at the first fault and searches for the shortest stream that shows it: up to 2,000 plays or 20 seconds.
/// Without a fault, decides about `streams * lines` events twice: once in `arbiter`, once in the engine. Holds one
/// stream in memory. Throws std::bad_alloc and the exceptions of `observer`. Concurrent calls need different arbiters.
[[nodiscard]] Report check(Arbiter& arbiter, Plan const& plan = {}, Observer const& observer = {});

/// Appends the report as text: one line if no fault was found; otherwise the stream, the expected and the actual
/// answer, the rule's sentence and a sequence diagram. Control characters in a program's output are escaped.
void append_text(std::string& out, Report const& report);

}  // namespace recordshare::conformance
