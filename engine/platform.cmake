# SPDX-License-Identifier: Apache-2.0
# platform.cmake stops the configuration where the library is not supported: see <recordshare/platform.hpp>.
#
# RECORDSHARE_ANY_PLATFORM=ON turns errors into warnings, for whoever tries another one.
option(RECORDSHARE_ANY_PLATFORM "Configure on a platform that is not supported, too" OFF)
set(unsupported WARNING)
if(NOT RECORDSHARE_ANY_PLATFORM)
  set(unsupported FATAL_ERROR)
endif()

# The least version of each compiler. Apple counts its own: its 15 is LLVM's 16.
set(least_GNU 12)
set(least_Clang 15)
set(least_AppleClang 15)
if(NOT DEFINED least_${CMAKE_CXX_COMPILER_ID})
  message(${unsupported} "recordshare is compiled by g++ or clang++, and not by ${CMAKE_CXX_COMPILER_ID}")
elseif(CMAKE_CXX_COMPILER_VERSION VERSION_LESS least_${CMAKE_CXX_COMPILER_ID})
  message(${unsupported} "recordshare needs ${CMAKE_CXX_COMPILER_ID} ${least_${CMAKE_CXX_COMPILER_ID}} or later, and "
    "this is ${CMAKE_CXX_COMPILER_VERSION}")
endif()

# WebAssembly has 32-bit addresses; the review page is made of it, and tested.
if(NOT CMAKE_SIZEOF_VOID_P EQUAL 8 AND NOT EMSCRIPTEN)
  math(EXPR bits "8 * ${CMAKE_SIZEOF_VOID_P}")
  message(${unsupported} "recordshare needs 64-bit addresses, and these have ${bits} bits")
endif()
if(NOT CMAKE_CXX_BYTE_ORDER MATCHES "^(LITTLE|BIG)_ENDIAN$")
  message(${unsupported} "recordshare needs a byte order that is little or big endian")
endif()

# The standard library is libstdc++ or libc++; any other has neither macro.
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

# The library itself needs nothing of an operating system but the C++ standard library.
if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT EMSCRIPTEN)
  foreach(part IN ITEMS COMMAND TESTS FUZZ BENCHMARK)
    if(RECORDSHARE_${part})
      message(${unsupported} "RECORDSHARE_${part} is for Linux; turn it off for the library alone")
    endif()
  endforeach()
endif()
