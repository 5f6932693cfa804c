"""What to do about a line that another source has and this one has not: it ended, or has moved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from budgetc.budget.consolidated import Consolidated, ConsolidatedBudget
from budgetc.budget.model import Budget
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import NamedTuple
from budgetc.ledger import own_id
from budgetc.source.identity import names_of
from budgetc.source.nodes import Path, children
from budgetc.source.origin import Origin


class Bodies(NamedTuple):
    """Of whom the source is that may have a line which another source lacks.

    Attributes:
        here: the department and its units, by what names them in an id.
        gone: the units of last year that are none any more, and of which nobody is the successor.
    """

    here: Mapping[str, Budget] = MappingProxyType({})
    gone: Mapping[str, Budget] = MappingProxyType({})


NO_BODIES = Bodies()
"""Nobody."""


def bodies_of(budget: Consolidated, last: Consolidated | None) -> Bodies:
    """Return whose sources a budget is made of, and who had one last year and is gone."""
    if not isinstance(budget, ConsolidatedBudget):
        return NO_BODIES
    units = {unit.id: unit.budget for unit in budget.units}
    there = last.units if isinstance(last, ConsolidatedBudget) else ()
    gone = {unit.id: unit.budget for unit in there if unit.id not in units}
    return Bodies({"": budget.own, **units}, gone)


def about_ended(line: Message, key: str, entry: Origin, bodies: Bodies) -> Message:
    """Return what to do about a line that another source has.

    Args:
        line: says which line to add.
        key: what is missing of it.
        entry: it, where it would stand.
        bodies: who may have it.
    """
    if key == "variance_reason":  # accounts say by it why a line is not as it was budgeted
        return msg(
            "this year's budget has this line, and these accounts have not; if nothing was spent "
            "on it, {line}",
            line=line,
        )
    if (had := _who_has(entry, bodies.gone)) is not None:
        return _about_who_is_gone(line, had)
    amount = entry.tree.shape.at((*entry.path, key)).is_amount
    if amount and _is_a_thing(entry) and (has := _who_has(entry, bodies.here)) is not None:
        return msg(
            "last year's source has this line, and this year {body} has it: last year's amount "
            "counts once, so type it in one of the two, and 0 in the other; {line}",
            body=has.department.name,
            line=line,
        )
    return msg(
        "last year's source has this line, and this one has not; if it ended, {line}", line=line
    )


def _about_who_is_gone(line: Message, unit: Budget) -> Message:
    folder = PurePosixPath(unit.origin.tree.file).parent
    return msg(
        "{unit} had this line last year, and is no unit any more: where another source of this "
        "department has its duties now, name its folder there, under predecessors: of department: "
        "as {folder}; if they ended, {line}",
        unit=unit.department.name,
        folder=f"[{PurePosixPath(*folder.parts[1:])}]",
        line=line,
    )


def _is_a_thing(entry: Origin) -> bool:
    """Tell whether an entry is known by an id of its own: by its code, many bodies have a line."""
    return entry.tree.shape.at(entry.path[:-1]).entry_keys[:1] == ("id",)


def _who_has(entry: Origin, bodies: Mapping[str, Budget]) -> Budget | None:
    """Return whose source has an entry of the same name in the same list; not the entry's own."""
    others = (one for one in bodies.items() if one[1].origin.tree.file != entry.tree.file)
    return next((budget for body, budget in others if _has(budget, body, entry.path)), None)


def _has(budget: Budget, body: str, path: Path) -> bool:
    """Tell whether a source has an entry of the name that a path ends with, in the same list."""
    *listed, name = path
    tree = budget.origin.tree
    node, rest = tree.at(tuple(listed))
    shape = tree.shape.at(listed)
    if rest:
        return False
    names = (names_of(one, shape.entry_keys[:1], shape.under(None)) for _, one in children(node))
    return any(text in (name, own_id(str(name), body)) for one in names for _, text in one)
