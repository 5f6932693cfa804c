"""One trial: a workspace with something broken in it, and everything a command does with it."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Translator
from budgetc.diagnostics.text import PLAIN, TextReport
from budgetc.files.memory import Memory
from budgetc.files.workspace import Workspace
from budgetc.formatting import format_source
from budgetc.pipeline import compile_source
from budgetc.render.formats import render_document
from tests.cli.run import call
from tests.fuzz.mutate import NAMES, broken
from tests.local.test_judged import RULE
from tests.support import EXAMPLES, RESOURCES, ROOT, SCHEMA, TODAY

FORMATS = ("markdown", "latex", "json")
"""What is rendered; a PDF takes seconds, and has the text of the LaTeX."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What was broken, so that a person can look at it.

    Attributes:
        kind: a key of `KINDS`.
        files: the broken files by their names in the workspace.
    """

    kind: str
    files: dict[str, bytes]


class NoPlaceError(AssertionError):
    """A finding that stands nowhere."""


def drawn(seed: int, number: int) -> Trial:
    """Return a trial of a seed; four of five are sources, which come from strangers daily."""
    chance = Random(f"{seed}:{number}")  # noqa: S311  # a test
    kind = chance.choice((*["source"] * 12, "template", "data", "name"))
    return Trial(kind, KINDS[kind](chance))


def run(trial: Trial) -> None:
    """Do with a workspace all that commands do.

    Raises:
        NoPlaceError: a finding stands nowhere.
        Exception: whatever the compiler let through.
    """
    if trial.kind == "source":
        _compile_in_memory(trial.files)
    else:
        _run_commands(trial.files)


@cache
def _sources() -> tuple[str, ...]:
    small = sorted((EXAMPLES / "passing").glob("*.yaml"))
    real = sorted((ROOT / "budgets").glob("*/20*.yaml"))
    return tuple(path.read_text(encoding="utf-8") for path in (*small, *real))


@cache
def _data(folder: str, suffixes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the shipped data files, each with its name and its text."""
    paths = sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)
    return tuple((str(p.relative_to(ROOT)), p.read_text(encoding="utf-8")) for p in paths)


def _broken_source(chance: Random) -> dict[str, bytes]:
    text, donor = chance.choice(_sources()), chance.choice(_sources())
    return {_SOURCE: broken(text, chance, donor)}


def _broken_template(chance: Random) -> dict[str, bytes]:
    return _broken_one_of(chance, _data("templates", (".j2", ".yaml", ".md", ".tex")))


def _broken_data(chance: Random) -> dict[str, bytes]:
    beside = (
        ("budgets/region.yaml", "name: 某某区\n"),
        ("budgets/control-totals.yaml", "control_totals:\n  - {figure: T1!total, amount: 1}\n"),
        ("budgets/baseline.json", '{"version": 1, "findings": []}\n'),
        ("rules/LOC001.yaml", RULE),
    )
    files = _data("schema", (".json", ".csv", ".yaml")) if chance.randrange(4) else beside
    return _broken_one_of(chance, files)


def _broken_one_of(chance: Random, files: tuple[tuple[str, str], ...]) -> dict[str, bytes]:
    (name, text), (_, donor) = chance.choice(files), chance.choice(files)
    return {_SOURCE: _KORLA, name: broken(text, chance, donor)}


def _strange_names(chance: Random) -> dict[str, bytes]:
    def name() -> str:
        return "".join(chance.choice(NAMES) for _ in range(chance.choice((1, 1, 2))))[:120]

    folders = [name() for _ in range(chance.choice((1, 2)))]
    files = {}
    for folder in folders:
        last = chance.choice(("2024.yaml", f"{name()}.yaml", f"{name()}/2024.yaml"))
        files[f"budgets/{folder}/{last}"] = _KORLA
    if not chance.randrange(3):
        files[f"templates/{name()}/{name()}.j2"] = b"{{ x }}"
    return files


KINDS: dict[str, Callable[[Random], dict[str, bytes]]] = {
    "source": _broken_source,
    "template": _broken_template,
    "data": _broken_data,
    "name": _strange_names,
}

_SOURCE = "budgets/bureau/2024.yaml"
_KORLA = next((ROOT / "budgets").glob("korla*/2024.yaml")).read_bytes()


def _compile_in_memory(files: dict[str, bytes]) -> None:
    workspace = Workspace(Path("/nowhere"), Memory(files))
    source = workspace.named(_SOURCE)
    compilation = compile_source(source, RESOURCES, TODAY)
    lines = files[_SOURCE].count(b"\n") + files[_SOURCE].count(b"\r") + 1
    for found in compilation.findings:
        hold_a_place(found, lines)
    for language in ("en", "zh"):
        report = TextReport(Translator(language), (), PLAIN)
        for found in compilation.findings:
            list(report.lines(found))
    if compilation.document is not None:
        for name in FORMATS:
            render_document(name, compilation.document, RESOURCES)
    format_source(_SOURCE, files[_SOURCE], SCHEMA.document)


def hold_a_place(found: Diagnostic, lines: int) -> None:
    """Hold that a finding stands somewhere, and one in the source on one of its lines.

    Raises:
        NoPlaceError: it does not.
    """
    span = found.span
    in_source = span.file == _SOURCE
    if not span.file or span.line < 1 or span.column < 1 or (in_source and span.line > lines):
        raise NoPlaceError(f"{found.code} at {span}")


def _run_commands(files: dict[str, bytes]) -> None:
    with _workspace(files) as there:
        checked = call("check", "--format", "json", "--no-baseline", language="zh")
        if checked.out.startswith("["):
            for found in json.loads(checked.out):
                if not found["file"] or found["line"] < 1 or found["column"] < 1:
                    raise NoPlaceError(f"{found}")
        elif not checked.err:
            raise NoPlaceError(f"exit code {checked.code}, and not a word")
        formats = [part for name in FORMATS for part in ("--format", name)]
        call("build", *formats, "--region", "-o", str(there / "out"))
        call("fmt", "--check")


@contextmanager
def _workspace(files: dict[str, bytes]) -> Iterator[Path]:
    """Write files to a folder of their own, and stand there; what a disk refuses is left out."""
    root = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        for name, content in files.items():
            path = root / name
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            except (OSError, ValueError):
                continue
        (root / "budgets").mkdir(exist_ok=True)
        with chdir(root):
            yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)
