"""Whether a slip that swaps two values of a message changes what an example reports.

Each call of `msg` with two values or more in the rules is found in the code. Then every failing
example is compiled with a `msg` that remembers where it was called, and each message in its report
is put into words again with two of its values swapped. A pair is seen where the words differ, in
each language; the reports are held to the letter, so a pair that is seen cannot be swapped unseen.

Why a rule is not judged stands in no report of findings: `test_unjudged.py` holds these words.
"""

from __future__ import annotations

import ast
import importlib
import string
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import LANGUAGES, Message, Translator, Value, msg
from tests.support import ROOT

from .examples import FAILING, compiled_anew
from .words import of_its_kind

RULES = ROOT / "compiler" / "budgetc" / "rules"
ELSEWHERE = {"coverage.py": "tests/cli/test_coverage.py"}
"""Modules whose messages are none of a finding, and the test that holds their words."""

_REASONED = ("NotEvaluated", "NotApplicable", "given", "some")
"""Who is told why a rule is not judged."""

_LANGUAGES = tuple(map(Translator, LANGUAGES))


@dataclass(frozen=True, slots=True)
class Call:
    """A call of `msg` in the code.

    Attributes:
        place: its file and first line.
        names: of the values that stand in its template.
        is_reason: whether it says why a rule is not judged.
    """

    place: tuple[str, int]
    template: str
    names: tuple[str, ...]
    is_reason: bool

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each two of its values."""
        yield from combinations(self.names, 2)


@cache
def calls() -> tuple[Call, ...]:
    """Return each call with two values or more, in the order of the code."""
    return tuple(call for path in _modules() for call in _calls(path) if len(call.names) > 1)


def _modules() -> list[Path]:
    return [path for path in sorted(RULES.rglob("*.py")) if path.name not in ELSEWHERE]


def _calls(path: Path) -> Iterator[Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
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
                place, names = (path.as_posix(), node.lineno), tuple(dict.fromkeys(fields))
                yield Call(place, template, names, node in reasons)


@cache
def unseen() -> tuple[str, ...]:
    """Return the pairs of values that could be swapped, and no report would tell."""
    seen = {
        (place, frozenset(pair))
        for path in FAILING
        for place, message in _reported(path)
        for pair in combinations(dict(message.values), 2)
        if differs(message, *pair)
    }
    return tuple(
        f"{Path(call.place[0]).name}:{call.place[1]}: {one}, {other}: {call.template}"
        for call in calls()
        if not call.is_reason
        for one, other in call.pairs()
        if (call.place, frozenset({one, other})) not in seen
    )


def _reported(path: Path) -> list[tuple[tuple[str, int], Message]]:
    """Return the messages that the report of an example is made of, and where each was made."""
    made: dict[int, tuple[tuple[str, int], Message]] = {}

    def noted(template: str, **values: Value) -> Message:
        message, caller = msg(template, **values), sys._getframe(1)
        place = (Path(caller.f_code.co_filename).as_posix(), caller.f_lineno)
        made[id(message)] = (place, message)  # held, so that no other gets its id
        return message

    with ExitStack() as patched:
        for module in _patched():
            patched.enter_context(patch.object(module, "msg", noted))
        findings = of_its_kind(path, compiled_anew(path))
        return [
            made[id(message)]
            for found in findings
            for message in _messages(found)
            if id(message) in made
        ]


def _patched() -> Iterator[object]:
    for path in _modules():
        name = path.relative_to(ROOT / "compiler").with_suffix("").as_posix().replace("/", ".")
        module = importlib.import_module(name.removesuffix(".__init__"))
        if hasattr(module, "msg"):
            yield module


def _messages(found: Diagnostic) -> Iterator[Message]:
    for message in (found.message, found.hint, *(other.message for other in found.related)):
        if message is not None:
            yield from _within(message)
    if found.waived is not None:
        yield from _within(found.waived)


def _within(message: Message) -> Iterator[Message]:
    yield message
    for _, value in message.values:
        if isinstance(value, Message):
            yield from _within(value)


def differs(message: Message, one: str, other: str) -> bool:
    """Tell whether the words differ, in each language, once two values are swapped."""
    values = dict(message.values)
    values[one], values[other] = values[other], values[one]
    swapped = Message(message.template, tuple(values.items()))
    return all(say(swapped) != say(message) for say in _LANGUAGES)
