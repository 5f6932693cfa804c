"""NAR013: no text is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetc.budget.model import Budget
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.rules.case import Case
from budgetc.rules.lint import Lint, blanked, excerpt, lint_of
from budgetc.rules.nar.passages import NO_TEXT, printed_texts
from budgetc.rules.per.tables import target_tables
from budgetc.rules.rule import Finding
from budgetc.rules.texts import TypedText
from budgetc.source.origin import Origin

_PAIRS = {"》": "《", "）": "（", "”": "“", "〕": "〔", "】": "【", "’": "‘", "〉": "〈"}
_FULL_WIDTH = {"(": "（", ")": "）"}
_BRACKET = re.compile("[《》（）()“”〔〕【】‘’〈〉]")
_SHOWN = 12
_LONGEST_END = 5
"""How many characters the longest ending has, and the one before it."""


def texts_are_whole(case: Case) -> Iterator[Finding]:
    """NAR013: no text ends in a comma or a word that wants another; every bracket has its other.

    A missing full stop is nothing: documents bring their own. Of names, brackets are looked at.

    Source: practice; "预算执行数为。" in a published budget.
    """
    lint = lint_of(case)
    texts = printed_texts(case)
    if not texts:
        yield NO_TEXT
    for text in texts:
        yield from _check(text, lint)
    for origin, key, name in _names(case.own):
        yield from _check_brackets(name, origin.span(key), lint)


def _names(budget: Budget) -> Iterator[tuple[Origin, str, str]]:
    """Yield the names that are typed; of a name, only brackets tell that something is missing."""
    yield budget.department.origin, "name", budget.department.name
    for project in budget.projects:
        yield project.origin, "name", project.name
        for part in project.allocation:
            yield part.origin, "item", part.item
    for table in target_tables(budget):
        for indicator in table.indicators:
            yield indicator.origin, "name", indicator.name


def _check(text: TypedText, lint: Lint) -> Iterator[Diagnostic]:
    words = text.value.rstrip().rstrip("。").rstrip()
    end = lint.cut_off.search(words[-_LONGEST_END:])
    if end is not None and not _leads_on(text, end.group()):
        yield finding(
            "NAR013",
            msg("the text ends in “{excerpt}”, as if something were cut off", excerpt=_last(words)),
            text.span(),
            hint=msg("finish the sentence, or delete what is left of it"),
        )
        return
    yield from _check_brackets(text.value, text.span(), lint)


def _check_brackets(words: str, span: Span, lint: Lint) -> Iterator[Diagnostic]:
    lone = _lone_bracket(words, lint) if _BRACKET.search(words) else None
    if lone is not None:
        yield finding(
            "NAR013",
            msg(
                "“{excerpt}”: the {bracket} has no other half",
                excerpt=excerpt(words, lone, lone + 1),
                bracket=words[lone],
            ),
            span,
            hint=msg("add the missing half, or delete this one"),
        )


def _last(words: str) -> str:
    return words if len(words) <= _SHOWN else f"…{words[-_SHOWN:]}"


def _leads_on(text: TypedText, end: str) -> bool:
    """Tell whether a text that ends in a colon has its list: an introduction, a duty's points."""
    return end in ":：" and (text.key == "introduction" or "points" in text.origin.node.entries)


def _lone_bracket(text: str, lint: Lint) -> int | None:
    """Return where a bracket or quotation mark stands that has no other half."""
    if _first_lone(text) is None:
        return None
    return _first_lone(blanked(lint.list_number, text))


def _first_lone(text: str) -> int | None:
    open_ones: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        mark = _FULL_WIDTH.get(match.group(), match.group())
        if mark not in _PAIRS:
            open_ones.append((mark, match.start()))
        elif open_ones and open_ones[-1][0] == _PAIRS[mark]:
            open_ones.pop()
        else:
            return match.start()
    return open_ones[0][1] if open_ones else None
