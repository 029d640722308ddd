// SPDX-License-Identifier: Apache-2.0
// renamed_boost.hpp prepares to include headers of Boost under a namespace of our own.
#pragma once

#include <boost/mp11.hpp>

// The library is a static archive that contains the parts of Boost it uses. Under Boost's own names, a user who links
// another version of Boost, or another configuration of Boost.JSON, would violate the one-definition rule. So Boost is
// renamed while its headers are read: `#define boost recordshare_boost` before, `#undef boost` after. This works for
// every version of Boost and every linker, and covers inline functions and virtual tables.
//
// boost_json.hpp and boost_unordered.hpp do so; a test checks that no other file includes those libraries. Boost.MSM
// keeps its name, since only templates over our own types are compiled. So does Mp11, which has no functions to link.

#if defined(BOOST_JSON_DETAIL_CONFIG_HPP) || defined(BOOST_UNORDERED_UNORDERED_FLAT_MAP_HPP_INCLUDED)
#error "include engine/library/boost_json.hpp or boost_unordered.hpp in place of Boost's own headers"
#endif

// Boost names this header by tokens, which the macro would change.
#ifndef BOOST_USER_CONFIG
#define BOOST_USER_CONFIG "boost/config/user.hpp"
#endif

namespace recordshare_boost {
namespace mp11 = boost::mp11;
}
