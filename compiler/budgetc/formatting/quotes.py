"""How a text is written on one line: without quotes where it reads the same, else in double."""

from __future__ import annotations

import json
import re

from ruamel.yaml.resolver import implicit_resolvers

from budgetc.formatting.tree import Text
from budgetc.source.events import ScalarEvent, YAMLError, events

_NULL = ("", "~")
_NUMBER_ELSEWHERE = re.compile(r"[-+]?(0[ox][0-9a-fA-F]+|[0-9.][0-9.]*([eE][-+]?[0-9]+)?)")
"""What our reader or another of YAML 1.2 takes for a number."""

_TYPED_ELSEWHERE = tuple(
    pattern for _, tag, pattern, _ in implicit_resolvers if not tag.endswith(":timestamp")
)
"""What a reader of YAML 1.1 or 1.2 takes for something else than text.

Days are typed without quotes, as the published sources do.
"""


def written(text: Text, *, in_braces: bool) -> str:
    """Return a value or key that stands on one line."""
    (line, *more) = text.lines
    if text.alias:
        return line
    if not (text.style or more):
        line = _quoted(line) if line not in _NULL and _is_sign(line) else line
    elif _reads_alike(text.value, in_braces=in_braces):
        line = text.value
    elif more or text.style != '"':
        line = _quoted(text.value)
    return " ".join(filter(None, (anchor_mark(text.anchor), line)))


def plain_or_quoted(value: str) -> str:
    """Return any text as a value of a block."""
    return value if _reads_alike(value, in_braces=False) else _quoted(value)


def anchor_mark(name: str) -> str:
    """Return an anchor as it is written; nothing for none."""
    return f"&{name}" if name else ""


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _is_sign(value: str) -> bool:
    return not any(character.isalnum() for character in value)


def _reads_alike(value: str, *, in_braces: bool) -> bool:
    """Tell whether a text without quotes is the same text, to our reader and to others."""
    if _is_sign(value) or _NUMBER_ELSEWHERE.fullmatch(value):
        return False
    if any(pattern.match(value) for pattern in _TYPED_ELSEWHERE):
        return False
    return _words(f"[{value}, x]" if in_braces else f"- {value}\n- x") == [value, "x"]


def _words(text: str) -> list[str] | None:
    """Return the plain values of a list; nothing if it has others, or is none."""
    try:
        found = [event for event in events(text) if isinstance(event, ScalarEvent)]
    except YAMLError:
        return None
    return [event.value for event in found] if not any(event.style for event in found) else None
