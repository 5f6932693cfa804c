"""How a value is written: without quotes where it reads the same, else in double ones."""

from __future__ import annotations

import json
import re

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import ScalarEvent
from ruamel.yaml.resolver import implicit_resolvers

from budgetc.source.events import events
from budgetc.source.nodes import scalars
from budgetc.source.read import read_bytes
from budgetc.source.text_parse import block_indent
from budgetc.source.text_tree import BLOCK_STYLES, TextScalar, block_parts

_NULL = ("", "~")
_NUMBER_ELSEWHERE = re.compile(r"[-+]?(0[ox][0-9a-fA-F]+|[0-9.][0-9.]*([eE][-+]?[0-9]+)?)")
"""What our reader or another of YAML 1.2 takes for a number."""

_TYPED_ELSEWHERE = tuple(
    pattern for _, tag, pattern, _ in implicit_resolvers if not tag.endswith(":timestamp")
)
"""What a reader of YAML 1.1 or 1.2 takes for something else than text.

Days are typed without quotes, as the published sources do.
"""

_LONGEST_KEY = 1000
"""Characters of a key; YAML allows 1024 up to the colon."""

_ESCAPED_BLANK = re.compile(r"(?<!\\)(?:\\\\)*\\[ \t]$")


def written(scalar: TextScalar, *, in_braces: bool) -> str:
    """Return a value that stands on one line."""
    line = scalar.text if scalar.alias else _on_one_line(scalar, in_braces=in_braces)
    return " ".join(filter(None, (anchor_mark(scalar.anchor), line)))


def written_key(key: TextScalar, *, in_braces: bool) -> str:
    """Return a key; one that has an anchor, or would grow too long for a key, as it was typed."""
    if key.anchor:
        return key.text if key.words or key.style else f'{key.text} ""'
    short = _on_one_line(key, in_braces=in_braces) or '""'
    return key.text if len(short) > _LONGEST_KEY else short


def written_lines(scalar: TextScalar) -> tuple[str, ...]:
    """Return the lines of a value, the further ones without their indentation."""
    if scalar.style in BLOCK_STYLES:
        lines = _block_lines(scalar)
    elif "\n" in scalar.text:
        first, *rest = scalar.text.split("\n")
        lines = tuple(_without_end(line) for line in (first, *(ln.lstrip(" \t") for ln in rest)))
    else:
        return (written(scalar, in_braces=False),)
    if not lines or not _says(lines, scalar.words):
        lines = (_quoted(scalar.words),)
    first, *rest = lines
    return (" ".join(filter(None, (anchor_mark(scalar.anchor), first))), *rest)


def plain_or_quoted(value: str) -> str:
    """Return any text as a value of a block."""
    return value if _reads_alike(value, in_braces=False) else _quoted(value)


def anchor_mark(name: str) -> str:
    """Return an anchor as it is written; nothing for none."""
    return f"&{name}" if name else ""


def _on_one_line(scalar: TextScalar, *, in_braces: bool) -> str:
    line, words = scalar.text, scalar.words
    if not scalar.style and "\n" not in line:
        odd = line not in _NULL and (_is_sign(line) or _has_outer_blanks(line))
        return _quoted(line) if odd else line
    if _reads_alike(words, in_braces=in_braces):
        return words
    return line if scalar.style == '"' and "\n" not in line else _quoted(words)


def _block_lines(scalar: TextScalar) -> tuple[str, ...]:
    """Return a text after | or > with its sign, but for blank lines at its end.

    A text that keeps those is not what is returned: what comes to stand behind it would become a
    part of it. Of one that is all blanks nothing is returned.
    """
    words = scalar.words
    if not words.strip(" \n"):
        return ()
    header, body = block_parts(scalar)
    indent = block_indent(header + body, words)
    lines = [line[indent:] for line in body.rstrip("\n").split("\n")]
    # Of one line, either sign says the same.
    sign = "-" if "-" in header or ("\n" in words and not words.endswith("\n")) else ""
    return (scalar.style + sign, *lines)


def _says(lines: tuple[str, ...], words: str) -> bool:
    """Tell whether the reader takes lines, and takes them for certain words."""
    first, *rest = lines
    text = "\n".join([f"- {first}", *(f"    {line}" if line else "" for line in rest), ""])
    tree, findings = read_bytes("", text.encode())
    return tree is not None and not findings and [one.text for one in scalars(tree.root)] == [words]


def _without_end(line: str) -> str:
    """Return a line of a text without blanks at its end, save one behind a backslash."""
    short = line.rstrip(" \t")
    further = line[: len(short) + 1]
    return further if _ESCAPED_BLANK.search(further) else short


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _is_sign(value: str) -> bool:
    return not any(character.isalnum() for character in value)


def _has_outer_blanks(value: str) -> bool:
    """Tell whether a text begins or ends with a blank, which may be a wide one."""
    return value != value.strip()


def _reads_alike(value: str, *, in_braces: bool) -> bool:
    """Tell whether a text without quotes is the same text, to our reader and to others."""
    if _is_sign(value) or _has_outer_blanks(value) or _NUMBER_ELSEWHERE.fullmatch(value):
        return False
    if any(pattern.match(value) for pattern in _TYPED_ELSEWHERE):
        return False
    text = f"[{value}, x]" if in_braces else f"- {value}\n- x"
    return _read(text) == [(value, ""), ("x", "")]


def _read(text: str) -> list[tuple[str, str]] | None:
    """Return the values of a text and their quotes; nothing if it is no YAML."""
    try:
        found = [event for event in events(text) if isinstance(event, ScalarEvent)]
    except YAMLError:
        return None
    return [(event.value, event.style or "") for event in found]
