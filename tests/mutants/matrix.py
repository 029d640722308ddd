# SPDX-License-Identifier: Apache-2.0
# matrix.py chooses mutants, builds them in rounds, and runs the tests that reach each.
import concurrent.futures
import fnmatch
import time

import choose
from project import ROOT, TOOL, Progress, room_of, say, sha
from results import Results, describe, print_report, read_equivalent


def stage(text, start=time.monotonic()):
    say(f"\n== {text} (after {int(time.monotonic() - start)} s)")


def fits(name, gtest_filter):
    """Does a test's name fit a filter of GoogleTest?"""
    wanted, _, unwanted = gtest_filter.partition("-")
    return (any(fnmatch.fnmatchcase(name, one) for one in wanted.split(":"))
            and not any(fnmatch.fnmatchcase(name, one) for one in unwanted.split(":")))


class Matrix:
    """The mutants of one run. `options` are those of main.py."""

    def __init__(self, project, runner, options):
        self.project, self.runner, self.options = project, runner, options
        self.results = Results(project.work / "results.jsonl")
        self.mutants = {}  # id -> (room, text)
        self.tests, self.reached = [], {}
        self.errors = []

    def select(self, count):
        """Finds all mutants and chooses those to run; `count` of all files together in the sample of every run."""
        options = self.options
        found = self.project.find_sites()
        self.equivalent, errors = read_equivalent(TOOL / "equivalent.toml", found)
        entries, planted_errors = self.project.find_planted(TOOL / "planted")
        self.errors = errors + planted_errors
        for error in self.errors:
            say(f"error: {error}")
        # What is compiled does not depend on what is to be run, so that the build is used again. Only with --all and
        # --room the rest is left out: the whole matrix compiles for hours.
        if options.all and options.room:
            found = {file: of_file for file, of_file in found.items() if room_of(file) in options.room}
        if count is not None:
            chosen, entries = choose.first(found, options.seed, count), {}
        else:
            chosen = choose.choose(found, options.seed, None if options.all else options.sample or choose.TOTAL)
        self.entries = self.project.planted = entries
        self.project.sites = {site.id: site for site in chosen}
        say(f"{sum(map(len, found.values()))} mutants in {len(found)} files, {len(chosen)} of them chosen; "
            f"{len(entries)} planted")
        self.wanted()

    def wanted(self):
        """The mutants to run or to report."""
        if not self.options.planted:
            for site in self.project.sites.values():
                if site.id not in self.project.dropped.value:
                    self.mutants[site.id] = (room_of(site.file), describe(site))
        if not self.options.operators:
            for identity, entry in self.entries.items():
                what = f"{entry['file']}:{entry['line']}, {entry['name']} (by {entry['found_by']})"
                self.mutants[identity] = ("planted", what)
        for identity, (room, _) in list(self.mutants.items()):
            names = [identity, identity.removeprefix("planted:")]
            only = self.options.only
            if ((self.options.room and room not in self.options.room)
                    or (only and not any(fnmatch.fnmatchcase(name, one) for name in names for one in only))):
                del self.mutants[identity]

    def build(self, targets):
        stage("writing and checking the mutated sources")
        self.project.write()
        self.project.configure()
        self.project.check_syntax()
        stage("building")
        self.project.compile(targets)
        for identity in [one for one in self.mutants if one in self.project.dropped.value]:
            del self.mutants[identity]

    def trace(self):
        stage("tracing the tests")
        self.tests = self.runner.trace(self.options.jobs, self.options.longest)
        self.reached = {}
        for test in self.tests:
            for identity in test.reached:
                self.reached.setdefault(identity, []).append(test)

    def run(self, targets):
        """Builds and runs all wanted mutants. Planted mistakes of the same place are run in rounds."""
        self.again = set(self.mutants) if self.options.fresh else set()
        self.build(targets)
        self.trace()
        rest = set(self.mutants)
        while not self.options.build_only:
            self.run_round(rest)
            rest = {identity for identity, reason in self.project.left_out.items()
                    if identity in self.mutants and "conflict" in reason and not self.is_known(identity)}
            if not rest:
                break
            say(f"{len(rest)} planted mistakes stand where others do: another round")
            self.project.preferred = rest
            self.build(targets)

    def run_round(self, wanted):
        stage("running mutants")
        todo = [one for one in self.mutants
                if one in wanted and one not in self.project.left_out and not self.is_known(one)]
        say(f"{len(wanted) - len(todo)} are known or not compiled, {len(todo)} to run")
        if not todo:
            return
        progress = Progress("mutants run", len(todo))
        counts = {"killed": 0, "survived": 0, "unreached": 0}
        # The quick ones first: those that few and short tests reach.
        todo.sort(key=lambda one: sum(test.seconds for test in self.candidates(one)))
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            for verdict in pool.map(self.run_one, todo):
                counts[verdict] += 1
                progress.step(f"; {counts['killed']} killed, {counts['survived']} survived, "
                              f"{counts['unreached']} unreached")

    def result_of(self, identity):
        """What became of a mutant; None if it was not run since its file changed."""
        old = self.results.last.get(identity)
        return old if old is not None and old.get("key") == self.key(identity) else None

    def is_known(self, identity):
        if identity in self.equivalent and identity not in self.again:
            return True
        old = self.result_of(identity)
        if old is None or identity in self.again:
            return False
        if old["verdict"] == "killed":
            return True
        return old.get("tests_key") == self.tests_key(identity)

    def key(self, identity):
        """What each verdict depends on: the mutant's file, and how a planted mistake is written."""
        entry = self.entries.get(identity)
        file = entry["file"] if entry else self.project.sites[identity].file
        return sha((ROOT / file).read_bytes() + (f"{entry['from']}{entry['to']}{entry['found_by']}".encode()
                                                 if entry else b""))

    def tests_key(self, identity):
        """What a survivor depends on, too: the tests that reach it, as they are built."""
        return sha("\n".join(sorted(f"{test} {test.key}" for test in self.candidates(identity))))

    def candidates(self, identity):
        entry = self.entries.get(identity)
        if entry is None:
            return self.reached.get(identity, [])
        return [test for test in self.tests if fits(test.name, entry["found_by"])]

    def run_one(self, identity):
        room, what = self.mutants[identity]
        value = {"mutant": identity, "room": room, "what": what, "key": self.key(identity),
                 "tests_key": self.tests_key(identity)}
        first = (self.results.last.get(identity) or {}).get("test")
        value.update(self.runner.kill(identity, self.candidates(identity), first))
        self.results.add(value)
        self.again.discard(identity)
        return value["verdict"]

    def report(self):
        """Prints the table; returns whether all mutants are killed or equivalent."""
        stage("the matrix")
        names = {identity: [f"{test}" for test in tests] for identity, tests in self.reached.items()}
        left = print_report(self.project, self.mutants, self.result_of, self.equivalent, names)
        return left == 0 and not self.errors
