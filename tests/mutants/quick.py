# SPDX-License-Identifier: Apache-2.0
# quick.py is the sample of every run: mutants of the library's units alone, linked with what build/release holds.

import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys

from project import TOOL, Project, say

FOLDER = "engine/library"
PROGRAMS = ["recordshare_tests", "recordshare_long_tests", "recordshare_allocation_tests"]
COUNT = 24
# The files of tests that a library's unit must satisfy. The others take longer, or run the command.
STAGES = re.compile(r"(allocation|allocation_failure|allocation_values|answer_member|call_rules|conformance|engine"
                    r"|environment_rules|guide|hash|json_lines|keeper_rules|large_sizes|large_world|limit|lock|lookup"
                    r"|message|name_table|order_rules|policy|printable|public_api|reader_limit|reader_member"
                    r"|reference|request_rules|stream|transaction)$")


class Quick(Project):
    """The sources of the library's units, compiled as build/release compiles them, and relinked."""

    def __init__(self, root, work, jobs, release):
        super().__init__(root, work, jobs, [FOLDER])
        self.release = release

    def files(self):
        # Headers are in every unit, and step.cpp, the whole table, takes half a minute.
        return [name for name in super().files() if name.endswith(".cpp") and not name.endswith("/step.cpp")]

    def write(self):
        self.write_rewritten(only=True)

    def object_of(self, file):
        return self.build / (file.replace("/", "_") + ".o")

    def configure(self):
        self.build.mkdir(parents=True, exist_ok=True)
        (self.build / "bin").mkdir(exist_ok=True)
        if not (self.release / "bin" / PROGRAMS[0]).exists():
            sys.exit(f"{self.release} is not built: run tests/run.sh --quick")

    def check_syntax(self):
        commands = {os.path.relpath(command["file"], self.root): command
                    for command in json.loads((self.release / "compile_commands.json").read_text())}

        def build(file):
            words = shlex.split(commands[file]["command"])
            output = words.index("-o")
            words[output + 1] = str(self.object_of(file))
            words = [str(self.source / file) if word == commands[file]["file"] else word for word in words]
            words = [word for word in words if word != "-Werror"]
            ran = subprocess.run(words + ["-w", "-O0", "-Wno-narrowing", "-fno-diagnostics-show-caret", "-include",
                                          str(TOOL / "runtime.hpp")],
                                 cwd=commands[file]["directory"], capture_output=True, text=True, check=False)
            return file, ran.returncode, ran.stderr

        todo = sorted(self.rewritten)
        while todo:
            dropped, again = 0, []
            with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
                for file, status, text in pool.map(build, todo):
                    if status != 0:
                        count, _ = self.drop(self.errors_in(text), file)
                        dropped += count
                        again.append(file)
                        if count == 0:
                            sys.exit(f"{file} does not compile:\n{text[-3000:]}")
            todo = again
            if again:
                self.write()

    def compile(self, targets):
        """Links each program anew: the mutated objects stand before the library, which then lacks nothing."""
        for program in targets:
            listed = subprocess.run(["ninja", "-C", str(self.release), "-t", "commands", "-s", f"bin/{program}"],
                                    capture_output=True, text=True, check=True).stdout.strip().splitlines()[-1]
            link = re.sub(r" -o \S+", f" -o {shlex.quote(str(self.build / 'bin' / program))}", listed.split(" && ")[1])
            objects = " ".join(shlex.quote(str(self.object_of(file))) for file in sorted(self.rewritten))
            link = re.sub(r" (\S*librecordshare\.a)", lambda library, all_of=objects: f" {all_of} {library[1]}", link,
                          count=1)
            ran = subprocess.run(["sh", "-c", link], cwd=self.release, capture_output=True, text=True, check=False)
            if ran.returncode != 0:
                say(ran.stderr[-3000:])
                sys.exit(f"{program} does not link with the mutated units")
