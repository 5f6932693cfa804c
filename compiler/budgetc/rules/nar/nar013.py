"""NAR013: no text is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetc.diagnostics.messages import msg
from budgetc.lists.model import TextLists
from budgetc.rules.nar.passages import printed_texts
from budgetc.rules.per.tables import typed_indicators
from budgetc.rules.rule import Findings, RuleContext, Violation, rule
from budgetc.rules.texts import Texts, TypedText, excerpt
from budgetc.source.origin import Origin, Place

_PAIRS = {"》": "《", "）": "（", "”": "“", "〕": "〔", "】": "【", "’": "‘", "〉": "〈"}
_FULL_WIDTH = {"(": "（", ")": "）"}
_BRACKET = re.compile("[《》（）()“”〔〕【】‘’〈〉]")
_SHOWN = 12
_LONGEST_END = 5
"""How many characters the longest ending has, and the one before it."""


@rule("NAR013", looks_at=printed_texts)
def texts_are_whole(context: RuleContext, texts: Texts) -> Findings:
    lint = context.words.texts
    endings = [_ending(text) for text in texts]
    cut_off = lint.cut_off.among(endings)
    for text, ending in zip(texts, endings, strict=True):
        if ending in cut_off and not _leads_on(text):
            words = _without_stop(text)
            shown = words if len(words) <= _SHOWN else f"…{words[-_SHOWN:]}"
            yield Violation(
                text.span(),
                msg("the text ends in “{excerpt}”, as if something were cut off", excerpt=shown),
                hint=msg("finish the sentence, or delete what is left of it"),
            )
        elif _BRACKET.search(text.value):
            yield from _check_brackets(text.value, text.place, lint)
    names = tuple(_names(context))
    joined = "\n".join([name for name, *_ in names])
    for name, origin, key in names if _BRACKET.search(joined) else ():
        yield from _check_brackets(name, Place(origin, key), lint)


def _names(context: RuleContext) -> Iterator[tuple[str, Origin, str]]:
    """Yield the names that are typed, and where: only brackets tell that something is missing."""
    own = context.budget
    yield own.department.name, own.department.origin, "name"
    for project in own.projects:
        yield project.name, project.origin, "name"
        for part in project.allocation:
            yield part.item, part.origin, "item"
    for indicator in context.look(typed_indicators):
        yield indicator.name, indicator.origin, "name"


def _ending(text: TypedText) -> str:
    return _without_stop(text)[-_LONGEST_END:]


def _without_stop(text: TypedText) -> str:
    return text.value.rstrip().rstrip("。").rstrip()


def _leads_on(text: TypedText) -> bool:
    """Tell whether a text that ends in a colon has its list: an introduction, a duty's points."""
    leads = text.key == "introduction" or "points" in text.origin.node.entries
    return leads and _ending(text)[-1] in ":："


def _check_brackets(words: str, place: Place, lint: TextLists) -> Findings:
    lone = _lone_bracket(words, lint)
    if lone is not None:
        yield Violation(
            place.span,
            msg(
                "“{excerpt}”: the {bracket} has no other half",
                excerpt=excerpt(words, lone, lone + 1),
                bracket=words[lone],
            ),
            hint=msg("add the missing half, or delete this one"),
        )


def _lone_bracket(text: str, lint: TextLists) -> int | None:
    """Return where a bracket or quotation mark stands that has no other half."""
    if _first_lone(text) is None:
        return None
    return _first_lone(lint.list_number.blanked(text))


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
