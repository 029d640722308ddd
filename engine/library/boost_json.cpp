// SPDX-License-Identifier: Apache-2.0
// boost_json.cpp compiles Boost.JSON from its headers, so that a user of the library does not need Boost.
#include "engine/library/boost_json.hpp"

#define boost recordshare_boost
#define boost_container_new_t recordshare_boost_container_new_t
#include <boost/json/src.hpp>
