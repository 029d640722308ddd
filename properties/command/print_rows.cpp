// SPDX-License-Identifier: Apache-2.0
// print_rows.cpp prints the coverage of rows and conditions.
#include "properties/command/print_rows.hpp"

#include "engine/command_line/progress.hpp"

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

void append_text(std::string& out, std::vector<RowCoverage> const& rows) {
  std::size_t seen = 0;
  std::size_t conditions = 0;
  std::size_t both_ways = 0;
  for (RowCoverage const& row : rows) {
    append_row(out, row);
    seen += row.decided > 0 ? 1 : 0;
    for (auto const& condition : row.conditions) {
      ++conditions;
      both_ways += condition.seen[0] > 0 && condition.seen[1] > 0 ? 1 : 0;
    }
  }
  out.append("\n").append(std::to_string(seen)).append(" of ").append(std::to_string(rows.size()));
  out.append(" rows decided; ").append(std::to_string(both_ways)).append(" of ").append(std::to_string(conditions));
  out.append(" conditions were seen both true and false when their row was tried\n");
}

}  // namespace recordshare::properties
