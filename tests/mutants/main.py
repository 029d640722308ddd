# SPDX-License-Identifier: Apache-2.0
# main.py is the matrix of mutants over the C++: see README.md in this folder.

import argparse
import concurrent.futures
import fnmatch
import json
import os
import sys
import threading
import time
import tomllib
from pathlib import Path

import choose
import quick
from project import FOLDERS, ROOT, TOOL, Progress, Project, room_of, say, sha
from tests_of import PROGRAMS, Runner


def stage(text, start=time.monotonic()):
    say(f"\n== {text} (after {int(time.monotonic() - start)} s)")


class Results:
    """What became of each mutant, as lines of JSON: the last line of a mutant counts."""

    def __init__(self, path):
        self.path = path
        self.lock = threading.Lock()
        self.last = {}
        if path.exists():
            for line in path.read_text().splitlines():
                try:
                    value = json.loads(line)
                except ValueError:
                    continue  # a run was interrupted while it wrote
                self.last[value["mutant"]] = value

    def add(self, value):
        with self.lock:
            self.last[value["mutant"]] = value
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(value) + "\n")


def read_equivalent(path, sites_of_files):
    """{mutant: reason} of equivalent.toml; an entry that fits no mutant of these files, or no file, is an error."""
    found, errors = {}, []
    if not path.exists():
        return found, errors
    for entry in tomllib.loads(path.read_text()).get("equivalent", []):
        fits = [site for site in sites_of_files.get(entry["file"], []) if site.operator == entry["operator"]
                and site.function == entry["function"] and site.label == entry["mutant"]]
        if not fits and (entry["file"] in sites_of_files or not (ROOT / entry["file"]).exists()):
            errors.append(f"{path.name}: no mutant is {entry['file']} {entry['function']} {entry['operator']} "
                          f"{entry['mutant']}")
        if not entry.get("reason"):
            errors.append(f"{path.name}: {entry['file']} {entry['function']} {entry['mutant']}: no reason")
        found.update({site.id: entry["reason"] for site in fits})
    return found, errors


def describe(site):
    return f"{site.file}:{site.line}, {site.function}, {site.operator}: {site.label}"


def print_report(project, mutants, results, equivalent, reached):
    rooms = {}
    stages = {}
    for identity, (room, text) in mutants.items():
        row = rooms.setdefault(room, {"mutants": 0, "killed": 0, "equivalent": 0, "left": [], "to run": 0})
        row["mutants"] += 1
        result = results.last.get(identity)
        if result is not None and result["verdict"] == "killed":
            row["killed"] += 1
            stages.setdefault(result["stage"], {}).setdefault(room, 0)
            stages[result["stage"]][room] += 1
        elif identity in equivalent:
            row["equivalent"] += 1
        elif result is None:
            row["to run"] += 1
        else:
            row["left"].append((identity, text, result))
    say(f"{'room':24}{'mutants':>8}{'killed':>8}{'equivalent':>12}{'survivors':>11}{'not run':>9}")
    for room, row in sorted(rooms.items()):
        say(f"{room:24}{row['mutants']:8}{row['killed']:8}{row['equivalent']:12}{len(row['left']):11}{row['to run']:9}")
    whole = {key: sum(row[key] for row in rooms.values()) for key in ("mutants", "killed", "equivalent", "to run")}
    left = sum(len(row["left"]) for row in rooms.values())
    say(f"{'all':24}{whole['mutants']:8}{whole['killed']:8}{whole['equivalent']:12}{left:11}{whole['to run']:9}")
    say("\nkilled by the tests of")
    for name, by_room in sorted(stages.items(), key=lambda one: -sum(one[1].values())):
        say(f"  {name:28}{sum(by_room.values()):6}")
    folder = project.work / "survivors"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for room, row in sorted(rooms.items()):
        if not row["left"]:
            continue
        say(f"\nsurvivors in {room}")
        lines = []
        for identity, text, result in row["left"]:
            say(f"  {text}{' (no test reaches it)' if result['verdict'] == 'unreached' else ''}")
            lines.append(f"{text}\n    {result['verdict']}; {identity}\n    reached by: "
                         f"{', '.join(sorted(reached.get(identity, []))[:12]) or 'no test'}"
                         f"{' and others' if len(reached.get(identity, [])) > 12 else ''}\n")
        (folder / (room.replace("/", "_") + ".txt")).write_text("".join(lines))
    return left


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
    parser.add_argument("--fresh", action="store_true", help="run mutants that were killed before, too")
    parser.add_argument("--quick", action="store_true",
                        help=f"{quick.COUNT} mutants of the library's units, linked with build/release: two minutes")
    parser.add_argument("--build-only", action="store_true", help="stop after the build and the trace")
    parser.add_argument("--longest", type=float, default=120, metavar="SECONDS",
                        help="tests that take longer without a mutant are left out (default 120)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N", help="processes at once")
    options = parser.parse_args()
    project = Project(ROOT, ROOT / "build/mutants", options.jobs)
    if options.quick:
        project = quick.Quick(ROOT, ROOT / "build/mutants/quick", options.jobs)
    programs = quick.PROGRAMS if options.quick else PROGRAMS
    project.work.mkdir(parents=True, exist_ok=True)

    stage("finding mutants")
    found = project.find_sites()
    everything = [site for all_of in found.values() for site in all_of]
    equivalent, errors = read_equivalent(TOOL / "equivalent.toml", found)
    entries, planted_errors = project.find_planted(TOOL / "planted")
    for error in errors + planted_errors:
        say(f"error: {error}")
    total = None if options.all else options.sample or choose.TOTAL
    # All that are chosen are compiled, whatever is to be run: the build is the same for each selection. Only with --all
    # and --room the rest of the mutants is left out.
    if options.all and options.room:
        found = {file: of_file for file, of_file in found.items() if room_of(file) in options.room}
    if options.quick:
        chosen = choose.first(found, options.seed, quick.COUNT)
    else:
        chosen = choose.choose(found, options.seed, total)
    project.sites = {site.id: site for site in chosen}
    if options.quick:
        entries = {}  # their tests are of all programs
    project.planted = entries
    say(f"{len(everything)} mutants in {len(found)} files, {len(chosen)} of them chosen; {len(entries)} planted")

    results = Results(project.work / "results.jsonl")
    runner = Runner(project, programs, only=quick.STAGES if options.quick else None)
    if not options.report:
        stage("writing and checking the mutated sources")
        project.write()
        project.configure()
        project.check_syntax()
        stage("building")
        project.compile(programs + ([] if options.quick else ["recordshare-command", "recordshare-check"]))
        stage("tracing the tests")
        tests = runner.trace(options.jobs, options.longest)
    else:
        tests = []

    mutants = {}
    for site in chosen:
        if site.id not in project.dropped.value:
            mutants[site.id] = (room_of(site.file), describe(site))
    if options.planted:
        mutants = {}
    if not options.operators:
        for identity, entry in entries.items():
            what = f"{entry['file']}:{entry['line']}, {entry['name']} (by {entry['found_by']})"
            mutants[identity] = ("planted", what)
    if options.room:
        mutants = {key: value for key, value in mutants.items() if value[0] in options.room}
    if options.only:
        mutants = {key: value for key, value in mutants.items()
                   if any(fnmatch.fnmatchcase(key, one) or fnmatch.fnmatchcase(key, f"planted:{one}")
                          for one in options.only)}
    if not options.report:
        for identity in list(mutants):
            if identity in getattr(project, "left_out", {}):
                say(f"not compiled, as it is {project.left_out[identity]}: {identity}")
                del mutants[identity]

    reached = {}
    for test in tests:
        for identity in test.reached:
            reached.setdefault(identity, []).append(test)
    if not options.report and not options.build_only:
        stage("running mutants")
        hashes = {}

        def key_of(identity):
            """What a verdict depends on: the file of the mutant, and for a survivor the tests that reach it."""
            file = project.sites[identity].file if identity in project.sites else entries[identity]["file"]
            if file not in hashes:
                hashes[file] = sha((ROOT / file).read_bytes())
            return hashes[file]

        def tests_key(identity):
            return sha("\n".join(sorted(f"{test}" for test in reached.get(identity, []))))

        todo = []
        for identity in mutants:
            old = results.last.get(identity)
            if old is None or options.fresh or old.get("key") != key_of(identity):
                todo.append(identity)
            elif old["verdict"] != "killed" and old.get("tests_key") != tests_key(identity):
                todo.append(identity)
        say(f"{len(mutants) - len(todo)} are known, {len(todo)} to run")
        progress = Progress("mutants run", len(todo))
        counts = {"killed": 0, "survived": 0, "unreached": 0}

        def run_one(identity):
            site = project.sites.get(identity)
            value = {"mutant": identity, "room": mutants[identity][0], "what": mutants[identity][1],
                     "key": key_of(identity), "tests_key": tests_key(identity)}
            candidates = reached.get(identity, [])
            if site is None:
                patterns, _, excluded = entries[identity]["found_by"].partition("-")
                candidates = [test for test in candidates
                              if any(fnmatch.fnmatchcase(test.name, one) for one in patterns.split(":"))
                              and not (excluded and any(fnmatch.fnmatchcase(test.name, one)
                                                        for one in excluded.split(":")))]
            first = (results.last.get(identity) or {}).get("test")
            value.update(runner.kill(identity, candidates, first))
            results.add(value)
            return value

        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            # The quick ones first: those that few and short tests reach.
            order = sorted(todo, key=lambda one: sum(test.seconds for test in reached.get(one, [])))
            for value in pool.map(run_one, order):
                counts[value["verdict"]] += 1
                progress.step(f"; {counts['killed']} killed, {counts['survived']} survived, "
                              f"{counts['unreached']} unreached")
    stage("the matrix")
    names = {identity: [f"{test}" for test in tests_] for identity, tests_ in reached.items()}
    left = print_report(project, mutants, results, equivalent, names)
    return 1 if left or errors or planted_errors else 0


if __name__ == "__main__":
    sys.exit(main())
