"""Whether a department says one year and stage twice, in two files of its folder."""

from __future__ import annotations

from budgetc.budget.declarations import APPROVED
from budgetc.budget.model import Budget
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.files.port import FileRefusedError
from budgetc.files.workspace import Source
from budgetc.inputs.reading import read_tree


def check_copies(source: Source, budget: Budget, resources: Resources) -> tuple[Diagnostic, ...]:
    """Return a finding if another source of the folder is of the same year and stage.

    Of all that are, one is the year's: that named by it, else the first by name. Nothing is said
    of that one, so that whoever makes a copy stops no build of the original.
    """
    try:
        before = source.before_it(budget.year)
    except FileRefusedError:  # which is told where the folder is gone through
        return ()
    for other in before:
        tree, _ = read_tree(other, resources)
        if tree is None or tree.year != budget.year:
            continue
        if (tree.said("stage") or APPROVED) == budget.stage:
            problem = msg(
                "this is a second budget of {department} for {year}: {file} is there already",
                department=source.department,
                year=str(budget.year),
                file=other.name,
            )
            hint = msg("delete one of them, or move it out of the folder; git keeps old versions")
            related = [Related(Span.point(other.name), msg("the other one is here"))]
            span = budget.origin.span("year")
            return (finding("SCH008", problem, span, related=related, hint=hint),)
    return ()
