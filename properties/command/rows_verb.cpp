// SPDX-License-Identifier: Apache-2.0
// rows_verb.cpp runs the verb `rows`: prints the coverage of rows and conditions.
#include "properties/command/verbs.hpp"

#include <string>
#include <utility>
#include <vector>

#include "engine/command_line/output.hpp"
#include "engine/command_line/progress.hpp"
#include "properties/command/status.hpp"
#include "properties/mutate/row_coverage.hpp"

namespace recordshare::properties {
namespace {

using command::grouped;
using mutate::RowCoverage;

void append_row(std::string& out, RowCoverage const& row) {
  out.append(mutate::id_of_row(row.table, row.number));
  if (row.reason != Reason::None) out.append(", ").append(name(row.reason));
  out.append(": decided ").append(grouped(row.decided)).append(" times\n");
  for (auto const& condition : row.conditions) {
    out.append("    ").append(condition.name).append(": true ").append(grouped(condition.seen[1]));
    out.append(", false ").append(grouped(condition.seen[0])).append("\n");
  }
}

}  // namespace

int show_rows(CheckCommandLine const&) {
  std::string text;
  std::vector<RowCoverage> const rows = mutate::row_coverage(mutate::worlds_of_row_coverage());
  std::size_t seen = 0;
  std::size_t conditions = 0;
  std::size_t both_ways = 0;
  for (RowCoverage const& row : rows) {
    append_row(text, row);
    seen += row.decided > 0 ? 1 : 0;
    for (auto const& condition : row.conditions) {
      ++conditions;
      both_ways += condition.seen[0] > 0 && condition.seen[1] > 0 ? 1 : 0;
    }
  }
  text += "\n" + std::to_string(seen) + " of " + std::to_string(rows.size()) + " rows decided; " +
          std::to_string(both_ways) + " of " + std::to_string(conditions) +
          " conditions were seen both true and false when their row was tried\n";
  command::write_file("-", std::move(text));
  return status_of(rows);
}

}  // namespace recordshare::properties
