// SPDX-License-Identifier: Apache-2.0
// target.hpp declares a target's entry point, and the function that reports a finding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "fuzz/event_bytes.hpp"
#include "fuzz/event_mutator.hpp"

namespace recordshare::fuzz {

using Bytes = std::span<std::uint8_t const>;

[[nodiscard]] inline std::string_view text_of(Bytes bytes) noexcept {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

/// If `fault` is not empty, prints the broken property to standard error in one line, which run.sh looks for, and
/// aborts.
void expect_none(std::string_view target, std::string const& fault);

}  // namespace recordshare::fuzz

// Each target defines it. The custom mutators are in mutators.cpp, which is linked only with libFuzzer.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size);
