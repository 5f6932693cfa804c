"""How the codes of a list are written, as JSON Schema says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from budgetc.classification.codes import CodeList

_ANY = "^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$"
"""How a code is written of a list that does not tell it, having none of the level."""

_LONGEST_NUMBER = 15
"""How many digits a code has at most that may be written as a number."""


def written_codes(lists: Iterable[CodeList], levels: Sequence[str]) -> dict[str, Any]:
    """Return how the codes of some levels of some lists are written; of all levels if of none.

    A code that the list lacks is written like those that it has, of so many digits: that it is no
    code is told with the nearest ones, and the rules run all the same. Between the digits of two
    levels a hyphen may stand. A code that begins with 0 is a text; as a number it lost its 0.
    """
    listed = tuple(lists)
    lengths = _lengths(listed, levels)
    if not lengths or not all(map(_is_written_as_a_number, listed)):
        return {"type": ["integer", "string"], "pattern": _ANY}
    steps = sorted(_lengths(listed, ()))
    first = "[0-9]" if any(map(_begins_with_zero, listed)) else "[1-9]"
    forms = [form for n in sorted(lengths) for form in _forms(n, steps, first)]
    ends = [(10 ** (n - 1), 10**n - 1) for n in sorted(lengths)]
    gaps = [
        {"if": {"type": "integer", "exclusiveMinimum": last}, "then": {"minimum": first}}
        for (_, last), (first, _) in pairwise(ends)
    ]
    return {
        "type": ["integer", "string"],
        "minimum": ends[0][0],
        "maximum": ends[-1][1],
        "pattern": f"^({'|'.join(forms)})$",
        "x-steps": steps,
        **({"allOf": gaps} if gaps else {}),
    }


def code_steps(codes: CodeList) -> tuple[int, ...]:
    """Return how many digits the codes of each level of a list have, from the top."""
    return tuple(sorted(_lengths((codes,), ())))


def typed_as_number(code: str) -> bool:
    """Tell whether a code may be typed as a number: it has digits alone, and none of no use."""
    return code.isascii() and code.isdecimal() and code[0] != "0"


def _is_written_as_a_number(codes: CodeList) -> bool:
    return all(
        code.isascii() and code.isdigit() and len(code) <= _LONGEST_NUMBER for code in codes.entries
    )


def _begins_with_zero(codes: CodeList) -> bool:
    return any(code.startswith("0") for code in codes.entries)


def _lengths(lists: Iterable[CodeList], levels: Sequence[str]) -> frozenset[int]:
    """Return how many digits codes of some levels have."""
    return frozenset(
        len(entry.code)
        for codes in lists
        for entry in codes.entries.values()
        if (not levels or entry.level in levels) and entry.code.isascii() and entry.code.isdigit()
    )


def _forms(length: int, steps: Sequence[int], head: str) -> Iterable[str]:
    """Yield how a code of some digits is written: with hyphens, and without.

    Args:
        length: how many digits it has.
        steps: how many those of each level have.
        head: which digits may be its first.
    """
    bounds = [step for step in steps if step < length]
    if bounds:
        widths = [b - a for a, b in zip((0, *bounds), (*bounds, length), strict=True)]
        first, *others = widths
        yield "-".join((f"{head}{_digits(first - 1)}", *map(_digits, others)))
    yield f"{head}{_digits(length - 1)}"


def _digits(count: int) -> str:
    return f"[0-9]{{{count}}}" if count else ""
