# SPDX-License-Identifier: Apache-2.0
# selftest.py tests the matrix of mutants on selftest/: each mutant it must find, its text, and what becomes of it.
#
# With --update it writes what it sees to selftest/expected.json, to be read and committed.

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import results as of_results
from project import TOOL, Project, say
from tests_of import Runner

FOLDER = TOOL / "selftest"


class Sample(Project):
    """selftest/ as a project of one unit."""

    def compile_unit(self, *arguments):
        return subprocess.run(["clang++-19", "-std=c++20", "-O0", "-w", "-include", str(TOOL / "runtime.hpp"),
                               f"-I{self.source}", str(self.source / "sample_tests.cpp"), "-ferror-limit=0",
                               "-fno-caret-diagnostics", *arguments],
                              capture_output=True, text=True, check=False, cwd=self.build)

    def check_syntax(self):
        while True:
            ran = self.compile_unit("-fsyntax-only")
            if ran.returncode == 0:
                return
            count, _ = self.drop(self.errors_in(ran.stderr), "the sample")
            if count == 0:
                sys.exit(f"the sample does not compile:\n{ran.stderr}")
            self.write()

    def compile(self, targets):
        (self.build / "bin").mkdir()
        ran = self.compile_unit("-lgtest", "-lgtest_main", "-o", str(self.build / "bin" / targets[0]))
        if ran.returncode != 0:
            sys.exit(f"the sample does not link:\n{ran.stderr}")


def compare(seen, update):
    """Compares with selftest/expected.json; returns whether all is the same."""
    path = FOLDER / "expected.json"
    if update:
        path.write_text(json.dumps(seen, indent=1) + "\n")
    same = True
    for part, expected in json.loads(path.read_text()).items():
        for line in expected:
            if line not in seen[part]:
                say(f"{part}: there is no   {line}")
        for line in seen[part]:
            if line not in expected:
                say(f"{part}: there is also {line}")
        same &= seen[part] == expected
    return same


def test(work, update):
    project = Sample(FOLDER, work, 2, ["model"])
    found = project.find_sites()
    everything = [site for all_of in found.values() for site in all_of]
    project.sites = {site.id: site for site in everything}
    project.planted, errors = project.find_planted(FOLDER / "planted")
    project.build.mkdir(parents=True)
    project.write()
    text = project.rewritten["model/sample.hpp"].text.splitlines()
    project.check_syntax()
    project.compile(["sample_tests"])
    runner = Runner(project, ["sample_tests"], patience=2)
    tests = runner.trace(2, 60)
    reached = {}
    for one in tests:
        for identity in one.reached:
            reached.setdefault(identity, []).append(one)
    lines = []
    results = of_results.Results(work / "results.jsonl")
    mutants = {}
    for identity in [*project.sites, *project.planted]:
        site = project.sites.get(identity)
        what = f"{site.line} {site.operator}: {site.label}" if site else identity
        if identity in project.dropped.value:
            lines.append(f"{what}: does not compile")
            continue
        if identity in project.left_out:
            lines.append(f"{what}: {project.left_out[identity]}")
            continue
        value = {"mutant": identity, **runner.kill(identity, reached.get(identity, []))}
        results.add(value)
        mutants[identity] = ("model", what)
        killed = f" by {value['test']}, {value['how']}" if value["verdict"] == "killed" else ""
        lines.append(f"{what}: {value['verdict']}{killed}")
    fine = compare({"errors": errors, "text": text, "verdicts": lines}, update)
    # The verdicts are in the expected file; the report must fail for as many as survive there.
    left = of_results.print_report(project, mutants, results.last.get, {}, {})
    survivors = sum(": survived" in line or ": unreached" in line for line in lines)
    if left != survivors or survivors == 0:
        say(f"{survivors} mutants survive, and the report has {left} of them")
        fine = False
    # Not counted if it is equivalent; a survivor of before that is killed now is no longer one.
    first = next(identity for identity in mutants if results.last[identity]["verdict"] == "survived")
    if of_results.print_report(project, mutants, results.last.get, {first: "it is"}, {}) != left - 1:
        say("an equivalent mutant is reported as a survivor")
        fine = False
    return fine


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="recordshare-selftest-") as folder:
        sys.exit(0 if test(Path(folder), "--update" in sys.argv) else 1)
