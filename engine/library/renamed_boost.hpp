// SPDX-License-Identifier: Apache-2.0
// renamed_boost.hpp prepares to include headers of Boost under a namespace of our own.
#pragma once

#include <boost/mp11.hpp>

// The library is a static archive that contains what it uses of Boost. Under Boost's own names a user who links another
// version of Boost, or Boost.JSON configured otherwise, would have two definitions of one symbol. So all of Boost is
// renamed while its headers are read: `#define boost recordshare_boost` before, `#undef boost` after. That serves every
// version of Boost, inline functions and tables of virtual functions too, and needs nothing of a linker.
//
// boost_json.hpp and boost_unordered.hpp do so, and nothing else includes those libraries (a test says so). Boost.MSM,
// of which only templates over our own types are compiled, keeps its name. So does Mp11, which has no functions to
// link.

#if defined(BOOST_JSON_DETAIL_CONFIG_HPP) || defined(BOOST_UNORDERED_UNORDERED_FLAT_MAP_HPP_INCLUDED)
#error "include engine/library/boost_json.hpp or boost_unordered.hpp in place of Boost's own headers"
#endif

// Boost gives the name of this header as tokens, which the macro would change.
#ifndef BOOST_USER_CONFIG
#define BOOST_USER_CONFIG "boost/config/user.hpp"
#endif

namespace recordshare_boost {
namespace mp11 = boost::mp11;
}
