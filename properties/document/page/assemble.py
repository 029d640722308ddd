#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# assemble.py assembles the review page: one file that needs only a browser. The same inputs give the same bytes.
import argparse
import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import zlib

HERE = pathlib.Path(__file__).resolve().parent
SIZE_MAX = 1 << 20

# Scripts follow the scripts that they import; all become one script.
SCRIPTS = ["engine", "model", "dom", "links", "markdown", "tables", "fields", "details", "answers", "share", "moves",
           "stage", "dialogs", "simulator", "overview", "phases", "permissions", "trace", "explorer", "search", "main"]
STYLES = ["base", "parts", "fields", "diagram", "simulator", "print"]


def joined_script():
    """All scripts as one, without imports. They share one scope, so a name may be declared only once."""
    parts = []
    for name in SCRIPTS:
        text = (HERE / f"{name}.js").read_text(encoding="utf-8")
        text = re.sub(r"^import [^;]*;\n", "", text, flags=re.MULTILINE)
        parts.append(re.sub(r"^export ", "", text, flags=re.MULTILINE))
    return "\n".join(parts)


def without_comments(text):
    """Drops block comments and comment lines, which the page does not need."""
    text = re.sub(r"^ *//[^\n]*\n|^ */\*.*?\*/\n", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"\n{2,}", "\n", text).strip("\n")


def drawn(dot):
    """The phase diagram as SVG, without the prologue of Graphviz; the page's style sets the colours."""
    # Laid out for a larger font than the page uses, since the reader's fonts are unknown.
    roomy = re.sub(r"fontsize=\d+", "fontsize=15", dot)
    svg = subprocess.run(["dot", "-Tsvg"], input=roomy, capture_output=True, check=True, encoding="utf-8").stdout
    svg = re.sub(r"<!--.*?-->\n?", "", svg[svg.index("<svg"):], flags=re.DOTALL)
    svg = re.sub(r' (?:fill|stroke|font-family|font-size)="[^"]*"', "", svg)
    svg = re.sub(r"<title>[^<]*</title>\n?", "", svg)
    return re.sub(r'<svg width="[^"]*" height="[^"]*"', '<svg role="group" aria-label="Phase diagram"', svg)


def as_data(value):
    """JSON that is safe in a script element: it cannot end the element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def packed(data):
    """Bytes as text, deflated: browsers can inflate it."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(squeezer.compress(data) + squeezer.flush()).decode("ascii")


def hash_source(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def assemble(wasm, model, scenarios):
    script = without_comments(joined_script())
    style = without_comments("\n".join((HERE / f"{name}.css").read_text(encoding="utf-8") for name in STYLES))
    # Only these scripts and styles run, and nothing is loaded.
    policy = (f"default-src 'none'; script-src {hash_source(script)} 'wasm-unsafe-eval'; "
              f"style-src {hash_source(style)}; base-uri 'none'; form-action 'none'")
    pieces = {
        "policy": policy,
        "style": style,
        "script": script,
        "version": model["version"],
        "phase_diagram": drawn(model["phase_diagram"]["dot"]),
        "model": as_data(model),
        "questions": as_data(json.loads((HERE / "questions.json").read_text(encoding="utf-8"))),
        "scenarios": as_data([{"name": path.stem, "input": path.read_text(encoding="utf-8")} for path in scenarios]),
        "wasm": packed(wasm),
    }
    page = re.sub(r"\{\{(\w+)\}\}", lambda match: pieces[match[1]],
                  (HERE / "page.html").read_text(encoding="utf-8"))
    return page.encode("utf-8")


def main():
    parser = argparse.ArgumentParser(description="Puts the review page together.")
    parser.add_argument("--wasm", type=pathlib.Path, required=True)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("scenarios", type=pathlib.Path, nargs="*")
    options = parser.parse_args()
    page = assemble(options.wasm.read_bytes(), json.loads(options.model.read_text(encoding="utf-8")),
                    sorted(options.scenarios))
    if len(page) >= SIZE_MAX:
        sys.exit(f"the page has {len(page)} bytes, and may have fewer than {SIZE_MAX}")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(page)
    print(f"{options.output.name}: {len(page)} bytes")


if __name__ == "__main__":
    main()
