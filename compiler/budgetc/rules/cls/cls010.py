"""CLS010: the words of a line do not speak of another code.

a reason or purpose of 住房保障, 医疗 or 养老 names no other of these alone.
A text is at fault where it has a name of another topic and no word of its own topic, in any
form. A purpose of a whole class is of a topic if all lines of the class are. The words are
`topics` of `schema/code_rules.json`.
Source: practice; texts are copied from line to line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetc.diagnostics.messages import msg
from budgetc.lists.model import Topic
from budgetc.rules.cls.lines import function_lines
from budgetc.rules.rule import Findings, NotApplicable, RuleContext, Violation, Violations, rule
from budgetc.source.origin import Origin


@rule("CLS010")
def words_fit_the_code(context: RuleContext) -> Findings:
    looked_at = False
    for said in _described(context):
        topic = _topic_of(context, said.code)
        if topic is not None:
            looked_at = True
            yield from _check(context, topic, said)
    if not looked_at:
        yield NotApplicable(msg("no line with words is of a function that has its own words"))


class _Described(NamedTuple):
    """What is said about a function code, and where."""

    code: str
    key: str
    text: str
    origin: Origin


def _described(context: RuleContext) -> Iterator[_Described]:
    for line in function_lines(context.budget):
        if line.reason:
            yield _Described(line.code, "reason", line.reason, line.origin)
    for purpose in context.budget.purposes:
        yield _Described(purpose.code, "text", purpose.text, purpose.origin)


def _topic_of(context: RuleContext, code: str) -> Topic | None:
    """Return the topic that all lines under a code are of."""
    facts = context.cube.facts(context.cube.of("function", code))
    codes = {fact.function for fact in facts} or {code}
    topics = context.lists.codes.topics
    return next((t for t in topics if all(c.startswith(t.functions) for c in codes)), None)


def _check(context: RuleContext, topic: Topic, said: _Described) -> Violations:
    if any(word in said.text for word in topic.words):
        return
    others = (other for other in context.lists.codes.topics if other is not topic)
    named = next((name for other in others for name in other.names if name in said.text), None)
    if named is None:
        return
    entry = context.catalogue.function.get(said.code)
    yield Violation(
        said.origin.span(said.key),
        msg(
            "the words speak of {named}, the code is {code} {name}",
            named=named,
            code=said.code,
            name=entry.name if entry else "",
        ),
        hint=msg("correct the words, or the code"),
    )
