"""NAR011: nothing is left to fill in or to choose."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import blanked, lint_of
from budgetc.rules.nar.passages import NO_TEXT, passages
from budgetc.rules.rule import Finding


def nothing_is_left_to_fill_in(case: Case) -> Iterator[Finding]:
    """NAR011: no text has a placeholder, an empty amount or an alternative of the form.

    Source: practice; "（或安排购置车辆经费 万元）" in a published budget.
    """
    lint = lint_of(case)
    # A department that is itself an example, such as 某某局, is called so in its texts as well.
    sample = {match.group() for match in lint.placeholder.finditer(case.own.department.name)}
    if not case.texts:
        yield NO_TEXT
    for text in case.texts:
        if not lint.placeholder.search(text.value):
            continue
        searched = text.value
        for own in sample:
            searched = searched.replace(own, "□" * len(own))
        # A title in full may quote such words; one that is itself empty is found all the same.
        found = passages(text.value, lint.placeholder, blanked(lint.title, searched))
        if found:
            yield finding(
                "NAR011",
                msg("something is left to fill in or to choose: {passages}", passages=found),
                text.span(),
                hint=msg("write what holds, or delete it"),
            )
