// SPDX-License-Identifier: Apache-2.0
// buffers.hpp defines the scratch buffers that an engine reuses for each event.
#pragma once

#include <cstdint>
#include <vector>

#include <recordshare/outcome.hpp>

#include "engine/library/access_changes.hpp"

namespace recordshare {

/// Transactions reserve room here before they change anything. Outcomes point into these buffers.
struct Buffers {
  AccessChanges changes;
  std::vector<ShownRecord> shown;
  std::vector<RecordHandle> sorted;  ///< to find duplicates in a list
};

}  // namespace recordshare
