"""PER015: an indicator is under the class that its name speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from budgetc.diagnostics import finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.per.tables import NO_TARGETS, target_tables
from budgetc.rules.per.words import target_words
from budgetc.rules.rule import Finding


def names_suit_their_class(case: Case) -> Iterator[Finding]:
    """PER015: no name has a word of another 二级指标 than its own; the words are data.

    A number of complaints, for one, is counted by the office and asked of nobody: it is 质量, not
    满意度.

    Source: 财预〔2021〕101号, to be compared with the official text.
    """
    indicators = [i for table in target_tables(case.own) for i in table.indicators]
    if not indicators:
        yield NO_TARGETS
    misplaced = target_words(case.resources).misplaced
    for indicator in indicators:
        typed = indicator.category or indicator.dimension or ""
        for wrong in misplaced:
            if typed not in wrong.classes:
                continue
            if wrong.name.search(indicator.name):
                yield finding(
                    "PER015",
                    msg(
                        "{name} stands under {typed}, and reads like one of {belongs}",
                        name=indicator.name,
                        typed=typed,
                        belongs=wrong.belongs,
                    ),
                    indicator.origin.span("category" if indicator.category else "dimension"),
                    hint=msg("move it there, or give it a name that says why it is here"),
                )
                break
