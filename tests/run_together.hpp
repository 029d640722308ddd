// SPDX-License-Identifier: Apache-2.0
// run_together.hpp runs work on several threads at once.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace recordshare::tests {

/// Runs `work(i)` on `count` threads at once.
template <class Work>
void run_together(std::size_t count, Work const& work) {
  std::atomic<std::size_t> ready = 0;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < count; ++i)
    threads.emplace_back([&, i] {
      for (++ready; ready < count;) std::this_thread::yield();
      work(i);
    });
  for (auto& thread : threads) thread.join();
}

}  // namespace recordshare::tests
