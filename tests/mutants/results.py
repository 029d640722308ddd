# SPDX-License-Identifier: Apache-2.0
# results.py keeps what became of each mutant, and prints it by room.
import json
import threading
import tomllib

from project import ROOT, say


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


def read_equivalent(path, of_files):
    """{mutant: reason} of equivalent.toml for these files; an entry that fits no mutant is an error."""
    found, errors = {}, []
    sites = [site for of_file in of_files.values() for site in of_file]
    for entry in tomllib.loads(path.read_text()).get("equivalent", []):
        if entry["file"] not in of_files and (ROOT / entry["file"]).exists():
            continue
        fits = [site for site in sites if site.file == entry["file"] and site.operator == entry["operator"]
                and site.function == entry["function"] and site.label == entry["mutant"]]
        if not fits:
            errors.append(f"{path.name}: no mutant is {entry['file']} {entry['function']} {entry['operator']} "
                          f"{entry['mutant']}")
        if not entry.get("reason"):
            errors.append(f"{path.name}: {entry['file']} {entry['function']} {entry['mutant']}: no reason")
        found.update({site.id: entry["reason"] for site in fits})
    return found, errors


def describe(site):
    return f"{site.file}:{site.line}, {site.function}, {site.operator}: {site.label}"


def print_report(project, mutants, result_of, equivalent, reached):
    rooms = {}
    stages = {}
    for identity, (room, text) in mutants.items():
        row = rooms.setdefault(room, {"mutants": 0, "killed": 0, "equivalent": 0, "left": [], "to run": 0})
        row["mutants"] += 1
        result = result_of(identity)
        if result is not None and result["verdict"] == "killed":
            if identity in equivalent:
                say(f"not equivalent, as {result['test']} finds it: {text}")
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
