"""NAR014: nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.rules.case import Case
from budgetc.rules.lint import Lint, lint_of
from budgetc.rules.nar.filler import is_chinese
from budgetc.rules.nar.passages import NO_TEXT, printed_texts
from budgetc.rules.rule import Finding
from budgetc.rules.texts import TypedText

_CLAUSE = 12
_SENTENCE = 8
"""From how many characters on it is no chance that two clauses or sentences are the same."""

_ADJACENT = 3
"""The same of Chinese characters, where one clause stands beside the other."""


def nothing_is_said_twice(case: Case) -> Iterator[Finding]:
    """NAR014: no clause stands twice in a text, and no item twice in a list.

    A clause counts from 12 characters, a sentence from 8, and a clause beside itself from 3. Of
    titles, 《产品质量法》 is the same as 《中华人民共和国产品质量法》.

    Source: practice; a clause on vehicles and a legal basis, each twice in a published budget.
    """
    lint = lint_of(case)
    texts = printed_texts(case)
    if not texts:
        yield NO_TEXT
    for text in texts:
        yield from _within(text, lint)
    for listed in _lists(texts, lint):
        yield from _among(listed, lint)


def _within(text: TypedText, lint: Lint) -> Iterator[Diagnostic]:
    clauses = [clause for clause in lint.clause_mark.split(text.value) if clause]
    if len(set(clauses)) == len(clauses):
        return  # two sentences that are the same have clauses that are the same
    if (again := _again(clauses)) is not None:
        yield _twice(text, again)
        return
    for pattern, fewest in ((lint.sentence_end, _SENTENCE), (lint.clause_mark, _CLAUSE)):
        said: set[str] = set()
        for part in pattern.split(text.value):
            words = part.strip()
            if words in said and not lint.title.search(words):
                yield _twice(text, words)
                return
            if len(words) >= fewest:
                said.add(words)


def _again(clauses: list[str]) -> str | None:
    """Return the first clause that is the one before it as well."""
    for clause, following in pairwise(clauses):
        if clause == following and sum(map(is_chinese, clause)) >= _ADJACENT:
            return clause
    return None


def _twice(text: TypedText, words: str) -> Diagnostic:
    return finding(
        "NAR014",
        msg("“{words}” stands twice in this text", words=words),
        text.span(),
        hint=msg("delete one of them"),
    )


def _lists(texts: Iterable[TypedText], lint: Lint) -> Iterator[list[TypedText]]:
    """Yield the lists in which nothing stands twice; the duties of a department are one."""
    lists: dict[tuple[object, str], list[TypedText]] = {}
    for text in texts:
        if text.key in lint.keys_of_lists:
            lists.setdefault((id(text.origin.node), text.key), []).append(text)
        elif text.origin.path[:2] == ("department", "functions"):
            lists.setdefault(("functions", text.key), []).append(text)
    yield from lists.values()


def _among(listed: Iterable[TypedText], lint: Lint) -> Iterator[Diagnostic]:
    first: dict[str, TypedText] = {}
    for text in listed:
        earlier = first.setdefault(_plain(text.value, lint), text)
        if earlier is not text:
            yield finding(
                "NAR014",
                msg("“{words}” stands twice in this list", words=text.value.strip()),
                text.span(),
                related=[Related(earlier.span(), msg("here it stands first"))],
                hint=msg("delete one of them"),
            )


def _plain(value: str, lint: Lint) -> str:
    """Return the words of an item alone, without what a title may leave out."""
    words = lint.long_name_of_the_state.sub("", value)
    return "".join(character for character in words if character.isalnum())
