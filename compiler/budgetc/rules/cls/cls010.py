"""CLS010: the words of a line do not speak of another code."""

from __future__ import annotations

from budgetc.diagnostics.messages import msg
from budgetc.lists.model import Topic
from budgetc.rules.rule import Findings, RuleContext, Violation, rule, some


@rule("CLS010")
def words_fit_the_code(context: RuleContext) -> Findings:
    topics, lines = context.words.codes.topics, context.budget.function_lines
    typed = [(line.code, "reason", line.reason, line.origin) for line in lines if line.reason]
    typed += [(it.code, "text", it.text, it.origin) for it in context.budget.purposes]
    described = [(topic, *said) for said in typed if (topic := _topic_of(context, said[0]))]
    for topic, code, key, text, origin in some(
        described, msg("no line with words is of a function that has its own words")
    ):
        if any(word in text for word in topic.words):
            continue
        others = (other for other in topics if other is not topic)
        named = next((name for other in others for name in other.names if name in text), None)
        if named is not None:
            yield Violation(
                origin.span(key),
                msg(
                    "the words speak of {named}, the code is {code} {name}",
                    named=named,
                    code=code,
                    name=context.name("function", code),
                ),
                hint=msg("correct the words, or the code"),
            )


def _topic_of(context: RuleContext, code: str) -> Topic | None:
    """Return the topic that all lines under a code are of."""
    facts = context.cube.facts(context.cube.of("function", code))
    codes = {fact.function for fact in facts} or {code}
    topics = context.words.codes.topics
    return next((t for t in topics if all(c.startswith(t.functions) for c in codes)), None)
