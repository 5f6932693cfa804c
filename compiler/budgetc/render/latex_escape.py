"""Text for LaTeX: everything a user can type prints as typed, and none of it is a command."""

from __future__ import annotations

import re
import unicodedata

from budgetc.document.model import Line, line_text

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "^": r"\textasciicircum{}",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "%": r"\%",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\textquotedbl{}",
        "'": r"\textquotesingle{}",
        "`": r"\textasciigrave{}",
        # A bracket may follow a command that looks for an optional argument.
        "[": "{[}",
        "]": "{]}",
    }
)

IDEOGRAPHIC_SPACE = "\u3000"
"""A space as wide as a character; the one space that is not like every other."""

_SPACES = re.compile(rf"[^\S{IDEOGRAPHIC_SPACE}]+")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs"})
_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_LAST_OF_PLANE = 0xFFFE
"""The last two points of each plane of Unicode are no characters either."""

_DASHES = re.compile(r"-(?=-)")

PROSE_RUN = 12
"""How many ASCII characters in a row a line of prose holds without a place to break."""

CELL_RUN = 6
"""How many a cell of a table holds."""


def escape(text: str, *, run: int | None = PROSE_RUN) -> str:
    """Return text that LaTeX prints as typed.

    Line breaks and other white space become one space each; characters that do not print (controls,
    marks of direction) are left out.

    Args:
        text: any text.
        run: a longer run of ASCII characters without a space may be broken anywhere; `None` for
            text that is never broken.
    """
    words = _SPACES.sub(" ", text).split(" ")
    return " ".join(_escape_word(_printable(word), run) for word in words)


def escape_line(line: Line, *, run: int | None = PROSE_RUN) -> str:
    """Return a line of a document for LaTeX, without spaces at its ends."""
    return escape(line_text(line), run=run).strip(" ")


def _printable(text: str) -> str:
    return "".join(
        char
        for char in text
        if unicodedata.category(char) not in _UNPRINTABLE and not _is_noncharacter(ord(char))
    )


def _is_noncharacter(point: int) -> bool:
    return point & _LAST_OF_PLANE == _LAST_OF_PLANE or point in _NONCHARACTERS


def _escape_word(word: str, run: int | None) -> str:
    if run is None:
        return _escape_part(word)
    long_runs = re.compile(rf"([!-~]{{{run + 1},}})")
    parts = long_runs.split(word)
    # The pattern has one group, so the long runs are the odd parts.
    return "".join(
        r"\softbreak{}".join(char.translate(_SPECIAL) for char in part)
        if index % 2
        else _escape_part(part)
        for index, part in enumerate(parts)
    )


def _escape_part(text: str) -> str:
    # In the title of the PDF, two hyphens in a row would become a dash.
    return _DASHES.sub("-{}", text.translate(_SPECIAL))
