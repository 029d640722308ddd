// SPDX-License-Identifier: Apache-2.0
// reference_tests.cpp plays the conformance stories on the reference, and streams on both the reference and the engine.
#include "properties/oracle/reference.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/generator/generator.hpp"
#include "model/event_fields.hpp"
#include "properties/explore/dn_world.hpp"
#include "properties/oracle/lockstep.hpp"
#include "properties/oracle/names.hpp"
#include "properties/world/generate.hpp"
#include "properties/world/policies.hpp"
#include "properties/world/rewrite.hpp"
#include "properties/world/story_files.hpp"
#include "tests/shell.hpp"

namespace recordshare::tests {
namespace {

namespace fs = std::filesystem;
using properties::kAllPolicies;
using properties::Reference;

// ---- The conformance stories ----

std::string without_message(std::string const& line) { return line.substr(0, line.find("\"message\":")); }

/// The reference's answers to a stream of lines, without `message`.
std::string told_by_reference(fs::path const& in, Policies const& policies) {
  Reference reference({.policies = policies, .limits = {}});
  EventReader reader;
  std::string out;
  std::uint64_t sequence = 0;
  std::istringstream stream(read_file(in));
  for (std::string line; std::getline(stream, line);) {
    if (is_blank(line)) continue;
    auto const* const event = reader.read(line);
    append_line(out, ++sequence, event == nullptr ? "" : type_name(*event),
                event == nullptr ? OwnedOutcome{} : reference.apply(*event));
  }
  return out;
}

void expect_told(fs::path const& in, fs::path const& out, Policies const& policies) {
  std::istringstream told(told_by_reference(in, policies));
  std::istringstream expected(read_file(out));
  std::size_t number = 0;
  std::string expected_line;
  for (std::string line; std::getline(expected, expected_line); ++number) {
    ASSERT_TRUE(std::getline(told, line)) << out << ':' << number + 1;
    EXPECT_EQ(without_message(line), without_message(expected_line)) << out << ':' << number + 1;
  }
  EXPECT_FALSE(std::getline(told, expected_line));
  EXPECT_GT(number, 0U);
}

TEST(Reference, TellsEveryConformanceStory) {
  auto const stories = properties::story_files(fs::path(RECORDSHARE_SOURCE_DIR) / "properties/conform/stories");
  for (auto const& story : stories) expect_told(story.stream, story.answers, story.policies);
  EXPECT_GE(stories.size(), 19U);
}

// ---- Lockstep with the engine ----

/// An engine and the reference with the same events.
class Lockstep {
 public:
  explicit Lockstep(Options const& options) : engine(options), reference(options) {}

  /// Whether the two agree on the event; otherwise the test fails.
  bool say_the_same(Event const& event) {
    auto const outcome = engine.apply(event);
    auto const expected = reference.apply(event);
    if (properties::same(outcome, expected)) return true;
    std::string line;
    append_line(line, event);
    ADD_FAILURE() << line << "engine:    " << properties::text_of(outcome)
                  << "\nreference: " << properties::text_of(expected);
    return false;
  }
  bool are_the_same(std::vector<std::string> const& agents) const {
    auto const found = properties::difference(engine, reference, agents);
    if (!found.empty()) ADD_FAILURE() << "the engine and the reference differ in " << found;
    return found.empty();
  }

  Engine engine;
  Reference reference;
};

/// A stream in which most events fit, and every rule and reason occurs.
void play_generated(generator::GeneratorOptions const& options, std::size_t events) {
  generator::StreamGenerator generator(options);
  Lockstep both(options.engine);
  for (std::size_t i = 0; i < events; ++i) {
    ASSERT_TRUE(both.say_the_same(generator.next())) << "event " << i;
    ASSERT_TRUE(i % 64 != 0 || both.are_the_same({})) << "after event " << i;
  }
}

TEST(ReferenceAndEngine, AgreeOnAGeneratedStreamUnderEveryPolicy) {
  for (auto const& policies : kAllPolicies)
    play_generated({.seed = 7, .agents = 5, .chains = 3, .engine = {.policies = policies, .limits = {}}}, 20'000);
}

TEST(ReferenceAndEngine, AgreeOnAGeneratedStreamOfManyChains) {
  play_generated({.seed = 8, .agents = 30, .chains = 100, .engine = {}}, 10'000);
}

/// Streams of a small world in which some agents and DNs have the same name, so that a mix-up is found.
void play_small(std::uint64_t seeds, Options const& options) {
  namespace streams = properties::streams;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    auto const naming = streams::renaming(seed);
    streams::Teller tell(naming);
    Lockstep both(options);
    std::size_t i = 0;
    for (auto const& move : streams::generate(seed, 100).moves) {
      ASSERT_TRUE(both.say_the_same(tell(move))) << "event " << i << " of seed " << seed;
      ASSERT_TRUE(i++ % 8 != 0 || both.are_the_same({naming.agents.begin(), naming.agents.end()}))
          << "of seed " << seed;
    }
  }
}

TEST(ReferenceAndEngine, AgreeOnSmallStreamsUnderEveryPolicy) {
  for (auto const& policies : kAllPolicies) play_small(500, {.policies = policies, .limits = {}});
}

/// Two agents and two chains: every event, in each state that four events or fewer lead to.
TEST(ReferenceAndEngine, AgreeOnEveryEventInEveryStateNearTheFirst) {
  using properties::explore::EngineUnderTest;
  std::string difference;
  auto const make_engine = [&](Options const& options) {
    auto const engine = std::make_shared<Engine>(options);
    auto const reference = std::make_shared<Reference>(options);
    auto const apply = [&difference, engine, reference](Event const& event) {
      Outcome const outcome = engine->apply(event);
      auto const expected = reference->apply(event);
      std::string found = properties::same(outcome, expected) ? "" : "the outcome";
      if (found.empty()) found = properties::difference(*engine, *reference, {"alice", "bob"});
      if (difference.empty() && !found.empty()) {
        append_line(difference, event);
        difference += found;
      }
      return outcome;
    };
    return EngineUnderTest{apply, engine.get()};
  };
  for (auto const& policies : kAllPolicies) {
    using properties::explore::DnWorldKind;
    for (auto const kind : {DnWorldKind::Places, DnWorldKind::Calls}) {
      auto const report = properties::explore::explore_dn_world(kind, policies, make_engine, 5);
      EXPECT_EQ(report.finding, "");
      EXPECT_GT(report.outcomes, 5'000U);
    }
  }
  EXPECT_EQ(difference, "");
}

TEST(ReferenceAndEngine, AgreeAtEveryLimit) {
  for (std::uint32_t names = 0; names <= 11; ++names) play_small(50, {.policies = {}, .limits = {.names = names}});
  for (std::uint32_t chains = 0; chains <= 3; ++chains) play_small(50, {.policies = {}, .limits = {.chains = chains}});
  for (std::uint32_t records = 0; records <= 7; ++records)
    play_small(50, {.policies = {}, .limits = {.records = records}});
  for (std::uint32_t members = 0; members <= 4; ++members)
    play_small(50, {.policies = {}, .limits = {.members = members}});
}

/// An event is invalid if any of its names is empty (but that of a call), too long, not UTF-8 or has U+0000.
TEST(ReferenceAndEngine, AgreeOnNamesThatAreNone) {
  for (std::string const& wrong :
       {std::string(), std::string(kNameBytesMax + 1, 'x'), std::string("\xFF"), std::string("a\0", 2)})
    for (std::size_t type = 0; type < std::variant_size_v<Event>; ++type)
      for (std::size_t place = 0; place < 5; ++place) {
        std::size_t texts = 0;
        bool is_left_out = false;
        auto event = model::event_at<Names>(type);
        std::array<std::string_view, 2> dns{"a", "a"};
        std::array<Party, 2> parties{"a", Number{"a"}};
        auto const next = [&] { return texts++ == place ? std::string_view(wrong) : std::string_view("a"); };
        std::visit(
            [&](auto& one) {
              model::for_each_field(one, [&](auto field, auto& value) {
                if constexpr (std::is_same_v<decltype(value), std::string_view&>) {
                  bool const is_call = field == model::FieldName::Call || field == model::FieldName::NewCall;
                  is_left_out = is_left_out || (is_call && wrong.empty() && texts == place);
                  value = next();
                } else if constexpr (std::is_same_v<decltype(value), Party&>) {
                  value = place % 2 == 0 ? Party(next()) : Party(Number{next()});
                } else if constexpr (std::is_same_v<decltype(value), DnNames&>) {
                  for (std::string_view& dn : dns) dn = next();
                  value = dns;
                } else if constexpr (std::is_same_v<decltype(value), Names::Parties&>) {
                  for (Party& party : parties) party.name = next();
                  value = parties;
                }
              });
            },
            event);
        if (place >= texts || is_left_out) continue;
        Lockstep both({});
        EXPECT_TRUE(both.say_the_same(event));
        EXPECT_EQ(both.engine.apply(event).result, Result::Invalid) << type_name(event) << " " << place;
      }
}

/// A list may be too long, and a login must name a DN.
TEST(ReferenceAndEngine, AgreeOnListsThatAreTooLong) {
  std::vector<std::string_view> const dns(kLoginDnsMax + 1, "a");
  std::vector<Party> const agents(kRecoveredPartiesMax + 1, Party("a"));
  std::vector<Party> const numbers(kRecoveredPartiesMax + 1, Party(Number{"a"}));
  auto const first = [](auto const& list) { return std::span(list).first(list.size() - 1); };
  std::vector<Party> both_kinds(first(agents).begin(), first(agents).end());
  both_kinds.insert(both_kinds.end(), first(numbers).begin(), first(numbers).end());
  auto const expect = [](Event const& event, bool is_valid) {
    Lockstep both({});
    EXPECT_TRUE(both.say_the_same(event));
    EXPECT_EQ(both.engine.apply(event).result != Result::Invalid, is_valid) << type_name(event);
  };
  expect(AgentLogin{"a", {}}, false);
  expect(AgentLogin{"a", dns}, false);
  expect(AgentLogin{"a", first(dns)}, true);
  expect(CallRecovered{101, agents}, false);
  expect(CallRecovered{101, numbers}, false);
  expect(CallRecovered{101, both_kinds}, true);
}

TEST(Reference, LowersLimitsAboveTheirMost) {
  constexpr std::uint32_t kMost = 4'294'967'295;
  Reference const reference({.policies = {}, .limits = {kMost, kMost, kMost, kMost}});
  EXPECT_EQ(reference.options().limits, (Limits{.names = Limits::kNamesMax,
                                                .chains = Limits::kChainsMax,
                                                .records = Limits::kRecordsMax,
                                                .members = Limits::kMembersMax}));
}

// ---- The comparison itself ----

/// A change of the reference's outcome, and whether it is found.
template <class... Change>
void expect_seen(Outcome const& outcome, OwnedOutcome const& expected, Change... changes) {
  EXPECT_TRUE(properties::same(outcome, expected));
  auto const expect_differs = [&](auto change) {
    auto other = expected;
    change(other);
    EXPECT_FALSE(properties::same(outcome, other)) << other;
  };
  (expect_differs(changes), ...);
}

TEST(Lockstep, EveryMemberOfWhatTookPlaceIsCompared) {
  std::vector<AccessChange> const changes{{1, "a", Access::None, Access::Full}};
  Outcome outcome;
  outcome.result = Result::Accepted;
  outcome.rule = Rule::R2;
  outcome.changes = changes;
  OwnedOutcome expected{.result = Result::Accepted, .rule = Rule::R2};
  expected.changes = {{1, "a", Access::None, Access::Full}};
  expect_seen(
      outcome, expected, [](auto& other) { other.result = Result::Refused; },
      [](auto& other) { other.rule = Rule::R3; }, [](auto& other) { other.reason = Reason::NoAccess; },
      [](auto& other) { other.changes.clear(); }, [](auto& other) { other.changes[0].chain = 2; },
      [](auto& other) { other.changes[0].agent = "b"; }, [](auto& other) { other.changes[0].from = Access::ReadOnly; },
      [](auto& other) { other.changes[0].to = Access::ReadOnly; });
}

TEST(Lockstep, EveryMemberOfAnErrorIsCompared) {
  Outcome outcome;
  outcome.result = Result::Error;
  outcome.rule = Rule::D8;
  outcome.reason = Reason::RecordAlreadyFinal;
  outcome.finality = Finality{std::nullopt, ""};
  OwnedOutcome expected{.result = Result::Error, .rule = Rule::D8, .reason = Reason::RecordAlreadyFinal};
  expected.finality = OwnedFinality{};
  expect_seen(
      outcome, expected, [](auto& other) { other.reason = Reason::NoAccess; },
      [](auto& other) { other.finality->agent = "a"; },
      [](auto& other) { other.finality->request = Request::RecordReject; },
      [](auto& other) { other.finality.reset(); });
}

TEST(Lockstep, EveryMemberOfAnAnswerIsCompared) {
  std::vector<ShownRecord> const records{{101, true}};
  Outcome outcome;
  outcome.result = Result::Acknowledged;
  outcome.rule = Rule::D7;
  outcome.answer = "ChainedRecord";
  outcome.shown = {.read_only = false, .records = records};
  OwnedOutcome expected{.result = Result::Acknowledged, .rule = Rule::D7};
  expected.answer = "ChainedRecord";
  expected.shown = {.read_only = false, .records = {{101, true}}};
  expect_seen(
      outcome, expected, [](auto& other) { other.shown->read_only = true; }, [](auto& other) { other.shown.reset(); },
      [](auto& other) { other.answer = "DoNotCallAcknowledge"; },
      [](auto& other) { other.shown->records[0].updatable = false; },
      [](auto& other) { other.shown->records[0].record = 102; }, [](auto& other) { other.shown->records.clear(); });
}

TEST(Names, AreUtf8OfAtMost256BytesWithoutNul) {
  EXPECT_TRUE(properties::is_name("a"));
  EXPECT_TRUE(properties::is_name("\xF4\x8F\xBF\xBF"));  // U+10FFFF
  EXPECT_TRUE(properties::is_name(std::string(256, 'a')));
  for (std::string_view const none : {"", "\x80", "\xC1\xBF", "\xE2\x82", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF"})
    EXPECT_FALSE(properties::is_name(none)) << none;
  EXPECT_FALSE(properties::is_name(std::string_view("a\0b", 3)));
  EXPECT_FALSE(properties::is_name(std::string(257, 'a')));
}

}  // namespace
}  // namespace recordshare::tests
