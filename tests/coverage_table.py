# SPDX-License-Identifier: Apache-2.0
# coverage_table.py prints the coverage of each file from `llvm-cov export`, and the uncovered lines with their reasons.
"""usage: python3 tests/coverage_table.py EXPORT.json

A line or branch of a template is covered if any instantiation ran it. Uncovered lines are listed with their reasons
from tests/coverage_left.txt. Exit status: 0; 1 if an uncovered line has no reason, or a folder is below its minimum.
"""
import collections
import json
import os
import sys

FLOORS = {"model": (98.0, 98.0), "engine": (95.0, 90.0)}  # minimum percent of lines and of branches
BRANCH_KINDS = (4, 6)  # of llvm-cov: a branch, and a condition of a decision


def lines_run(file):
    """Maps each line with code to whether it was run."""
    run, before = {}, None
    begins = collections.defaultdict(list)
    for segment in file["segments"]:
        begins[segment[0]].append(segment)
    for number in range(1, 1 + max(begins, default=0)):
        here = begins.get(number, [])
        counts = [s[2] for s in here if s[3] and s[4] and not s[5]]
        if before is not None and before[3]:
            counts.append(before[2])
        if counts:
            run[number] = max(counts) > 0
        if here:
            before = here[-1]
    return run


def times_run(function, file, line, column):
    """How often the code at this place was run: a branch that was run, but never taken, is constant."""
    around = [(begin_line, begin_column, count)
              for begin_line, begin_column, end_line, end_column, count, region_file, _, kind in function["regions"]
              if region_file == file and kind == 0
              and (begin_line, begin_column) <= (line, column) < (end_line, end_column)]
    return max(around)[2] if around else 0


def union(functions, root):
    """Branches as {(file, line, column): [true, false]}, and conditions as {(file, line, column): [shown...]}."""
    branches, conditions = {}, {}
    for function in functions:
        names = [os.path.relpath(name, root) for name in function["filenames"]]
        for line, column, _, _, true, false, file, _, kind in function["branches"]:
            if kind in BRANCH_KINDS and not (true == false == 0 and times_run(function, file, line, column)):
                seen = branches.setdefault((names[file], line, column), [0, 0])
                seen[0] += true
                seen[1] += false
        for record in function["mcdc_records"]:
            key, shown = (names[record[4]], record[0], record[1]), record[-1]
            before = conditions.get(key, [False] * len(shown))
            conditions[key] = [one or other for one, other in zip(before, shown)]
    return branches, conditions


def reasons():
    """The reasons for uncovered lines: (file, part of the line, reason)."""
    with open(os.path.join(os.path.dirname(__file__), "coverage_left.txt"), encoding="utf-8") as text:
        return [tuple(part.strip() for part in line.split(" | ")) for line in text if line.strip() and line[0] != "#"]


def explained(holes, source, known):
    """Yields each hole (line, what) with its reason: of its line, of the hole just before it, or of the file.

    The reason is None if all three are absent. `known` has (part of the line, reason) for this file.
    """
    of_file = next((why for part, why in known if part == "*"), None)
    reason, last = None, None
    for number, what in sorted(holes):
        of_line = next((why for part, why in known if part != "*" and part in source[number - 1]), None)
        if of_line or reason is None or number > last + 1:
            reason = of_line or of_file
        last = number
        yield number, what, reason


def percent(part, whole):
    return 100.0 if whole == 0 else 100.0 * part / whole


def main():
    root = os.getcwd()
    with open(sys.argv[1], encoding="utf-8") as text:
        data = json.load(text)["data"][0]
    branches, conditions = union(data["functions"], root)
    known = reasons()
    totals = {top: [0] * 6 for top in FLOORS}
    left, unexplained = [], []
    print(f"{'file':44} {'lines':>15} {'branches':>15} {'MC/DC':>13}")
    for file in sorted(data["files"], key=lambda one: one["filename"]):
        name = os.path.relpath(file["filename"], root)
        with open(name, encoding="utf-8") as text:
            source = text.read().split("\n")
        run = lines_run(file)
        sides = {key: seen for key, seen in branches.items() if key[0] == name}
        shown = [one for key, record in conditions.items() if key[0] == name for one in record]
        row = [sum(run.values()), len(run), sum((s > 0) for seen in sides.values() for s in seen), 2 * len(sides),
               sum(shown), len(shown)]
        total = totals[name.split("/")[0]]
        for i, figure in enumerate(row):
            total[i] += figure
        print(f"{name:44} {row[0]:7}/{row[1]:<7} {row[2]:7}/{row[3]:<7} {row[4]:6}/{row[5]:<6}")
        holes = [(number, "") for number in run if not run[number]]
        holes += [(line, f" (never {'false' if seen[0] else 'true'}, column {column})")
                  for (_, line, column), seen in sides.items() if 0 in seen and run.get(line)]
        here = [(part, why) for where, part, why in known if name == where or name.startswith(where + "/")]
        for number, what, reason in explained(holes, source, here):
            left.append(f"{name}:{number}{what}: {source[number - 1].strip()[:80]}\n    {reason or 'no reason given'}")
            if reason is None:
                unexplained.append(f"{name}:{number}")
    print("\nuncovered:")
    print("\n".join(left))
    failed = bool(unexplained)
    for top, (lines, line_count, sides, side_count, shown, shown_count) in totals.items():
        run, both = percent(lines, line_count), percent(sides, side_count)
        print(f"\n{top}/: {run:.2f} % of {line_count} lines, {both:.2f} % of {side_count} sides of branches, "
              f"{percent(shown, shown_count):.2f} % of {shown_count} conditions (MC/DC)")
        if run < FLOORS[top][0] or both < FLOORS[top][1]:
            print(f"  less than {FLOORS[top][0]} % of lines or {FLOORS[top][1]} % of branches")
            failed = True
    if unexplained:
        print("  uncovered without a reason: " + ", ".join(unexplained))
    sys.exit(1 if failed else 0)


if len(sys.argv) != 2 or sys.argv[1] == "--help":
    print(__doc__)
    sys.exit(0 if "--help" in sys.argv else 1)
main()
