// SPDX-License-Identifier: Apache-2.0
// print_proof.hpp prints the result of a proof as text and JSON, and that of the second solver.
#pragma once

#include <string>

#include "properties/prove/proof.hpp"
#include "properties/prove/recheck.hpp"

namespace recordshare::properties {

/// Appends the table of obligations, the theorems, the inductive invariant, and the rows and paths that cannot decide
/// under some policies; or the story of each failure.
void append_text(std::string& out, prove::ProofReport const& report, prove::ProofOptions const& options);

/// Appends the same figures as one JSON object.
void append_json(std::string& out, prove::ProofReport const& report);

/// Appends each file on which the solvers do not agree, and the counts.
void append_text(std::string& out, prove::RecheckReport const& report);

}  // namespace recordshare::properties
