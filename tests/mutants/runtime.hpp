// SPDX-License-Identifier: Apache-2.0
// runtime.hpp is included first by each unit of the mutated sources: it says which mutant is switched on.
#pragma once

#include <atomic>
#include <cstdlib>
#include <type_traits>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace recordshare_mutant {

inline constexpr int kUnread = -2;
inline constexpr int kTracing = -3;
inline constexpr int kMax = 1 << 20;  ///< the size of a trace: one byte for each mutant

// Initialized as constants: a static initializer of another unit may ask first.
inline constinit std::atomic<int> active = kUnread;
inline constinit std::atomic<unsigned char*> reached = nullptr;

/// Reads `RECORDSHARE_MUTANT`, the number of the mutant that is on, or `RECORDSHARE_MUTANT_TRACE`, a file of `kMax`
/// bytes, in which each mutant that is reached by this process or by others sets its byte.
inline int read_environment() noexcept {
  int value = -1;
  if (char const* const number = std::getenv("RECORDSHARE_MUTANT"); number != nullptr) {
    value = std::atoi(number);
  } else if (char const* const file = std::getenv("RECORDSHARE_MUTANT_TRACE"); file != nullptr) {
    // Not by the functions of the C library: tests replace them, and count their calls.
    auto const descriptor = ::syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC);
    if (descriptor >= 0) {
      auto const bytes = ::syscall(SYS_mmap, nullptr, static_cast<unsigned long>(kMax), PROT_READ | PROT_WRITE,
                                   MAP_SHARED, descriptor, 0L);
      ::syscall(SYS_close, descriptor);
      if (bytes > 0) {
        reached.store(reinterpret_cast<unsigned char*>(bytes));
        value = kTracing;
      }
    }
  }
  active.store(value);
  return value;
}

[[gnu::noinline, gnu::cold]] inline bool on_slowly(int mutant) noexcept {
  int value = active.load(std::memory_order_relaxed);
  if (value == kUnread) value = read_environment();
  if (value == kTracing) reached.load(std::memory_order_relaxed)[mutant] = 1;
  return value == mutant;
}

/// Is this mutant on? Not a constant expression, so that a `const` variable's initializer is not evaluated early.
inline bool now(int mutant) noexcept {
  int const value = active.load(std::memory_order_relaxed);
  if (value < -1) [[unlikely]]
    return on_slowly(mutant);
  return value == mutant;
}

/// The same in a constexpr function: false while it is evaluated as a constant.
constexpr bool on(int mutant) noexcept {
  if (std::is_constant_evaluated()) return false;
  return now(mutant);
}

/// An empty value in place of an expression of this type: an lvalue for an lvalue, so that no reference loses its
/// object.
template <class T>
  requires std::is_default_constructible_v<std::remove_cvref_t<T>> && std::is_copy_assignable_v<std::remove_cvref_t<T>>
T empty() {
  if constexpr (std::is_reference_v<T>) {
    static thread_local std::remove_cvref_t<T> value;
    value = std::remove_cvref_t<T>{};
    return static_cast<T>(value);
  } else {
    return T{};
  }
}

}  // namespace recordshare_mutant
