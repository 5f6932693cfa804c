"""CLS010: the words of a line do not speak of another code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetc.diagnostics.messages import msg
from budgetc.lists.model import Topic
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some
from budgetc.source.origin import Origin


class _Described(NamedTuple):
    """What is said about a function code, and where; of what topic the code is."""

    code: str
    key: str
    text: str
    origin: Origin
    topic: Topic


@rule("CLS010")
def words_fit_the_code(context: RuleContext) -> Findings:
    described = some(
        [*_described(context)],
        msg("no line with words is of a function that has its own words"),
    )
    for said in described:
        if any(word in said.text for word in said.topic.words):
            continue
        others = (other for other in context.lists.codes.topics if other is not said.topic)
        named = next((name for other in others for name in other.names if name in said.text), None)
        if named is not None:
            yield Violation(
                said.origin.span(said.key),
                msg(
                    "the words speak of {named}, the code is {code} {name}",
                    named=named,
                    code=said.code,
                    name=context.name("function", said.code),
                ),
                hint=msg("correct the words, or the code"),
            )


def _described(context: RuleContext) -> Iterator[_Described]:
    lines = context.budget.function_lines
    said = [(line.code, "reason", line.reason, line.origin) for line in lines if line.reason]
    said += [(it.code, "text", it.text, it.origin) for it in context.budget.purposes]
    for code, key, text, origin in said:
        if (topic := _topic_of(context, code)) is not None:
            yield _Described(code, key, text, origin, topic)


def _topic_of(context: RuleContext, code: str) -> Topic | None:
    """Return the topic that all lines under a code are of."""
    facts = context.cube.facts(context.cube.of("function", code))
    codes = {fact.function for fact in facts} or {code}
    topics = context.lists.codes.topics
    return next((t for t in topics if all(c.startswith(t.functions) for c in codes)), None)
