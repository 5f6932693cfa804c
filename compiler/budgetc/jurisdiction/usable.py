"""What a file of sections may not say, though JSON Schema would let it."""

from __future__ import annotations

from collections.abc import Collection

from budgetc.budget import Budget
from budgetc.budget.paths import keys_of
from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError
from budgetc.jurisdiction.spec import DEPARTMENTAL


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
