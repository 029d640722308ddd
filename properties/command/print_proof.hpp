// SPDX-License-Identifier: Apache-2.0
// print_proof.hpp tells what a proof came to: for people, and as JSON.
#pragma once

#include <string>

#include "properties/prove/proof.hpp"

namespace recordshare::properties {

/// Appends the table of obligations, what the theorems say, what every proof begins with, and which rows cannot decide
/// where; or the story of each failure.
void append_text(std::string& out, prove::ProofReport const& report, prove::ProofOptions const& options);

/// Appends the same figures as one JSON object.
void append_json(std::string& out, prove::ProofReport const& report);

}  // namespace recordshare::properties
