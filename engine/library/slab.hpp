// SPDX-License-Identifier: Apache-2.0
// slab.hpp stores items by number: addresses are stable, numbers are reused, and one item is always free.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

// The number of items by which a slab grows: large, so that it grows seldom. Fuzz builds make it small, so that small
// worlds grow too and a new engine is cheap.
#ifndef RECORDSHARE_SLAB_BLOCK
#define RECORDSHARE_SLAB_BLOCK 1024
#endif

namespace recordshare {

/// Items of type `T`, numbered from 0. INVARIANT: an item that was never used is free, so that next() cannot fail.
template <class T>
class Slab {
 public:
  Slab() { grow(); }

  T& operator[](std::uint32_t number) noexcept { return blocks_[number / kBlock][number % kBlock]; }
  T const& operator[](std::uint32_t number) const noexcept { return blocks_[number / kBlock][number % kBlock]; }

  /// The number that take() will give next. O(1).
  [[nodiscard]] std::uint32_t next() const noexcept { return free_.empty() ? used_ : free_.back(); }

  /// Takes the item next(). Throws std::bad_alloc, and changes nothing then, if it cannot provide another free item.
  std::uint32_t take() {
    if (!free_.empty()) {
      std::uint32_t const number = free_.back();
      free_.pop_back();
      return number;
    }
    if (used_ + 1 == capacity()) grow();
    return used_++;
  }

  /// Frees `number`; the item keeps its value until it is taken again. O(1).
  void give_back(std::uint32_t number) noexcept { free_.push_back(number); }

  [[nodiscard]] std::uint32_t capacity() const noexcept { return static_cast<std::uint32_t>(blocks_.size() * kBlock); }

  /// The step by which capacity() grows.
  static constexpr std::uint32_t kBlock = RECORDSHARE_SLAB_BLOCK;

 private:
  void grow() {
    auto block = std::make_unique<T[]>(kBlock);
    std::size_t const needed = capacity() + kBlock;  // give_back() must not allocate
    if (free_.capacity() < needed) free_.reserve(std::max(needed, 2 * free_.capacity()));
    blocks_.push_back(std::move(block));
  }

  std::vector<std::unique_ptr<T[]>> blocks_;
  std::vector<std::uint32_t> free_;
  std::uint32_t used_ = 0;
};

}  // namespace recordshare
