# SPDX-License-Identifier: Apache-2.0
# project.py knows the files of the project, its rooms, and the mutated copy that is built.

import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import rewrite
import sites

TOOL = Path(__file__).resolve().parent
ROOT = TOOL.parent.parent
FOLDERS = ["model", "engine/include", "engine/library", "engine/command", "engine/command_line", "engine/generator",
           "engine/report", "properties/world", "properties/oracle", "properties/explore", "properties/compare",
           "properties/mutate", "properties/prove", "properties/conform", "properties/document",
           "properties/command", "fuzz"]
# Boost under another name, C code made from the independent model, and what fuzzing hosts alone run.
LEFT_OUT = re.compile(r"engine/library/(boost_|renamed_boost)|model/spec/|properties/compare/model_world|"
                      r"fuzz/(?!checked_)|properties/document/page/|"
                      # It is evaluated while compiling; tests/compile tests it.
                      r"model/newcomers")


def room_of(file):
    """The room of a file: `engine/library` for the public headers, otherwise the folder."""
    if file.startswith("engine/include"):
        return "engine/library"
    return next((folder for folder in FOLDERS if file.startswith(folder + "/")), "tests")


def sha(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()


def say(text):
    print(text, flush=True)


class Progress:
    """Prints how many of how many are done, and the time left, at most every few seconds."""

    def __init__(self, what, total):
        self.what, self.total, self.done = what, total, 0
        self.start = self.printed = time.monotonic()

    def step(self, more=""):
        self.done += 1
        now = time.monotonic()
        if now - self.printed < 10 and self.done != self.total:
            return
        self.printed = now
        left = (now - self.start) / self.done * (self.total - self.done)
        say(f"{self.what}: {self.done} of {self.total}, about {int(left // 60)} min {int(left % 60)} s left{more}")


class Store:
    """A JSON file that is read once and written when it changes."""

    def __init__(self, path, default):
        self.path = path
        self.value = json.loads(path.read_text()) if path.exists() else default

    def save(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".draft")
        draft.write_text(json.dumps(self.value))
        draft.replace(self.path)


def find_in(arguments):
    found, errors = sites.find(*arguments)
    return {name: [site.to_json() for site in of_file] for name, of_file in found.items()}, errors


class Project:
    def __init__(self, root, work, jobs, folders=None):
        self.root, self.work, self.jobs = root, work, jobs
        self.folders = FOLDERS if folders is None else folders
        self.source, self.build = work / "source", work / "build"
        self.numbers = Store(work / "numbers.json", {})
        self.dropped = Store(work / "dropped.json", {})
        self.rewritten = {}  # file -> Rewritten
        self.sites = {}  # id -> Site
        self.planted = {}  # id -> entry
        self.preferred = set()  # planted mistakes that are compiled rather than others in their place

    # --- the sites ---

    def files(self):
        found = []
        for folder in self.folders:
            for path in sorted((self.root / folder).rglob("*")):
                name = str(path.relative_to(self.root))
                if path.suffix in (".hpp", ".cpp") and not LEFT_OUT.match(name) and name not in found:
                    found.append(name)
        return found

    def flags(self):
        include = ["", "engine/include", "model/include", "properties/conform/include"]
        return ["-x", "c++", "-std=c++20", "-resource-dir", "/usr/lib/llvm-19/lib/clang/19"] + [
            f"-I{self.root / folder}" for folder in include]

    def find_sites(self):
        """All sites of all files: {file: [Site]}."""
        cache = Store(self.work / "sites.json", {})
        tool = sha("".join((TOOL / f"{name}.py").read_text() for name in ("sites", "place", "tokens", "expressions",
                                                                          "statements")))
        names = self.files()
        headers, todo = {}, []
        for name in names:
            key = sha((self.root / name).read_bytes() + tool.encode())
            if cache.value.get(name, {}).get("key") != key:
                cache.value[name] = {"key": key}
                if name.endswith(".hpp"):
                    headers.setdefault(room_of(name), []).append(name)
                else:
                    todo.append([name])
        # The headers of a room are parsed together: most of the time goes to what they include.
        todo += headers.values()
        if todo:
            progress = Progress("units parsed", len(todo))
            with concurrent.futures.ProcessPoolExecutor(self.jobs) as pool:
                for found, errors in pool.map(find_in, [(some, str(self.root), self.flags()) for some in todo]):
                    for error in errors[:1]:
                        say(f"parsed in part: {error}")
                    for name, of_file in found.items():
                        cache.value[name]["sites"] = of_file
                    progress.step()
            cache.save()
        return {name: [sites.Site.from_json(site) for site in cache.value[name]["sites"]] for name in names}

    def number(self, identity):
        if identity not in self.numbers.value:
            self.numbers.value[identity] = len(self.numbers.value) + 1
        return self.numbers.value[identity]

    # --- planted mistakes ---

    def find_planted(self, folder):
        """The entries of all .toml files of a folder; an entry that is not found exactly once is an error."""
        entries, errors = {}, []
        for path in sorted(folder.glob("*.toml")):
            for entry in tomllib.loads(path.read_text()).get("planted", []):
                where = f"{path.name}: {entry.get('name')}"
                missing = [key for key in ("name", "file", "from", "to", "found_by") if not entry.get(key)]
                if missing:
                    errors.append(f"{where}: lacks {', '.join(missing)}")
                    continue
                entry["id"] = "planted:" + entry["name"]
                if entry["id"] in entries:
                    errors.append(f"{where}: there is another one of this name")
                elif "MUTANT" not in entry["to"]:
                    errors.append(f"{where}: `to` lacks MUTANT")
                elif not (self.root / entry["file"]).exists():
                    errors.append(f"{where}: there is no file {entry['file']}")
                else:
                    text = (self.root / entry["file"]).read_bytes().decode("latin-1")
                    entry["from"] = entry["from"].encode().decode("latin-1")
                    entry["to"] = entry["to"].encode().decode("latin-1")
                    count = text.count(entry["from"])
                    if count != 1:
                        errors.append(f"{where}: `from` stands {count} times in {entry['file']}, not once")
                    else:
                        entry["start"] = text.index(entry["from"])
                        entry["line"] = text.count("\n", 0, entry["start"]) + 1
                        entries[entry["id"]] = entry
        return entries, errors

    # --- the mutated copy ---

    def write(self):
        """Writes the mutated copy of the whole project."""
        self.write_rewritten(only=False)

    def write_rewritten(self, only):
        """Rewrites the chosen files, and copies the others unless `only` these are wanted. Files whose text does not
        change are not touched."""
        chosen = {}
        for site in self.sites.values():
            if site.id not in self.dropped.value:
                chosen.setdefault(site.file, []).append(site)
        for entry in self.planted.values():
            if entry["id"] not in self.dropped.value:
                place = (entry["start"], entry["start"] + len(entry["from"]))
                chosen.setdefault(entry["file"], []).append(rewrite.Planted(entry, *place))
        self.left_out = {}
        self.rewritten = {}
        kept = set()
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders
                          if name not in (".git", "build") and not (Path(folder) / name).is_symlink()]
            for name in names:
                path = Path(folder) / name
                if path.is_symlink() or not path.is_file():
                    continue
                relative = str(path.relative_to(self.root))
                if relative == ".git" or (only and relative not in chosen):
                    continue
                data = path.read_bytes()
                if relative in chosen:
                    for site in chosen[relative]:
                        self.number(site.entry["id"] if site.form == "planted" else site.id)
                    result, left_out = rewrite.rewrite(data.decode("latin-1"), chosen[relative], self.numbers.value,
                                                        self.preferred)
                    for site, reason in left_out:
                        self.left_out[site.entry["id"] if site.form == "planted" else site.id] = reason
                    self.rewritten[relative] = result
                    data = result.text.encode("latin-1")
                target = self.source / relative
                kept.add(target)
                if not target.exists() or target.read_bytes() != data:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(data)
                    target.chmod(path.stat().st_mode)
        for path in sorted(self.source.rglob("*")):
            if path.is_file() and path not in kept:
                path.unlink()
        packages = self.source / "build/npm"  # of tests that run under Node
        if not only and (self.root / "build/npm").exists() and not packages.is_symlink():
            packages.parent.mkdir(exist_ok=True)
            packages.symlink_to(self.root / "build/npm")
        self.numbers.save()

    def configure(self):
        flags = f"-std=c++20 -O1 -g0 -w -Wno-c++11-narrowing -DNDEBUG -include {TOOL / 'runtime.hpp'}"
        command = ["cmake", "-S", str(self.source), "-B", str(self.build), "-G", "Ninja", "--log-level=WARNING",
                   "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_COMPILER=clang++-19", f"-DCMAKE_CXX_FLAGS={flags}",
                   "-DCMAKE_CXX_FLAGS_DEBUG=", "-DRECORDSHARE_BENCHMARK=OFF", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"]
        if subprocess.run(["sh", "-c", "command -v ccache"], stdout=subprocess.DEVNULL, check=False).returncode == 0:
            command.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    # --- sites that do not compile ---

    def drop(self, errors, where):
        """Drops the sites that errors point at. Each error is a list of (file, line, column, message)."""
        count = 0
        unmapped = []
        names = {number: identity for identity, number in self.numbers.value.items()}
        for positions in errors:
            # Candidates that do not fit are not to blame.
            for file, line, column, _ in (one for one in positions if not one[3].startswith("candidate ")):
                relative = os.path.relpath(os.path.join(self.build, file), self.source)
                text = self.rewritten.get(relative)
                if text is None:
                    continue
                offset = sum(len(one) + 1 for one in text.text.split("\n", line - 1)[:line - 1]) + column - 1
                inside = [r for r in text.ranges if r[0] <= offset < r[1] and names[r[2]] not in self.dropped.value]
                if inside:
                    start, end, number = min(inside, key=lambda r: r[1] - r[0])
                    self.dropped.value[names[number]] = positions[0][3]
                    if names[number].startswith("planted:"):
                        say(f"{names[number]} does not compile: {positions[0]}")
                    count += 1
                    break
                if any(r[0] <= offset < r[1] for r in text.ranges):
                    break  # dropped by an earlier error
                # A declaration fails at its name: what its line has is to blame.
                end = text.text.find("\n", offset)
                there = [r for r in text.ranges if offset < r[0] < end and names[r[2]] not in self.dropped.value]
                if there:
                    self.dropped.value.update({names[r[2]]: positions[0][3] for r in there})
                    count += len(there)
                    break
            else:
                unmapped.append(positions)
        self.dropped.save()
        if unmapped and count == 0:
            say(f"{where}: errors that belong to no mutant:")
            for positions in unmapped[:5]:
                say("  " + "\n    ".join(":".join(map(str, one)) for one in positions[:6]))
        return count, len(unmapped)

    @staticmethod
    def errors_in(text):
        errors = []
        for line in text.splitlines():
            match = re.match(r"(.+?):(\d+):(\d+): (fatal error|error|note): (.*)", line)
            if match:
                position = (match[1], int(match[2]), int(match[3]), match[5])
                if match[4] != "note":
                    errors.append([position])
                elif errors:
                    errors[-1].append(position)
        return errors

    def check_syntax(self):
        """Drops all sites that do not compile, unit by unit, until the rest does."""
        clean = Store(self.work / "clean.json", {})
        commands = json.loads((self.build / "compile_commands.json").read_text())
        units = {}
        for command in commands:
            name = os.path.relpath(command["file"], self.source)
            if not name.startswith(("..", "tests/")) and not re.search("boost_json|model_world", name):
                units.setdefault(name, command)

        def dependencies(name):
            known = clean.value.get(name)
            return known and all((self.source / file).exists() and sha((self.source / file).read_bytes()) == key
                                 for file, key in known.items())

        def check(name):
            words = shlex.split(units[name]["command"])
            if words[0].endswith("ccache"):
                words = words[1:]
            output = words.index("-o")
            del words[output:output + 2]
            deps = self.work / "deps" / (name.replace("/", "_") + ".d")
            deps.parent.mkdir(exist_ok=True)
            ran = subprocess.run(words + ["-fsyntax-only", "-ferror-limit=0", "-fno-caret-diagnostics",
                                          "-ftemplate-backtrace-limit=0", "-MMD", "-MF", str(deps), "-MT", "x"],
                                 cwd=units[name]["directory"], capture_output=True, text=True, errors="replace",
                                 check=False)
            return name, ran.returncode, ran.stderr, deps

        while True:
            todo = [name for name in units if not dependencies(name)]
            if not todo:
                return
            progress = Progress("units checked", len(todo))
            dropped = failed = 0
            with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
                for name, status, text, deps in pool.map(check, todo):
                    progress.step(f"; {dropped} mutants do not compile" if dropped else "")
                    if status == 0:
                        files = [os.path.normpath(os.path.join(self.build, one))
                                 for one in deps.read_text().replace("\\\n", " ").split()[1:]]
                        inside = [os.path.relpath(one, self.source) for one in files
                                  if one.startswith(str(self.source) + "/")]
                        clean.value[name] = {one: sha((self.source / one).read_bytes()) for one in inside}
                        continue
                    failed += 1
                    count, _ = self.drop(self.errors_in(text), name)
                    dropped += count
                    if count == 0 and dropped == 0 and not self.errors_in(text):
                        sys.exit(f"{name} does not compile:\n{text[-3000:]}")
            clean.save()
            if failed and not dropped:
                sys.exit("some units do not compile, and no mutant is to blame")
            fine = [name for name in clean.value if dependencies(name)]
            self.write()
            for name in fine:  # it compiles as well without a mutant of a header
                clean.value[name] = {file: sha((self.source / file).read_bytes()) for file in clean.value[name]}
            clean.save()

    def compile(self, targets):
        """Builds; sites that fail only here are dropped, too."""
        while True:
            say(f"building {' '.join(targets)}")
            ran = subprocess.run(["ninja", "-C", str(self.build), f"-j{self.jobs}", "-k", "0", *targets],
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                                 check=False)
            (self.work / "build.log").write_text(ran.stdout)
            if ran.returncode == 0:
                return
            count, _ = self.drop(self.errors_in(ran.stdout), "the build")
            if count == 0:
                sys.exit(f"the mutated sources do not build:\n{ran.stdout[-4000:]}")
            say(f"{count} mutants do not compile")
            self.write()
