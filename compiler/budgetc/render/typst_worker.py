"""Typst, run as a program of its own; it knows nothing of the package.

Usage: `python typst_worker.py ROOT [FOLDER]...`: no file outside of ROOT is ever read, and fonts
are those of the system, of Typst, and in the folders. It says one line of JSON about itself,
`{"version": ..., "families": [...], "fonts": [[path, size, time], ...]}`, and then answers until
its input ends. A question is a line of JSON, `{"size": bytes of the text, "inputs": {...}, "time":
seconds since 1970}`, and the text; an answer is a line, `{"pdf": bytes}` and the PDF, or `{"error":
..., "told": ...}`, with `"warnings"`.
"""

from __future__ import annotations

import json
import os
import sys
from importlib.metadata import version
from typing import Any

import typst

MEMORY = 4_000_000_000
"""The most that a document may take, in bytes."""


def main() -> int:
    """Answer until there are no more questions."""
    _bound_memory()
    root, *folders = sys.argv[1:]
    fonts = typst.Fonts(font_paths=folders)
    _say({"version": version("typst"), "families": fonts.families(), "fonts": _files(fonts)})
    compiler = typst.Compiler(root=root, font_paths=fonts)
    while line := sys.stdin.buffer.readline():
        question = json.loads(line)
        text = sys.stdin.buffer.read(question["size"])
        _answer(compiler, text, question["inputs"], question["time"])
    return 0


def _answer(compiler: typst.Compiler, text: bytes, inputs: dict[str, str], time: int) -> None:
    try:
        made, warnings = compiler.compile_with_warnings(
            text,
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=time,
            sys_inputs=inputs,
        )
    except typst.TypstError as error:
        _say({"error": error.message, "told": error.diagnostic, "warnings": []})
        return
    pdf = made if isinstance(made, bytes) else b""
    _say({"pdf": len(pdf), "warnings": [one.message for one in warnings]}, pdf)


def _say(answer: dict[str, Any], content: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


def _files(fonts: typst.Fonts) -> list[list[object]]:
    """Return the files of the fonts, with what the system says of them."""
    paths = sorted({font.path for font in fonts.fonts() if font.path is not None})
    found = [(path, os.stat(path)) for path in paths]  # noqa: PTH116
    return [[path, about.st_size, about.st_mtime_ns] for path, about in found]


def _bound_memory() -> None:
    """Ask the system to give no more memory than a document takes, where it can be asked."""
    try:
        import resource  # noqa: PLC0415  # not there on Windows
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))


if __name__ == "__main__":
    sys.exit(main())
