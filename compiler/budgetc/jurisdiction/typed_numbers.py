"""Amounts and years that a workspace typed into its templates: they are next year's as well.

Only the workspace's own files are looked at, and in copies of what ships only what these have not.
An amount is told by the word of its unit; one of few digits, as “50 万元”, may be the limit of a
rule, and is none of the budget's. A year is looked for in the heads of amounts alone: in a sentence
it may be that of a law.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Ordered
from functools import cache

from budgetc.diagnostics import Diagnostic, Severity, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.jurisdiction.own import is_own, own_templates
from budgetc.jurisdiction.spec import Layout
from budgetc.lists import Lists
from budgetc.numbers.money import Unit
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Node, Scalar, Sequence, scalars

_LIVE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#(?:[^#]|#(?!\}))*#\}")
"""What a template says of itself, and prints otherwise."""

_SILENT = re.compile(r"\{#|\{%[-+]? ?(?:if|endif)\b")
"""What of it prints nothing, and parts no number: a remark, and a condition."""

_CONSTANT = re.compile(r"""\{\{[-+]? ?(?:"([^"{}]*)"|'([^'{}]*)'|([0-9.]+)) ?[-+]?\}\}""")
"""What prints always the same."""

_YEAR = re.compile(r"(?<![0-9./–—~-])(?:19|20)[0-9]{2}(?![0-9–—~-])")
"""A year that is no end of a range, as 2021–2025 of a plan."""

_DIGITS = r"[0-9][0-9,.  ]{0,30}"
_FEW = 3
"""Of so many digits an amount may be the limit of a rule."""

_GROUP = 3
"""How many digits a group has in a long number."""


def check_typed(layout: Layout, lists: Lists, resources: Resources) -> tuple[Diagnostic, ...]:
    """Return a finding for each amount or year that the workspace's own files of a layout type."""
    trees = [tree for tree in layout.trees if is_own(tree.file, resources)]
    templates = own_templates(layout, resources)
    if not trees and not templates:  # as mostly
        return ()
    amounts = _Amounts(lists, layout.speaks)
    found: list[Diagnostic] = []
    for name in templates:
        text = (resources.read(name) or b"").decode("utf-8", errors="replace")
        known = _original(resources, name)
        for start, amount in amounts.in_text(text):
            if amount not in known:
                found.append(_finding(_span(name, text, start, amount), _of_amount(amount)))
    for tree in trees:
        known = _original(resources, tree.file)
        for scalar in scalars(tree.root):
            for _, amount in amounts.in_text(scalar.text):
                if amount not in known:
                    found.append(_finding(tree.span(scalar), _of_amount(amount)))
        found.extend(
            finding("LAY001", _not_its_own(key, layout), tree.span(head), hint=_OF_YEAR,
                    severity=Severity.WARNING)
            for head, key in _heads(tree.root)
            if key in layout.amounts and layout.amounts[key].year and _ITS_OWN.search(head.text)
            if head.text not in known
        )  # fmt: skip
        for head, _ in _heads(tree.root):
            year = _YEAR.search(_LIVE.sub(" ", head.text))
            if year is not None and head.text not in known:
                problem = msg("the year {year} stands in a head, and would next year, too",
                              year=year[0])  # fmt: skip
                found.append(_finding(tree.span(head), (problem, _OF_YEAR)))
    return tuple(found)


_ITS_OWN = re.compile(r"\{\{\s{0,9}(?:year_label\(\s{0,9}year\s{0,9}\)|year)\s{0,9}\}\}")
"""The year of a source, in a head."""


def _not_its_own(key: str, layout: Layout) -> Message:
    return msg(
        "this head prints the year of the source, and {key} is of another (year: {year})",
        key=key,
        year=layout.amounts[key].year,
    )


_OF_YEAR = msg("write {mark}, the first year of the amounts of the column", mark="{{ first_year }}")


def _of_amount(amount: str) -> tuple[Message, Message]:
    return (
        msg("the amount {amount} is typed, and no amount of a source tells it", amount=amount),
        msg("write the figure in its place, such as {mark}", mark="{{ figures.… }}"),
    )


def _finding(place: Span, said: tuple[Message, Message]) -> Diagnostic:
    return finding("LAY104", said[0], place, hint=said[1])


def _span(name: str, text: str, start: int, amount: str) -> Span:
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return Span(name, line, column, line, column + len(amount))


def _original(resources: Resources, name: str) -> str:
    """Return the text of the file that ships under a name; empty where there is none."""
    return (resources.original(name) or b"").decode("utf-8", errors="replace")


def _heads(node: Node) -> Iterator[tuple[Scalar, str]]:
    """Yield the heads of columns of amounts, each with the one key of amounts that it names."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _heads(item)
    elif isinstance(node, MappingNode):
        head = node.get("head")
        if isinstance(head, Scalar) and "show" not in node.entries:
            yield head, node.said("of")
        for _, below in node.entries.values():
            yield from _heads(below)


class _Amounts:
    """Finds amounts with their units."""

    def __init__(self, lists: Lists, language: str) -> None:
        texts = lists.texts
        self._rules = (texts.title, texts.amount_of_a_rule) if texts.language == language else ()
        units: Mapping[str, Unit] = lists.money_units
        signs = {*units, *(sign for unit in units.values() for sign in unit.signs)}
        words = "|".join(re.escape(one) for one in sorted(signs, key=len, reverse=True))
        times = "|".join(map(re.escape, lists.printed.multipliers))
        self._amount = re.compile(
            rf"(?<![0-9.,])(?P<behind>{_DIGITS})(?:(?:{times})s? ?)?(?:{words})(?![^\W_])"
            rf"|(?<![^\W_])(?:{words}) ?(?P<before>{_DIGITS})"
        )
        self._in_words = re.compile(rf"[{_numerals()}]{{1,30}}(?:{words})")

    def in_text(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the amounts of a text that no template makes, each with where it begins."""
        plain, places = _printed(text)
        for pattern in self._rules:
            plain = pattern.blanked(plain)
        for found in self._amount.finditer(plain):
            if _is_exact(found["behind"] or found["before"]):
                yield places[found.start()], found[0].strip(" ,.")
        for found in self._in_words.finditer(plain):
            if sum(map(_is_digit, found[0])) > _FEW:
                yield places[found.start()], found[0]


def _printed(text: str) -> tuple[str, Ordered[int]]:
    """Return what is typed of what a template prints, and where each sign of it stands.

    A number may be parted by what prints nothing, or a constant; `□` stands for what is made.
    """
    shown: list[str] = []
    places: list[int] = []
    last = 0
    for live in (*_LIVE.finditer(text), None):
        start = len(text) if live is None else live.start()
        shown += text[last:start]
        places += range(last, start)
        if live is None:
            break
        last = live.end()
        if not _SILENT.match(live[0]):
            constant = _CONSTANT.fullmatch(live[0])
            made = "□" if constant is None else "".join(one or "" for one in constant.groups())
            shown += made
            places += [start] * len(made)
    return "".join(shown), places


@cache
def _numerals() -> str:
    """Return the characters that are numbers in Chinese: digits, tens and hundreds."""
    ideographs = map(chr, (0x3007, *range(0x4E00, 0xA000)))
    return "".join(one for one in ideographs if unicodedata.numeric(one, None) is not None)


def _is_digit(character: str) -> bool:
    return unicodedata.numeric(character, 0) in range(1, 10)


def _is_exact(number: str) -> bool:
    """Tell whether a number has more digits than a limit has: 3172.00 and 12,345, not 50,000."""
    *whole, last = re.split(r"[^0-9]+", number.strip(" ,."))
    has_decimals = bool(whole) and len(last) != _GROUP
    digits = "".join((*whole, last)).lstrip("0")
    return len(digits if has_decimals else digits.rstrip("0")) > _FEW
