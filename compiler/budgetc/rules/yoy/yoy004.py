"""YOY004: a reason says why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from budgetc.budget.declarations import FINAL
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TextLists
from budgetc.rules.facts import of_departments
from budgetc.rules.nar.filler import is_filler
from budgetc.rules.rule import Findings, NotEvaluated, RuleContext, Violation, rule, some
from budgetc.rules.texts import TypedText, clauses
from budgetc.rules.yoy.comparisons import compared_lines

_WHAT_TO_SAY = msg("say what is behind it: how many people, which standard, which task")


@rule("YOY004")
def reasons_name_a_cause(context: RuleContext) -> Findings:
    of_departments(context)
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
        by_words[_words_of(text)].append(text)
    restating = _restating(by_words, lint)
    for text in reasons:
        words = _words_of(text)
        if words in restating:
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
    for words, texts in by_words.items():
        same = _of_one_change_each(context, texts)
        if most is not None and len(same) > most and words not in restating:
            first, *others = same
            yield Violation(
                first.span(),
                msg(
                    "{count} lines give the same reason: “{reason}”",
                    count=len(same),
                    reason=first.value.strip(),
                ),
                related=[Related(other.span(), msg("the same reason again")) for other in others],
                hint=msg(
                    "say of each line what is its own: the numbers, the standard, the task "
                    "behind it"
                ),
            )


def _of_one_change_each(context: RuleContext, texts: Sequence[TypedText]) -> Sequence[TypedText]:
    """Return them without what accounts say again of a total that changed as another one did.

    What has fiscal appropriation alone has one change, and three sentences that give its reason.
    """
    if context.budget.stage != FINAL or len(texts) == 1:
        return texts
    changes = {id(one.origin.node): one.change for one in context.look(compared_lines)}
    told: dict[object, TypedText] = {}
    for text in texts:
        of_totals = text.origin.path[:1] == ("changes",)
        change = changes.get(id(text.origin.node)) if of_totals else None
        told.setdefault(id(text) if change is None else ("changes", change), text)
    return tuple(told.values())


def _words_of(text: TypedText) -> str:
    return text.value.strip().rstrip("。")


def _restating(reasons: Iterable[str], lint: TextLists) -> frozenset[str]:
    """Return those of which every clause says that something changed, and none says why."""
    said = {words: clauses(words, lint) for words in reasons}
    empty = lint.restatement.whole.among(chain.from_iterable(said.values()))
    return frozenset(words for words, each in said.items() if each and empty.issuperset(each))
