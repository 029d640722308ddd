// SPDX-License-Identifier: Apache-2.0
// version.hpp gives the version of the library that a program was compiled with.
//
//     std::cout << "recordshare " << kVersion << '\n';
#pragma once

#include <string_view>

namespace recordshare {

/// Semantic versioning; CMakeLists.txt reads it here, so that it is said once.
inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace recordshare
