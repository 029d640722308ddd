// SPDX-License-Identifier: Apache-2.0
// hash_tests.cpp tests the hash: its secret, its distribution, floods of colliding input, and maps in which everything
// collides.
#include <algorithm>
#include <array>
#include <cstdint>
#include <ctime>
#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <recordshare/recordshare.hpp>

#include "engine/bench/flood.hpp"
#include "engine/generator/generator.hpp"
#include "engine/generator/random.hpp"
#include "engine/library/engine_state.hpp"
#include "engine/library/seeded_hash.hpp"
#include "engine/library/step.hpp"
#include "properties/oracle/lockstep.hpp"
#include "properties/oracle/reference.hpp"
#include "properties/world/policies.hpp"

namespace recordshare::tests {
namespace {

// ---- The secret ----

constexpr std::uint64_t kHighest = std::uint64_t{1} << 63;

/// The bits that are not the same in all of these words.
std::uint64_t bits_that_vary(std::vector<std::uint64_t> const& words) {
  std::uint64_t varied = 0;
  for (std::uint64_t const word : words) varied |= word ^ words.front();
  return varied;
}

/// Both words are drawn, every bit of them; the multiplier is odd and at least 2^63. With 200 draws a bit seems fixed
/// once in 2^192 runs.
TEST(Secret, EveryBitIsDrawnAndTheMultiplierIsOddAndLarge) {
  std::vector<std::uint64_t> seeds;
  std::vector<std::uint64_t> multipliers;
  std::vector<std::uint64_t> sums;
  for (int i = 0; i < 200; ++i) {
    SeededHash const hash = secret_hash();
    EXPECT_EQ(hash.multiplier & (kHighest | 1), kHighest | 1);
    seeds.push_back(hash.seed);
    multipliers.push_back(hash.multiplier);
    sums.push_back(hash.seed ^ hash.multiplier);
  }
  EXPECT_EQ(bits_that_vary(seeds), UINT64_MAX);
  EXPECT_EQ(bits_that_vary(multipliers), UINT64_MAX ^ (kHighest | 1));
  EXPECT_EQ(bits_that_vary(sums), UINT64_MAX) << "the multiplier is no function of the seed";
  for (std::vector<std::uint64_t>* const words : {&seeds, &multipliers}) {
    std::ranges::sort(*words);
    EXPECT_EQ(std::ranges::adjacent_find(*words), words->end()) << "two engines have one secret";
  }
}

/// The first secret of a process that begins as this one does.
SeededHash secret_of_a_child() {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("cannot make a pipe");
  pid_t const child = fork();
  if (child == 0) {
    SeededHash const hash = secret_hash();
    _exit(write(ends[1], &hash, sizeof hash) == sizeof hash ? 0 : 1);
  }
  SeededHash hash{0, 0};
  int status = 0;
  EXPECT_EQ(read(ends[0], &hash, sizeof hash), static_cast<ssize_t>(sizeof hash));
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  for (int const end : ends) close(end);
  return hash;
}

TEST(Secret, TwoProcessesHaveDifferentOnes) {
  SeededHash const one = secret_of_a_child();
  SeededHash const other = secret_of_a_child();
  EXPECT_NE(one.seed, other.seed);
  EXPECT_NE(one.multiplier, other.multiplier);
}

/// Each drawn word counts; without random numbers the clock does, and the multiplier is odd all the same.
TEST(Secret, IsMadeOfFourWordsOrOfTheClock) {
  auto const drawn = [](std::array<std::uint32_t, 4> const& words) {
    return drawn_hash([&, next = std::size_t{0}]() mutable { return words.at(next++); });
  };
  SeededHash const hash = drawn({1, 2, 3, 4});
  EXPECT_EQ(hash.seed, std::uint64_t{1} << 32 | 3);
  EXPECT_EQ(hash.multiplier, kHighest | std::uint64_t{2} << 32 | 5);
  EXPECT_EQ(drawn({0, 0, 0, 0}).multiplier, kHighest | 1);
  auto const none = []() -> std::uint32_t { throw std::runtime_error("no random numbers"); };
  std::set<std::uint64_t> by_clock{SeededHash{}.seed};
  for (int i = 0; i < 3; ++i) {
    timespec const wait{0, 1000};
    nanosleep(&wait, nullptr);
    SeededHash const without = drawn_hash(none);
    EXPECT_EQ(without.multiplier % 2, 1U);
    EXPECT_TRUE(by_clock.insert(without.seed).second);
  }
}

// ---- The hash ----

std::array<SeededHash, 3> three_secrets() {
  auto const odd = [](std::uint64_t number) { return number | kHighest | 1; };
  generator::Random random(1);
  std::array<SeededHash, 3> hashes;
  for (SeededHash& hash : hashes) {
    hash.seed = random.next();
    hash.multiplier = odd(random.next());
  }
  return hashes;
}

/// A name of each length, and the same with one byte changed: another hash, and another name, wherever the byte is. In
/// the table everything collides, so that it depends on the comparison alone.
TEST(Hash, EveryByteAndTheLengthOfANameCount) {
  auto const hashes = three_secrets();
  NameTable<AgentEntry, AgentId> table{SeededHash{0, 0}};
  for (std::size_t length = 1; length <= kNameBytesMax; ++length) {
    std::string const name(length, 'a');
    table.hold(name);
    for (SeededHash const& hash : hashes) {
      EXPECT_EQ(hash(std::string_view(std::string(name))), hash(std::string_view(name)));
      EXPECT_NE(hash(std::string_view(name)), hash(std::string_view(name).substr(1))) << length;
    }
    for (std::size_t at = 0; at < length; ++at) {
      std::string other = name;
      for (char const c : {'b', '\0', '\x7f', 'A', '!', '\xe1'}) {  // each bit of 'a' is changed by one of these
        other[at] = c;
        for (SeededHash const& hash : hashes)
          EXPECT_NE(hash(std::string_view(other)), hash(std::string_view(name))) << length << ':' << at;
        EXPECT_EQ(table.find(other), kNobody) << length << ':' << at;
      }
    }
  }
  for (std::size_t length = 1; length <= kNameBytesMax; ++length) {
    AgentId const id = table.find(std::string(length, 'a'));
    ASSERT_NE(id, kNobody);
    EXPECT_EQ(table[id].name.size(), length);
  }
}

/// The hash depends on both words of the secret, for names of each length and for numbers.
TEST(Hash, DependsOnBothWordsOfTheSecret) {
  generator::Random random(2);
  for (int i = 0; i < 100; ++i) {
    SeededHash const hash{random.next(), random.next() | 1};
    for (SeededHash const& other :
         {SeededHash{random.next(), hash.multiplier}, SeededHash{hash.seed, random.next() | 1}, SeededHash{}}) {
      EXPECT_NE(hash(std::uint64_t{7} + random.next()), other(std::uint64_t{7} + random.next()));
      std::uint64_t const number = random.next();
      EXPECT_NE(hash(number), other(number));
      std::string const name(1 + static_cast<std::size_t>(i), 'x');
      EXPECT_NE(hash(std::string_view(name)), other(std::string_view(name))) << name.size();
    }
  }
}

/// Keys of one pattern, in 64 classes by six bits of their hash: how far the classes are from even, as chi-squared.
double unevenness(std::vector<std::size_t> const& hashes, unsigned shift) {
  std::array<double, 64> classes{};
  for (std::size_t const hash : hashes) ++classes[hash >> shift & 63U];
  double const expected = static_cast<double>(hashes.size()) / 64;
  double sum = 0;
  for (double const count : classes) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

/// The map takes its place from the highest bits and compares the lowest eight: both, and those between, are even for
/// numbers and names as they occur. Chi-squared with 63 degrees of freedom is 63 on average; keys in arithmetic order
/// are less random than that, so the bound is generous and the secrets are the same in every run. For numbers that
/// differ in their highest bits alone, half of the classes may be empty, for which it is 4096.
TEST(Hash, IsEvenInItsLowAndHighBits) {
  constexpr std::uint64_t kKeys = 4096;
  std::vector<std::pair<std::string, std::function<std::size_t(SeededHash const&, std::uint64_t)>>> const patterns{
      {"numbers in order", [](auto const& hash, auto i) { return hash(i); }},
      {"numbers a thousand apart", [](auto const& hash, auto i) { return hash(1000 * i); }},
      {"numbers that differ above bit 32", [](auto const& hash, auto i) { return hash(i << 32); }},
      {"numbers that differ in the highest bits", [](auto const& hash, auto i) { return hash(i << 52); }},
      {"numbers down from 2^64", [](auto const& hash, auto i) { return hash(~i); }},
      {"short names", [](auto const& hash, auto i) { return hash(std::string_view(std::to_string(i))); }},
      {"names with a number",
       [](auto const& hash, auto i) { return hash(std::string_view("agent-" + std::to_string(i))); }},
      {"a long common beginning",
       [](auto const& hash, auto i) { return hash(std::string_view(std::string(120, 'a') + std::to_string(i))); }},
      {"a long common end",
       [](auto const& hash, auto i) {
         return hash(std::string_view(std::to_string(i + 10'000) + std::string(120, 'a')));
       }},
      {"a difference in the middle",
       [](auto const& hash, auto i) {
         return hash(std::string_view(std::string(60, 'a') + std::to_string(i + 10'000) + std::string(60, 'a')));
       }},
  };
  generator::Random random(5);
  auto const drawn = [&] { return drawn_hash([&] { return random.next() >> 32; }); };
  std::array<SeededHash, 4> const secrets{drawn(), drawn(), drawn(), drawn()};
  for (auto const& [what, hash_of] : patterns) {
    for (SeededHash const& secret : secrets) {
      std::vector<std::size_t> hashes;
      for (std::uint64_t i = 0; i < kKeys; ++i) hashes.push_back(hash_of(secret, i));
      std::vector<std::size_t> distinct = hashes;
      std::ranges::sort(distinct);
      EXPECT_EQ(std::ranges::unique(distinct).size(), 0U) << what;
      for (unsigned const shift : {0U, 2U, 29U, 52U, 58U}) {
        EXPECT_LT(unevenness(hashes, shift), what.ends_with("the highest bits") ? 5000 : 1000)
            << what << ", bits from " << shift << ", secret " << std::hex << secret.seed << ' ' << secret.multiplier;
      }
    }
  }
}

// ---- Floods ----

/// Seconds of this thread's processor time.
double seconds_now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// The least of three times to apply events to new engines.
double seconds_for(std::size_t count, std::function<Event(std::size_t)> const& event) {
  double least = 1e9;
  for (int round = 0; round < 3; ++round) {
    Engine engine;
    double const before = seconds_now();
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(engine.apply(event(i)).result, Result::Accepted);
    least = std::min(least, seconds_now() - before);
  }
  return least;
}

/// Input that collides under a secret that is known costs no more than other input: the engine has another secret, in
/// each of its four maps. With that secret, it would cost more than ten times as much.
TEST(Flood, InputThatCollidesUnderAKnownSecretCostsNoMore) {
  constexpr std::size_t kNames = 4000;
  constexpr std::size_t kNumbers = 12'000;
  for (SeededHash const known : {SeededHash{}, SeededHash{0, SeededHash{}.multiplier}}) {
    auto const flood = bench::colliding_names(known, kNames);
    auto const names = bench::colliding_names(three_secrets()[0], kNames);
    ASSERT_EQ(known(std::string_view(flood[0])), known(std::string_view(flood[kNames - 1])));
    auto const monitored = [](auto const& all) { return [&](std::size_t i) { return Event(DnMonitored{all[i]}); }; };
    auto const logged_in = [](auto const& all) {
      return [&](std::size_t i) { return Event(AgentLogin{all[i], all[i]}); };
    };
    EXPECT_LT(seconds_for(kNames, monitored(flood)), 6 * seconds_for(kNames, monitored(names)));
    EXPECT_LT(seconds_for(kNames, logged_in(flood)), 6 * seconds_for(kNames, logged_in(names)));

    auto const numbers = bench::colliding_numbers(known, kNumbers);
    RecordHandle record;
    auto const loaded = [&](std::size_t i, std::uint64_t chain, std::uint64_t handle) {
      (void)i;
      record = handle;
      return Event(ChainLoaded{chain, {&record, 1}});
    };
    double const plain = seconds_for(kNumbers, [&](std::size_t i) { return loaded(i, i, i); });
    EXPECT_LT(seconds_for(kNumbers, [&](std::size_t i) { return loaded(i, numbers[i], i); }), 3 * plain) << "chains";
    EXPECT_LT(seconds_for(kNumbers, [&](std::size_t i) { return loaded(i, i, numbers[i]); }), 3 * plain) << "records";
  }
}

// ---- Everything collides ----

using Colliding = BasicEngineState<MsmSteps>;

/// A hash that is 0 for all numbers and for all names longer than eight bytes, and depends on the length alone for
/// others.
constexpr SeededHash kCollides{0, 0};

/// The first difference between what the engine's stores and the reference know; empty if they agree.
std::string difference(Colliding const& engine, properties::Reference const& reference,
                       std::vector<std::string> const& agents, std::vector<RecordHandle> const& records) {
  if (engine.directory().count() != reference.name_count()) return "the number of names";
  if (engine.chains().count() != reference.chains().size()) return "the number of chains";
  for (RecordHandle const record : records) {
    ChainIndex const index = engine.chains().find_record(record).chain;
    std::optional<ChainId> id;
    if (index != kNoChain) id = engine.chains()[index].id;
    if (id != reference.chain_of(record)) return "the chain of record " + std::to_string(record.value());
  }
  for (std::string const& agent : agents) {
    AgentId const id = engine.directory().agents().find(agent);
    if (engine.directory().standing(id) != reference.standing(agent)) return "the standing of " + agent;
    for (auto const& [chain, ignored] : reference.chains()) {
      ChainIndex const index = engine.chains().find_chain(chain);
      if (index == kNoChain) return "a chain";
      Access const access =
          id == kNobody ? Access::None : engine.ask(index, [&](auto const& asked) { return asked.access(id); });
      if (access != reference.access(chain, agent)) return "an access of " + agent;
    }
  }
  return {};
}

TEST(Collisions, AnEngineInWhichEverythingCollidesIsTheReference) {
  std::string const prefix(100, 'n');
  for (Policies const& policies : properties::kAllPolicies) {
    Options const options{.policies = policies, .limits = {}};
    generator::StreamGenerator generator({.seed = 4, .agents = 40, .chains = 60, .engine = options});
    Colliding engine(options, kCollides);
    properties::Reference reference(options);
    std::set<std::string> agents;
    std::set<RecordHandle> records;
    // Agents have a long common beginning, by which all collide; DNs have short names, which collide by their length.
    auto lengthened = [&, kept = std::array<std::string, 2>()](Event event) mutable {
      std::size_t next = 0;
      auto const lengthen = [&](auto& name) {
        if constexpr (std::is_same_v<decltype(name), Party&>) {
          std::string_view const longer = kept[next++] = prefix + std::string(name.name);
          name = name.is_number ? Party(Number{longer}) : Party(longer);
        } else {
          name = kept[next++] = prefix + std::string(name);
        }
      };
      std::visit(
          [&](auto& one) {
            if constexpr (requires { one.agent; }) lengthen(one.agent);
            if constexpr (requires { one.from; }) lengthen(one.from), lengthen(one.to);
          },
          event);
      return event;
    };
    for (int i = 0; i < 4000; ++i) {
      Event const event = lengthened(generator.next());
      OwnedOutcome const expected = reference.apply(event);
      Outcome const outcome = engine.apply(event);
      ASSERT_TRUE(properties::same(outcome, expected))
          << i << ' ' << type_name(event) << ": " << outcome << " is not " << expected;
      std::visit(
          [&](auto const& one) {
            if constexpr (requires { one.agent; }) agents.emplace(Party(one.agent).name);
            if constexpr (requires { one.to; }) agents.emplace(one.to.name);
            if constexpr (requires { one.record; }) records.insert(one.record);
            if constexpr (requires { one.records; }) records.insert(one.records.begin(), one.records.end());
          },
          event);
      if (i % 500 == 499) {
        ASSERT_EQ(difference(engine, reference, {agents.begin(), agents.end()}, {records.begin(), records.end()}), "");
      }
    }
  }
}

}  // namespace
}  // namespace recordshare::tests
