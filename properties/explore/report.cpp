// SPDX-License-Identifier: Apache-2.0
// report.cpp sums outcomes.
#include "properties/explore/report.hpp"

namespace recordshare::properties::explore {

void OutcomeCounts::operator+=(OutcomeCounts const& other) noexcept {
  for (std::size_t i = 0; i < counts_.size(); ++i)
    for (std::size_t result = 0; result < kResults; ++result) counts_[i][result] += other.counts_[i][result];
}

std::uint64_t OutcomeCounts::of(Result result) const noexcept {
  std::uint64_t sum = 0;
  for (auto const& counts : counts_) sum += counts[static_cast<std::size_t>(result)];
  return sum;
}

std::uint64_t OutcomeCounts::all() const noexcept {
  std::uint64_t sum = 0;
  for (auto const& counts : counts_)
    for (std::uint64_t const count : counts) sum += count;
  return sum;
}

}  // namespace recordshare::properties::explore
