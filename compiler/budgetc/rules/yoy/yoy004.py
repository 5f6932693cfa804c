"""YOY004: a reason says why."""

from __future__ import annotations

from collections import defaultdict

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TextLists
from budgetc.rules.nar.filler import is_filler
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some
from budgetc.rules.texts import TypedText, clauses

_WHAT_TO_SAY = msg("say what is behind it: how many people, which standard, which task")


@rule("YOY004")
def reasons_name_a_cause(context: RuleContext) -> Findings:
    reasons = some(
        [text for text in context.texts if text.key == "reason" and text.is_printed()],
        msg("no reason is given"),
    )
    lint = context.words.texts
    fewest, most = context.thresholds.reason_characters, context.thresholds.repeated_reasons
    if fewest is None or most is None:
        yield NotEvaluated(msg("no threshold is set for the length and the repetition of reasons"))
    by_words: dict[str, list[TypedText]] = defaultdict(list)
    for text in reasons:
        words = text.value.strip().rstrip("。")
        by_words[words].append(text)
        if _only_restates(words, lint):
            yield Violation(
                text.span(),
                msg("“{reason}” says that there is a change, not why", reason=text.value.strip()),
                hint=_WHAT_TO_SAY,
            )
        elif fewest is not None and len(words) < fewest and not is_filler(words, lint):
            yield Violation(
                text.span(),
                msg(
                    "the reason “{reason}” has {length} characters, fewer than {fewest}",
                    reason=text.value.strip(),
                    length=len(words),
                    fewest=fewest,
                ),
                hint=_WHAT_TO_SAY,
            )
    for words, same in by_words.items():
        if most is not None and len(same) > most and not _only_restates(words, lint):
            first, *others = same
            yield Violation(
                first.span(),
                msg(
                    "{count} lines give the same reason: “{reason}”",
                    count=len(same),
                    reason=first.value.strip(),
                ),
                related=[Related(other.span(), msg("the same reason again")) for other in others],
                hint=msg("say of each line what is its own: the number of people, the new base"),
            )


def _only_restates(words: str, lint: TextLists) -> bool:
    """Tell whether every clause of a text says that something changed, and none says why."""
    said = clauses(words, lint)
    return bool(said) and all(map(lint.restatement.fullmatch, said))
