"""JSON that somebody else wrote: of a PDF, a form, a published folder, a list of findings."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

_HALVES = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character may be told by its number; alone, it is none, and nothing can be written."""

Pairs = Callable[[Iterable[tuple[str, Any]]], Any]


def foreign_json(content: str | bytes, pairs: Pairs | None = None) -> Any:
    """Return what JSON says: null, texts, numbers, truth values, lists, objects.

    Args:
        content: a text, or one in UTF-8.
        pairs: makes an object of its keys and values; if left out, of two of one key the last.

    Raises:
        ValueError: it is no JSON, nests without end, or has a number that is none (NaN, 1e999) or
            half a character.
    """
    text = content if isinstance(content, str) else content.decode()
    try:
        told = json.loads(
            text, parse_float=_finite, parse_constant=_refused, object_pairs_hook=pairs
        )
        if _HALVES.search(text):
            json.dumps(told, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested without end") from error
    return told


def whole(value: object) -> int:
    """Return a number that has to be whole.

    Raises:
        TypeError: it is another value.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number")
    return value


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refused(digits)


def _refused(number: str) -> NoReturn:
    raise ValueError(number)
