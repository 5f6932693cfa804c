"""SRC005: what the source expects of its figures holds."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.rule import Finding, NotApplicable, NotEvaluated
from budgetc.rules.src.expected import check_expected, figures_of


def expectations_hold(case: Case) -> Iterator[Finding]:
    """SRC005: each figure under `expect:` = the amount, percentage or count written there.

    Amounts are in the source's unit, or in the one that is named.

    Source: practice of plain-text accounting, where a balance assertion is a ledger's own test.
    """
    if not case.own.expect:
        yield NotApplicable(msg("the source expects nothing of its figures"))
    elif case.document is None:
        yield NotEvaluated(msg("there is no document to compare with"))
    else:
        yield from check_expected("SRC005", case.own.expect, figures_of(case, case.document))
