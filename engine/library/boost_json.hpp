// SPDX-License-Identifier: Apache-2.0
// boost_json.hpp includes Boost.JSON under a namespace of our own, as `recordshare::json`.
#pragma once

#include "engine/library/renamed_boost.hpp"

#define boost recordshare_boost
#define boost_container_new_t recordshare_boost_container_new_t  // Boost.Container has it in the global namespace
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#undef boost_container_new_t
#undef boost

namespace recordshare {
namespace json = recordshare_boost::json;
}
