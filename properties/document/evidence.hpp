// SPDX-License-Identifier: Apache-2.0
// evidence.hpp reads properties/document/evidence.json: the rules and rows that tests, proof and streams reached.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recordshare::describe {

/// The proof's claims about all paths of events through a row.
struct RowProof {
  std::string row;       ///< "R4.1"
  std::size_t ways = 0;  ///< paths of an event in a phase
  std::size_t obligations = 0;
  std::size_t asked = 0;              ///< of these, those that need a solver; the others simplify to true
  std::vector<std::string> theorems;  ///< of those that need a solver: "contracts", "I5"
};

/// The rules and rows that one test, story or corpus reached.
struct Reached {
  std::string name;
  std::vector<std::string> cites;  ///< tests only: the tags of its name
  std::vector<std::string> rules;
  std::vector<std::string> rows;
};

/// The evidence of the last recorded run. The tests fail if it differs from the present one.
struct Evidence {
  std::vector<std::string> contracts;  ///< the rules with a contract
  std::vector<RowProof> proof;
  std::vector<Reached> tests;
  std::vector<Reached> stories;
  std::vector<Reached> fuzz;  ///< by corpus
};

/// The built-in text of evidence.json.
[[nodiscard]] std::string_view embedded_evidence() noexcept;

/// Parses the text; missing members are empty. Throws std::runtime_error if it is not JSON of that form.
[[nodiscard]] Evidence read_evidence(std::string_view text);

/// Writes the evidence, one item a line; read_evidence() reads it back.
[[nodiscard]] std::string text_of(Evidence const& evidence);

}  // namespace recordshare::describe
