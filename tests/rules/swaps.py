"""Whether a slip that swaps two values of a message changes what an example reports.

Each call of `msg` with two values or more in the rules is found in the code. Each two of its values
are then swapped, and the examples are compiled again until the report of one differs from the words
that are held.

Why a rule is not judged stands in no report of findings: `test_unjudged.py` holds these words.
"""

from __future__ import annotations

import ast
import importlib
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from budgetc.diagnostics.messages import Message, Value, msg
from tests.support import ROOT

from .examples import FAILING, compiled_anew
from .words import golden, report

RULES = ROOT / "compiler" / "budgetc" / "rules"
ELSEWHERE = {
    "coverage.py": "tests/cli/test_coverage.py",
    "pages.py": "tests/rules/test_pages.py",
    "local_pages.py": "tests/local/test_reported.py",
}
"""Modules whose messages are none of a finding, and the test that holds their words."""

_REASONED = ("NotEvaluated", "NotApplicable", "given", "some")
"""Who is told why a rule is not judged."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of `msg` in the code.

    Attributes:
        line: its first.
        names: of the values that stand in its template.
        is_reason: whether it says why a rule is not judged.
    """

    file: Path
    line: int
    template: str
    names: tuple[str, ...]
    is_reason: bool


@cache
def calls() -> tuple[Call, ...]:
    """Return each call with two values or more, in the order of the code."""
    files = [file for file in sorted(RULES.rglob("*.py")) if file.name not in ELSEWHERE]
    return tuple(call for file in files for call in _calls(file) if len(call.names) > 1)


def _calls(file: Path) -> Iterator[Call]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    reasons = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _REASONED
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("msg"), args=[ast.Constant(str(template))]):
                fields = (field for _, field, _, _ in string.Formatter().parse(template) if field)
                names = tuple(dict.fromkeys(fields))
                yield Call(file, node.lineno, template, names, node in reasons)


def unseen() -> list[str]:
    """Return the pairs of values of findings that can be swapped, and no report differs."""
    return [
        f"{call.file.name}:{call.line}: {one}, {other}: {call.template}"
        for call in calls()
        if not call.is_reason
        for one, other in combinations(call.names, 2)
        if not _is_seen(call, one, other)
    ]


def _is_seen(call: Call, one: str, other: str) -> bool:
    def swapped(template: str, **values: Value) -> Message:
        if template == call.template and sys._getframe(1).f_lineno == call.line:
            values[one], values[other] = values[other], values[one]
        return msg(template, **values)

    with patch.object(_module(call.file), "msg", swapped):
        return any(
            report(path, compiled_anew(path)) != golden(path).read_text(encoding="utf-8")
            for path in sorted(FAILING, key=lambda path: _distance(call.file, path))
        )


def _module(file: Path) -> ModuleType:
    name = file.relative_to(ROOT / "compiler").with_suffix("").as_posix().replace("/", ".")
    return importlib.import_module(name)


def _distance(file: Path, example: Path) -> int:
    """Return how far an example is from a module: of its rule, of its family, of another."""
    code = example.parent.name.lower()
    return 0 if code == file.stem else 1 if code[:3] == file.parent.name else 2
