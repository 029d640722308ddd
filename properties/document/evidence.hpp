// SPDX-License-Identifier: Apache-2.0
// evidence.hpp reads properties/document/evidence.json: what the tests, the proof and the streams were seen to reach of
// the rules.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recordshare::describe {

/// Of a row: what the proof claims of all ways of an event through it.
struct RowProof {
  std::string row;       ///< "R4.1"
  std::size_t ways = 0;  ///< of an event in a phase
  std::size_t obligations = 0;
  std::size_t asked = 0;  ///< of these, those that a solver must decide; the others hold as they are written
  std::vector<std::string> theorems;  ///< of those that are asked: "contracts", "I5"
};

/// What something that was run reached.
struct Reached {
  std::string name;
  std::vector<std::string> cites;  ///< tests only: the tags of its name
  std::vector<std::string> rules;
  std::vector<std::string> rows;
};

/// Everything that was seen when the tests were run. The tests fail where it is not what they see now.
struct Evidence {
  std::vector<std::string> contracts;  ///< the rules that have one
  std::vector<RowProof> proof;
  std::vector<Reached> tests;
  std::vector<Reached> stories;
  std::vector<Reached> fuzz;  ///< by corpus
};

/// The text of evidence.json as it was when this was built.
[[nodiscard]] std::string_view embedded_evidence() noexcept;

/// Reads it; what is missing is empty. Throws std::runtime_error where the text is no JSON of that form.
[[nodiscard]] Evidence read_evidence(std::string_view text);

/// Writes it: read_evidence() of that is the same, and each item stands on a line of its own.
[[nodiscard]] std::string text_of(Evidence const& evidence);

}  // namespace recordshare::describe
