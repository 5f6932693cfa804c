"""The bytes of an older file to those of the present format: every byte that names no key stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import msg
from budgetc.frozen import NamedTuple, frozen
from budgetc.source.nodes import SourceTree, scalars
from budgetc.source.read import read_bytes
from budgetc.source.slips import Edit, applied
from budgetc.source.text_parse import parse
from budgetc.source.text_tree import comments
from budgetc.upgrading.check import (
    LATER,
    Outdated,
    check_format,
    older,
    outdated,
    said_format,
)
from budgetc.upgrading.steps import SOURCE, TEMPLATE, Steps

_ARGUMENT = r"\(\s*([A-Za-z_][A-Za-z0-9_.]*)\s*\)"
"""What a function is given that can be left alone: one name."""

_LINE_END = re.compile(r"\r\n|\r|\n")

_PROBLEM = msg("renamed")
"""What an edit says of itself, which is shown to nobody."""

Shaped = Callable[[SourceTree], SourceTree]
"""Gives a source whose keys are called as the schema calls them."""


class Step(NamedTuple):
    """One thing that was brought forward.

    Attributes:
        line: where, from 1.
        was: what stood there.
        now: what stands there instead.
    """

    line: int
    was: str
    now: str


@frozen()
class Upgraded:
    """A file in the present format.

    Attributes:
        before: its bytes as they were.
        after: as they should be; the same where there is nothing to do.
        steps: what was done, in the order of the file.
    """

    before: bytes
    after: bytes
    steps: tuple[Step, ...] = ()


@frozen()
class Unread:
    """Why a file is left as it is."""

    findings: tuple[Diagnostic, ...]


def upgrade_yaml(
    name: str, data: bytes, file: str, steps: Steps, shaped: Shaped
) -> Upgraded | Unread:
    """Return a source or a layout in the present format, or why it is left alone.

    Args:
        name: what reports call the file.
        data: its bytes.
        file: what it is: `source` or `layout`.
        steps: the formats that are known.
        shaped: gives the file with its keys called as its schema calls them.
    """
    done: list[Step] = []
    now = data
    while True:  # a key may have been renamed more than once
        tree, findings = read_bytes(name, now)
        if tree is None or findings:
            return Unread(findings)
        tree = shaped(tree)
        found = tuple(outdated(tree, file, steps))
        wrong = check_format(tree, steps) if file == SOURCE else ()
        if any(one.code == LATER for one in wrong):
            return Unread(wrong)
        if any(one.rival is not None for one in found):
            return Unread((older(tree, found),))
        edits = _renamings(found) or _of_format(tree, file, steps)
        if not edits:
            return Upgraded(data, now, tuple(sorted(done, key=lambda step: step.line)))
        after = applied(now, edits)
        new, _ = read_bytes(name, after)
        if after == now or new is None or _held(shaped(new)) != _held(tree):
            return Unread((older(tree, found),) if found else wrong)
        done += _steps(tree.text.split("\n"), edits)
        now = after


def upgrade_template(data: bytes, steps: Steps) -> Upgraded:
    """Return a template without the functions that are gone, as far as they are given one name."""
    try:
        lines = _LINE_END.split(data.decode("utf-8-sig"))
    except UnicodeDecodeError:  # which reading it tells
        return Upgraded(data, data)
    names = "|".join(re.escape(one.function) for one in steps.dissolved if one.file == TEMPLATE)
    call = re.compile(rf"\b(?:{names}){_ARGUMENT}")
    edits = tuple(
        Edit(number, *found.span(), found[1], _PROBLEM)
        for number, line in enumerate(lines if names else ())
        for found in call.finditer(line)
    )
    return Upgraded(data, applied(data, edits), tuple(_steps(lines, edits)))


def _renamings(found: Iterable[Outdated]) -> tuple[Edit, ...]:
    return tuple(
        Edit(key.line, key.column, key.end_column, rule.now, _PROBLEM) for key, rule, _ in found
    )


def _of_format(tree: SourceTree, file: str, steps: Steps) -> tuple[Edit, ...]:
    """Return what has a source say that it is of the present format, where it says another."""
    said = said_format(tree) if file == SOURCE else None
    if said is None or said.value == steps.format:
        return ()
    return (Edit(said.line, said.column, said.end_column, str(steps.format), _PROBLEM),)


def _steps(lines: Sequence[str], edits: Iterable[Edit]) -> Iterator[Step]:
    for edit in edits:
        yield Step(edit.line + 1, lines[edit.line][edit.column : edit.end], edit.new)


def _held(tree: SourceTree) -> tuple[list[str], list[str]]:
    """Return every value of a file and every comment; a new text must have those of the old one."""
    said = said_format(tree)
    values = [one.text for one in scalars(tree.root) if one is not said]
    return values, list(comments(parse(tree.text)))
