// SPDX-License-Identifier: Apache-2.0
// boost_json.cpp compiles Boost.JSON from its headers, so that whoever links the library needs nothing of Boost.
#include <boost/json/src.hpp>
