"""NAR014: nothing is said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from budgetc.budget.consistency import repeated
from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TextLists
from budgetc.rules.nar.filler import is_chinese
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, TypedText, clauses, excerpt, split_at

_CLAUSE = 12
_SENTENCE = 8
"""From how many characters on it is no chance that two clauses or sentences are the same."""

_ADJACENT = 3
"""The same of Chinese characters, where one clause stands beside the other."""

_DOUBLED = re.compile(r"([^\W\da-zA-Z_]{2,8})\1|\b([A-Za-z]{2,20}) \2\b")
"""Few characters at each place are compared with the next ones: this takes linear time."""

_LIKELY = (re.compile(r"([^\x00-\x7f]{2,8})\1"), re.compile(r"\b([A-Za-z]{2,20}) \1\b"))
"""The same and more, told faster: which characters are letters is not asked."""


@rule("NAR014", looks_at=printed_texts)
def nothing_is_said_twice(context: RuleContext, texts: Texts) -> Findings:
    lint = context.lists.texts
    if context.layout.speaks == lint.language:
        for text in texts:
            yield from _within(text, lint)
    for text in texts if _any_doubled(texts.together.joined, lint) else ():
        place = _doubled(text.value, lint)
        if place is not None:
            start, end = place
            yield Violation(
                text.span(),
                msg(
                    "“{excerpt}”: “{words}” stands twice, one right after the other",
                    excerpt=excerpt(text.value, start, end),
                    words=text.value[start : (start + end) // 2].strip(),
                ),
                hint=msg("delete one of them"),
            )
    for listed in _lists(texts, lint):
        yield from _among(listed, lint)


def _within(text: TypedText, lint: TextLists) -> Findings:
    said = clauses(text.value, lint)
    if len(set(said)) == len(said):
        return  # two sentences that are the same have clauses that are the same
    for clause, following in pairwise(said):
        if clause == following and sum(map(is_chinese, clause)) >= _ADJACENT:
            yield _twice(text, clause)
            return
    sentences = map(str.strip, split_at(text.value, lint.sentence_end))
    for parts, fewest in ((sentences, _SENTENCE), (said, _CLAUSE)):
        seen: set[str] = set()
        for words in parts:
            if words in seen and not lint.title.search(words):
                yield _twice(text, words)
                return
            if len(words) >= fewest:
                seen.add(words)


def _any_doubled(joined: str, lint: TextLists) -> bool:
    """Tell whether any of some texts may have words that are typed twice; mostly none has."""
    particles = (c + c for c in lint.doubled_particle)
    return any(map(joined.__contains__, particles)) or any(one.search(joined) for one in _LIKELY)


def _doubled(value: str, lint: TextLists) -> tuple[int, int] | None:
    """Return where words stand that are typed twice without anything between."""
    particles = [c + c for c in lint.doubled_particle if c + c in value]
    if not particles and _DOUBLED.search(value) is None:  # as mostly
        return None
    searched = lint.doubled_by_right.blanked(value)
    match = _DOUBLED.search(searched)
    if match is not None and len(set(match[0])) > 1:  # one character again and again is filler
        return match.span()
    at = next((searched.index(particle) for particle in particles if particle in searched), None)
    return None if at is None else (at, at + 2)


def _twice(text: TypedText, words: str) -> Violation:
    return Violation(
        text.span(),
        msg("“{words}” stands twice in this text", words=words),
        hint=msg("delete one of them"),
    )


def _lists(texts: Iterable[TypedText], lint: TextLists) -> Iterator[list[TypedText]]:
    """Yield the lists in which nothing stands twice; the duties of a department are one."""
    lists: dict[tuple[object, str], list[TypedText]] = {}
    for text in texts:
        if text.key in lint.keys_of_lists:
            lists.setdefault((id(text.origin.node), text.key), []).append(text)
        elif text.is_of_a_duty():
            lists.setdefault(("functions", text.key), []).append(text)
    yield from (listed for listed in lists.values() if len(listed) > 1)


def _among(listed: Iterable[TypedText], lint: TextLists) -> Findings:
    for text, earlier in repeated(listed, lambda text: _plain(text.value, lint)):
        yield Violation(
            text.span(),
            msg("“{words}” stands twice in this list", words=text.value.strip()),
            related=[Related(earlier.span(), msg("here it stands first"))],
            hint=msg("delete one of them"),
        )


def _plain(value: str, lint: TextLists) -> str:
    """Return the words of an item alone, without what a title may leave out."""
    words = value.replace(lint.long_name_of_the_state, "")
    return "".join(filter(str.isalnum, words))
