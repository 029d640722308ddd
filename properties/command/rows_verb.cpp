// SPDX-License-Identifier: Apache-2.0
// rows_verb.cpp runs the verb `rows`: prints the coverage of rows and conditions.
#include "properties/command/verbs.hpp"

#include <string>
#include <utility>
#include <vector>

#include "engine/command_line/output.hpp"
#include "properties/command/print_rows.hpp"
#include "properties/command/status.hpp"

namespace recordshare::properties {

int show_rows(CheckCommandLine const&) {
  std::vector<mutate::RowCoverage> const rows = mutate::row_coverage(mutate::worlds_of_row_coverage());
  std::string text;
  append_text(text, rows);
  command::write_file("-", std::move(text));
  return status_of(rows);
}

}  // namespace recordshare::properties
