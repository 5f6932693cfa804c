"""NAR105: no two items, and no two projects, have one purpose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Value, msg
from budgetc.frozen import frozen
from budgetc.rules.per.tables import PROJECT, typed_tables
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule, some
from budgetc.source.origin import Place


@frozen(eq=False)
class _Purpose:
    """What money is for.

    Attributes:
        section: the code above that of an item; of a project, nothing is above.
    """

    name: Value
    section: str
    words: str
    place: Place


@rule("NAR105")
def purposes_are_each_items_own(context: RuleContext) -> Findings:
    purposes = some(tuple(_purposes(context)), msg("no purpose and no goal is typed"))
    kin = given(context.thresholds.shared_purpose, msg("no threshold is set: shared_purpose"))
    by_words: dict[str, list[_Purpose]] = defaultdict(list)
    for purpose in purposes:
        by_words[purpose.words.strip().rstrip("。")].append(purpose)
    for words, same in by_words.items():
        first, *others = same
        is_kin = len({one.section for one in same} - {""}) == 1 and bool(first.section)
        if others and not (is_kin and len(words) < kin):
            yield Violation(
                others[0].place.span,
                msg(
                    "{name} and {other} have one purpose, word for word: “{words}”",
                    name=others[0].name,
                    other=first.name,
                    words=words,
                ),
                related=[
                    Related(one.place.span, msg("the same words again"))
                    for one in (first, *others[1:])
                ],
                hint=msg("one of them was copied: write what each is for"),
            )


def _purposes(context: RuleContext) -> Iterator[_Purpose]:
    above = context.catalogue.function.above
    for one in context.budget.purposes:
        name = context.coded("function", one.code)
        yield _Purpose(name, above(one.code), one.text, Place(one.origin, "text"))
    for table in context.look(typed_tables):
        if table.framework == PROJECT and table.goal.strip():
            yield _Purpose(table.name, "", table.goal, Place(table.origin, "goal"))
