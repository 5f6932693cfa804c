"""Which comments stand above an entry when it is written, and which behind it.

Comments are texts without indentation, a line each, with blank lines among them.
"""

from __future__ import annotations

import re
from textwrap import indent

from budgetc.source.text_tree import TextCollection, TextEntry, block_parts, comments_in, remarks

_BLANK_LINES = re.compile(r"^\n+", re.MULTILINE)


def comments_of(entry: TextEntry) -> tuple[str, str]:
    """Return the lines above an entry, and the comment behind it; not what is in a collection."""
    value = entry.value
    first_line, _, further = entry.indicator.partition("\n")
    if isinstance(value, TextCollection):
        last = entry.trailing if value.entries else f"{value.closing}\n{entry.trailing}"
    else:
        last = f"{block_parts(value)[0]}{entry.trailing}"
    dash, colon = ([], comments_in(first_line)) if entry.key else (comments_in(first_line), [])
    *more, behind = [*colon, *comments_in(last)] or [""]
    lines = "".join(f"{comment}\n" for comment in (*dash, *comments_in(further), *more))
    return remarks(entry.leading) + lines, behind


def tail_of(collection: TextCollection) -> str:
    """Return the comments at the end of a collection that has entries."""
    return without_end(remarks(collection.closing)) if collection.entries else ""


def split_head(lines: str) -> tuple[str, str]:
    """Return the first comments of a file, down to a blank line, and those of its first entry."""
    head, _, above = lines.lstrip("\n").partition("\n\n")
    return without_end(head), above.lstrip("\n")


def without_end(lines: str) -> str:
    """Return comments without the blank lines behind the last."""
    kept = lines.rstrip("\n")
    return kept and f"{kept}\n"


def indented(lines: str, margin: int) -> str:
    """Return comments as they are written, with one blank line for several."""
    return indent(_BLANK_LINES.sub("\n", lines), " " * margin)
