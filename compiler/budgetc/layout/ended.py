"""What to do about a line that another source has and this one has not: it ended, or has moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from budgetc.budget.consolidated import BudgetUnit, Consolidated, ConsolidatedBudget
from budgetc.diagnostics.messages import Message, msg
from budgetc.ledger import own_id
from budgetc.source.identity import names_of
from budgetc.source.nodes import Path, children


def units_gone(budget: Consolidated, last: Consolidated | None) -> Iterator[BudgetUnit]:
    """Yield the units of last year that are none any more, and of which nobody is the successor."""
    if isinstance(budget, ConsolidatedBudget) and isinstance(last, ConsolidatedBudget):
        there = {unit.id for unit in budget.units}
        yield from (unit for unit in last.units if unit.id not in there)


def about_ended(line: Message, key: str, path: Path, gone: Sequence[BudgetUnit]) -> Message:
    """Return what to do about a line that another source has.

    Args:
        line: says which line to add.
        key: what is missing of it.
        path: where it would stand, by its name.
        gone: the units of last year that are none any more.
    """
    if key == "variance_reason":  # accounts say by it why a line is not as it was budgeted
        return msg(
            "this year's budget has this line, and these accounts have not; if nothing was spent "
            "on it, {line}",
            line=line,
        )
    unit = next((one for one in gone if _has(one, path)), None)
    if unit is None:
        return msg(
            "last year's source has this line, and this one has not; if it ended, {line}", line=line
        )
    folder = PurePosixPath(unit.budget.origin.tree.file).parent
    return msg(
        "{unit} had this line last year, and is no unit any more: where another source of this "
        "department has its duties now, name its folder there, under predecessors: of department: "
        "as {folder}; if they ended, {line}",
        unit=unit.budget.department.name,
        folder=f"[{PurePosixPath(*folder.parts[1:])}]",
        line=line,
    )


def _has(unit: BudgetUnit, path: Path) -> bool:
    """Tell whether a unit has an entry of the name that a path ends with, in the same list."""
    *listed, name = path
    tree = unit.budget.origin.tree
    node, rest = tree.at(tuple(listed))
    shape = tree.shape.at(listed)
    if rest:
        return False
    names = (names_of(one, shape.entry_keys[:1], shape.under(None)) for _, one in children(node))
    return any(text in (name, own_id(str(name), unit.id)) for one in names for _, text in one)
