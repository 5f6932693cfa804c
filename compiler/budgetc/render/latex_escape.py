"""Text for LaTeX: everything a user can type prints as typed, and none of it is a command."""

from __future__ import annotations

import re

from budgetc.diagnostics.characters import FORBIDDEN
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
_DASHES = re.compile(r"-(?=-)")

_OPENING = "〈《「『【〔〖〝（［｛‘“￥"
_CLOSING = "〉》」』】〕〗〞）］｝’”、。，．：；！？％～"
_WIDE = (
    "·×÷\u0370-\u03ff—‘’“”…\u2103-\u2109\u2116\u2160-\u217f\u2190-\u22ff\u2460-\u24ff\u2500-\u27bf"
    "\u2e80-\uffef\U00020000-\U0003ffff"
)
"""What the LaTeX file sets in the Chinese fonts, where a line breaks nearly anywhere."""

_AFTER_WIDE = r"/).,%:;!?'\"\]}"
_BEFORE_WIDE = r"/('\"\[{`"
_JOINED = (
    rf"(?:[{_OPENING}](?=\S)|[{_CLOSING}](?=[{_OPENING}])|\S(?=[{_CLOSING}])"
    rf"|[^-\s{_WIDE}](?=[^\s{_WIDE}])|[—…](?=[—…])"
    rf"|[{_WIDE}](?=[{_AFTER_WIDE}])|[{_BEFORE_WIDE}](?=[{_WIDE}]))"
)
"""A character between which and the next no line breaks."""

_BREAKS = (
    re.compile(rf"(?<=[/,;)\]}}{_CLOSING}])(?![{_AFTER_WIDE}{_CLOSING}])"),
    re.compile(rf"(?<![(\[{{{_OPENING}])(?![{_AFTER_WIDE}{_CLOSING}])"),
    re.compile(""),
)
"""Where a run that has no place to break is broken: the best places, the next best, anywhere."""

PROSE_RUN = 12
"""How many characters in a row a line of prose holds without a place to break."""

CELL_RUN = 6
"""How many a cell of a table holds."""


def escape(text: str, *, run: int | None = PROSE_RUN) -> str:
    """Return text that LaTeX prints as typed.

    Line breaks and other white space become one space each; what the reader of sources refuses is
    left out. Characters that do not print stay: whoever sets the text reports them.

    Args:
        text: any text.
        run: after how many characters in a row without a place to break some are made; `None` for
            text that is never broken.
    """
    line = FORBIDDEN.sub("", _SPACES.sub(" ", text))
    if run is None:
        return _escaped(line)
    parts = re.split(rf"({_JOINED}{{{run},}}\S)", line)
    # The pattern has one group, so what does not break is the odd parts.
    return "".join(
        _broken(part, run, _BREAKS) if index % 2 else _escaped(part)
        for index, part in enumerate(parts)
    )


def escape_line(line: Line, *, run: int | None = PROSE_RUN) -> str:
    """Return a line of a document for LaTeX, without spaces at its ends."""
    return escape(line_text(line), run=run).strip(" ")


def _broken(text: str, run: int, places: tuple[re.Pattern[str], ...]) -> str:
    """Return a text that may be broken in the best places, and elsewhere where those are rare."""
    if len(text) <= run or not places:
        return _escaped(text)
    best, *others = places
    parts = filter(None, best.split(text))
    return r"\softbreak{}".join(_broken(part, run, tuple(others)) for part in parts)


def _escaped(text: str) -> str:
    # In the title of the PDF, two hyphens in a row would become a dash.
    return _DASHES.sub("-{}", text.translate(_SPECIAL))
