# SPDX-License-Identifier: Apache-2.0
# platform.cmake stops the configuration on unsupported platforms: see <recordshare/platform.hpp>.
#
# RECORDSHARE_ANY_PLATFORM=ON turns the errors into warnings, to try another platform.
option(RECORDSHARE_ANY_PLATFORM "Configure on a platform that is not supported, too" OFF)
set(unsupported WARNING)
if(NOT RECORDSHARE_ANY_PLATFORM)
  set(unsupported FATAL_ERROR)
endif()

# The minimum version of each compiler. Apple has its own numbers: its 15 is LLVM's 16.
set(least_GNU 12)
set(least_Clang 15)
set(least_AppleClang 15)
if(NOT DEFINED least_${CMAKE_CXX_COMPILER_ID})
  message(${unsupported} "recordshare is compiled by g++ or clang++, and not by ${CMAKE_CXX_COMPILER_ID}")
elseif(CMAKE_CXX_COMPILER_VERSION VERSION_LESS least_${CMAKE_CXX_COMPILER_ID})
  message(${unsupported} "recordshare needs ${CMAKE_CXX_COMPILER_ID} ${least_${CMAKE_CXX_COMPILER_ID}} or later, and "
    "this is ${CMAKE_CXX_COMPILER_VERSION}")
endif()

# WebAssembly has 32-bit addresses; the review page uses it and is tested.
if(NOT CMAKE_SIZEOF_VOID_P EQUAL 8 AND NOT EMSCRIPTEN)
  math(EXPR bits "8 * ${CMAKE_SIZEOF_VOID_P}")
  message(${unsupported} "recordshare needs 64-bit addresses, and these have ${bits} bits")
endif()
if(NOT CMAKE_CXX_BYTE_ORDER MATCHES "^(LITTLE|BIG)_ENDIAN$")
  message(${unsupported} "recordshare needs a byte order that is little or big endian")
endif()

# The standard library must be libstdc++ or libc++; any other defines neither macro.
include(CheckCXXSourceCompiles)
check_cxx_source_compiles("
  #include <cstddef>
  #if !defined(__GLIBCXX__) && !defined(_LIBCPP_VERSION)
  #error another standard library
  #endif
  int main() {}" RECORDSHARE_KNOWN_STANDARD_LIBRARY)
if(NOT RECORDSHARE_KNOWN_STANDARD_LIBRARY)
  message(${unsupported} "recordshare needs the standard library libstdc++ or libc++")
endif()

# The library itself needs only the C++ standard library.
if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT EMSCRIPTEN)
  foreach(part IN ITEMS COMMAND TESTS FUZZ BENCHMARK)
    if(RECORDSHARE_${part})
      message(${unsupported} "RECORDSHARE_${part} is for Linux; turn it off for the library alone")
    endif()
  endforeach()
endif()
