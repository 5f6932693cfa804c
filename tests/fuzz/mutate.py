"""Ways to break a text and a name: what slips of the hand do, and what an attacker would."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

HOSTILE = (
    "{{ 7*7 }}",
    "{% include 'a' %}",
    "<< body >>",
    "\\input{/etc/passwd}",
    "<img src=x onerror=alert(1)>",
    "A" * 3000,
    "（" * 400,
    "[" * 300,
    "- " * 200,
    "&a *a",
    "*nobody",
    "&a:b c",
    "<<: *a",
    "!!python/object:os.system x",
    "!!binary aGk=",
    "|+\n\n\n",
    ">-\n  x\n",
    "? x\n: y",
    "\u3000",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u202e",
    "\u2028",
    "\u0085",
    "\x00",
    "\x07",
    "\t",
    "\r",
    "#",
    "'",
    '"',
    "%YAML 9.9\n---\n",
    "...\n",
    "---\n",
    "~",
    "null",
    "yes",
    "0x10",
    "1e999",
    "1_000",
    ".inf",
    "-0.00",
    "99999999999999999999.99",
    "0.001",
    "2024-02-30",
    "９.００",
    "-",
    ":",
    "",
)
"""Texts put in the place of others, or between them."""

NAMES = (
    "a b",
    "局",
    "局 ",
    "局.",
    "A",
    "a",
    "e\u0301",
    "\u00e9",
    "CON",
    "nul.yaml",
    "x:y",
    "-x",
    "--help",
    "{{x}}",
    "\u202ex",
    "x\ny",
    "x\ty",
    "a" * 200,
    "..x",
    "x\\y",
    "'",
    '"',
    "*",
    "?",
    "%",
    "region",
    "2024",
    "\udcff",
    "~",
    "#",
    "[x]",
    "x,y",
    ".x",
)
"""Names of files and folders; one stands for a byte that is not UTF-8."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[^\s\[\]{}:,#\"']+")


def broken(text: str, chance: Random, donor: str) -> bytes:
    """Return a text with one to four things wrong.

    Args:
        text: to break.
        chance: what is drawn from.
        donor: another text, pieces of which may be put in.
    """
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        text = chance.choice(_WAYS)(text, chance, donor)
    data = text.encode("utf-8", "surrogatepass")
    return _flipped(data, chance) if not chance.randrange(12) else data


def _line_gone(text: str, chance: Random, _: str) -> str:
    lines = text.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines) or "\n"


def _line_moved(text: str, chance: Random, _: str) -> str:
    lines = text.split("\n")
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randint(0, len(lines)), line)
    return "\n".join(lines)


def _line_repeated(text: str, chance: Random, _: str) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at:at] = [lines[at]] * chance.choice((1, 1, 2, 600))
    return "\n".join(lines)


def _indented(text: str, chance: Random, _: str) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((" ", "  ", "\t", "    ")) + lines[at]
    return "\n".join(lines)


def _outdented(text: str, chance: Random, _: str) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = lines[at][chance.randint(1, 3) :]
    return "\n".join(lines)


def _grafted(text: str, chance: Random, donor: str) -> str:
    theirs, lines = donor.split("\n"), text.split("\n")
    begin, at = chance.randrange(len(theirs)), chance.randint(0, len(lines))
    lines[at:at] = theirs[begin : begin + chance.randint(1, 8)]
    return "\n".join(lines)


def _number_changed(text: str, chance: Random, _: str) -> str:
    other = chance.choice(("0", "-1", "1", "0.005", "1" * 30, "9.999", "00012", "2013801", "302"))
    return _replaced(text, chance, _NUMBER, other)


def _word_changed(text: str, chance: Random, _: str) -> str:
    return _replaced(text, chance, _WORD, chance.choice(HOSTILE))


def _word_swapped(text: str, chance: Random, donor: str) -> str:
    words = _WORD.findall(donor[:20_000])
    return _replaced(text, chance, _WORD, chance.choice(words or [""]))


def _inserted(text: str, chance: Random, _: str) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(HOSTILE) + text[at:]


def _letter_gone(text: str, chance: Random, _: str) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.choice((1, 1, 2, 5)) :]


def _cut_short(text: str, chance: Random, _: str) -> str:
    return text[: chance.randint(0, len(text))] if not chance.randrange(4) else text


def _replaced(text: str, chance: Random, pattern: re.Pattern[str], other: str) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text + other
    match = chance.choice(found)
    return text[: match.start()] + other + text[match.end() :]


def _flipped(data: bytes, chance: Random) -> bytes:
    if not data:
        return b"\xff"
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


_WAYS: tuple[Callable[[str, Random, str], str], ...] = (
    _line_gone,
    _line_moved,
    _line_repeated,
    _indented,
    _outdented,
    _grafted,
    _number_changed,
    _number_changed,
    _word_changed,
    _word_changed,
    _word_swapped,
    _inserted,
    _letter_gone,
    _cut_short,
)
