"""Last year's source, and any other whose amounts this one has as well, where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from budgetc.budget.consolidate import consolidate
from budgetc.budget.consolidated import BudgetUnit, ConsolidatedBudget
from budgetc.budget.declarations import APPROVED, FINAL, STAGES
from budgetc.budget.model import Budget
from budgetc.classification import Catalogue, load_catalogue
from budgetc.diagnostics import Diagnostic, Related, Severity, finding
from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.frozen import frozen
from budgetc.inputs.reading import read_budget
from budgetc.inputs.units import read_units
from budgetc.jurisdiction import Layout
from budgetc.jurisdiction.amounts import AmountSpec
from budgetc.jurisdiction.load import load_layout
from budgetc.ledger import Cube, Entity, Fact, Flow, LastYear, Period, look_back, post


@frozen(eq=False)
class LastSource:
    """Last year's source, or another whose amounts this one has as those of another period.

    Attributes:
        amounts: by the line that each is last year's amount of.
        cube: all of them, under this year's code lists, for the figures.
        budget: the source, with its units.
    """

    amounts: LastYear
    cube: Cube
    budget: ConsolidatedBudget


def find_beside(
    source: Source,
    budget: Budget,
    units: Sequence[BudgetUnit],
    catalogue: Catalogue,
    resources: Resources,
    layout: Layout,
) -> tuple[Mapping[str, LastSource], tuple[Diagnostic, ...]]:
    """Return the sources that tell amounts of other periods, by period, as far as they are there.

    Args:
        source: of this year.
        budget: what it says.
        units: those of its units that have sources.
        catalogue: the code lists of this year.
        resources: the data files.
        layout: says which year and stage each period is of.
    """
    read = _Beside(source, budget, units, catalogue, resources, layout)
    beside: dict[str, LastSource] = {}
    findings: list[Diagnostic] = []
    for key, spec in layout.amounts.items():
        if spec.to is None and spec.stage in STAGES and not layout.is_its_own(key):
            found, problems = read.of(key, spec)
            findings += problems
            if found is not None:
                beside[layout.period(key)] = found
    return beside, tuple(findings)


@frozen()
class _Beside:
    """Reads what stands beside one source."""

    source: Source
    budget: Budget
    units: Sequence[BudgetUnit]
    catalogue: Catalogue
    resources: Resources
    layout: Layout

    def of(self, key: str, spec: AmountSpec) -> tuple[LastSource | None, tuple[Diagnostic, ...]]:
        """Return the source that tells what a key is, if there is one that can be used."""
        for one in _named(self.source, self.budget.year + spec.year, spec.stage):
            if one.is_there():
                last, _ = read_budget(one, self.resources)
                if last is None or _is_of(last, spec.stage):
                    return self._read(one, last, key)
        return None, ()

    def _read(
        self, earlier: Source, last: Budget | None, key: str
    ) -> tuple[LastSource | None, tuple[Diagnostic, ...]]:
        if last is None:
            problem = msg("{file} has errors, and its amounts are not used", file=earlier.name)
            if earlier.stem == str(self.budget.year - 1):
                problem = msg(
                    "last year's source {file} has errors and is not used", file=earlier.name
                )
            hint = msg("check {file} and mend it", file=earlier.name)
            return None, (finding("YOY101", problem, self.budget.origin.span("year"), hint=hint),)
        earlier_units, findings = read_units(earlier, last, self.resources)
        if wrong := [one for one in findings if one.severity is Severity.ERROR]:
            return None, (_without_a_unit(self.budget, earlier, wrong[0]),)
        whole = consolidate(last, earlier_units)
        layout, _ = load_layout(self.resources, last.jurisdiction, last.stage)
        if layout is None:
            return None, ()  # which is reported of that source
        telling = self._telling(key, layout, last.year)
        if not telling:
            return None, ()
        posted = post(whole, load_catalogue(self.resources, last.year), told=layout.told)
        facts = told_by(posted.facts, telling, layout)
        if facts is None:
            return None, ()
        ledger = replace(
            posted,
            facts=facts,
            entities=_as_they_are_now(posted.entities, self.budget, self.units),
        )
        amounts = look_back(ledger, self.catalogue.successors)
        return LastSource(amounts, Cube(ledger, self.catalogue), whole), ()

    def _telling(self, key: str, earlier: Layout, year: int) -> tuple[str, ...]:
        """Return the keys by which an earlier source may tell what a key is.

        What this one compares with is what that one reports, and nothing else it may have.
        """
        found = earlier.telling(self.layout.amounts[key], self.budget.year - year)
        if key == self.layout.compares and earlier.reports in found:
            return (earlier.reports,)
        return found


def told_by(
    facts: tuple[Fact, ...], keys: Sequence[str], layout: Layout
) -> tuple[Fact, ...] | None:
    """Return the facts that some keys of a source tell, as what that source reports.

    Nothing where an entry may have several of the keys: none says which one is meant, and a
    neighbour's value is worse than none. What is reported is the last to be meant.

    Args:
        facts: of the source.
        keys: that may tell what is looked for.
        layout: of the source.
    """
    if keys == (layout.reports,):
        return facts
    periods = {layout.period(key): key for key in keys}
    told = []
    for fact in facts:
        if fact.flow is not Flow.DECLARED:
            told += [fact] * (layout.reports in keys)
            continue
        shape = fact.origin.tree.shape.at(fact.origin.path)
        there = [key for key in keys if shape.has(key)]
        meant = [key for key in there if key != layout.reports] or there
        if len(meant) > 1:
            return None
        if [periods.get(fact.period)] == meant:
            told.append(replace(fact, period=Period.CURRENT))
    return tuple(told)


def _named(source: Source, year: int, stage: str) -> tuple[Source, ...]:
    return source.of_year(year) if stage == APPROVED else source.of_stage(year, stage)


def _is_of(last: Budget, stage: str) -> bool:
    """Tell whether a budget is of a stage; what was approved may have been adjusted since."""
    return last.stage == stage or (stage == APPROVED and last.stage != FINAL)


def _without_a_unit(budget: Budget, earlier: Source, wrong: Diagnostic) -> Diagnostic:
    """Return a finding, for without one unit all sums of last year would be smaller."""
    problem = msg(
        "last year's source {file} cannot be used with its units: {reason}",
        file=earlier.name,
        reason=wrong.message,
    )
    hint = msg("check {file} and mend it", file=earlier.name)
    related = [Related(wrong.span, msg("it is found here"))]
    return finding("YOY103", problem, budget.origin.span("year"), related=related, hint=hint)


def _as_they_are_now(
    entities: Mapping[str, Entity], budget: Budget, units: Sequence[BudgetUnit]
) -> Mapping[str, Entity]:
    """Return last year's bodies with this year's types, so that like is compared with like."""
    now = {"": budget.department.type} | {u.id: u.budget.department.type for u in units}
    return {
        file: replace(entity, type=now.get(entity.id, entity.type))
        for file, entity in entities.items()
    }
