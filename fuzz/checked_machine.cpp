// SPDX-License-Identifier: Apache-2.0
// checked_machine.cpp runs both interpreters of the tables side by side, from a state decoded from bytes.
#include "fuzz/checked_machine.hpp"

#include <string>
#include <string_view>

#include "engine/library/step.hpp"
#include "fuzz/raw_state.hpp"
#include "properties/oracle/interpreter_steps.hpp"
#include "properties/oracle/play.hpp"

namespace recordshare::fuzz {
namespace {

namespace streams = properties::streams;

/// The first member that differs; empty if none does.
std::string_view difference(Made const& one, Made const& other) {
  auto const& [in_directory, change, decision, chain] = one;
  if (in_directory != other.in_directory) return "what the directory decides";
  if (change != other.change) return "what the directory changes";
  if (decision != other.decision) return "the decision";
  if (!chain.is_same_as(other.chain)) return "the state that they leave";
  return {};
}

}  // namespace

std::string fault_of_machines(std::span<std::uint8_t const> bytes, SpoilStep spoil) {
  static thread_local MsmSteps machine;
  properties::InterpreterSteps rows;
  Made made;
  std::size_t number = 0;
  std::string fault;
  each_raw_step(bytes, [&](auto const& move, auto const& event, auto const& state, auto const& facts) {
    ++number;
    made = step(machine, event, state, facts);
    if (spoil != nullptr) spoil(move, made);
    auto const what = difference(made, step(rows, event, state, facts));
    if (what.empty()) return &made.chain;
    fault = "event " + std::to_string(number) + ", like " + streams::text_of(move) +
            ": the machine and the rows differ in " + std::string(what);
    return static_cast<RawChain*>(nullptr);
  });
  return fault;
}

}  // namespace recordshare::fuzz
