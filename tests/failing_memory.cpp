// SPDX-License-Identifier: Apache-2.0
// failing_memory.cpp replaces operator new and operator delete, to count allocations and to let them fail.
#include "tests/failing_memory.hpp"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace recordshare::tests {
namespace {

constexpr std::uint64_t kNever = UINT64_MAX;

thread_local bool counting = false;
thread_local std::uint64_t counted = 0;
thread_local std::uint64_t failing_at = kNever;
thread_local bool failing_from_then_on = false;
thread_local bool has_failed = false;
thread_local std::int64_t alive = 0;
thread_local FreeingOrder* order = nullptr;

void* allocate(std::size_t bytes, std::size_t alignment) {
  if (counting) {
    std::uint64_t const number = counted++;
    if (number == failing_at || (failing_from_then_on && number > failing_at)) {
      has_failed = true;
      throw std::bad_alloc();
    }
  }
  std::size_t const rounded = (bytes + alignment - 1) / alignment * alignment;
  void* const memory = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
  if (memory == nullptr) throw std::bad_alloc();
  ++alive;
  if (order != nullptr) order->note_allocated(memory, bytes);
  return memory;
}

void release(void* memory) noexcept {
  if (memory != nullptr) --alive;
  if (order != nullptr) order->note_freed(memory);
  std::free(memory);
}

}  // namespace

Counting::Counting() : Counting(kNever) {}
Counting::Counting(std::uint64_t before, Fails fails) {
  counted = 0;
  failing_at = before;
  failing_from_then_on = fails == Fails::FromThenOn;
  has_failed = false;
  counting = true;
}
Counting::~Counting() { counting = false; }

std::uint64_t allocations_counted() { return counted; }
bool an_allocation_failed() { return has_failed; }
std::int64_t blocks_alive() { return alive; }

FreeingOrder::FreeingOrder(std::size_t bytes_least) : bytes_least_(bytes_least) { order = this; }
FreeingOrder::~FreeingOrder() { order = nullptr; }

void FreeingOrder::note_allocated(void const* block, std::size_t bytes) {
  if (bytes >= bytes_least_ && allocated_count_ < kMost) allocated_[allocated_count_++] = block;
}

void FreeingOrder::note_freed(void const* block) {
  for (std::size_t i = 0; i < allocated_count_; ++i) {
    if (allocated_[i] != block || block == nullptr) continue;
    allocated_[i] = nullptr;
    if (freed_count_ < kMost) freed_[freed_count_++] = i;
  }
}

}  // namespace recordshare::tests

void* operator new(std::size_t bytes) { return recordshare::tests::allocate(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return recordshare::tests::allocate(bytes, static_cast<std::size_t>(alignment));
}
// Not inlined: g++ would warn about free() of memory from new.
[[gnu::noinline]] void operator delete(void* memory) noexcept { recordshare::tests::release(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { recordshare::tests::release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { recordshare::tests::release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { recordshare::tests::release(memory); }
