"""What a file of sections may not say, though JSON Schema would let it."""

from __future__ import annotations

from collections.abc import Collection

from budgetc.budget import Budget
from budgetc.budget.paths import keys_of
from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError
from budgetc.jurisdiction.declared import places
from budgetc.jurisdiction.spec import DEPARTMENTAL, Layout
from budgetc.source.shape import AMOUNT, Shape


def check_names(file: str, sections: Collection[str]) -> None:
    """See to it that no section has the name of one that a departmental budget has.

    Rules and tables know what stands under such a name, and it is of a form that they know.

    Args:
        file: the name of the file of sections.
        sections: their names.

    Raises:
        DataFaultError: a section has.
    """
    taken = keys_of(Budget).keys() & set(sections)
    if taken and file != DEPARTMENTAL:
        reason = msg(
            "{name} is a section of {file}, and of no other file; give it another name",
            name=min(taken),
            file=DEPARTMENTAL,
        )
        raise DataFaultError(file, reason)


def check_amounts(file: str, shape: Shape, layout: Layout) -> None:
    """See to it that what a layout takes for amounts is some: anything else would count nothing.

    Args:
        file: the name of the file of sections.
        shape: of a source that holds them.
        layout: says which keys are of amounts, and in what some are counted.

    Raises:
        DataFaultError: a key of amounts holds none, or is counted in what the layout does not have.
    """
    known = keys_of(Budget)
    for place in places(shape):
        if not place.path or place.path[0] in known:
            continue
        key, path = place.path[-1], ".".join(place.path)
        measure = place.shape.measure
        if measure and measure not in layout.measures:
            reason = msg(
                "{path} has x-measure: {name}, and the layout no {name} under measures:; "
                "declare it there",
                path=path,
                name=measure,
            )
            raise DataFaultError(file, reason)
        if place.margin and key in layout.amounts and not place.shape.is_counted:
            reason = msg(
                "{path}: {key} is declared under amounts:, and is no amount here; write {amount}, "
                "or x-measure, or give it another name",
                path=path,
                key=key,
                amount=f'{{"$ref": "{AMOUNT}"}}',
            )
            raise DataFaultError(file, reason)
