"""CLS010: the words of a line do not speak of another code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from budgetc.diagnostics.messages import msg
from budgetc.frozen import NamedTuple
from budgetc.lists.model import Topic
from budgetc.rules.nar.subjects import Subjects, named_here, subjects
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.source.origin import Place


class _Said(NamedTuple):
    """What is said of a code."""

    code: str
    text: str
    place: Place


@rule("CLS010", looks_at=subjects)
def words_fit_the_code(context: RuleContext, named: Subjects) -> Findings:
    said = some(tuple(_said(context)), msg("no line of a function has words"))
    for one in said:
        topic = _topic_named(context, one)
        other = None if topic else named.other_in(one.text, partial(named.own, one.code))
        if topic or other is not None:
            yield Violation(
                one.place.span,
                msg(
                    "the words speak of {named}, the code is {code} {name}",
                    named=other.called if other is not None else topic,
                    code=one.code,
                    name=context.name("function", one.code),
                ),
                related=named_here(other) if other is not None else (),
                hint=msg("correct the words, or the code"),
            )


def _said(context: RuleContext) -> Iterator[_Said]:
    for line in context.budget.function_lines:
        for key in ("reason", "variance_reason"):
            if text := getattr(line, key):
                yield _Said(line.code, text, Place(line.origin, key))
    for purpose in context.budget.purposes:
        yield _Said(purpose.code, purpose.text, Place(purpose.origin, "text"))


def _topic_named(context: RuleContext, one: _Said) -> str:
    """Return the name of another topic in words that have none of their own; mostly nothing."""
    topics = context.words.codes.topics
    named = [(topic, name) for topic in topics for name in topic.names if name in one.text]
    own = _topic_of(context, one.code) if named else None
    if own is None or any(word in one.text for word in own.words):
        return ""
    return next((name for topic, name in named if topic is not own), "")


def _topic_of(context: RuleContext, code: str) -> Topic | None:
    """Return the topic that all lines under a code are of."""
    facts = context.cube.facts(context.cube.of("function", code))
    codes = {fact.function for fact in facts} or {code}
    topics = context.words.codes.topics
    return next((t for t in topics if all(c.startswith(t.functions) for c in codes)), None)
