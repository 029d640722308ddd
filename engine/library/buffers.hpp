// SPDX-License-Identifier: Apache-2.0
// buffers.hpp defines the scratch buffers that an engine reuses for each event.
#pragma once

#include <cstdint>
#include <vector>

#include <recordshare/outcome.hpp>

#include "engine/library/access_changes.hpp"
#include "engine/library/new_names.hpp"

namespace recordshare {

/// Transactions reserve room here before they change anything. Outcomes point into these buffers.
struct Buffers {
  AccessChanges changes;
  std::vector<ShownRecord> shown;
  std::vector<RecordHandle> finalized;

  /// Reserves room for answers about a chain of this many records. Throws std::bad_alloc and changes nothing then.
  void reserve_records(std::size_t records) {
    shown.reserve(records);
    finalized.reserve(records);
  }

  std::vector<RecordHandle> sorted;   ///< to find duplicates in a list
  std::vector<ChainIndex> concerned;  ///< chains in which a login, logout or monitoring event can change accesses
  ResolverBuffers resolver;
};

}  // namespace recordshare
