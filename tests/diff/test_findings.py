"""Findings of two states: known by their code and place, whatever amounts they tell."""

from __future__ import annotations

from dataclasses import replace

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import ENGLISH, msg
from budgetc.diagnostics.spans import Span
from budgetc.diff.findings import findings_change
from budgetc.source.identity import addresses
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape

NAME = "budgets/bureau/2024.yaml"
TEXT = "projects:\n  - {id: a, amount: 1}\n  - {id: b, amount: 1}\n"


def _found(text: str, *lines: int, words: str = "wrong") -> tuple[Diagnostic, ...]:
    tree, _ = read_bytes(NAME, text.encode())
    assert tree is not None
    shaped = replace(tree, shape=Shape.of({"properties": {"projects": {"x-entry": ["id"]}}}))
    found = (
        finding("AMT001", msg("{words}", words=words), Span.point(NAME, line, 14)) for line in lines
    )
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


def test_another_amount_is_the_same_finding() -> None:
    change = findings_change(_found(TEXT, 2, words="1 is off"), _found(TEXT, 2, words="2 is"), {})
    assert (len(change.new), len(change.fixed), len(change.still)) == (0, 0, 1)
    assert ENGLISH(change.still[0].message) == "2 is"


def test_of_two_at_one_place_the_one_of_other_words_is_new() -> None:
    olds = _found(TEXT, 2, words="a")
    news = (*_found(TEXT, 2, words="b"), *_found(TEXT, 2, words="a"))
    change = findings_change(olds, news, {})
    assert [ENGLISH(one.message) for one in change.new] == ["b"]
    assert [ENGLISH(one.message) for one in change.still] == ["a"]
    assert change.fixed == ()
