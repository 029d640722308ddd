// SPDX-License-Identifier: Apache-2.0
// targets.hpp lists the fuzz targets: what each tests, and its property as an equation.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace recordshare::fuzz {

/// The kind of a target's inputs: events (event_bytes.hpp), a raw state and events (checked_machine.hpp), or text
/// lines.
enum class Inputs : std::uint8_t { Events, States, Lines };

struct Target {
  std::string_view name;
  Inputs inputs;
  std::string_view tests;
  std::string_view equation;
};

/// In the order of their canaries' numbers.
inline constexpr std::array<Target, 5> kTargets{{
    {"engine_fuzzer", Inputs::Events,
     "the engine, on any interleaving over a small world, under any policies and limits, after every event",
     "engine(e₁ … eₙ) = reference(e₁ … eₙ), and I1 to I22"},
    {"machine_fuzzer", Inputs::States, "one step of the state machines, from any state, reachable or not",
     "msm(s, e) = rows(s, e)"},
    {"json_lines_fuzzer", Inputs::Lines, "reading and printing a line of any bytes",
     "parse(b) = strict(b), and print(parse(print(e))) = print(e)"},
    {"stream_fuzzer", Inputs::Lines, "bytes through the whole of `recordshare run`, in bounded memory",
     "run(l₁ … lₙ) = reference(l₁) … reference(lₙ), one answer a line"},
    {"replay_fuzzer", Inputs::Events, "a stream that is cut, restarted and replayed (I16)",
     "play(a ++ b) = play(a) ++ (restart; play(log(a)); play(b))"},
}};

/// The target of this name, or null.
[[nodiscard]] constexpr Target const* find_target(std::string_view name) noexcept {
  for (auto const& target : kTargets)
    if (target.name == name) return &target;
  return nullptr;
}

}  // namespace recordshare::fuzz
