"""The figures of a text: which of its numbers are figures, and what they are in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from budgetc.lists.print_words import PrintedWords
from budgetc.numbers.marks import WITH_COMMA, WITH_POINT, NumberForm
from budgetc.published.model import PERCENT_UNIT, PrintedNumber, PrintedUnit


def _alone(number: str) -> re.Pattern[str]:
    """Return what a cell is that holds such a number and little else."""
    return re.compile(rf"[^0-9]{{0,9}}{number}[^0-9]{{0,9}}")


_SURELY_POINT = _alone(r"[0-9]{1,3}(?:,[0-9]{3}){1,6}\.[0-9]{1,4}")
_SURELY_COMMA = _alone(r"[0-9]{1,3}(?:[. \u00a0\u202f][0-9]{3}){1,6},[0-9]{1,4}")
_LIKELY_POINT = _alone(r"(?:[0-9]{1,9}\.[0-9]{1,2}|[0-9]{1,3}(?:,[0-9]{3}){2,6})")
_LIKELY_COMMA = _alone(r"(?:[0-9]{1,9},[0-9]{1,2}|[0-9]{1,3}(?:\.[0-9]{3}){2,6})")


_SAYS_MORE = re.compile(r"[^\W\d_]{4}|[\u2e80-\uffdc]")
"""A word, or Chinese: what is no unit of a number in such letters makes a text of a cell."""

_GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")
"""Most likely thousands: few documents have three decimals, and other numbers as well."""


def form_of(cells: Iterable[str], words: PrintedWords) -> NumberForm:
    """Return how the cells of a document write numbers: with a point, unless beyond doubt not.

    1.234 may be either; 1.234,50 is no number with a point, and decides for the whole document.
    A single comma decides where nothing looks like thousands; texts with a number do not count.
    """
    texts = {normalised(cell).strip() for cell in cells}
    has_thousands = any(map(_GROUPED.search, texts))
    reader = NumberReader(words, WITH_COMMA)

    def is_likely_comma(text: str) -> bool:
        if has_thousands or not _LIKELY_COMMA.fullmatch(text):
            return False
        return not _SAYS_MORE.search(text) or reader.cell(text, None) is not None

    for comma, point in (
        (_SURELY_COMMA.fullmatch, _SURELY_POINT.fullmatch),
        (is_likely_comma, _LIKELY_POINT.fullmatch),
    ):
        has_comma, has_point = any(map(comma, texts)), any(map(point, texts))
        if has_comma or has_point:
            return WITH_POINT if has_point else WITH_COMMA
    return WITH_POINT


_ORDINAL_BEHIND = re.compile(r"\s*(?:[.、)](?![0-9])|、)")
_ORDINAL_BEFORE = re.compile(r"(?:^|[\s。;:“”\"'(,、])$")
_UNCOMMON = re.compile("[\u3000\uff01-\uff5e\u2f00-\u2fdf\uf900-\ufaff\u2212]")
"""Full-width forms, and the look-alikes of Chinese letters that some PDFs are written with."""

_MOST_DIGITS = 20
"""A number of more digits is no figure."""

_LIKE_A_CODE = 5
"""A whole number of so many digits, without separators and unit, is a code."""

_YEARS = range(1900, 2100)


def normalised(text: str) -> str:
    """Return a text of the same length in which every letter has its common form."""
    forms = {found: unicodedata.normalize("NFKC", found) for found in _UNCOMMON.findall(text)}
    forms["\u2212"] = "-"
    return _UNCOMMON.sub(lambda one: forms[one[0]] if len(forms[one[0]]) == 1 else one[0], text)


class NumberReader:
    """Finds figures, by the words of the data files."""

    def __init__(self, words: PrintedWords, form: NumberForm = WITH_POINT) -> None:
        """Prepare the words, for a document that writes its numbers in a form."""
        self.words = words
        self._form = form
        self._units = {
            word: PrintedUnit(unit.name, unit.scale, unit.currency)
            for unit in words.units
            for word in unit.words
        }

    def numbers(self, text: str) -> tuple[PrintedNumber, ...]:
        """Return the figures of a sentence, in order."""
        return tuple(self._found(normalised(text)))

    def cell(self, text: str, unit: PrintedUnit | None) -> PrintedNumber | None:
        """Return the figure that a cell is, or nothing where it is none, or is more than that.

        Args:
            text: of the cell.
            unit: of its column or table, for a figure that says none itself.
        """
        normal = normalised(text)
        plain = normal.strip()
        bracketed = len(plain) > len("()") and plain[0] == "(" and plain[-1] == ")"
        inner = plain[1:-1] if bracketed else plain
        prefix = self._prefix.match(inner)
        rest = inner[prefix.end() :].strip() if prefix else inner
        token = self._form.token.match(rest)
        if token is None or len(token["digits"]) > _MOST_DIGITS:
            return None
        behind = rest[token.end() :].strip()
        beside = self._unit_of(behind, prefix[0].strip() if prefix else "")
        if behind and beside is None:
            return None
        start = normal.index(token["digits"]) - len(token["sign"] or "")
        number = self._number(token, start, beside, unit)
        if bracketed:
            return replace(number, value=-number.value, text=f"({number.text})")
        return number

    def unit_in(self, text: str) -> PrintedUnit | None:
        """Return the unit of money that a head or a line over a table says, if it says one.

        A unit counts behind a mark (`unit_marks`) or alone in brackets.
        """
        plain = normalised(text)
        for pattern in (self._marked, self._bracketed):
            if found := pattern.search(plain):
                return self._units.get(" ".join(found[1].split()))
        return None

    def marks_unit(self, text: str) -> bool:
        """Tell whether a line says, behind a mark, of what unit the table below it is."""
        return self._marked.search(normalised(text)) is not None

    def _found(self, text: str) -> Iterable[PrintedNumber]:
        for token in self._form.token.finditer(text):
            if len(token["digits"]) <= _MOST_DIGITS and (number := self._figure(text, token)):
                yield number

    def _figure(self, text: str, token: re.Match[str]) -> PrintedNumber | None:
        start, end, digits = token.start(), token.end(), token["digits"]
        before = text[max(0, start - 12) : start]
        if before and before[-1].isascii() and (before[-1].isalpha() or before[-1] in "_/."):
            return None
        if before.rstrip().endswith(self.words.no_figure_before):
            return None
        prefix = self._prefix_end.search(before)
        behind = text[end : end + 24]
        unit = self._behind(behind, prefix[0].strip() if prefix else "")
        if unit is None and digits.isdigit() and self._is_no_figure(digits, before, behind):
            return None
        return self._number(token, start, unit)

    def _is_no_figure(self, digits: str, before: str, behind: str) -> bool:
        """Tell whether a whole number without a unit is a date, an ordinal or a code."""
        if behind.lstrip().startswith(self.words.no_figure_behind):
            return True
        if _ORDINAL_BEHIND.match(behind) and _ORDINAL_BEFORE.search(before):
            return True
        if len(digits) == 4 and int(digits) in _YEARS:  # noqa: PLR2004
            return True
        return len(digits) >= _LIKE_A_CODE or (len(digits) > 1 and digits[0] == "0")

    def _behind(self, behind: str, prefix: str) -> PrintedUnit | None:
        """Return the unit that stands directly behind a number, or the one before it."""
        rest = behind.lstrip()
        if prefix:
            for word, times in self.words.multipliers.items():
                if rest.startswith(word):
                    return self._times(prefix, word, times)
            return self._units.get(self.words.prefixes[prefix])
        found = self._any_unit.match(rest)
        if found is None:
            return None
        # A letter right behind a Latin unit makes another word of it.
        return self._units.get(found[0]) or PrintedUnit(found[0])

    def _unit_of(self, behind: str, prefix: str) -> PrintedUnit | None:
        if prefix:
            if behind in self.words.multipliers:
                return self._times(prefix, behind, self.words.multipliers[behind])
            return None if behind else self._units.get(self.words.prefixes[prefix])
        if behind in self._units:
            return self._units[behind]
        return PrintedUnit(behind) if behind in self.words.counters else None

    def _times(self, prefix: str, word: str, times: int) -> PrintedUnit:
        unit = self._units[self.words.prefixes[prefix]]
        return PrintedUnit(f"{unit.name} {word}", unit.scale * times, unit.currency)

    def _number(
        self,
        token: re.Match[str],
        start: int,
        beside: PrintedUnit | None,
        otherwise: PrintedUnit | None = None,
    ) -> PrintedNumber:
        """Return a number with the unit beside it, or another where there is none."""
        value, decimals = self._form.read(token["digits"])
        return PrintedNumber(
            token[0],
            -value if token["sign"] else value,
            decimals,
            beside or otherwise,
            start,
            start + len(token[0]),
            unit_beside=beside is not None,
            form=self._form,
        )

    @cached_property
    def _any_unit(self) -> re.Pattern[str]:
        words = sorted((*self._units, *self.words.counters), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)))

    @cached_property
    def _money_words(self) -> str:
        words = sorted(
            (word for word, unit in self._units.items() if unit.is_money), key=len, reverse=True
        )
        return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)

    @cached_property
    def _marked(self) -> re.Pattern[str]:
        marks = "|".join(map(re.escape, self.words.unit_marks))
        return re.compile(rf"(?:{marks})\s*[::(（]?\s*({self._money_words})")

    @cached_property
    def _bracketed(self) -> re.Pattern[str]:
        return re.compile(rf"[((\[]\s*({self._money_words})\s*[)\])]")

    @cached_property
    def _prefix(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self._prefixes})\s*")

    @cached_property
    def _prefix_end(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self._prefixes})\s*$")

    @cached_property
    def _prefixes(self) -> str:
        words = sorted(self.words.prefixes, key=len, reverse=True)
        return "|".join(map(re.escape, words))


def column_unit(
    heads: Iterable[str], table: PrintedUnit | None, reader: NumberReader
) -> PrintedUnit | None:
    """Return the unit of a column's figures: as its heads say, else that of the table."""
    words = reader.words
    told = tuple(heads)
    for head in reversed(told):
        if unit := reader.unit_in(head):
            return unit
        if any(mark in head for mark in words.percent_heads):
            return PERCENT_UNIT
        if any(mark in head for mark in words.uncounted_heads):
            return None
    return table
