"""The facts of declared sections, and the second way to their sums."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from budgetc import pipeline
from budgetc.diagnostics.messages import ENGLISH
from budgetc.ledger import Fact, Ledger, post
from budgetc.numbers.values import Amount
from budgetc.pipeline import Compilation
from tests.jurisdiction.district import write_district
from tests.support import compile_only


def _compiled(folder: Path) -> Compilation:
    write_district(folder)
    return compile_only(folder)


def test_a_fact_has_its_margin_its_period_and_the_codes_around_it(tmp_path: Path) -> None:
    draft = _compiled(tmp_path).draft
    assert draft is not None
    first, *_ = draft.ledger.facts
    assert (first.fen, first.margin, first.period) == (90_000, "money", "actual")
    assert dict(first.codes) == {"school": "north", "account": "5100"}
    (salary,) = (one for one in draft.ledger.facts if one.period == "salary" and one.fen == 70_000)
    assert (salary.margin, salary.kind, dict(salary.codes)) == (
        "staff", "teaching", {"school": "north"},
    )  # fmt: skip
    posts = [one.fen for one in draft.ledger.facts if one.period == "posts"]
    assert posts == [250, 75]


def _lost(_: Fact) -> list[Fact]:
    return []


def _more(fact: Fact) -> list[Fact]:
    return [replace(fact, fen=Amount((fact.fen or 0) + 1))]


def _elsewhere(fact: Fact) -> list[Fact]:
    return [replace(fact, margin="accounts")]


@pytest.mark.parametrize("change", [_lost, _more, _elsewhere])
def test_a_fault_of_posting_is_found(
    change: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mutated(*given: object) -> Ledger:
        ledger = post(*given)  # type: ignore[arg-type]
        first, *others = ledger.facts
        return replace(ledger, facts=(*change(first), *others))  # type: ignore[operator]

    monkeypatch.setattr(pipeline, "post", mutated)
    compiled = _compiled(tmp_path)
    told = [ENGLISH(one.message) for one in compiled.findings if one.code == "INT001"]
    assert told
    assert told[-1].startswith("money, actual: 100000 was typed, and ")
    assert compiled.document is None
