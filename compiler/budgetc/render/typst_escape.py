"""Text for Typst: everything is a string literal, so that nothing a user types is ever markup."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.document.languages import has_blanks
from budgetc.document.model import Line, line_text
from budgetc.frozen import frozen
from budgetc.render.breaks import CLOSING, LETTER, OPENING, PROSE_RUN, broken
from budgetc.render.latex_escape import SPACES

_SPECIAL = str.maketrans({"\\": "\\\\", '"': '\\"'})
_OPENING, _CLOSING = f"([{{—…{OPENING}", f")]}}!?.,:;/%—…{CLOSING}"
"""Marks that no line ends with, and that none begins with, if it can be helped."""
_LONGEST = 40
"""How many letters a word has at the most that is left to hyphens."""
_LETTERS = (
    re.compile(rf"(?<!{LETTER}){LETTER}{{1,{_LONGEST}}}\Z"),
    re.compile(rf"{LETTER}{{1,{_LONGEST}}}(?!{LETTER})"),
)
"""The end and the beginning of such a word."""
_NUMBER = re.compile(r"\d[\d.,/]*")
"""An amount, or two years, and marks that may follow it."""
_DIGIT = 0.56
"""How wide a digit is, as a share of the size of letters."""
_HYPHENATED = re.compile(
    "af|be|bg|ca|cs|da|de|el|en|es|et|fi|fr|hr|hu|is|it|ka|ku|la|lt|mn|nb|nl|nn|no|pl|pt|ru|sk|sl"
    "|sq|sr|sv|tk|tr|uk"
)
"""The languages whose words Typst knows how to break, by the first part of their tags."""


def literal(text: str) -> str:
    """Return text as a string of Typst that prints as typed.

    Line breaks and other white space become one space each; what the reader of sources refuses is
    left out. Characters that do not print stay: whoever sets the text reports them.
    """
    return f'"{FORBIDDEN.sub("", SPACES.sub(" ", text)).translate(_SPECIAL)}"'


def _with_numbers(text: str, parts: Sequence[str], longest: float) -> Sequence[str]:
    """Return the parts of a text without breaks inside numbers that fit a line: 2025/26, 1,950."""
    found = ((one.start(), len(one[0].rstrip(".,/"))) for one in _NUMBER.finditer(text))
    inside = {
        at
        for start, length in found
        if length * _DIGIT <= longest
        for at in range(start + 1, start + length)
    }
    if not inside:
        return parts
    whole, end = [parts[0]], len(parts[0])
    for part in parts[1:]:
        if end in inside:
            whole[-1] += part
        else:
            whole.append(part)
        end += len(part)
    return whole


@frozen()
class Words:
    """How texts are broken into lines.

    Attributes:
        hyphens: whether the words of the language are broken by hyphens.
        blanks: whether the language has blanks between its words, so that prose ends lines there.
        whole: words that are never broken where they stand in heads and cells.
    """

    hyphens: bool
    blanks: bool
    whole: re.Pattern[str] | None

    @classmethod
    def of(cls, language: str, whole: Collection[str]) -> Words:
        """Return how those of a language are."""
        longest_first = sorted(map(re.escape, whole), key=len, reverse=True)
        pattern = re.compile(f"({'|'.join(longest_first)})") if longest_first else None
        return cls(bool(_HYPHENATED.fullmatch(language)), has_blanks(language), pattern)

    def prose(self, line: Line) -> str:
        """Return a line of prose as an expression of Typst."""
        return self.expression(line_text(line), PROSE_RUN)

    def expression(self, text: str, run: int, longest: float = 0) -> str:
        """Return text as an expression of Typst that can be broken wherever it has to be.

        Args:
            text: any text.
            run: after how many characters in a row without a place to break some are made.
            longest: how many characters a word that stays whole may have; 0 where all are broken.
        """
        text = SPACES.sub(" ", text).strip(" ")
        parts = list(broken(text, run))
        parts = self._merged(parts) if self._keeps_words(run) else parts
        first, *others = _with_numbers(text, parts, longest)
        said, end = self._with_words(first, longest), first[-1:]
        for part in others:
            between = "Z" if end in _OPENING or part[0] in _CLOSING else "B"
            said += f"+{between}+{self._with_words(part, longest)}"
            end = part[-1]
        return said

    def _keeps_words(self, run: int) -> bool:
        """Tell whether words are left to hyphens; in a narrow cell they have to be broken else."""
        return self.hyphens or (self.blanks and run >= PROSE_RUN)

    def _merged(self, parts: Sequence[str]) -> list[str]:
        """Return parts without breaks inside words."""
        merged = [parts[0]]
        for part in parts[1:]:
            end = merged[-1][-_LONGEST - 1 :]
            if _LETTERS[0].search(end) and _LETTERS[1].match(part):
                merged[-1] += part
            else:
                merged.append(part)
        return merged

    def _with_words(self, text: str, longest: float) -> str:
        if not longest or self.whole is None:
            return literal(text)
        said, plain = [], ""
        pieces = self.whole.split(text)
        for index, piece in enumerate(pieces):
            # A run of characters alone has space between Chinese ones and digits.
            beside = (*plain[-1:], *(pieces[index + 1][:1] if index % 2 else ""))
            if index % 2 and len(piece) <= longest and not any(map(str.isascii, beside)):
                said += [literal(plain)] if plain else []
                said.append(f"W({literal(piece)})")
                plain = ""
            else:
                plain += piece
        return "+".join([*said, *([literal(plain)] if plain else [])]) or '""'
