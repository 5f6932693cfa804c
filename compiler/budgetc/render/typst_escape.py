"""Text for Typst: everything is a string literal, so that nothing a user types is ever markup."""

from __future__ import annotations

import re
from collections.abc import Collection

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.document.model import Line, line_text
from budgetc.frozen import frozen
from budgetc.render.breaks import CLOSING, OPENING, PROSE_RUN, broken
from budgetc.render.latex_escape import IDEOGRAPHIC_SPACE

_SPACES = re.compile(rf"[^\S{IDEOGRAPHIC_SPACE}]+")
_SPECIAL = str.maketrans({"\\": "\\\\", '"': '\\"'})
_OPENING, _CLOSING = f"([{{—…{OPENING}", f")]}}!?.,:;/%—…{CLOSING}"
"""Marks that no line ends with, and that none begins with, if it can be helped."""
_LETTERS = re.compile(r"[A-Za-z]{1,20}\Z"), re.compile(r"[A-Za-z]{1,20}(?![A-Za-z])")
"""The end and the beginning of a word that is not too long to be left to hyphens."""


def literal(text: str) -> str:
    """Return text as a string of Typst that prints as typed.

    Line breaks and other white space become one space each; what the reader of sources refuses is
    left out. Characters that do not print stay: whoever sets the text reports them.
    """
    return f'"{FORBIDDEN.sub("", _SPACES.sub(" ", text)).translate(_SPECIAL)}"'


@frozen()
class Words:
    """How texts are broken into lines.

    Attributes:
        hyphens: whether the language breaks its words by hyphens.
        whole: words that are never broken where they stand in heads and cells.
    """

    hyphens: bool
    whole: re.Pattern[str] | None

    @classmethod
    def of(cls, language: str, whole: Collection[str]) -> Words:
        """Return how those of a language are."""
        longest_first = sorted(map(re.escape, whole), key=len, reverse=True)
        pattern = re.compile(f"({'|'.join(longest_first)})") if longest_first else None
        return cls(language != "zh", pattern)

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
        text = _SPACES.sub(" ", text).strip(" ")
        first, *others = self._merged(tuple(broken(text, run)))
        said, end = self._with_words(first, longest), first[-1:]
        for part in others:
            between = "Z" if end in _OPENING or part[0] in _CLOSING else "B"
            said += f"+{between}+{self._with_words(part, longest)}"
            end = part[-1]
        return said

    def _merged(self, parts: tuple[str, ...]) -> list[str]:
        """Return parts without breaks inside words that hyphens take care of."""
        merged = [parts[0]]
        for part in parts[1:]:
            if self.hyphens and _LETTERS[0].search(merged[-1]) and _LETTERS[1].match(part):
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
