"""Texts for Markdown: what a person typed is shown as typed, by every reader and on every forge.

A forge reads a page twice: as Markdown, and then what came out of it for addresses, short codes of
emoji, names (`@who`), numbers of issues (`#12`) and commits. Backslashes hold off the first reader.
The second one looks at stretches of text between elements, so an empty element inside of what it
looks for holds it off: `<wbr>`, a place where a line may break, which nobody sees or copies.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

_SPECIAL = re.compile(
    r"[\\`*_\[\]|~$]"
    r"|<(?=[A-Za-z/!?])"  # a tag, a comment or a link in angle brackets
    r"|&(?=[A-Za-z0-9#]+;)"  # a character reference
    r"|(?:^|(?<= ))#(?=#*$)"  # what ends a heading
)
"""What can be markup inside a line."""

_LINE_START = re.compile(r"[0-9]{0,9}(?=[#>]|:-|[-+=](?:[-+=:\s]|$)|(?<=[0-9])[.)](?:\s|$))")
"""What stands before a sign that is markup only where a line begins."""

_PARTED = re.compile(
    r"(?<=/)(?=/)"  # https://, //host
    r"|(?<=\w)(?=\.[A-Z\u0400-\u04ff])|(?<=\bwww)(?=\.)"  # e.com
    r"|(?<=@)(?=\S)"  # a@b.cn, @who
    r"|(?<=:)(?=[0-9A-Z_+-]+:)"  # :smile:
    r"|(?<=[#!$%&~])(?=[0-9A-Z_/\"'+\[-])|(?<=[#!])(?=[\u4e00-\u9fff])"  # #12, !7, %3, ~label
    r"|(?<=[A-Z]-)(?=[0-9])",  # GH-12
    re.IGNORECASE,
)
"""Inside of what a forge makes a link, a reference or a picture of."""

_PLAIN = re.compile(
    r"(?! )(?:[\u4e00-\u9fff\u3001\u3002\u300a\u300b\uff08\uff09\uff0c\uff1a\uff1b\u201c\u201d"
    r"0-9.,>=-]|%(?![0-9/-])|<(?!/)|/(?!/)| (?! ))*+(?<! )"
)
"""Han, its usual signs and digits: nothing that any of the patterns here finds a part of."""

_COMMIT = re.compile(r"\b(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b", re.IGNORECASE)
"""What may be the name of a commit."""

_SHORT = re.compile(".{1,6}")
"""Shorter than the shortest name of a commit that a forge looks for."""

_HERE = "\0"
"""Holds the place of `<wbr>`; no reader of Markdown lets it through in a text."""

_SPACES = re.compile(r"[ \t-\r]+")


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Return a text for the inside of a line, with no more signs than that takes."""
    if _PLAIN.fullmatch(text):  # as mostly
        return text
    return _SPECIAL.sub(r"\\\g<0>", _parted(text)).replace(_HERE, "<wbr>")


def escape_line(text: str) -> str:
    """Return a text that may begin a line: no heading, list, quote or rule begins with it."""
    escaped = escape(text)
    start = _LINE_START.match(escaped)
    return f"{escaped[: start.end()]}\\{escaped[start.end() :]}" if start else escaped


def escape_html(text: str) -> str:
    """Return a text for a block of HTML, in which no Markdown is read."""
    return html.escape(_parted(text), quote=False).replace(_HERE, "<wbr>")


def _parted(text: str) -> str:
    """Return a text as one line, with a mark inside of all that a forge looks for."""
    line = _SPACES.sub(" ", text.replace(_HERE, "\ufffd").strip())
    line = _COMMIT.sub(lambda found: _HERE.join(_SHORT.findall(found[0])), line)
    return _PARTED.sub(_HERE, line)
