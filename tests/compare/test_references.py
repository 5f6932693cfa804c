"""What is wrong in the two published references is found, and nothing that is right is reported.

The truth is what was found by reading them, before there was a comparison: the defects listed in
their transcriptions, and the differences of `tests/oracle`, where every place is that differs.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from budgetc.compare import LEAST, Difference, Fault, Sort
from budgetc.compare.scan import scan
from budgetc.numbers.marks import WITH_POINT
from tests.oracle.korla_differences import DIFFERENCES as KORLA_DIFFERENCES
from tests.oracle.korla_differences import Kind
from tests.oracle.putuo_differences import DIFFERENCES as PUTUO_DIFFERENCES

from .accounts import ACCOUNTS, KINDS, OTHERS, Found, Typed
from .references import KORLA, PUTUO, comparison_of, compiled, defects_of

SOURCES = pytest.mark.parametrize(
    "source",
    [
        pytest.param(KORLA, id="Korla"),
        pytest.param(PUTUO, id="Putuo"),
    ],
)
_LISTED = {KORLA: KORLA_DIFFERENCES, PUTUO: PUTUO_DIFFERENCES}
_FIGURES = (Fault.ARITHMETIC, Fault.ROUNDING, Fault.AMOUNT, Fault.TEXT_VS_TABLE)


def _is(found: Difference, wanted: Found) -> bool:
    """Tell whether a finding is the wanted one, or has it as its consequence."""
    follows = any(
        (one.sum, one.whole) == (wanted.published, wanted.ours) for one in found.consequences
    )
    return any(wanted.where in where for where in (found.where, *found.also)) and (
        follows
        or (
            found.fault is wanted.fault
            and found.published == wanted.published
            and (not wanted.ours or found.ours == wanted.ours)
        )
    )


def _all(source: str) -> tuple[Difference, ...]:
    """Return every finding that is sure, those of style too."""
    return comparison_of(source).told(LEAST, *Sort)


def _wanted(source: str) -> dict[tuple[str, str], Found | Typed]:
    return {
        (where, printed): account
        for (home, where, printed), account in ACCOUNTS.items()
        if home == source
    }


def _tell(capsys: pytest.CaptureFixture[str], *lines: str) -> None:
    """Print lines where the results of tests are printed."""
    with capsys.disabled():
        print(*lines, sep="\n")  # noqa: T201


@SOURCES
def test_every_defect_of_the_three_kinds_has_an_account(source: str) -> None:
    defects = [(d.where, d.printed) for d in defects_of(source) if d.kind in KINDS]
    assert Counter(defects) == Counter(_wanted(source).keys())


@SOURCES
def test_recall(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    differences = _all(source)
    wanted = _wanted(source)
    visible = {key: account for key, account in wanted.items() if isinstance(account, Found)}
    missed = [k for k, a in visible.items() if not any(_is(found, a) for found in differences)]
    _tell(
        capsys,
        f"\n{source}: recall {len(visible) - len(missed)}/{len(visible)} of the defects that print "
        f"shows; {len(wanted) - len(visible)} are of what was typed:",
        *(
            f"  {where} {printed}: {account.reason} ({account.rule or 'no rule'})"
            for (where, printed), account in wanted.items()
            if isinstance(account, Typed)
        ),
    )
    assert missed == []


@SOURCES
def test_precision(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    differences = _all(source)
    listed = [a for a in _wanted(source).values() if isinstance(a, Found)]
    true = [*listed, *OTHERS[source]]
    false = [found for found in differences if not any(_is(found, one) for one in true)]
    right = len(differences) - len(false)
    _tell(capsys, f"\n{source}: precision {right}/{len(differences)} of the reported differences")
    assert false == []


@SOURCES
def test_what_else_is_reported_is_a_listed_defect(source: str) -> None:
    places = {defect.where for defect in defects_of(source)}
    assert set(OTHERS[source].values()) <= places
    for wanted in OTHERS[source]:
        assert any(_is(found, wanted) for found in _all(source)), wanted


@SOURCES
def test_every_reported_figure_is_a_listed_difference(source: str) -> None:
    """The oracle lists by its own reading of the documents which figures differ."""
    listed = Counter(
        (_value(d.published), _value(d.compiled))
        for d in _LISTED[source]
        if d.reason.kind is Kind.DEFECT and d.published and d.compiled
    )
    pairs = [
        (_value(found.published), _value(found.ours))
        for found in _all(source)
        if found.fault in _FIGURES and found.figure is not None and found.published and found.ours
        for _ in found.places
    ]
    assert pairs
    assert Counter(pairs) == Counter(
        {pair: times for pair, times in listed.items() if None not in pair and len(set(pair)) == 2}
    )


def _value(text: str | None) -> Decimal | None:
    """Return the only number of a text."""
    numbers = scan(text or "", ("万元", "元", "%")).numbers
    return numbers[0].value if len(numbers) == 1 else None


@SOURCES
def test_nearly_every_figure_is_found_in_print(source: str) -> None:
    tally = comparison_of(source).tally
    assert tally.compared > 270
    wrong = {
        quote
        for found in _all(source)
        if found.figure is not None and found.published
        for quote in found.places
    }
    assert tally.compared - tally.equal == len(wrong)
    lost = {KORLA: {"表 2 部门收入总体情况表": 11}, PUTUO: {"六、年度预算安排": 1}}
    assert dict(tally.not_found) == lost[source]


def test_rules_find_what_print_does_not_show() -> None:
    """Those that are right by a rule of another opinion are not among the findings."""
    codes = {finding.code for finding in compiled(KORLA).findings}
    assert {"STF002", "PER010"} <= codes


def test_digits() -> None:
    assert WITH_POINT.read("1,623.18") == (Decimal("1623.18"), 2)
