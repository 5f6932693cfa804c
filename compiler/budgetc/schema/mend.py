"""A source's bytes without the slips of the hand that can mean one thing only.

`read → edits → apply`, again and again: what a line hides is seen when it can be read. All that no
edit names stays as it is, to the byte: line ends, blanks, comments, and every value whose meaning
is open.
"""

from __future__ import annotations

from collections.abc import Callable

from budgetc.schema.check import Schema
from budgetc.source.decode import unix_lines
from budgetc.source.nodes import SourceTree
from budgetc.source.read import read_bytes
from budgetc.source.slips import applied
from budgetc.source.syntax import syntax_edits

_MOST = 500
"""How many rounds there are at most: a line that hides another one needs a round of its own."""

SchemaOf = Callable[[SourceTree], Schema]
"""Gives the schema of a source, by what it says itself."""


def mend(name: str, data: bytes, schema_of: SchemaOf) -> bytes:
    """Return a source without its slips; the same where there is none, or their meaning is open.

    Args:
        name: of the file.
        data: its bytes; what is no UTF-8 stays as it is.
        schema_of: gives its schema.
    """
    readable = _readable(name, data)
    now = data if readable is None else readable
    for _ in range(_MOST):
        tree, _ = read_bytes(name, now)
        if tree is None:
            break
        schema = schema_of(tree)
        after = applied(now, schema.edits(tree))
        # An edit that does not help was none: what it was for is left to a person.
        if after == now or not _fits_better(name, tree, after, schema_of):
            break
        now = after
    return now


def _readable(name: str, data: bytes) -> bytes | None:
    """Return a text that can be read; nothing where a person has to look at a line of it."""
    for _ in range(_MOST):
        tree, _ = read_bytes(name, data)
        if tree is not None:
            return data
        try:
            edits = syntax_edits(unix_lines(data.decode("utf-8-sig")))
        except UnicodeDecodeError:
            return None
        after = applied(data, edits)
        if after == data:
            return None
        data = after
    return None


def _fits_better(name: str, old: SourceTree, after: bytes, schema_of: SchemaOf) -> bool:
    new, _ = read_bytes(name, after)
    return new is not None and schema_of(new).misfits(new) < schema_of(old).misfits(old)
