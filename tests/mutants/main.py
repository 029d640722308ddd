# SPDX-License-Identifier: Apache-2.0
# main.py is the matrix of mutants over the C++: see README.md in this folder.
import argparse
import os
import sys

import choose
import quick
from matrix import Matrix, stage
from project import FOLDERS, ROOT, Project
from tests_of import PROGRAMS, Runner


def main():
    parser = argparse.ArgumentParser(
        prog="bash tests/mutants.sh",
        description="Plants small mistakes in the C++ sources, one at a time, and runs the tests that must find each: "
                    "see tests/mutants/README.md.")
    parser.add_argument("--sample", type=int, metavar="N", help=f"about N mutants (default {choose.TOTAL})")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which mutants are chosen (default 1)")
    parser.add_argument("--all", action="store_true", help="all mutants of all files")
    parser.add_argument("--room", action="append", metavar="R", help=f"only mutants of a room: {', '.join(FOLDERS)}")
    parser.add_argument("--only", action="append", metavar="NAME",
                        help="only mutants whose id, or planted mistakes whose name, fits (with * and ?)")
    parser.add_argument("--planted", action="store_true", help="only the planted mistakes")
    parser.add_argument("--operators", action="store_true", help="only mutants of operators, no planted mistakes")
    parser.add_argument("--report", action="store_true", help="only print the table and the survivors of past runs")
    parser.add_argument("--fresh", action="store_true",
                        help="run mutants that were killed before, or are listed as equivalent, too")
    parser.add_argument("--quick", action="store_true",
                        help=f"{quick.COUNT} mutants of the library's units, linked with a release build: a minute")
    parser.add_argument("--release", default="build/release", metavar="DIR", help="the release build for --quick")
    parser.add_argument("--build-only", action="store_true", help="stop after the build and the trace")
    parser.add_argument("--longest", type=float, default=120, metavar="SECONDS",
                        help="tests that take longer without a mutant are left out (default 120)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N", help="processes at once")
    options = parser.parse_args()
    project = Project(ROOT, ROOT / "build/mutants", options.jobs)
    if options.quick:
        project = quick.Quick(ROOT, ROOT / "build/mutants/quick", options.jobs, ROOT / options.release)
    programs = quick.PROGRAMS if options.quick else PROGRAMS
    project.work.mkdir(parents=True, exist_ok=True)
    if options.quick:
        (project.work / "results.jsonl").unlink(missing_ok=True)  # tests may have changed
    runner = Runner(project, programs, only=quick.STAGES if options.quick else None)
    matrix = Matrix(project, runner, options)
    stage("finding mutants")
    matrix.select(quick.COUNT if options.quick else None)
    if not options.report:
        matrix.run(programs + ([] if options.quick else ["recordshare-command", "recordshare-check"]))
    return 0 if matrix.report() or options.build_only else 1


if __name__ == "__main__":
    sys.exit(main())
