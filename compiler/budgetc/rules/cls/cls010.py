"""CLS010: the words of a line do not speak of another code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.cls.lines import function_lines
from budgetc.rules.code_rules import Topic, code_rules
from budgetc.rules.rule import Finding, NotApplicable
from budgetc.source.origin import Origin


def words_fit_the_code(case: Case) -> Iterator[Finding]:
    """CLS010: a reason or purpose of 住房保障, 医疗 or 养老 names no other of these alone.

    A text is at fault where it has a name of another topic and no word of its own topic, in any
    form. A purpose of a whole class is of a topic if all lines of the class are. The words are
    `topics` of `schema/code_rules.json`.

    Source: practice; texts are copied from line to line.
    """
    looked_at = False
    for said in _described(case):
        topic = _topic_of(case, said.code)
        if topic is not None:
            looked_at = True
            yield from _check(case, topic, said)
    if not looked_at:
        yield NotApplicable(msg("no line with words is of a function that has its own words"))


class _Described(NamedTuple):
    """What is said about a function code, and where."""

    code: str
    key: str
    text: str
    origin: Origin


def _described(case: Case) -> Iterator[_Described]:
    for line in function_lines(case.own):
        if line.reason:
            yield _Described(line.code, "reason", line.reason, line.origin)
    for purpose in case.own.purposes:
        yield _Described(purpose.code, "text", purpose.text, purpose.origin)


def _topic_of(case: Case, code: str) -> Topic | None:
    """Return the topic that all lines under a code are of."""
    facts = case.cube.facts(case.cube.of("function", code))
    codes = {fact.function for fact in facts} or {code}
    topics = code_rules(case.resources).topics
    return next((t for t in topics if all(c.startswith(t.functions) for c in codes)), None)


def _check(case: Case, topic: Topic, said: _Described) -> Iterator[Diagnostic]:
    if any(word in said.text for word in topic.words):
        return
    others = (other for other in code_rules(case.resources).topics if other is not topic)
    named = next((name for other in others for name in other.names if name in said.text), None)
    if named is None:
        return
    entry = case.catalogue.function.get(said.code)
    yield finding(
        "CLS010",
        msg(
            "the words speak of {named}, the code is {code} {name}",
            named=named,
            code=said.code,
            name=entry.name if entry else "",
        ),
        said.origin.span(said.key),
        hint=msg("correct the words, or the code"),
    )
