// SPDX-License-Identifier: Apache-2.0
// block_pool.hpp allocates blocks in sizes of powers of two, and keeps freed blocks for reuse.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <new>
#include <utility>

namespace recordshare {

/// Thread-safety: one thread at a time. (The standard library's pool is not an option: it crashes when memory runs
/// out.)
class BlockPool {
 public:
  BlockPool() = default;
  BlockPool(BlockPool const&) = delete;
  BlockPool& operator=(BlockPool const&) = delete;
  ~BlockPool() {
    for (Free* head : free_) {
      while (head != nullptr) ::operator delete(std::exchange(head, head->next));
    }
  }

  /// Allocates at least `bytes`, with maximal alignment. Throws std::bad_alloc and changes nothing then. O(1).
  [[nodiscard]] void* take(std::size_t bytes) {
    std::size_t const size_class = class_of(bytes);
    if (size_class >= free_.size()) return ::operator new(bytes);
    if (free_[size_class] == nullptr) return ::operator new(std::size_t{1} << size_class);
    return std::exchange(free_[size_class], free_[size_class]->next);
  }

  /// Frees a block that take() returned for the same number of bytes. O(1).
  void give_back(void* block, std::size_t bytes) noexcept {
    std::size_t const size_class = class_of(bytes);
    if (size_class >= free_.size()) return ::operator delete(block);
    free_[size_class] = ::new (block) Free{free_[size_class]};
  }

 private:
  struct Free {
    Free* next;
  };
  /// Larger blocks are rare and are returned to the system.
  static constexpr std::size_t kBytesKeptMax = 4096;

  static constexpr std::size_t class_of(std::size_t bytes) noexcept {
    return static_cast<std::size_t>(std::bit_width(bytes - 1));
  }

  std::array<Free*, std::bit_width(kBytesKeptMax - 1) + 1> free_{};  // by size: 2^index bytes
};

}  // namespace recordshare
