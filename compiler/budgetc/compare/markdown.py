"""Markdown as the text that it shows: no markup, the cells of a row apart."""

from __future__ import annotations

import re

_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_CELL = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"\*\*|__")
_ESCAPE = re.compile(r"\\([\\`*_\[\]|~$<&:.@#>+=()!-])")
_HEAD = re.compile(r"#{1,6}\s+")
_MARKS = ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")


def plain_line(line: str) -> str:
    """Return what a line of Markdown shows; nothing for the rule below the heads of a table."""
    stripped = line.strip()
    if stripped.startswith("|") and _RULE.fullmatch(stripped):
        return ""
    text = _HEAD.sub("", stripped, count=1) if stripped.startswith("#") else stripped
    text = _CELL.sub("  ", text) if stripped.startswith("|") else text
    text = _ESCAPE.sub(r"\1", _BOLD.sub("", _TAG.sub("", text)))
    for mark, character in _MARKS:
        text = text.replace(mark, character)
    return text
