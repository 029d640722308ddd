// SPDX-License-Identifier: Apache-2.0
// lockstep.cpp compares and prints outcomes and states of an engine and of the reference.
#include "properties/oracle/lockstep.hpp"

#include <algorithm>
#include <sstream>

namespace recordshare::properties {
namespace {

template <class AnyOutcome>
std::string printed(AnyOutcome const& outcome) {
  std::ostringstream out;
  out << outcome;
  return out.str();
}

}  // namespace

bool same(Outcome const& outcome, OwnedOutcome const& reference) {
  if (outcome.result == Result::Invalid) return reference.result == Result::Invalid;
  return reference == outcome;
}

std::string text_of(Outcome const& outcome) { return printed(outcome); }
std::string text_of(OwnedOutcome const& outcome) { return printed(outcome); }

}  // namespace recordshare::properties
