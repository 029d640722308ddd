// SPDX-License-Identifier: Apache-2.0
// large_world_tests.cpp compares the engine with the reference, and the command's bytes with plainly written ones, at
// sizes beyond those of small worlds.
#include <algorithm>
#include <array>
#include <cstdint>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/generator/generator.hpp"
#include "engine/generator/large_names.hpp"
#include "engine/generator/random.hpp"
#include "properties/oracle/lockstep.hpp"
#include "properties/oracle/reference.hpp"
#include "properties/world/policies.hpp"
#include "tests/both.hpp"
#include "tests/plain_lines.hpp"
#include "tests/shell.hpp"
#include "tests/variables.hpp"

namespace recordshare::tests {
namespace {

using properties::Reference;

std::string policies_text(Policies const& policies, std::string_view before, std::string_view between) {
  std::string text;
  for (PolicyTerm const& policy : kPolicies)
    text.append(before).append(policy.name).append(between).append(policy.values[policy.value_in(policies)]);
  return text;
}

/// The number of events for each combination of policies: a few seconds, or as many as a campaign asks for.
std::size_t events_of_run() { return number_in_variable("RECORDSHARE_LARGE_EVENTS", 6'000, 6'000, 1'000'000'000); }

// ---- The large profile of the generator ----

/// The names, ids and handles of the profile are what its documentation says: distinct, and hard to tell apart.
TEST(LargeNames, AreDistinctAndValid) {
  std::set<std::string> names;
  std::set<std::size_t> lengths;
  for (std::uint32_t number = 0; number < 70'000; ++number) {
    for (char const kind : {'a', 'd'}) {
      std::string const name = generator::large_name(number, kind);
      lengths.insert(name.size());
      ASSERT_TRUE(names.insert(name).second) << name;
    }
  }
  Engine engine;
  for (std::string const& name : names) ASSERT_EQ(engine.apply(DnMonitored{name}).result, Result::Accepted) << name;
  EXPECT_EQ(*lengths.rbegin(), kNameBytesMax);
  EXPECT_GT(lengths.size(), 240U);
  std::set<std::uint64_t> ids;
  std::set<std::uint64_t> records;
  for (std::uint32_t chain = 0; chain < generator::kLargeChains; ++chain) {
    ASSERT_TRUE(ids.insert(generator::large_chain_id(chain).value()).second);
    for (std::uint8_t generation = 0; generation < 3; ++generation)
      for (std::size_t const position : {0U, 1U, 255U, 256U, 4095U})
        ASSERT_TRUE(records.insert(generator::large_handle(chain, generation, position).value()).second);
  }
  EXPECT_EQ(*ids.begin(), 0U);
  EXPECT_EQ(*ids.rbegin(), UINT64_MAX);
}

class LargeWorld : public testing::TestWithParam<Policies> {};

/// Random streams of the large profile: with the default policies 70,000 agents, and with all others a thousand. A
/// campaign begins anew, with another seed, after each 20,000 events.
TEST_P(LargeWorld, TheEngineIsTheReference) {
  constexpr std::size_t kEventsOfStream = 20'000;
  Policies const& policies = GetParam();
  std::size_t const events = events_of_run();
  for (std::uint64_t seed = 1; (seed - 1) * kEventsOfStream < events; ++seed) {
    std::uint32_t const agents = policies == Policies{} && seed == 1 ? 70'000 : 1000;
    Options const options{.policies = policies, .limits = {}};
    generator::StreamGenerator generator(
        {.seed = seed, .agents = agents, .chains = 6, .engine = options, .profile = generator::Profile::Large});
    Both both(options);
    std::vector<std::string> names;
    for (std::uint32_t const first : generator::kLargeCrowds)
      for (std::uint32_t i = 0; i < generator::kLargeCrowd; ++i)
        names.push_back(generator::large_name((first + i) % agents, 'a'));
    for (std::uint32_t i = 0; i < generator::kLargeOutsiders; ++i) names.push_back(generator::large_name(i, 'o'));
    std::size_t const count = std::min(events - (seed - 1) * kEventsOfStream, kEventsOfStream);
    std::size_t records = 0;
    std::size_t parties = 0;
    for (std::size_t left = generator.opening_left() + count; left-- > 0;) {
      std::string const difference = both.apply(generator.next());
      ASSERT_EQ(difference, "") << "seed " << seed << ", " << left << " events before the end";
      if (left % 1000 == 0 && left < count) {
        ASSERT_EQ(both.difference(names, left % 2000 == 0 ? 1 : 16), "") << "seed " << seed << ", " << left;
        for (auto const& [id, chain] : both.reference.chains()) {
          records = std::max(records, chain.records.size());
          parties = std::max(parties, chain.parties.size());
        }
      }
    }
    // The stream is as large as it should be.
    EXPECT_GE(records, 999U);
    if (count >= 6000) {
      EXPECT_GE(parties, 100U);
    }
    if (events > kEventsOfStream)
      std::cerr << policies_text(policies, " ", "=") << ": " << std::min(seed * kEventsOfStream, events) << " of "
                << events << " events\n";
  }
}

/// The command's bytes for a stream of the large profile are those of the reference, plainly written.
TEST_P(LargeWorld, TheCommandsBytesAreThoseOfTheReference) {
  Options const options{.policies = GetParam(), .limits = {}};
  generator::StreamGenerator generator(
      {.seed = 99, .agents = 500, .chains = 16, .engine = options, .profile = generator::Profile::Large});
  Reference reference(options);
  std::string lines;
  std::string expected;
  for (std::uint64_t sequence = 1; sequence <= 3000; ++sequence) {
    Event const& event = generator.next();
    lines += plain_line(event);
    expected += plain_line(sequence, type_name(event), reference.apply(event));
  }
  ScratchFolder const folder;
  std::string const file = shell_word((folder.path() / "events.jsonl").string());
  write_file(folder.path() / "events.jsonl", lines);
  std::string const command =
      shell_word(RECORDSHARE_COMMAND) + " run - " + policies_text(GetParam(), " --policy ", "=");
  auto const ran = run_shell("cat " + file + " | " + command);
  EXPECT_EQ(ran.status, 0);
  auto const at = static_cast<std::size_t>(std::ranges::mismatch(ran.output, expected).in1 - ran.output.begin());
  std::size_t const begin = at < 200 ? 0 : at - 200;
  EXPECT_TRUE(ran.output == expected) << ran.output.substr(begin, 400) << "\nand not\n" << expected.substr(begin, 400);
}

INSTANTIATE_TEST_SUITE_P(AllPolicies, LargeWorld, testing::ValuesIn(properties::kAllPolicies),
                         [](auto const& test) { return policies_text(test.param, "_", "_").substr(1); });

// ---- Lines of every length ----

/// A text of this many bytes in which each kind of character comes at each place: plain, escaped, and of more bytes.
std::string text_of_length(std::size_t length, generator::Random& random) {
  constexpr std::array<std::string_view, 8> kParts{"a", "\"", "\\", "\n", "\x01", "\xC3\xA9", "\xE2\x82\xAC", "z"};
  std::string text;
  while (text.size() < length) {
    std::string_view const part = kParts[random.below(kParts.size())];
    text += text.size() + part.size() <= length ? part : "x";
  }
  return text;
}

/// Answers are written as plainly written ones: texts of each length, and lists of each length around the size of a
/// buffer.
TEST(LargeLines, AnswersOfEveryLengthAreWrittenWhole) {
  generator::Random random(3);
  std::vector<std::size_t> counts{0, 1, 2, 3, 5, 8, 13, 1000};
  for (std::size_t count = 14; count < 80; ++count) counts.push_back(count);
  for (std::size_t length = 1; length <= kNameBytesMax; ++length) {
    for (std::size_t const count : {counts[length % counts.size()], counts[(7 * length) % counts.size()]}) {
      OwnedOutcome accepted{.result = Result::Accepted, .rule = Rule::R2};
      OwnedOutcome shown{.result = Result::Acknowledged, .rule = Rule::D7, .answer = "ChainedRecord"};
      shown.shown = {.read_only = count % 2 == 0, .records = {}};
      for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t const number = random.next() >> random.below(64);
        accepted.changes.push_back({number, text_of_length(length, random), Access::None, Access::ReadOnly});
        shown.shown->records.push_back({number, i % 3 == 0});
      }
      OwnedOutcome refused{.result = Result::Error, .rule = Rule::D8, .reason = Reason::RecordAlreadyFinal};
      refused.finality = {Request::RecordProcessed, text_of_length(length, random)};
      for (OwnedOutcome const& outcome : {accepted, shown, refused}) {
        std::string line = "before";
        std::string const type = text_of_length(length, random);
        append_line(line, random.next(), type, outcome);
        std::string const plain = plain_line(0, type, outcome);
        ASSERT_EQ(line.substr(line.find(",\"type\"")), plain.substr(plain.find(",\"type\""))) << length << ' ' << count;
        ASSERT_TRUE(line.starts_with("before{\"seq\":"));
      }
    }
  }
}

/// The command answers lines of each length around the sizes of its buffers and the limit of a line, from a file and
/// through a pipe.
TEST(LargeLines, LinesOfEveryLengthAreAnswered) {
  std::string lines;
  std::string expected;
  std::uint64_t sequence = 0;
  auto const add = [&](std::size_t length) {
    std::string line = "{\"type\":\"DnMonitored\",\"dn\":\"7001\"";
    line += std::string(length - line.size() - 1, ' ') + "}\n";
    lines += line;
    expected += "{\"seq\":" + std::to_string(++sequence);
    expected += length <= kLineBytesMax
                    ? ",\"type\":\"DnMonitored\",\"result\":\"accepted\",\"rule\":\"E1\",\"changes\":[]}\n"
                    : ",\"result\":\"invalid\",\"message\":\"byte 1048577: the line is longer than 1048576 bytes\"}\n";
  };
  for (unsigned power = 6; power <= 20; ++power) {
    for (std::size_t const difference : {0U, 1U, 2U, 3U}) add((std::size_t{1} << power) - 2 + difference);
    add(40);
  }
  for (std::size_t const length :
       {kLineBytesMax - 1, kLineBytesMax, kLineBytesMax + 1, 2 * kLineBytesMax, std::size_t{40}})
    add(length);
  ScratchFolder const folder;
  std::string const file = shell_word((folder.path() / "events.jsonl").string());
  write_file(folder.path() / "events.jsonl", lines);
  std::string const command = shell_word(RECORDSHARE_COMMAND) + " run ";
  for (std::string const& run : {command + file, "cat " + file + " | " + command + "-"}) {
    auto const ran = run_shell(run);
    EXPECT_EQ(ran.status, 2) << "a line is too long";
    EXPECT_EQ(ran.output, expected);
  }
}

}  // namespace
}  // namespace recordshare::tests
