// SPDX-License-Identifier: Apache-2.0
// public_api_tests.cpp tests what the public headers promise beyond rules.md: types, lifetimes, hostile values,
// printing.
#include <array>
#include <concepts>
#include <ranges>
#include <set>
#include <sstream>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "tests/outcomes.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

// --- Identifiers ---

template <class Number>
concept MakesARecord = std::convertible_to<Number, RecordHandle>;
static_assert(MakesARecord<unsigned> && MakesARecord<std::uint64_t> && MakesARecord<std::uint8_t>);
static_assert(!MakesARecord<bool> && !MakesARecord<char> && !MakesARecord<char8_t> && !MakesARecord<double>);
static_assert(!MakesARecord<ChainId> && !MakesARecord<Access> && !MakesARecord<std::string_view>);
static_assert(!std::convertible_to<RecordHandle, ChainId> && !std::constructible_from<ChainId, RecordHandle>);
static_assert(!std::constructible_from<std::uint64_t, RecordHandle> && !std::constructible_from<bool, RecordHandle>);

template <class One, class Other>
concept Comparable = requires(One one, Other other) { one == other; };
static_assert(Comparable<RecordHandle, RecordHandle> && Comparable<RecordHandle, unsigned>);
static_assert(!Comparable<RecordHandle, ChainId>);

template <class Chain>
concept HasAccess = requires(Engine const& engine, Chain chain) { engine.access(chain, "alice"); };
static_assert(HasAccess<ChainId> && HasAccess<unsigned> && !HasAccess<RecordHandle>);
template <class Chain>
concept Unloads = requires(Chain chain) { ChainUnloaded{chain}; };
static_assert(Unloads<ChainId> && Unloads<unsigned> && !Unloads<RecordHandle>);
template <class Record, class Agent, class What>
concept Asks = requires(Record record, Agent agent, What what) { DesktopRequest{record, agent, what}; };
static_assert(Asks<RecordHandle, std::string_view, Request>);
static_assert(!Asks<ChainId, std::string_view, Request> && !Asks<Request, std::string_view, RecordHandle>);

TEST(Identifiers, CompareHashAndPrintAsTheirNumbers) {
  RecordHandle const one = 1;
  RecordHandle const two = 2;
  EXPECT_TRUE(one == 1 && one != two && one < two && one <= one && two > one && two >= two);
  EXPECT_TRUE((std::unordered_set<RecordHandle>{one, two}.contains(2)));
  std::ostringstream text;
  text << ChainId{~std::uint64_t{0}} << ' ' << RecordHandle{};
  EXPECT_EQ(text.str(), "18446744073709551615 0");
}

// --- Invalid enum values from outside (every enum has one byte) ---

constexpr int kValues = 256;

Engine engine_with_call() {
  Engine engine;
  std::vector<RecordHandle> const records{101};
  std::array const before{Event(DnMonitored{"7001"}), Event(AgentLogin{"alice", "7001"}),
                          Event(ChainLoaded{1, records}), Event(CallEstablished{101, "alice"})};
  for (Event const& event : before) EXPECT_EQ(engine.apply(event).result, Result::Accepted);
  return engine;
}

TEST(HostileValues, AnInvalidRequestIsInvalidForAnyRecord) {
  Engine engine = engine_with_call();
  OwnedOutcome const invalid{.message = "`request` is not a valid request (rules.md, section 5)"};
  for (int value = 0; value < kValues; ++value) {
    auto const request = static_cast<Request>(value);
    if (is_known(request)) continue;
    EXPECT_EQ(owned(engine.apply(DesktopRequest{101, "alice", request})), invalid) << value;
    EXPECT_EQ(owned(engine.apply(DesktopRequest{101, "nobody", request})), invalid) << value;
    EXPECT_EQ(owned(engine.apply(DesktopRequest{999, "alice", request})), invalid) << value;
  }
  EXPECT_EQ(engine.name_count(), 2U);
}

TEST(HostileValues, AnEventIsNoRequestBeforeItIsGivenOne) {
  static_assert(DesktopRequest{}.request == Request{} && !is_known(Request{}));
  Engine engine = engine_with_call();
  EXPECT_EQ(engine.apply(DesktopRequest{101, "alice", {}}).result, Result::Invalid);
  EXPECT_EQ(type_name(Event(DesktopRequest{})), "?");
}

TEST(HostileValues, AnEngineWithAPolicyThatIsNoneDecidesNothing) {
  for (Policies const policies :
       {Policies{.final_scope = static_cast<FinalScope>(2)}, Policies{.reschedule = static_cast<Reschedule>(255)}}) {
    Engine engine({.policies = policies, .limits = {}});
    EXPECT_FALSE(engine.valid());
    EXPECT_EQ(engine.apply(DnMonitored{"7001"}).message,
              "the engine's options have a policy with a value that does not exist");
  }
}

/// The names of all values of the enum's type: `?` for invalid ones.
template <class Enum>
void expect_names(std::size_t enumerators) {
  std::set<std::string_view> names;
  for (int value = 0; value < kValues; ++value) {
    std::ostringstream text;
    text << static_cast<Enum>(value);
    EXPECT_EQ(text.str(), name(static_cast<Enum>(value)));
    EXPECT_EQ(is_known(static_cast<Enum>(value)), text.str() != "?");
    names.insert(name(static_cast<Enum>(value)));
  }
  EXPECT_EQ(names.size(), enumerators + 1);
  for (std::size_t index = 0; index < enumerators; ++index)
    EXPECT_EQ(index_of(enumerator_at<Enum>(index)), index) << name(enumerator_at<Enum>(index));
  EXPECT_FALSE(is_known(enumerator_at<Enum>(enumerators)));
}

TEST(HostileValues, EveryEnumeratorHasANameAndNoOtherValueHas) {
  expect_names<Phase>(3);
  expect_names<Stage>(2);
  expect_names<Access>(3);
  expect_names<Standing>(3);
  expect_names<Result>(5);
  expect_names<EventType>(kEvents.size());
  expect_names<Request>(8);
  expect_names<RequestClass>(3);
  expect_names<Rule>(kRules.size());
  expect_names<Reason>(kReasons.size());
  expect_names<FinalScope>(2);
  expect_names<Reschedule>(2);
}

TEST(HostileValues, AnOutcomeWithThemIsWrittenAndReadsNothingElse) {
  std::vector<AccessChange> const changes{{1, "a", static_cast<Access>(200), static_cast<Access>(3)}};
  Outcome outcome;
  outcome.result = Result::Accepted;
  outcome.rule = static_cast<Rule>(255);
  outcome.changes = changes;
  std::string line;
  append_line(line, 1, "CallEstablished", outcome);
  EXPECT_EQ(line,
            "{\"seq\":1,\"type\":\"CallEstablished\",\"result\":\"accepted\",\"rule\":\"?\",\"changes\":"
            "[{\"chain\":1,\"agent\":\"a\",\"from\":\"?\",\"to\":\"?\"}]}\n");
  outcome = {};
  outcome.result = static_cast<Result>(99);
  outcome.reason = static_cast<Reason>(250);
  outcome.finality = Finality{static_cast<Request>(77), "a"};
  std::ostringstream text;
  text << outcome;
  EXPECT_EQ(text.str(), R"({"result":"?","rule":"-","reason":"?","final_request":"?","final_agent":"a"})");
}

// --- Engines that decide nothing ---

TEST(EngineValid, AMovedFromEngineSaysSoAndCanBeAssignedAnew) {
  Engine engine = engine_with_call();
  EXPECT_TRUE(engine.valid());
  Engine const taken = std::move(engine);
  EXPECT_TRUE(taken.valid());
  EXPECT_FALSE(engine.valid());  // NOLINT(bugprone-use-after-move): it is what is tested
  EXPECT_EQ(engine.apply(DnMonitored{"7001"}).message, "the engine was moved from");
  EXPECT_EQ(engine.access(1, "alice"), Access::None);
  EXPECT_TRUE(engine.parties(1).begin() == engine.parties(1).end());
  engine = Engine();
  EXPECT_TRUE(engine.valid());
  EXPECT_EQ(engine.apply(DnMonitored{"7001"}).result, Result::Accepted);
}

// --- Listings ---

static_assert(std::ranges::borrowed_range<Listing<RecordState>> && std::ranges::view<Listing<RecordState>>);
static_assert(std::ranges::input_range<Listing<Consultation>> && std::ranges::input_range<Listing<std::string_view>>);
static_assert(!std::constructible_from<Listing<std::string_view>, EngineState const&, std::uint32_t, std::nullptr_t>);

TEST(Listings, IteratorsOutliveTheirListing) {
  Engine const engine = engine_with_call();
  auto it = std::ranges::find(engine.records(1), RecordHandle{101}, &RecordState::record);  // not std::ranges::dangling
  ASSERT_NE(it, std::default_sentinel);
  EXPECT_EQ(it->record, RecordHandle{101});
  it++;
  EXPECT_EQ(it, std::default_sentinel);
  ++it;
  EXPECT_EQ(it, std::default_sentinel);
}

// --- Outcomes that are kept ---

TEST(OwnedOutcomes, AreWhatTheEngineAnsweredAfterItIsGone) {
  OwnedOutcome kept;
  std::string line;
  {
    Engine engine = engine_with_call();
    Outcome const outcome = engine.apply(DesktopRequest{101, "alice", Request::ChainedRecordRequest});
    kept = owned(outcome);
    EXPECT_TRUE(kept == outcome);
    append_line(line, 7, "ChainedRecordRequest", outcome);
  }
  EXPECT_EQ(kept, shown({{101, true}}));
  std::string again;
  append_line(again, 7, "ChainedRecordRequest", kept);
  EXPECT_EQ(again, line);
  std::ostringstream text;
  text << kept;
  EXPECT_EQ(text.str(), R"({"result":"acknowledged","rule":"D7","answer":"ChainedRecord","read_only":false,)"
                        R"("records":[{"record":101,"updatable":true}]})");
}

/// Changes of one member each, which give it another value.
template <class T>
using Changes = std::vector<void (*)(T&)>;

/// A value in which every member is set, and a change of each. The bindings do not compile if a member is added.
OwnedOutcome full_outcome() {
  [[maybe_unused]] auto const& [result, rule, reason, answer, shown, finality, changes, finalized, message] =
      OwnedOutcome{};
  [[maybe_unused]] auto const& [chain, agent, from, to] = OwnedAccessChange{};
  [[maybe_unused]] auto const& [read_only, records] = OwnedShownChain{};
  [[maybe_unused]] auto const& [request, name] = OwnedFinality{};
  [[maybe_unused]] auto const& [record, updatable] = ShownRecord{};
  return {.result = Result::Error,
          .rule = Rule::D8,
          .reason = Reason::RecordAlreadyFinal,
          .answer = "ChainedRecord",
          .shown = OwnedShownChain{true, {{101, true}}},
          .finality = OwnedFinality{Request::RecordReject, "bob"},
          .changes = {gains("alice"), loses("bob")},
          .finalized = {101, 102},
          .message = "a message"};
}
Changes<OwnedOutcome> const kChangesOfOutcome{[](OwnedOutcome& o) { o.result = Result::Refused; },
                                              [](OwnedOutcome& o) { o.rule = Rule::D9; },
                                              [](OwnedOutcome& o) { o.reason = Reason::NoAccess; },
                                              [](OwnedOutcome& o) { o.answer = "ChainedRecords"; },
                                              [](OwnedOutcome& o) { o.shown.reset(); },
                                              [](OwnedOutcome& o) { o.shown->read_only = false; },
                                              [](OwnedOutcome& o) { o.shown->records.clear(); },
                                              [](OwnedOutcome& o) { o.shown->records[0].record = 102; },
                                              [](OwnedOutcome& o) { o.shown->records[0].updatable = false; },
                                              [](OwnedOutcome& o) { o.finality.reset(); },
                                              [](OwnedOutcome& o) { o.finality->request.reset(); },
                                              [](OwnedOutcome& o) { o.finality->agent = "bobby"; },
                                              [](OwnedOutcome& o) { o.changes.pop_back(); },
                                              [](OwnedOutcome& o) { o.changes.push_back(o.changes[0]); },
                                              [](OwnedOutcome& o) { o.changes[1].chain = 2; },
                                              [](OwnedOutcome& o) { o.changes[1].agent = "alice"; },
                                              [](OwnedOutcome& o) { o.changes[1].from = Access::ReadOnly; },
                                              [](OwnedOutcome& o) { o.changes[1].to = Access::ReadOnly; },
                                              [](OwnedOutcome& o) { o.finalized.pop_back(); },
                                              [](OwnedOutcome& o) { o.finalized[1] = 103; },
                                              [](OwnedOutcome& o) { o.message = "another message"; }};

TEST(OwnedOutcomes, AreEqualIfEveryMemberIs) {
  OwnedOutcome const full = full_outcome();
  std::vector<AccessChange> changes;
  for (auto const& [chain, agent, from, to] : full.changes) changes.push_back({chain, agent, from, to});
  Outcome view;
  view.result = full.result;
  view.rule = full.rule;
  view.reason = full.reason;
  view.answer = full.answer;
  view.shown = {true, full.shown->records};
  view.finality = Finality{full.finality->request, full.finality->agent};
  view.changes = changes;
  view.finalized = full.finalized;
  view.message = full.message;
  EXPECT_TRUE(full == view);
  EXPECT_EQ(owned(view), full);  // it copies every member
  for (std::size_t i = 0; i < kChangesOfOutcome.size(); ++i) {
    OwnedOutcome changed = full;
    EXPECT_TRUE(changed == full);
    kChangesOfOutcome[i](changed);
    EXPECT_FALSE(changed == full) << i;
    EXPECT_FALSE(full == changed) << i;
    EXPECT_FALSE(changed == view) << i;
  }
}

/// What clang says of these bodies of functions, each on a line of its own from the third on.
std::string diagnostics(std::vector<std::string> const& bodies) {
  ScratchFolder const scratch;
  auto const source = scratch.path() / "body.cpp";
  std::string text = "#include <recordshare/recordshare.hpp>\nusing namespace recordshare;\n";
  for (std::size_t i = 0; i < bodies.size(); ++i) text += "int f" + std::to_string(i) + "() { " + bodies[i] + " }\n";
  write_file(source, text);
  std::string const root = RECORDSHARE_SOURCE_DIR;
  return run_shell("clang++-19 -std=c++20 -fsyntax-only -ferror-limit=0 -I" + shell_word(root + "/engine/include") +
                   " -I" + shell_word(root + "/model/include") + " " + shell_word(source.string()) + " 2>&1")
      .output;
}

/// Expects that clang says `what` of each of the bodies.
void expect_of_each(std::vector<std::string> const& bodies, std::string const& what) {
  std::string const said = diagnostics(bodies);
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    auto const at = said.find("body.cpp:" + std::to_string(i + 3) + ":");
    ASSERT_NE(at, std::string::npos) << bodies[i];
    auto const line = said.substr(at, said.find('\n', at) - at);
    EXPECT_NE(line.find(what), std::string::npos) << line;
  }
}

bool has_clang() { return run_shell("command -v clang++-19").status == 0; }

TEST(PublicApi, ClangFindsNothingInWhatIsRight) {
  if (!has_clang()) GTEST_SKIP() << "clang++-19 is not installed";
  EXPECT_EQ(diagnostics({"Engine e; Outcome const o = e.apply(DnMonitored{\"1\"}); return int(o.changes.size());",
                         "RecordHandle const r = 101; return r == 101;"}),
            "");
}

TEST(Lifetimes, ClangWarnsOfWhatPointsIntoAnEngineThatIsGone) {
  if (!has_clang()) GTEST_SKIP() << "clang++-19 is not installed";
  expect_of_each({"Outcome const o = Engine().apply(DnMonitored{\"1\"}); return int(o.changes.size());",
                  "auto const p = Engine().parties(1); return p.begin()->is_number;",
                  "Options const& o = Engine().options(); return int(o.limits.names);",
                  "std::string_view const m = EventReader().message(); return int(m.size());"},
                 "will be destroyed at the end of the full-expression");
}

TEST(Identifiers, AWrongValueOrKindDoesNotCompile) {
  if (!has_clang()) GTEST_SKIP() << "clang++-19 is not installed";
  expect_of_each(
      {"RecordHandle const r = -1; return r == 1;", "int i = 1; RecordHandle const r = i; return r == 1;",
       "RecordHandle const r = true; return r == 1;", "Engine const e; return int(e.access(RecordHandle{1}, \"a\"));",
       "Event e = CallEstablished{ChainId{1}, \"a\"}; return int(e.index());", "return RecordHandle{1} == ChainId{1};"},
      "error: ");
}

}  // namespace
}  // namespace recordshare::tests
