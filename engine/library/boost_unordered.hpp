// SPDX-License-Identifier: Apache-2.0
// boost_unordered.hpp includes Boost.Unordered under a namespace of our own, as `recordshare::unordered_flat_map`.
#pragma once

#include "engine/library/renamed_boost.hpp"

#define boost recordshare_boost
#include <boost/unordered/unordered_flat_map.hpp>
#undef boost

namespace recordshare {
using recordshare_boost::unordered_flat_map;
}
