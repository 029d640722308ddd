// SPDX-License-Identifier: Apache-2.0
// citations.hpp checks the citations of tests: the tags at the beginning of a test's name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "properties/document/decided_by.hpp"
#include "properties/document/rules_text.hpp"

namespace recordshare::tests {

/// The tags at the beginning of a name, sentences of the guide and rules: "G4", "R3" and "D4" of
/// "G4_R3_D4_AfterASingleStepTransferTheInitiatorHasNoRights".
[[nodiscard]] std::vector<std::string> citations_of(std::string_view test_name);

/// The faults of a test's citations, if these rules fired in it; each is a sentence. A test may not cite an unknown
/// rule, a rule that did not fire, an unknown sentence, or a sentence without a rule that rules.md, section 9, names
/// for it.
[[nodiscard]] std::vector<std::string> wrong_citations(std::vector<std::string> const& citations,
                                                       properties::Fired const& fired,
                                                       describe::RulesText const& rules);

/// Called by a story, before it ends, with the rules that fired. The citations are checked at the end of every test; a
/// test that cites something but is not a story fails. If the variable RECORDSHARE_CITATIONS names a file, the
/// citations and fired rules of all stories are written to it when the program ends.
void note_fired(properties::Fired const& fired);

}  // namespace recordshare::tests
