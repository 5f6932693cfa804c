"""A process that has compiled before: the compiler and the naive pipeline on the same sources."""

from __future__ import annotations

import gc
import json
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from unittest.mock import patch

import pyperf  # type: ignore[import-untyped]

from benchmarks.generate import generate
from benchmarks.measure import Clock, timed
from benchmarks.naive import NAIVE, TUNED
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.files.workspace import Source, Workspace
from budgetc.jurisdiction.sources import source_schema
from budgetc.pipeline import compile_source
from budgetc.render.latex import render_latex
from budgetc.render.markdown import render_markdown

ROOT = Path(__file__).parent.parent
KORLA = ROOT / "budgets" / "korla-etdz-market-supervision" / "2024.yaml"
RESOURCES = Resources.of_workspace(ROOT)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Subject:
    """One source that everything is measured on."""

    name: str
    source: Source


def subjects(folder: Path) -> tuple[Subject, Subject]:
    """Return the real source and the generated one, which are written into a folder.

    Beside them stands the schema of their jurisdiction alone. That of the workspace knows all, with
    their code lists: who writes a pipeline for one of them has no such schema, and jsonschema takes
    ten times as long for it.
    """
    texts = {"Korla": KORLA.read_text(encoding="utf-8"), "generated": generate().text}
    workspace, home = Workspace.on_disk(folder), folder / "budgets"
    for name, text in texts.items():
        (home / name).mkdir(parents=True)
        (home / name / KORLA.name).write_text(text, encoding="utf-8")
    write_schema(home)
    korla, generated = (Subject(name, workspace.source(home / name / KORLA.name)) for name in texts)
    return korla, generated


def write_schema(home: Path) -> None:
    """Write the schema of the jurisdiction of both sources into a folder of budgets."""
    schema = source_schema(RESOURCES, "xinjiang", 2024).document
    text = json.dumps(schema, ensure_ascii=False)
    (home / "budget.schema.json").write_text(text, encoding="utf-8")


def document(subject: Subject) -> Document:
    """Return the document of a source.

    Raises:
        ValueError: the source has errors, so that there is nothing to measure.
    """
    compiled = compile_source(subject.source, RESOURCES)
    if compiled.document is None:
        raise ValueError(f"{subject.name} does not compile: {compiled.findings}")
    return compiled.document


def comparison(subject: Subject) -> Iterator[Clock]:
    """Yield clocks for check and build, each by every pipeline."""
    path = subject.source.path

    def build() -> str:
        return render_markdown(document(subject), RESOURCES)

    yield timed(f"check {subject.name}, budgetc", lambda: document(subject), _forget_texts)
    yield timed(f"check {subject.name}, tuned", lambda: TUNED.check(path))
    yield timed(f"check {subject.name}, naive", lambda: NAIVE.check(path))
    yield timed(f"build {subject.name}, budgetc", build, _forget_texts)
    yield timed(f"build {subject.name}, tuned", lambda: TUNED.build(path))
    yield timed(f"build {subject.name}, naive", lambda: NAIVE.build(path))


PHASES: Mapping[str, str] = MappingProxyType(
    {
        "read": "budgetc.inputs.load.read_tree",
        "schema": "budgetc.schema.check.Schema.check",
        "bind": "budgetc.schema.binding.Binding.bind",
        "codes": "budgetc.pipeline.check_codes",
        "ledger": "budgetc.pipeline.post",
        "cube": "budgetc.pipeline.Cube",
        "rules": "budgetc.pipeline.check_rules",
        "layout": "budgetc.pipeline.lay_out",
    }
)
"""The phases of a check, and the name by which the compiler calls each."""

FORMATS: Mapping[str, Callable[[Document, Resources], object]] = MappingProxyType(
    {"markdown": render_markdown, "latex": render_latex}
)


def phases(subject: Subject) -> Clock:
    """Return a clock for every phase of the compiler, and for what is between the phases."""

    def run() -> Mapping[str, float]:
        _forget_texts()
        gc.collect()
        watch = _Stopwatch()
        with ExitStack() as stack:
            for phase, name in PHASES.items():
                stack.enter_context(patch(name, watch.timing(phase, _named(name))))
            laid_out = watch.timing("all", document)(subject)
        for name, render in FORMATS.items():
            watch.timing(name, render)(laid_out, RESOURCES)
        seconds = watch.seconds
        inside = sum(seconds[phase] for phase in PHASES)
        seconds["rest"] = seconds.pop("all") - inside
        return {f"{phase}, {subject.name}": value for phase, value in seconds.items()}

    return run


def _named(name: str) -> Any:
    """Return a function or method by its full name."""
    return pkgutil.resolve_name(name)


class _Stopwatch:
    """Adds up how long functions take."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = dict.fromkeys(PHASES, 0.0)

    def timing(self, phase: str, function: Callable[..., Result]) -> Callable[..., Result]:
        """Return a function that also counts its time as a phase's."""

        def timed_function(*args: Any, **kwargs: Any) -> Result:
            start = pyperf.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                spent = pyperf.perf_counter() - start
                self.seconds[phase] = self.seconds.get(phase, 0.0) + spent

        return timed_function


def _forget_texts() -> None:
    """Empty the renderers' caches of texts: the next department has other texts than this one."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("budgetc.render."):
            for value in vars(module).values():
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()
