// SPDX-License-Identifier: Apache-2.0
// both.hpp plays events to an engine and to the reference, and compares their lines, outcomes and states.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <recordshare/recordshare.hpp>

#include "properties/oracle/lockstep.hpp"
#include "properties/oracle/reference.hpp"
#include "tests/plain_lines.hpp"

namespace recordshare::tests {

/// An engine and the reference with the same events, and how they read and write them.
class Both {
 public:
  explicit Both(Options const& options) : engine(options), reference(options) {}

  /// The first difference in the event's line, its outcome or its answer; empty if they agree.
  std::string apply(Event const& event) {
    line_.clear();
    append_line(line_, event);
    std::string const plain = plain_line(event);
    if (line_ != plain) return "the event is written as " + line_ + "and not " + plain;
    Event const* const read = reader_.read(std::string_view(line_).substr(0, line_.size() - 1));
    if (read == nullptr) return std::string(reader_.message()) + ": " + line_;
    std::string again;
    append_line(again, *read);
    if (again != plain) return "the line is read as " + again + "and not " + plain;
    OwnedOutcome const expected = reference.apply(event);
    Outcome const outcome = engine.apply(*read);
    if (!properties::same(outcome, expected))
      return plain.substr(0, 300) + "\nengine:    " + properties::text_of(outcome) +
             "\nreference: " + properties::text_of(expected);
    ++sequence_;
    std::string answer;
    append_line(answer, sequence_, type_name(event), outcome);
    std::string const plain_answer = plain_line(sequence_, type_name(event), expected);
    return answer == plain_answer ? std::string() : "the answer is written as " + answer + "and not " + plain_answer;
  }
  /// The first difference of the states; empty if they agree. Asks about one agent in `step`.
  std::string difference(std::vector<std::string> const& agents, std::size_t step = 1) const {
    std::vector<std::string> some;
    for (std::size_t i = 0; i < agents.size(); i += step) some.push_back(agents[i]);
    return properties::difference(engine, reference, some);
  }

  Engine engine;
  properties::Reference reference;

 private:
  EventReader reader_;
  std::string line_;
  std::uint64_t sequence_ = 0;
};

/// Whether an outcome is as expected; otherwise the test fails.
#define RECORDSHARE_SAME(both, ...) ASSERT_EQ((both).apply(__VA_ARGS__), "")

}  // namespace recordshare::tests
