// SPDX-License-Identifier: Apache-2.0
// mutators.cpp connects libFuzzer to the custom mutators of a target's inputs.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "fuzz/checked_machine.hpp"
#include "fuzz/line_mutator.hpp"
#include "fuzz/target.hpp"
#include "fuzz/targets.hpp"

// RECORDSHARE_INPUTS is the kind of the target's inputs: a name of fuzz::Inputs.

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t size_max);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size, std::size_t size_max,
                                               unsigned seed);
extern "C" std::size_t LLVMFuzzerCustomCrossOver(std::uint8_t const* one, std::size_t one_size,
                                                 std::uint8_t const* other, std::size_t other_size, std::uint8_t* out,
                                                 std::size_t out_size, unsigned seed);

namespace {

using recordshare::fuzz::Inputs;
constexpr Inputs kInputs = Inputs::RECORDSHARE_INPUTS;
constexpr recordshare::fuzz::EventLayout kLayout =
    kInputs == Inputs::States ? recordshare::fuzz::kMachineLayout : recordshare::fuzz::EventLayout{};

/// Whether inputs are mutated only as bytes, to measure what the mutators contribute.
bool is_plain() {
  static bool const plain = [] {
    char const* const value = std::getenv("RECORDSHARE_PLAIN_MUTATION");
    if (value == nullptr) return false;
    if (std::string_view(value) == "1") return true;
    std::fputs("RECORDSHARE_PLAIN_MUTATION must be 1, or absent\n", stderr);
    std::abort();
  }();
  return plain;
}

}  // namespace

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size, std::size_t size_max, unsigned seed) {
  if (is_plain()) return LLVMFuzzerMutate(bytes, size, size_max);
  std::span<std::uint8_t> const buffer(bytes, size_max);
  if (kInputs == Inputs::Lines) return recordshare::fuzz::mutate_lines(buffer, size, seed, LLVMFuzzerMutate);
  return recordshare::fuzz::mutate_events(buffer, size, seed, kLayout, LLVMFuzzerMutate);
}

std::size_t LLVMFuzzerCustomCrossOver(std::uint8_t const* one, std::size_t one_size, std::uint8_t const* other,
                                      std::size_t other_size, std::uint8_t* out, std::size_t out_size, unsigned seed) {
  if (is_plain()) return 0;  // libFuzzer then tries another mutation
  std::span<std::uint8_t> const buffer(out, out_size);
  if (kInputs == Inputs::Lines)
    return recordshare::fuzz::cross_lines({one, one_size}, {other, other_size}, buffer, seed);
  return recordshare::fuzz::cross_events({one, one_size}, {other, other_size}, buffer, seed, kLayout);
}
