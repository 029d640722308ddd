# SPDX-License-Identifier: Apache-2.0
# tests_of.py runs the tests of the mutated build: traced, to learn what each reaches, or with one mutant on.

import concurrent.futures
import glob
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time

from project import Progress, Store, say, sha

# Programs of tests, with their targets. What is not listed is left out: tests that build, install, fuzz or browse.
PROGRAMS = ["recordshare_tests", "recordshare_long_tests", "recordshare_rapidcheck", "recordshare_example_tests",
            "recordshare_allocation_tests", "recordshare_static_initialization"]
WHOLE = {"recordshare_static_initialization"}  # not programs of GoogleTest
# Tests that look at sources and not at behaviour, compile or install something, or need the release build. Tests that
# compare outputs with stored files are run: the mutated copy has those files as they are.
NOT_RUN = re.compile(r"Tidy|ReadmeBlock|Readme\.(?!Shows)|Install|Build\.|Fuzzing|^Mutants\.|Unbuildable"
                     r"|PublicApi.*Clang")

MEMORY = 6 << 30  # bytes of address space: a mutant may allocate without end
FILE = 2 << 30  # bytes of one file: or write without end
TRACE = 1 << 20  # kMax of runtime.hpp


def kill_all_with(scratch):
    """Kills what a test has left behind in other sessions: the processes with this scratch folder."""
    mark = f"TMPDIR={scratch}".encode()
    found = True
    while found:  # a process that ends may have begun another one
        found = False
        for process in glob.glob("/proc/[0-9]*"):
            try:
                with open(f"{process}/environ", "rb") as file:
                    if mark not in file.read().split(b"\0"):
                        continue
                os.kill(int(process.rpartition("/")[2]), signal.SIGKILL)
                found = True
            except OSError:  # it has ended, or is somebody else's
                pass


class Test:
    def __init__(self, program, name, stage):
        self.program, self.name, self.stage = program, name, stage
        self.seconds, self.reached, self.key = 0.0, set(), ""

    def __str__(self):
        return self.name or self.program


class Runner:
    def __init__(self, project, programs=None, patience=15, only=None):
        self.project = project
        self.bin = project.build / "bin"
        self.names = PROGRAMS if programs is None else programs
        self.only = only  # the stages whose tests are run
        self.patience = patience  # seconds after which a test hangs that takes no time without a mutant

    def programs(self):
        return [name for name in self.names if (self.bin / name).exists()]

    def list(self):
        """All tests of all programs; the stage of a test is the file it is in."""
        found = []
        for program in self.programs():
            if program in WHOLE:
                found.append(Test(program, "", "static_initialization"))
                continue
            with tempfile.NamedTemporaryFile(suffix=".json") as out:
                subprocess.run([str(self.bin / program), "--gtest_list_tests", f"--gtest_output=json:{out.name}"],
                               check=True, stdout=subprocess.DEVNULL, cwd=self.bin)
                for suite in json.load(out)["testsuites"]:
                    for test in suite["testsuite"]:
                        name = f"{suite['name']}.{test['name']}"
                        if "DISABLED_" in name or NOT_RUN.search(name):
                            continue
                        file = os.path.basename(test.get("file", program))
                        stage = re.sub(r"(_tests|_properties)?\.\w+$", "", file)
                        if self.only is None or self.only.match(stage):
                            found.append(Test(program, name, stage))
        return found

    def run(self, program, names, timeout, mutant=None, trace=None, fail_fast=True):
        """Runs tests of one program in one process. Returns how it ended, its output, and the seconds it took."""
        scratch = tempfile.mkdtemp(prefix="recordshare-mutant-")
        environment = {key: value for key, value in os.environ.items() if not key.startswith("RECORDSHARE_")}
        environment.update(TMPDIR=scratch, TMP=scratch)
        if mutant is not None:
            environment["RECORDSHARE_MUTANT"] = str(mutant)
        if trace is not None:
            environment["RECORDSHARE_MUTANT_TRACE"] = trace
        command = [str(self.bin / program)]
        if program not in WHOLE:
            flags = os.path.join(scratch, "flags")
            with open(flags, "w", encoding="utf-8") as file:
                file.write(f"--gtest_filter={':'.join(names)}\n")
            command += [f"--gtest_flagfile={flags}", "--gtest_color=no"] + (["--gtest_fail_fast"] if fail_fast else [])

        def limit():
            # What this process ignores, as under nohup, its children would ignore, too: tests send these signals.
            for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        start = time.monotonic()
        output = os.path.join(scratch, "output")
        with open(output, "wb") as file:
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
                                     env=environment, cwd=self.bin, start_new_session=True, preexec_fn=limit)
            try:
                status = child.wait(timeout)
                ending = "passed" if status == 0 else "failed" if status == 1 else f"crashed ({status})"
            except subprocess.TimeoutExpired:
                ending = "hung"
            try:
                os.killpg(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            kill_all_with(scratch)
            child.wait()
        seconds = time.monotonic() - start
        with open(output, "rb") as file:
            text = file.read(4 << 20).decode("utf-8", "replace")
            file.seek(max(0, os.path.getsize(output) - (1 << 16)))
            text += file.read().decode("utf-8", "replace")
        shutil.rmtree(scratch, ignore_errors=True)
        return ending, text, seconds

    @staticmethod
    def culprit(ending, text, names):
        """The test that failed: the one that GoogleTest names, or the last that began."""
        failed = re.findall(r"^\[  FAILED  \] ([\w./]+)", text, re.MULTILINE)
        begun = re.findall(r"\[ RUN      \] ([\w./]+)", text)
        if ending == "failed" and failed:
            return failed[0]
        return begun[-1] if begun else names[0]

    def trace(self, jobs, longest):
        """Runs each test by itself, without mutants: what does it reach, and how long does it take? Tests that fail
        already then, or take longer than `longest` seconds, are left out."""
        tests = self.list()
        names = {number: identity for identity, number in self.project.numbers.value.items()}
        keys = {name: sha((self.bin / name).read_bytes())
                for name in [*self.programs(), "recordshare", "recordshare-check"] if (self.bin / name).exists()}
        commands = keys.get("recordshare", "") + keys.get("recordshare-check", "")
        store = Store(self.project.work / "trace.json", {})

        def key(test):
            return sha(keys[test.program] + (commands if test.program == "recordshare_tests" else ""))

        todo = [test for test in tests if store.value.get(f"{test}", {}).get("key") != key(test)]
        progress = Progress("tests traced", len(todo))

        def traced(test):
            with tempfile.NamedTemporaryFile(prefix="recordshare-trace-") as file:
                file.truncate(TRACE)
                ending, text, seconds = self.run(test.program, [test.name], longest, trace=file.name)
                data = file.read()
            reached = [names[number] for number in (match.start() for match in re.finditer(b"\x01", data))
                       if number in names]
            return test, {"key": key(test), "ending": ending, "seconds": seconds, "reached": reached,
                          "text": "" if ending == "passed" else text[-2000:]}

        if todo:
            with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
                for test, value in pool.map(traced, todo):
                    store.value[f"{test}"] = value
                    progress.step()
            store.save()
        usable, left_out = [], []
        for test in tests:
            value = store.value[f"{test}"]
            test.seconds, test.reached, test.key = value["seconds"], set(value["reached"]), value["key"]
            if value["ending"] != "passed":
                left_out.append(test)
            elif test.seconds <= longest:
                usable.append(test)
        for test in left_out:
            say(f"left out, as it {store.value[f'{test}']['ending']} without a mutant: {test}")
        return usable

    def kill(self, identity, tests, first=None):
        """Runs the tests that reach a mutant, the shortest first, until one fails."""
        number = self.project.numbers.value[identity]
        tests = sorted(tests, key=lambda test: (test.name != first, test.seconds))
        ran, spent = 0, 0.0
        size = 0.3
        while tests:
            batch, total = [], 0.0
            while tests and (not batch or (total + tests[0].seconds <= size and batch[0].program == tests[0].program)):
                test = tests.pop(0)
                batch.append(test)
                total += test.seconds
            if first is None or ran:
                size = min(size * 2, 20)
            names = [test.name for test in batch]
            ending, text, seconds = self.run(batch[0].program, names, self.patience + 8 * total, mutant=number)
            ran, spent = ran + len(batch), spent + seconds
            if ending != "passed":
                name = self.culprit(ending, text, names)
                stage = next((test.stage for test in batch if test.name == name), batch[0].stage)
                return {"verdict": "killed", "test": name or batch[0].program, "stage": stage, "how": ending,
                        "seconds": round(spent, 2), "tests": ran}
        return {"verdict": "survived" if ran else "unreached", "seconds": round(spent, 2), "tests": ran}
