// SPDX-License-Identifier: Apache-2.0
// failing_memory.hpp counts allocations and lets them fail: failing_memory.cpp replaces operator new of its program.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace recordshare::tests {

/// Which allocations fail, beside the one that is chosen.
enum class Fails : std::uint8_t {
  Once,        ///< none
  FromThenOn,  ///< all later ones
};

/// Counts the allocations of this thread during its lifetime, and lets some fail. At most one may exist at a time.
class Counting {
 public:
  Counting();
  /// Lets the allocation after the first `before` fail.
  explicit Counting(std::uint64_t before, Fails fails = Fails::Once);
  ~Counting();
  Counting(Counting const&) = delete;
  Counting& operator=(Counting const&) = delete;
};

/// The allocations that the last Counting of this thread has counted, including those that failed.
[[nodiscard]] std::uint64_t allocations_counted();

/// Whether an allocation failed during the last Counting of this thread.
[[nodiscard]] bool an_allocation_failed();

/// The blocks that this thread has allocated and not freed. (A block that another thread frees is not accounted for.)
[[nodiscard]] std::int64_t blocks_alive();

/// Numbers the large blocks that this thread allocates during its lifetime, and records in which order they are freed.
/// At most one may exist at a time.
class FreeingOrder {
 public:
  explicit FreeingOrder(std::size_t bytes_least);
  ~FreeingOrder();
  FreeingOrder(FreeingOrder const&) = delete;
  FreeingOrder& operator=(FreeingOrder const&) = delete;

  /// The numbers of the freed blocks, in order; at most the first kMost.
  [[nodiscard]] std::span<std::size_t const> freed() const { return {freed_.data(), freed_count_}; }

  void note_allocated(void const* block, std::size_t bytes);
  void note_freed(void const* block);

 private:
  static constexpr std::size_t kMost = 256;
  std::size_t bytes_least_;
  std::array<void const*, kMost> allocated_{};
  std::array<std::size_t, kMost> freed_{};
  std::size_t allocated_count_ = 0;
  std::size_t freed_count_ = 0;
};

}  // namespace recordshare::tests
