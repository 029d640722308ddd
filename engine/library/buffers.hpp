// SPDX-License-Identifier: Apache-2.0
// buffers.hpp holds what an engine needs for one event at a time and keeps from event to event.
#pragma once

#include <cstdint>
#include <vector>

#include <recordshare/outcome.hpp>

#include "engine/library/access_changes.hpp"

namespace recordshare {

/// Transactions make room here before anything is changed. What outcomes point at is here too.
struct Buffers {
  AccessChanges changes;
  std::vector<ShownRecord> shown;
  std::vector<RecordHandle> sorted;  ///< to find what stands twice in a list
};

}  // namespace recordshare
