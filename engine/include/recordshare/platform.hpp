// SPDX-License-Identifier: Apache-2.0
// platform.hpp says where the library is supported, and names what only some compilers have.
//
// * Processors with 64-bit addresses, little or big endian. (WebAssembly with 32-bit addresses is tested for the review
//   page alone.)
// * g++ 12 or later, clang++ 15 or later, with libstdc++ or libc++, as C++20.
// * The library and its headers need nothing of an operating system but the C++ standard library. The commands, the
//   conformance check of another process, the fuzz targets and the scripts need Linux.
//
// CMake checks all that when it configures (engine/platform.cmake).
//
//     std::string_view first_word(std::string_view text RECORDSHARE_LIFETIMEBOUND);
#pragma once

/// Marks what a function's result points into: a parameter, or behind a member function, its object. Clang warns where
/// the result is used when that is gone (-Wdangling). Empty for other compilers.
#if defined(__clang__)
#define RECORDSHARE_LIFETIMEBOUND [[clang::lifetimebound]]
#else
#define RECORDSHARE_LIFETIMEBOUND
#endif
