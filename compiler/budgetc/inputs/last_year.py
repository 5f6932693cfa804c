"""Last year's source, and any other whose amounts this one has as well, where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from pathlib import PurePosixPath

from budgetc.budget.consistency import check_consistency
from budgetc.budget.consolidate import consolidate, joined, of_bodies
from budgetc.budget.consolidated import BudgetUnit, ConsolidatedBudget
from budgetc.budget.declarations import APPROVED, FINAL, STAGES
from budgetc.budget.department import Department
from budgetc.budget.model import Budget
from budgetc.budget.paths import amount_at
from budgetc.classification import Catalogue, load_catalogue
from budgetc.diagnostics import Diagnostic, Related, Severity, errors_of, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import Resources
from budgetc.files.workspace import BUDGETS, Source
from budgetc.frozen import frozen
from budgetc.inputs.reading import read_budget, read_tree
from budgetc.inputs.units import read_units
from budgetc.jurisdiction.amounts import AmountSpec
from budgetc.jurisdiction.load import load_layout
from budgetc.jurisdiction.spec import Layout
from budgetc.ledger import (
    Cube,
    Entity,
    Fact,
    Flow,
    LastYear,
    Ledger,
    Period,
    look_back,
    own_id,
    post,
)
from budgetc.source.nodes import Sequence as Items


@frozen(eq=False)
class LastSource:
    """Last year's source, or another whose amounts this one has as those of another period.

    Attributes:
        amounts: by the line that each is last year's amount of.
        cube: all of them, under this year's code lists, for the figures.
        budget: the source, with its units; of several, all of them as one department's.
    """

    amounts: LastYear
    cube: Cube
    budget: ConsolidatedBudget


@frozen(eq=False)
class Beside:
    """What stands beside a source.

    Attributes:
        sources: that tell amounts of other periods, by period.
        broken: those that have errors, by the period whose amounts would have come from each.
        findings: what is wrong with any of these.
    """

    sources: Mapping[str, LastSource] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()


def find_beside(
    source: Source,
    budget: Budget,
    units: Sequence[BudgetUnit],
    catalogue: Catalogue,
    resources: Resources,
    layout: Layout,
) -> Beside:
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
    broken: dict[str, str] = {}
    findings: dict[Diagnostic, None] = {}
    for key, spec in layout.amounts.items():
        if spec.to is None and spec.stage in STAGES and not layout.is_its_own(key):
            found, problems = read.of(key, spec)
            findings |= dict.fromkeys(problems)
            if found is not None:
                beside[layout.period(key)] = found
            elif read.broken:
                broken[layout.period(key)] = read.broken
    return Beside(beside, broken, (*findings, *read.check_predecessors()))


@frozen(eq=False)
class _Home:
    """Beside what source of which body its amounts of another period may stand.

    Attributes:
        body: its id; that of the own office is empty.
        source: beside this one.
        budget: the body's of this year.
        named: where that names the source as its predecessor; nothing of its own folder.
    """

    body: str
    source: Source
    budget: Budget
    named: Span | None = None


@frozen(eq=False)
class _Told:
    """One source of another period, with its units.

    Attributes:
        ledger: its facts are those that tell what is looked for.
    """

    source: Source
    budget: ConsolidatedBudget
    ledger: Ledger


class _Beside:
    """Reads what stands beside one source."""

    def __init__(
        self,
        source: Source,
        budget: Budget,
        units: Sequence[BudgetUnit],
        catalogue: Catalogue,
        resources: Resources,
        layout: Layout,
    ) -> None:
        self.source, self.budget, self.units = source, budget, units
        self.catalogue, self.resources, self.layout = catalogue, resources, layout
        homes = [("", source, budget), *((u.id, source.of_unit(u.id), u.budget) for u in units)]
        self.homes = [_Home(*one) for one in homes]
        self.homes += chain.from_iterable(_predecessors(*one) for one in homes)
        self.homes.sort(key=lambda home: bool(home.body))  # those of the own office first
        self.found: set[Span | None] = set()
        self.is_complete, self.broken = bool(self.layout.amounts), ""

    def of(self, key: str, spec: AmountSpec) -> tuple[LastSource | None, tuple[Diagnostic, ...]]:
        """Return the sources that tell what a key is, together, if they can be used."""
        year, told, bodies = self.budget.year + spec.year, list[_Told](), dict[str, str]()
        self.broken = ""
        for home in self.homes:
            names = _named(home.source, year, spec.stage)
            if known := [bodies[one.name] for one in names if one.name in bodies]:
                self.found.add(home.named)
                if known[0] != home.body and home.named is not None:
                    return None, (_counted_twice(home, home.named),)
                continue
            found = self._first(names, spec.stage)
            if found is not None:
                self.found.add(home.named)
                one, findings = self._read(*found, key)
                if one is None:
                    self.is_complete = False
                    return None, findings
                if home.body and home.named is None:
                    for other in told:
                        if any(one.budget.department.name == name for name in _named_in(other)):
                            return None, (_counted_already(self.budget, one, other),)
                told.append(one)
                bodies |= self._bodies_of(one, home.body, bodies, year, spec.stage)
        if unlike := next(self._typed_by_some(told, bodies), None):
            return None, (unlike,)
        return (self._together(told, bodies) if told else None), ()

    def _typed_by_some(
        self, told: Sequence[_Told], bodies: Mapping[str, str]
    ) -> Iterator[Diagnostic]:
        """Yield what one of several sources of a body types in place of a sum, and another not."""
        parts = _parts(told, bodies)
        for spec in self.layout.figures.values():
            for body, some in parts.items() if spec.instead else ():
                asked = [b for b in some if not spec.type or b.department.type in spec.type]
                lacking = [b for b in asked if amount_at(b, spec.instead or "") is None]
                if lacking and len(lacking) < len(asked):
                    named = (home.named for home in self.homes if home.body == body and home.named)
                    place = next(named, self.budget.origin.span("year"))
                    yield _to_be_typed(place, spec.instead or "", lacking[0])

    def check_predecessors(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with the folders that are named as predecessors, after all are read.

        Who still has a budget, or whose department has one that counts it, would be counted twice.
        """
        year, stage = self.budget.year, self.budget.stage
        for home in self.homes:
            if home.named is None:
                continue
            above = home.source.department.rpartition("/")[0]
            is_of_another = above and above != self.source.department.partition("/")[0]
            # The department above comes first: a unit of it is not taken over by deleting its own.
            for one in (*([home.source.of_folder(above)] if is_of_another else []), home.source):
                if found := self._first(_named(one, year, stage, itself=True), stage):
                    yield _still_there(home, home.named, found[0], year)
                    break
            else:
                if self.is_complete and home.named not in self.found:
                    yield _not_there(home, home.named, self._takeable(home))

    def _takeable(self, home: _Home) -> Sequence[str]:
        """Return the folders that may be meant by one: its unit's, else those of departments.

        Those that have a budget of this year too are no predecessors, nor are units of theirs.
        """
        year, stage, folder = self.budget.year, self.budget.stage, home.source.department

        def has(other: str, of: int) -> bool:
            named = _named(home.source.of_folder(other), of, stage, itself=of == year)
            return any(one.is_there() for one in named)

        mine, known = self.source.department.partition("/")[0], home.source.folders()
        ended = [one for one in known if not has(one, year)]
        below = [f"{one}/{folder}" for one in dict.fromkeys((mine, *ended))]
        return [one for one in below if has(one, year - 1) and not has(one, year)] or ended

    def _first(self, names: Sequence[Source], stage: str) -> tuple[Source, Budget | None] | None:
        for one in names:
            if one.is_there():
                last, _ = read_budget(one, self.resources)
                if _is_of(self._stage_of(one, last), stage):
                    return one, last
        return None

    def _stage_of(self, one: Source, last: Budget | None) -> str:
        """Return the stage of a source, as far as it can be told of one with errors."""
        if last is not None:
            return last.stage
        tree, _ = read_tree(one, self.resources)
        return (tree.said("stage") if tree is not None else "") or APPROVED

    def _bodies_of(
        self, one: _Told, body: str, known: Mapping[str, str], year: int, stage: str
    ) -> Mapping[str, str]:
        """Return whose the files of an earlier department are now.

        A unit is that of this year which stands in its folder, or names it as its predecessor; else
        it keeps its id, unless another has that.
        """
        follows: dict[str, str] = {}
        for home in self.homes:
            for file in _named(home.source, year, stage):
                if home.body or home.named is not None:
                    follows.setdefault(file.name, home.body)
        bodies = {one.source.name: body}
        for unit in one.budget.units:
            its = one.source.of_unit(unit.id)
            is_taken = bool(body) or unit.id in known.values()
            bodies[its.name] = follows.get(its.name, its.department if is_taken else unit.id)
        return bodies

    def _read(
        self, earlier: Source, last: Budget | None, key: str
    ) -> tuple[_Told | None, tuple[Diagnostic, ...]]:
        year = self.budget.year + self.layout.amounts[key].year
        wrong_with_it = _wrong_with(earlier, last, year, self.resources)
        if last is None or wrong_with_it:
            self.broken = earlier.name
            problem = msg("{file} has errors, and its amounts are not used", file=earlier.name)
            if earlier.stem == str(self.budget.year - 1):
                problem = msg(
                    "last year's source {file} has errors and is not used", file=earlier.name
                )
            hint = msg("check {file} and mend it", file=earlier.name)
            related = [Related(wrong.span, wrong.message) for wrong in wrong_with_it[:1]]
            place = self.budget.origin.span("year")
            return None, (finding("YOY101", problem, place, related=related, hint=hint),)
        earlier_units, findings = read_units(earlier, last, self.resources)
        if wrong := errors_of(findings):
            return None, (_without_a_unit(self.budget, earlier, wrong[0]),)
        whole = consolidate(last, earlier_units)
        layout, _ = load_layout(self.resources, last.jurisdiction, last.stage)
        if layout is None:
            return None, ()  # which is reported of that source
        telling = self._telling(key, layout, last.year)
        if not telling:
            return None, ()
        posted = post(whole, load_catalogue(self.resources, last.year), told=layout.told)
        facts = _told_by(posted.facts, telling, layout)
        if facts is None:
            return None, ()
        return _Told(earlier, whole, replace(posted, facts=facts)), ()

    def _telling(self, key: str, earlier: Layout, year: int) -> tuple[str, ...]:
        """Return the keys by which an earlier source may tell what a key is.

        What this one compares with is what that one reports, and nothing else it may have.
        """
        found = earlier.telling(self.layout.amounts[key], self.budget.year - year)
        if key == self.layout.compares and earlier.reports in found:
            return (earlier.reports,)
        return found

    def _together(self, told: Sequence[_Told], bodies: Mapping[str, str]) -> LastSource:
        """Return sources as one, with this year's ids and types: like is compared with like."""
        types = {home.body: home.budget.department.type for home in self.homes}
        entities: dict[str, Entity] = {}
        for one in told:
            for file, entity in one.ledger.entities.items():
                body = bodies.get(file, entity.id)
                is_type = types.get(body, entity.type)
                entities[file] = replace(entity, id=body, type=is_type)
        is_same = len(told) == 1 and entities == told[0].ledger.entities
        facts = told[0].ledger.facts if is_same else tuple(_apart(told, entities))
        ledger = Ledger(facts, entities)
        amounts = look_back(ledger, self.catalogue.successors)
        return LastSource(amounts, Cube(ledger, self.catalogue), self._whole(told, bodies))

    def _whole(self, told: Sequence[_Told], bodies: Mapping[str, str]) -> ConsolidatedBudget:
        """Return the budgets of sources as one department's."""
        first, parts = told[0].budget, _parts(told, bodies)
        listed = {unit.id: unit.listed for unit in self.units}
        for one in told:
            for unit in one.budget.units:
                listed[bodies[unit.budget.origin.tree.file]] = unit.listed
        if len(told) == 1 and list(parts) == list(of_bodies(first)):
            return first
        own = joined(parts.pop("", [_nobody(first.own)]))
        units = [BudgetUnit(body, listed[body], joined(some)) for body, some in parts.items()]
        return consolidate(own, units)


def _parts(told: Sequence[_Told], bodies: Mapping[str, str]) -> dict[str, list[Budget]]:
    """Return the budgets of several sources by the bodies that they are of now."""
    parts: dict[str, list[Budget]] = {}
    for one in told:
        for budget in of_bodies(one.budget).values():
            parts.setdefault(bodies[budget.origin.tree.file], []).append(budget)
    return parts


def _named_in(one: _Told) -> Iterator[str]:
    """Yield the units that a source names, and of which none has a source of its own there."""
    units = one.budget.department.subordinate_units
    return (unit.name for unit in units if unit.id is None and unit.name)


def _predecessors(body: str, source: Source, budget: Budget) -> Iterator[_Home]:
    """Yield a home in each folder that a source names as its predecessor."""
    origin = budget.department.origin
    node = origin.node.get("predecessors")
    places = node.items if isinstance(node, Items) else ()
    for folder, place in zip(budget.department.predecessors, places, strict=True):
        yield _Home(body, source.of_folder(folder), budget, origin.tree.span(place))


def _nobody(other: Budget) -> Budget:
    """Return the budget of an own office that had none, as far as one has to say something."""
    department = Department(other.department.origin, name=other.department.name)
    return Budget(
        other.origin, jurisdiction=other.jurisdiction, year=other.year, unit=other.unit,
        department=department, stage=other.stage,
    )  # fmt: skip


def _apart(told: Sequence[_Told], entities: Mapping[str, Entity]) -> Iterator[Fact]:
    """Yield the facts of sources, each project called as it goes on in this year's.

    Of two of one body with one id the first keeps it: that of its own folder, if it is there. The
    other is called by its folder as well, `fire-training`, by which this year's source has it.
    """
    ids: dict[tuple[str, str, str], str] = {}
    taken = set[tuple[str, str]]()
    for one in told:
        for fact in one.ledger.facts:
            if not fact.project:
                yield fact
                continue
            file = fact.origin.tree.file
            body = entities[file].id
            key = (file, body, fact.project)
            if key not in ids:
                own = own_id(fact.project, one.ledger.entity_of(fact).id)
                while (body, own) in taken:
                    own = f"{PurePosixPath(file).parent.name}-{own}"
                taken.add((body, own))
                ids[key] = f"{body}.{own}" if body else own
            yield fact if ids[key] == fact.project else replace(fact, project=ids[key])


def _counted_twice(home: _Home, place: Span) -> Diagnostic:
    problem = msg(
        "the amounts of {folder} are counted already, as those of another part of this department",
        folder=home.source.department,
    )
    hint = msg(
        "name it in one source; in the other, type last year's amounts, with restated: and the "
        "reason"
    )
    return finding("YOY104", problem, place, hint=hint)


def _to_be_typed(place: Span, path: str, lacking: Budget) -> Diagnostic:
    problem = msg(
        "one source of last year types {path}, and {file} does not: both are one body now",
        path=path,
        file=lacking.origin.tree.file,
    )
    hint = msg("type {path} in {file} too: what its document printed then", path=path,
               file=lacking.origin.tree.file)  # fmt: skip
    return finding("YOY104", problem, place, hint=hint)


def _counted_already(budget: Budget, one: _Told, other: _Told) -> Diagnostic:
    problem = msg(
        "last year's source {file} names {unit} without id:, so its money stands there; "
        "{own} has it again",
        file=other.source.name,
        unit=one.budget.department.name,
        own=one.source.name,
    )
    hint = msg(
        "where its money is in {own} alone, give it its id: in {file}; else delete {own}",
        file=other.source.name,
        own=one.source.name,
    )
    return finding("YOY103", problem, budget.origin.span("year"), hint=hint)


def _still_there(home: _Home, place: Span, there: Source, year: int) -> Diagnostic:
    problem = msg(
        "{folder} is no predecessor: {file} is a budget of {year} too, and counts its last year",
        folder=home.source.department,
        file=there.name,
        year=str(year),
    )
    hint = msg("delete the name here, and type last year's amounts")
    if there.department == home.source.department:
        hint = msg(
            "delete the name here, and type last year's amounts; where nothing was left of "
            "{folder}, delete {file}",
            folder=home.source.department,
            file=there.name,
        )
    return finding("YOY104", problem, place, hint=hint)


def _not_there(home: _Home, place: Span, takeable: Sequence[str]) -> Diagnostic:
    folder = home.source.department
    problem = msg("there is no source of the year before in {folder}", folder=f"{BUDGETS}/{folder}")
    hint = (
        msg("put it there; or delete the name here, and type last year's amounts")
        if folder.partition("/")[0] in home.source.folders()
        else choices(folder, takeable)
    )
    return finding("YOY104", problem, place, hint=hint)


def _told_by(
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


def _named(source: Source, year: int, stage: str, *, itself: bool = False) -> tuple[Source, ...]:
    there = source.of_year(year) if stage == APPROVED else source.of_stage(year, stage)
    return (source, *there) if itself else there


def _is_of(its_stage: str, stage: str) -> bool:
    """Tell whether a budget is of a stage; what was approved may have been adjusted since."""
    return its_stage == stage or (stage == APPROVED and its_stage != FINAL)


def _wrong_with(
    earlier: Source, last: Budget | None, year: int, resources: Resources
) -> tuple[Diagnostic, ...]:
    """Return what makes amounts of a source others than those that are looked for.

    Where the year was not changed in a copy, its amounts would be taken for those of a year later,
    and what it says of the year before for this.
    """
    if last is None:
        return read_budget(earlier, resources)[1]
    errors = tuple(
        one for one in check_consistency(last, earlier.stem) if one.severity is Severity.ERROR
    )
    if last.year == year or errors:
        return errors
    problem = msg("the file is that of {file}, and its year is {year}", file=str(year),
                  year=str(last.year))  # fmt: skip
    return (finding("SCH007", problem, last.origin.span("year")),)


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
