"""Two ways to one figure: posting is broken in many ways, and each is found by compiling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from budgetc import pipeline
from budgetc.budget.consolidate import consolidate
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Translator
from budgetc.ledger import Fact, Flow, Ledger, Period, post
from budgetc.numbers.values import Amount
from tests.budget.department import compile_department, sources, without_priors
from tests.support import KORLA, compile_text

Change = Callable[[Fact], Iterator[Fact]]


def _dropped(_: Fact) -> Iterator[Fact]:
    yield from ()


def _doubled(fact: Fact) -> Iterator[Fact]:
    yield from (fact, fact)


def _turned(fact: Fact) -> Iterator[Fact]:
    yield replace(fact, fen=Amount(-(fact.fen or 0)))


def _one_fen_more(fact: Fact) -> Iterator[Fact]:
    yield replace(fact, fen=Amount((fact.fen or 0) + 1))


def _with(**other: str) -> Change:
    def change(fact: Fact) -> Iterator[Fact]:
        yield replace(fact, **other)  # type: ignore[arg-type]

    return change


def _is(flow: Flow, period: Period, **names: str) -> Callable[[Fact], bool]:
    return lambda fact: (
        (fact.flow, fact.period) == (flow, period)
        and bool(fact.fen)
        and all(getattr(fact, name) == value for name, value in names.items())
    )


REVENUE = _is(Flow.REVENUE, Period.CURRENT)
LAST_REVENUE = _is(Flow.REVENUE, Period.PRIOR)
SALARIES = _is(Flow.EXPENDITURE, Period.CURRENT, economic="30101")
OFFICE = _is(Flow.EXPENDITURE, Period.CURRENT, function="2013801")
LAST_OFFICE = _is(Flow.EXPENDITURE, Period.PRIOR, function="2013801")
PROJECT = _is(Flow.EXPENDITURE, Period.CURRENT, kind="project")
LAST_PROJECT = _is(Flow.EXPENDITURE, Period.PRIOR, kind="project")

MUTANTS: dict[str, tuple[Callable[[Fact], bool], Change]] = {
    "a line of revenue is lost": (REVENUE, _dropped),
    "a line of revenue counts twice": (REVENUE, _doubled),
    "revenue is of another fund": (REVENUE, _with(fund="government_fund.own")),
    "last year's revenue is lost": (LAST_REVENUE, _dropped),
    "an economic item is lost": (SALARIES, _dropped),
    "an economic item is another": (SALARIES, _with(economic="30102")),
    "an economic item is of the other group": (SALARIES, _with(group="公用经费")),
    "a function item is another": (OFFICE, _with(function="2013802")),
    "basic expenditure is project expenditure": (OFFICE, _with(kind="project")),
    "expenditure has no kind": (OFFICE, _with(kind="")),
    "a line is taken off": (OFFICE, _turned),
    "a line is a cent more": (OFFICE, _one_fen_more),
    "this year's line is last year's": (OFFICE, _with(period="prior")),
    "last year's line counts twice": (LAST_OFFICE, _doubled),
    "last year's line is of another fund": (LAST_OFFICE, _with(fund="government_fund.own")),
    "a project's money is of another fund": (PROJECT, _with(fund="government_fund.own")),
    "a project's money is of no project": (PROJECT, _with(project="")),
    "a project's money is basic": (PROJECT, _with(kind="basic")),
    "last year's project is lost": (LAST_PROJECT, _dropped),
}


def mutated(ledger: Ledger, chosen: Callable[[Fact], bool], change: Change) -> Ledger:
    """Return a ledger of which the first fact that is chosen is changed."""
    facts = list(ledger.facts)
    at = next(position for position, fact in enumerate(facts) if chosen(fact))
    facts[at : at + 1] = change(facts[at])
    return replace(ledger, facts=tuple(facts))


def disagreements(findings: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [found for found in findings if found.code == "INT001"]


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_fault_of_posting_is_found_when_a_budget_is_compiled(
    mutant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, change = MUTANTS[mutant]
    monkeypatch.setattr(pipeline, "post", lambda *given: mutated(post(*given), chosen, change))
    done = compile_text(KORLA)
    # Money of no project is missed before it can be compared.
    assert {found.code for found in done.findings} & {"INT001", "DOC001"}
    assert done.document is None


def test_sums_below_zero_are_compared_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    taken_back = KORLA.replace("{code: 30112, amount: 0.29}", "{code: 30112, amount: -0.29}")
    assert taken_back != KORLA
    assert disagreements(compile_text(taken_back).findings) == []
    chosen, change = (
        _is(Flow.EXPENDITURE, Period.CURRENT, economic="30112"),
        _with(economic="30106"),
    )
    monkeypatch.setattr(pipeline, "post", lambda *given: mutated(post(*given), chosen, change))
    assert disagreements(compile_text(taken_back).findings)


def _without_last_unit(whole: ConsolidatedBudget) -> ConsolidatedBudget:
    basic = whole.basic_expenditure
    assert basic is not None
    lines = replace(basic, by_function=basic.by_function[: len(basic.by_function) // 2])
    return replace(whole, basic_expenditure=lines)


def _own_procurement(whole: ConsolidatedBudget) -> ConsolidatedBudget:
    return replace(whole, procurement=whole.own.procurement)


def _own_assets(whole: ConsolidatedBudget) -> ConsolidatedBudget:
    return replace(whole, assets=whole.own.assets)


def _own_cars(whole: ConsolidatedBudget) -> ConsolidatedBudget:
    return replace(whole, three_public=whole.own.three_public)


def _own_operating_cost(whole: ConsolidatedBudget) -> ConsolidatedBudget:
    return replace(whole, operating_cost=whole.own.operating_cost)


def _projects_twice(whole: ConsolidatedBudget) -> ConsolidatedBudget:
    projects = whole.project_expenditure
    assert projects is not None
    return replace(whole, project_expenditure=replace(projects, projects=projects.projects * 2))


@pytest.mark.parametrize(
    "mutant",
    [
        _without_last_unit,
        _own_procurement,
        _own_assets,
        _own_cars,
        _own_operating_cost,
        _projects_twice,
    ],
)
def test_a_fault_of_consolidation_is_found_when_a_department_is_compiled(
    mutant: Callable[[ConsolidatedBudget], ConsolidatedBudget],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    assert disagreements(compile_department(tmp_path, sources()).findings) == []
    monkeypatch.setattr(pipeline, "consolidate", lambda *given: mutant(consolidate(*given)))
    done = compile_department(tmp_path, sources())
    assert disagreements(done.findings)
    assert done.document is None


def test_what_last_year_had_and_this_year_does_not_find_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    this_year = without_priors(KORLA).replace("year: 2024", "year: 2025", 1)
    assert disagreements(compile_text(this_year, last=KORLA).findings) == []
    dropped = _is(Flow.EXPENDITURE, Period.PRIOR, function="2080505")
    monkeypatch.setattr(pipeline, "post", lambda *given: mutated(post(*given), dropped, _dropped))
    assert disagreements(compile_text(this_year, last=KORLA).findings)


def test_the_words_of_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """INT001 names both ways."""
    chosen, change = MUTANTS["an economic item is lost"]
    monkeypatch.setattr(pipeline, "post", lambda *given: mutated(post(*given), chosen, change))
    first = disagreements(compile_text(KORLA).findings)[0]
    assert [Translator(language)(first.message) for language in ("en", "zh")] == [
        (
            "expenditure by economic item, this year, 一般财力 basic: 277.66 万元 was typed, and "
            "215.42 万元 is counted"
        ),
        "本年按经济分类的支出（一般财力 basic）：录入277.66万元，计入215.42万元",
    ]


def test_a_budget_agrees_with_itself() -> None:
    """INT001 says nothing of a real budget."""
    assert disagreements(compile_text(KORLA).findings) == []
