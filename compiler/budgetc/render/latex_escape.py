"""Text for LaTeX: everything a user can type prints as typed, and none of it is a command."""

from __future__ import annotations

import re

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.document.model import Line, line_text
from budgetc.render.breaks import PROSE_RUN, broken

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

SPACES = re.compile(r"[^\S\u3000]+")
"""White space, but for a space as wide as a character: that one is not like every other."""

_DASHES = re.compile(r"-(?=-)")


def escape(text: str, *, run: int | None = PROSE_RUN) -> str:
    """Return text that LaTeX prints as typed.

    Line breaks and other white space become one space each; what the reader of sources refuses is
    left out. Characters that do not print stay: whoever sets the text reports them.

    Args:
        text: any text.
        run: after how many characters in a row without a place to break some are made; `None` for
            text that is never broken.
    """
    line = FORBIDDEN.sub("", SPACES.sub(" ", text))
    if run is None:
        return _escaped(line)
    return r"\softbreak{}".join(map(_escaped, broken(line, run)))


def escape_line(line: Line, *, run: int | None = PROSE_RUN) -> str:
    """Return a line of a document for LaTeX, without spaces at its ends."""
    return escape(line_text(line), run=run).strip(" ")


def _escaped(text: str) -> str:
    # In the title of the PDF, two hyphens in a row would become a dash.
    return _DASHES.sub("-{}", text.translate(_SPECIAL))
