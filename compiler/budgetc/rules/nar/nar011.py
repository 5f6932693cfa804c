"""NAR011: nothing is left to fill in or to choose."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.rules.nar.passages import quoted, texts_and_names
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, matching

_SHOWN = 3


@rule("NAR011", looks_at=texts_and_names)
def nothing_is_left_to_fill_in(context: RuleContext, texts: Texts) -> Findings:
    lint = context.lists.texts
    # A department that is itself an example, such as 某某局, is called so in its texts as well.
    sample = {match.words for match in lint.placeholder.finditer(context.budget.department.name)}
    for text in matching(texts, lint.placeholder):
        searched = text.value
        for own in sample:
            searched = searched.replace(own, "□" * len(own))
        # A title in full may quote such words; one that is itself empty is found all the same.
        found = [*lint.placeholder.finditer(lint.title.blanked(searched))]
        if found:
            yield Violation(
                text.span(),
                msg(
                    "something is left to fill in or to choose: {passages}",
                    passages=quoted(map(text.around, found[:_SHOWN])),
                ),
                hint=msg("write what holds, or delete it"),
            )
