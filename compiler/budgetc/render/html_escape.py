"""Text for HTML: everything a user can type shows as typed, and none of it is markup."""

from __future__ import annotations

import html
import json
import re
from functools import lru_cache

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.document.model import Line, line_text

_SPACES = re.compile(r"[ \t-\r]+")
_IN_SCRIPTS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
"""Signs that may end a script, or begin a comment in one, wherever they stand."""


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Return a text as one line, for elements and for attributes in double quotes."""
    return html.escape(plain(text))


def plain(text: str) -> str:
    """Return a text as one line, without what the reader of sources refuses."""
    return FORBIDDEN.sub("", _SPACES.sub(" ", text))


def escape_line(line: Line) -> str:
    """Return a line of a document as text."""
    return escape(line_text(line))


def script_json(data: object) -> str:
    """Return data as JSON that is only data inside of a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return FORBIDDEN.sub("", text).translate(_IN_SCRIPTS)
