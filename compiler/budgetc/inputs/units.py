"""The sources of a department's units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from budgetc.budget.consolidate import OF_ACCOUNTS, Fault, check_parts
from budgetc.budget.consolidated import BudgetUnit as Unit
from budgetc.budget.declarations import FINAL
from budgetc.budget.department import SubordinateUnit
from budgetc.budget.model import Budget
from budgetc.classification import load_catalogue
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import Bilingual, Message, enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import Source
from budgetc.inputs.reading import read_budget, read_tree
from budgetc.inputs.transfers import both_ends, parts_of_lines
from budgetc.jurisdiction.conventions import Conventions
from budgetc.jurisdiction.mentions import mentions
from budgetc.lists import money_units
from budgetc.source.adding import entry_to_add
from budgetc.source.identity import Names
from budgetc.source.nodes import Mapping, Scalar, SourceTree
from budgetc.source.origin import Origin
from budgetc.source.spoken import key_typed, line_typed


def read_units(
    source: Source, budget: Budget, resources: Resources
) -> tuple[tuple[Unit, ...], tuple[Diagnostic, ...]]:
    """Return the units that a department lists with a source, and what is wrong with the list."""
    units: dict[str, Unit] = {}
    findings: list[Diagnostic] = []
    for listed in budget.department.subordinate_units:
        if listed.id is None:
            continue
        if budget.kind == "unit":
            findings.append(_below_a_unit(listed.id, budget, listed.origin.span("id")))
            continue
        if listed.id in units:
            problem = msg("the unit {id} stands in the list twice", id=listed.id)
            first = units[listed.id].listed.origin.span("id")
            related = [Related(first, msg("the first one is here"))]
            place, hint = listed.origin.span("id"), msg("keep one of them")
            findings.append(finding("UNI004", problem, place, related=related, hint=hint))
            continue
        unit, problems = _read_unit(source, budget, listed, listed.id, resources)
        findings += problems
        if unit is not None:
            units[listed.id] = unit
            findings += both_ends(budget, unit, money_units(resources)[budget.unit])
            findings += _held_twice(budget, unit)
    if budget.transfers:
        catalogue = load_catalogue(resources, budget.year)
        findings += parts_of_lines(budget, catalogue, money_units(resources)[budget.unit])
    findings += _unlisted(source, budget, resources)
    return tuple(units.values()), tuple(findings)


def _read_unit(
    source: Source, budget: Budget, listed: SubordinateUnit, unit_id: str, resources: Resources
) -> tuple[Unit | None, tuple[Diagnostic, ...]]:
    place = listed.origin.span("id")
    unit_source = source.of_unit(unit_id)
    unit, _ = read_budget(unit_source, resources)
    if unit is None and not unit_source.is_there():
        problem = msg("the source of the unit {id} is missing: {file}", id=unit_id,
                      file=unit_source.name)  # fmt: skip
        hint = msg(
            "write it; where its money stands in this source, delete id: here; or take the unit "
            "off the list"
        )
        return None, (finding("UNI001", problem, place, hint=hint),)
    if unit is None:
        problem = msg("the source of the unit {id} has errors: {file}", id=unit_id,
                      file=unit_source.name)  # fmt: skip
        hint = msg("check {file} and mend it", file=unit_source.name)
        return None, (finding("UNI002", problem, place, hint=hint),)
    for key in ("year", "jurisdiction", "stage"):
        mine, theirs = getattr(budget, key), getattr(unit, key)
        if mine != theirs:
            problem = msg(
                "{key} is {theirs} in {file}, {mine} in the department's source",
                key=budget.origin.called(key),
                theirs=str(theirs),
                mine=str(mine),
                file=unit_source.name,
            )
            related = [Related(unit.origin.span(key), msg("the unit's is here"))]
            hint = msg("type the same {key} in both files", key=key)
            return None, (finding("UNI003", problem, place, related=related, hint=hint),)
    for below in unit.department.subordinate_units:
        if below.id is not None:
            related = [Related(below.origin.span("id"), msg("the unit lists it here"))]
            return None, (_below_a_unit(below.id, unit, place, related),)
    return Unit(unit_id, listed, unit), ()


def _below_a_unit(
    below: str, unit: Budget, place: Span, related: Sequence[Related] = ()
) -> Diagnostic:
    problem = msg(
        "{below} stands below {name}, which is a unit itself: its money would be in no sum",
        below=below,
        name=unit.department.name,
    )
    hint = msg("list it in the department's source, and put its folder beside the unit's")
    return finding("UNI007", problem, place, related=related, hint=hint)


def unlike_parts(
    budget: Budget, units: Sequence[Unit], conventions: Conventions | None
) -> Iterator[Diagnostic]:
    """Yield what keeps a department and its units from being put together.

    What is missing is told where it is to be typed, as a document of that source tells it. Of what
    the layout has no use for, nobody is asked: of a sum that not all tell there is none.
    """
    parts = (budget, *(unit.budget for unit in units))
    missing: list[Fault] = []
    needless: dict[int, list[Fault]] = defaultdict(list)
    for fault in check_parts(budget, units):
        if fault.values:
            mine, theirs = fault.values
            problem = msg(
                "{path} is {mine} in {file}, {theirs} in {other}",
                path=fault.path,
                mine=mine,
                theirs=theirs,
                file=parts[fault.part].origin.tree.file,
                other=parts[fault.other].origin.tree.file,
            )
            hint = msg("write the same in both, or what holds of all in the department's source")
            if 0 in (fault.part, fault.other):  # the department says it already
                hint = msg("write the same in both")
            place = units[fault.part - 1].listed.origin.span("id")
            yield finding("UNI009", problem, place, hint=hint)
        elif budget.stage != FINAL and _key_of(fault) in OF_ACCOUNTS:
            needless[fault.other].append(fault)
        elif conventions is None or mentions(conventions, _key_of(fault)):
            missing.append(fault)
    for part, faults in needless.items():
        tree = parts[part].origin.tree
        problem = msg(
            "{file} has what final accounts alone use: {paths}",
            file=tree.file,
            paths=enumerated(dict.fromkeys(_called(fault, parts) for fault in faults)),
        )
        hint = msg("delete it in {file}", file=tree.file)
        listed = units[max(part, faults[0].part) - 1].listed
        yield finding("UNI008", problem, listed.origin.span("id"), hint=hint)
    names = cache(Names)
    for fault in sorted(missing, key=lambda one: one.part):
        tree, path = parts[fault.part].origin.tree, tuple(fault.path.split("."))
        section, other = cast("Mapping", tree.at(path[:-1])[0]), parts[fault.other].origin.tree
        problem = msg(
            "{path} is missing, and {other} says it",
            path=names(tree).to_type(path),
            other=other.file,
        )
        place = Origin(tree, section, path[:-1]).key_span(path[-1])
        yield finding("UNI008", problem, place, hint=_to_write(fault, other, tree))


def _key_of(fault: Fault) -> str:
    return fault.path.rpartition(".")[2]


def _called(fault: Fault, parts: Sequence[Budget]) -> Bilingual:
    """Return a path, which is what is typed; in Chinese with what people call it."""
    name = Names(parts[fault.other].origin.tree).address(tuple(fault.path.split("."))).name
    return Bilingual(fault.path, f"{name.zh} ({fault.path})")


def _to_write(fault: Fault, other: SourceTree, tree: SourceTree) -> Message:
    """Return what to type where something is left out; of counts by kinds, with their keys.

    Args:
        fault: what is left out.
        other: the source that has it.
        tree: the source that lacks it.
    """
    path = tuple(fault.path.split("."))
    node, rest = other.at(path)
    counts = node.entries if isinstance(node, Mapping) and not rest else {}
    depth = fault.path.count(".")  # a whole section has more than counts
    if depth and counts and all(isinstance(one, Scalar) for _, one in counts.values()):
        line = f"{key_typed(tree, path)}: {{{line_typed(tree, path, {next(iter(counts)): '0'})}}}"
        return msg("write it, 0 where there is none, such as {line}", line=line)
    return msg("write it, 0 where there is none")


def _held_twice(budget: Budget, unit: Unit) -> Iterator[Diagnostic]:
    """Yield the projects that a department and its unit both hold with the same money.

    One that is passed on is spent by the unit, and in the sum once.
    """
    own = {project.id: project for project in budget.projects}
    passed = [(one.project, one.amount) for one in budget.transfers if one.unit == unit.id]
    for project in unit.budget.projects:
        mine = own.get(project.id)
        if mine is None or mine.amount != project.amount:
            continue
        if not {(mine.id, mine.amount), (None, mine.amount)} & {*passed}:
            yield finding(
                "UNI006",
                msg(
                    "the project {name} stands here and in the source of {unit} with the same "
                    "amount",
                    name=mine.name,
                    unit=unit.budget.department.name,
                ),
                mine.origin.span("id"),
                related=[Related(project.origin.span("id"), msg("the unit's is here"))],
                hint=msg("leave it to the one that spends the money"),
            )


def _unlisted(source: Source, budget: Budget, resources: Resources) -> Iterator[Diagnostic]:
    listed = {unit.id for unit in budget.department.subordinate_units}
    try:
        ids = source.unit_ids()
    except FileRefusedError as error:
        yield error.diagnostic
        return
    for unit_id in ids:
        if unit_id not in listed and budget.kind == "unit":
            yield _below_a_unit(unit_id, budget, budget.department.origin.span())
        elif unit_id not in listed:
            yield finding(
                "UNI005",
                msg("the unit {id} has a source and is not in the list", id=unit_id),
                budget.department.origin.key_span("subordinate_units"),
                hint=_to_list_or_out(source.of_unit(unit_id), unit_id, budget, resources),
            )


def _to_list_or_out(unit: Source, unit_id: str, budget: Budget, resources: Resources) -> Message:
    """Return the same for who may have become a unit later: then its file is in a wrong place."""
    return msg(
        "{line}; if it was no unit in {year}, put its file back into the folder that it had, and "
        "name that under predecessors: in its source of the year in which it became one",
        line=_to_list(unit, unit_id, budget, resources),
        year=str(budget.year),
    )


def _to_list(unit: Source, unit_id: str, budget: Budget, resources: Resources) -> Message:
    """Return how a unit is put into the list; where its name stands there, with that entry."""
    tree, _ = read_tree(unit, resources)
    name = tree.said("department", "name") if tree is not None else ""
    named = {one.name for one in budget.department.subordinate_units if one.id is None}
    if name and name in named:
        return msg("add id: {id} to the entry of the list with name: {name}", id=unit_id, name=name)
    return entry_to_add(budget.origin.tree, ("department", "subordinate_units"), unit_id)
