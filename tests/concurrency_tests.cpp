// SPDX-License-Identifier: Apache-2.0
// concurrency_tests.cpp tests that distinct engines, readers and writers share nothing.
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <sstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <recordshare/recordshare.hpp>

#include "engine/generator/generator.hpp"
#include "tests/run_together.hpp"

namespace recordshare::tests {
namespace {

/// The answers to a stream, by its own engine and reader.
std::string answers_to(std::string const& lines) {
  Engine engine;
  EventReader reader;
  std::string answers;
  std::uint64_t sequence = 0;
  for (std::size_t at = 0; at < lines.size();) {
    std::size_t const end = lines.find('\n', at);
    Event const* const event = reader.read(std::string_view(lines).substr(at, end - at));
    if (event == nullptr) return std::string(reader.message());
    append_line(answers, ++sequence, type_name(*event), owned(engine.apply(*event)));
    at = end + 1;
  }
  return answers;
}

/// Two streams of as many lines.
std::array<std::string, 2> two_streams() {
  std::array<std::string, 2> lines;
  for (std::size_t i = 0; i < 2; ++i) {
    generator::StreamGenerator generator({.seed = i + 1, .agents = 8, .chains = 10, .engine = {}});
    for (int event = 0; event < 3000; ++event) {
      append_line(lines[i], generator.next());
      // A line that the reader must copy, and a name with an escape, use its other buffers.
      if (event % 4 == 0)
        lines[i] += "{\"type\":\"DnMonitored\",\"dn\":\"\\u0041" + std::to_string(i) + "\",\"x\":1e99999999999}\n";
    }
  }
  return lines;
}

/// Distinct engines, readers and writers share nothing: two threads at once have the answers that one has.
TEST(Concurrency, DistinctEnginesShareNothing) {
  std::array<std::string, 2> const lines = two_streams();
  std::array<std::string, 2> const expected{answers_to(lines[0]), answers_to(lines[1])};
  EXPECT_NE(expected[0], expected[1]);
  std::clock_t const begin = std::clock();
  do {
    std::array<std::string, 2> answers;
    run_together(2, [&](std::size_t i) { answers[i] = answers_to(lines[i]); });
    ASSERT_TRUE(answers == expected);
  } while (std::clock() - begin < CLOCKS_PER_SEC);
}

/// The event of a reader and the outcome of an engine stay what they are while another reader and engine work.
TEST(Concurrency, WhatAnEngineReturnsOutlivesWhatAnotherDoes) {
  std::array<std::string, 2> const lines = two_streams();
  std::array<std::istringstream, 2> streams{std::istringstream(lines[0]), std::istringstream(lines[1])};
  std::array<Engine, 2> engines;
  std::array<EventReader, 2> readers;
  std::array<std::string, 2> answers;
  std::uint64_t sequence = 0;
  for (std::array<std::string, 2> line; std::getline(streams[0], line[0]) && std::getline(streams[1], line[1]);) {
    Event const* const first = readers[0].read(line[0]);
    Event const* const second = readers[1].read(line[1]);
    ASSERT_TRUE(first != nullptr && second != nullptr);
    Outcome const one = engines[0].apply(*first);
    Outcome const other = engines[1].apply(*second);
    append_line(answers[0], ++sequence, type_name(*first), one);
    append_line(answers[1], sequence, type_name(*second), other);
  }
  EXPECT_EQ(answers[0], answers_to(lines[0]));
  EXPECT_EQ(answers[1], answers_to(lines[1]));
}

}  // namespace
}  // namespace recordshare::tests
