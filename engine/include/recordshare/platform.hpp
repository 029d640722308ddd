// SPDX-License-Identifier: Apache-2.0
// platform.hpp lists the supported platforms and defines the attributes that depend on the compiler.
//
// * Processors with 64-bit addresses, little or big endian. (WebAssembly with 32-bit addresses is tested for the review
//   page alone.)
// * g++ 12 or later, clang++ 15 or later, with libstdc++ or libc++, as C++20.
// * The library and its headers need only the C++ standard library. The commands, the conformance check of another
//   process, the fuzz targets and the scripts need Linux.
//
// CMake checks this when it configures (engine/platform.cmake).
//
//     std::string_view first_word(std::string_view text RECORDSHARE_LIFETIMEBOUND);
#pragma once

/// Says that a function's result points into this parameter or, after a member function, into its object. Clang then
/// warns about dangling results (-Wdangling). Empty for other compilers.
#if defined(__clang__)
#define RECORDSHARE_LIFETIMEBOUND [[clang::lifetimebound]]
#else
#define RECORDSHARE_LIFETIMEBOUND
#endif
