"""Findings of two states: the same words at another entry are another finding."""

from __future__ import annotations

from dataclasses import replace

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.diff.findings import findings_change
from budgetc.source.identity import addresses
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape

NAME = "budgets/bureau/2024.yaml"
TEXT = "projects:\n  - {id: a, amount: 1}\n  - {id: b, amount: 1}\n"


def _found(text: str, *lines: int) -> tuple[Diagnostic, ...]:
    tree, _ = read_bytes(NAME, text.encode())
    assert tree is not None
    shaped = replace(tree, shape=Shape.of({"properties": {"projects": {"x-entry": ["id"]}}}))
    found = (finding("AMT001", msg("wrong"), Span.point(NAME, line, 14)) for line in lines)
    return tuple(map(addresses([shaped]), found))


def test_the_same_entry_on_another_line() -> None:
    change = findings_change(_found(TEXT, 2), _found("# 说明\n\n" + TEXT, 4), {})
    assert (len(change.new), len(change.fixed), len(change.still)) == (0, 0, 1)


def test_another_entry_on_the_same_line() -> None:
    turned = "projects:\n  - {id: b, amount: 1}\n  - {id: a, amount: 1}\n"
    change = findings_change(_found(TEXT, 2), _found(turned, 2), {})
    assert (len(change.new), len(change.fixed), len(change.still)) == (1, 1, 0)


def test_one_of_two_that_say_the_same() -> None:
    change = findings_change(_found(TEXT, 2, 3), _found(TEXT, 3), {})
    assert (len(change.new), len(change.fixed), len(change.still)) == (0, 1, 1)
    assert change.fixed[0].span.line == 2
