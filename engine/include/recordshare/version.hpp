// SPDX-License-Identifier: Apache-2.0
// version.hpp defines the version of the library's headers.
//
//     std::cout << "recordshare " << kVersion << '\n';
#pragma once

#include <string_view>

namespace recordshare {

/// Semantic versioning. CMakeLists.txt reads it from this line.
inline constexpr std::string_view kVersion = "0.2.0";

}  // namespace recordshare
