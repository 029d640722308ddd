// SPDX-License-Identifier: Apache-2.0
// replay_tests.cpp tests that the same events in the same order give the same bytes and the same state (I16).
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/generator/generator.hpp"
#include "properties/world/policies.hpp"
#include "tests/golden.hpp"
#include "tests/story.hpp"

namespace recordshare::tests {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t kEvents = 100'000;  // enough for every kind of outcome except a limit's, many times

/// The stream of this seed, in a world so small that events interact.
Lines stream_of(std::uint64_t seed) {
  generator::StreamGenerator generator({.seed = seed, .agents = 5, .chains = 3, .profile = generator::Profile::Small});
  Lines lines(kEvents);
  for (auto& line : lines) {
    append_line(line, generator.next());
    line.pop_back();
  }
  return lines;
}

/// The answers of an engine under these policies to the stream.
std::string answers(Lines const& lines, Policies const& policies, Engine& engine) {
  engine = Engine({.policies = policies, .limits = {}});
  EventReader reader;
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto const* const event = reader.read(lines[i]);
    append_line(out, i + 1, type_name(*event), engine.apply(*event));
  }
  return out;
}

TEST(Replay, TheSameEventsGiveTheSameBytesAndTheSameState) {  // I16
  auto const one = stream_of(1);
  auto const other = stream_of(2);
  for (Policies const& policies : properties::kAllPolicies) {
    Engine first;
    Engine second;
    auto const once = answers(one, policies, first);
    EXPECT_TRUE(once == answers(one, policies, second));
    EXPECT_FALSE(once == answers(other, policies, second));
    answers(one, policies, second);
    EXPECT_EQ(first.name_count(), second.name_count());
    ASSERT_EQ(first.chain_count(), second.chain_count());
    for (std::uint64_t chain = 1; chain <= 3; ++chain) {
      ASSERT_EQ(first.phase(chain), second.phase(chain));
      EXPECT_TRUE(!first.phase(chain) || state_of(first, chain) == state_of(second, chain));
    }
  }
}

TEST(Replay, AGeneratedStreamMeetsEveryReasonButALimit) {
  Engine engine;
  auto const out = answers(stream_of(1), {}, engine);
  for (auto const& reason : kReasons) {
    if (reason.name == "-" || reason.name == "LimitReached") continue;
    EXPECT_NE(out.find("\"reason\":\"" + std::string(reason.name) + "\""), std::string::npos) << reason.name;
  }
}

/// A seed must reproduce its stream byte for byte on any machine, in a world of any size.
TEST(Replay, AStreamOfEachProfileIsAsPinned) {
  using enum generator::Profile;
  struct Pinned {
    generator::GeneratorOptions options;
    std::uint64_t hash;
  };
  Options const others{.policies = properties::kAllPolicies.back(), .limits = {}};
  std::vector<Pinned> const all{
      {{.seed = 1, .agents = 5, .chains = 3, .engine = {}, .profile = Small}, 11753847372882267328U},
      {{.seed = 2, .agents = 1, .chains = 1, .engine = {}, .profile = Small}, 15076510107167185829U},
      {{.seed = 3, .agents = 4, .chains = 2, .engine = others, .profile = Small}, 5295374548467705982U},
      {{.seed = 4, .agents = 300, .chains = 3, .engine = others, .profile = Large}, 17241915309586777415U},
      {{.seed = 5, .agents = 3, .chains = 2, .engine = {}, .profile = Large}, 11189623677861740395U},
      {{.seed = 6, .agents = 3, .chains = 2, .engine = {}, .profile = Load}, 6359996466970268934U},
      {{.seed = 7, .agents = 50, .chains = 500, .engine = others, .profile = Load}, 11913545401000761742U},
  };
  for (Pinned const& one : all) {
    generator::StreamGenerator generator(one.options);
    std::string text;
    for (int i = 0; i < 5'000; ++i) append_line(text, generator.next());
    EXPECT_EQ(hash_of(text), one.hash) << "seed " << one.options.seed;
  }
}

TEST(Replay, TheLinesOfAStreamGiveItsEventsBack) {  // events.md, "In"
  EventReader reader;
  std::string again;
  for (auto const& line : stream_of(3)) {
    again.clear();
    auto const* const event = reader.read(line);
    ASSERT_NE(event, nullptr) << line << reader.message();
    append_line(again, *event);
    ASSERT_EQ(line + "\n", again);
  }
}

}  // namespace
}  // namespace recordshare::tests
