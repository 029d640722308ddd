// SPDX-License-Identifier: Apache-2.0
// seeded_hash.cpp draws the secret of a new engine's hash.
#include "engine/library/seeded_hash.hpp"

#include <random>

namespace recordshare {

SeededHash secret_hash() noexcept {
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  return {};
#else
  return drawn_hash([] { return std::random_device()(); });
#endif
}

}  // namespace recordshare
