// SPDX-License-Identifier: Apache-2.0
// conformance.hpp holds an arbiter of your own against the rules: implement its four functions, and call check().
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

/// Whoever decides in your program, behind four functions: one to begin, and one for each of three sections of
/// rules.md.
///
/// What an Outcome points at must last until the next call. The table in outcome.hpp says which of its members count
/// when; all those are compared, as the line of events.md that they make. An exception that gets out is reported as
/// what is wrong. These functions run in the caller's thread and process: what hangs or crashes there, hangs or crashes
/// the check too (`recordshare-check conform`, which talks to another process, has no such weakness).
class Arbiter {
 public:
  virtual ~Arbiter() = default;

  /// Begins anew: no name, no chain, no login is known, and these policies (rules.md, section 7) are in force.
  virtual void start(Policies const& policies) = 0;
  /// Section 6: DNs, logins, what is loaded. `Accepted` or `Refused`.
  [[nodiscard]] virtual Outcome environment(EnvironmentEvent const& event) = 0;
  /// Section 4: what happens on calls. `Accepted` or `Refused`.
  [[nodiscard]] virtual Outcome call(CallEvent const& event) = 0;
  /// Section 5: what a desktop asks. `Acknowledged` or `Error`.
  [[nodiscard]] virtual Outcome request(DesktopRequest const& request) = 0;
};

/// What is played: the conformance stories, which the library carries, and then streams made at random.
struct Plan {
  static constexpr std::uint32_t kLinesMin = 20;       ///< the logins of a small world, and a little story
  static constexpr std::uint32_t kLinesMax = 100'000;  ///< a stream and its answers are held in memory: some 20 MB

  Policies policies;
  std::uint64_t seed = 1;       ///< stream k, from 0, is made from `seed + k`; the same everywhere
  std::uint32_t streams = 200;  ///< how many are made
  std::uint32_t lines = 100;    ///< the most lines of each: from kLinesMin to kLinesMax, and brought there
  bool by_members = false;      ///< spaces, escapes and the order of members in an answer do not count
};

/// What can be wrong. Those from TooMany on need a process.
enum class Fault : std::uint8_t {
  WrongAnswer,  ///< a member is missing, wrong, or one too many
  WrongForm,    ///< it says what it must, but is not written as events.md has it
  NoAnswer,     ///< what came is no line of JSON, or no answer came at all: the output is over
  Failed,       ///< an exception got out of an Arbiter
  TooLong,      ///< a line that does not end
  TooMany,      ///< more answers than lines
  Late,         ///< no answer in time
  Died,         ///< a signal ended it
  StaysOn,      ///< its input ended, and it did not
  KeptOpen,     ///< it ended, but something that it started keeps its output open
};
[[nodiscard]] std::string_view name(Fault fault) noexcept;

/// The first thing that is wrong, and the shortest stream found that shows it.
struct Finding {
  Fault fault = Fault::WrongAnswer;
  std::string what;                 ///< one sentence: what is wrong
  std::string where;                ///< the story or the generated stream that showed it first
  std::size_t lines_before = 0;     ///< how long that was, up to what is wrong
  std::size_t plays = 0;            ///< how often something was played to shorten it
  std::vector<std::string> stream;  ///< lines of events.md, that `recordshare run` replays
  std::string question;             ///< the line of the stream that is answered wrongly; empty where none is
  std::string expected;             ///< how it is to be answered; empty where no answer is owed
  std::string given;                ///< how it was; empty where it was not
  Rule rule = Rule::None;           ///< which rule decides it
  std::string complaint;            ///< the end of what the program wrote to standard error
};

struct Report {
  Plan plan;
  std::size_t stories = 0;  ///< played in full, and right
  std::size_t streams = 0;
  std::size_t answers = 0;  ///< compared until something was wrong
  bool stopped = false;     ///< the observer wanted no more
  std::optional<Finding> finding;

  [[nodiscard]] bool holds() const noexcept { return !finding.has_value() && !stopped; }
};

/// How far it has come; where something is wrong, how short the stream is that shows it.
struct Progress {
  std::size_t played = 0;
  std::size_t of = 0;
  std::size_t answers = 0;
  std::size_t shortest = 0;  ///< lines; 0 while nothing is wrong
};

/// Is told now and then; gives whether to go on.
using Observer = std::function<bool(Progress const&)>;

/// Plays the plan to `arbiter`, each stream from a new start, until something is wrong, and then makes that as short as
/// it can. Throws std::bad_alloc, and what `observer` throws. Time is the arbiter's and the engine's for some
/// `streams * lines` events; memory is that of one stream. Any thread.
[[nodiscard]] Report check(Arbiter& arbiter, Plan const& plan = {}, Observer const& observer = {});

/// The report for people: one line where nothing is wrong; else the stream, both answers, the rule's sentence and a
/// sequence diagram of how it must go. What a program wrote cannot reach a terminal by it.
void append_text(std::string& out, Report const& report);

}  // namespace recordshare::conformance
