// SPDX-License-Identifier: Apache-2.0
// citations.hpp holds tests to what they cite: the tags that a test's name begins with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "properties/document/decided_by.hpp"
#include "properties/document/rules_text.hpp"

namespace recordshare::tests {

/// The tags that a name begins with, sentences of the guide and rules: "G4", "R3" and "D4" of
/// "G4_R3_D4_AfterASingleStepTransferTheInitiatorHasNoRights".
[[nodiscard]] std::vector<std::string> citations_of(std::string_view test_name);

/// What is wrong with the citations of a test that made these rules decide: it cites an unknown rule or one that did
/// not fire, or an unknown sentence, or one without a rule that rules.md, section 9, names for it. Each is a sentence.
[[nodiscard]] std::vector<std::string> wrong_citations(std::vector<std::string> const& citations,
                                                       properties::Fired const& fired,
                                                       describe::RulesText const& rules);

/// Told by a story, before it ends, of what fired in it. At the end of every test its citations are checked: one that
/// cites anything, and is no story, fails. Where the variable RECORDSHARE_CITATIONS names a file, what all stories cite
/// and reached is written to it when the program ends.
void note_fired(properties::Fired const& fired);

}  // namespace recordshare::tests
