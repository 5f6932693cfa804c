"""The form of a file: keys, quotation marks, blanks, and characters that only look right."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from benchmarks.mutants.drafts import Draft, Drafts, each, short
from benchmarks.mutants.edits import Edit
from benchmarks.mutants.kind import Kind
from benchmarks.mutants.original import Leaf, Original, shape

_WIDE = {ord("0") + i: ord("０") + i for i in range(10)} | {ord("."): ord("．")}
_LOOKALIKES = {"0": "O", "1": "l", "5": "S", "8": "B"}
_THOUSAND = 3
"""Digits of a thousand."""
_SHORTEST = 3
"""Letters of a key in which two can be exchanged."""
_FEW = 8
"""How many of a class are tried in one source: they all fare alike."""


def _of_each_shape(leaves: Iterable[Leaf]) -> tuple[Leaf, ...]:
    """Return the first value of each shape."""
    first: dict[str, Leaf] = {}
    for leaf in leaves:
        first.setdefault(shape(leaf.path), leaf)
    return tuple(first.values())


def _numbers(original: Original) -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in original.leaves if leaf.is_number)


def _with_key(original: Original) -> tuple[Leaf, ...]:
    return _of_each_shape(leaf for leaf in original.leaves if leaf.key)


def _misspelt_keys(original: Original) -> Drafts:
    for leaf in _with_key(original):
        if leaf.key is None or len(leaf.key.text) < _SHORTEST:
            continue
        key = leaf.key.text
        middle = next((i for i in range(1, len(key) - 1) if key[i] != key[i + 1]), 0)
        wrong = key[:middle] + key[middle + 1] + key[middle] + key[middle + 2 :]
        start, end = original.extent(leaf.key)
        yield Draft(leaf.path, leaf.line, (Edit(start, end, wrong),), f"{key} → {wrong}")


def _quoted(original: Original) -> Drafts:
    return each(original, _of_each_shape(_numbers(original)), lambda raw: f'"{raw}"')


def _wide(original: Original) -> Drafts:
    return each(original, _of_each_shape(_numbers(original)), lambda raw: raw.translate(_WIDE))


def _lookalike(original: Original) -> Drafts:
    def wrong(raw: str) -> str | None:
        digit = next((digit for digit in reversed(raw) if digit in _LOOKALIKES), None)
        if digit is None:
            return None
        place = raw.rindex(digit)
        return raw[:place] + _LOOKALIKES[digit] + raw[place + 1 :]

    return each(original, _numbers(original), wrong)


def _thousands(original: Original) -> Drafts:
    def wrong(raw: str) -> str | None:
        whole, point, rest = raw.partition(".")
        if len(whole) <= _THOUSAND:
            return None
        return f"{whole[:-_THOUSAND]},{whole[-_THOUSAND:]}{point}{rest}"

    money = (leaf for leaf in _numbers(original) if leaf.path[-1] in ("amount", "prior", "target"))
    return each(original, tuple(money), wrong)


def _wide_colon(original: Original) -> Drafts:
    for leaf in _with_key(original):
        if leaf.key is None:
            continue
        _, end = original.extent(leaf.key)
        if original.text[end : end + 2] == ": ":
            edit = Edit(end, end + 2, "：")
            shown = f"{leaf.key.text}: → {leaf.key.text}："
            yield Draft(leaf.path, leaf.line, (edit,), shown)


def _no_blank(original: Original) -> Drafts:
    for leaf in _with_key(original):
        if leaf.key is None:
            continue
        _, end = original.extent(leaf.key)
        if original.text[end : end + 2] == ": ":
            shown = f"{leaf.key.text}: {short(original.raw(leaf))} without its blank"
            yield Draft(leaf.path, leaf.line, (Edit(end + 1, end + 2, ""),), shown)


def _wide_comma(original: Original) -> Drafts:
    for leaf in original.leaves:
        if original.text[leaf.end : leaf.end + 2] == ", " and leaf.key:
            edit = Edit(leaf.end, leaf.end + 2, "，")
            yield Draft(leaf.path, leaf.line, (edit,), f"{short(original.raw(leaf))}, → ，")


def _indented(by: int) -> Callable[[Original], Drafts]:
    def make(original: Original) -> Drafts:
        for block in original.blocks:
            line = original.text[block.start :].split("\n", 1)[0]
            blanks = len(line) - len(line.lstrip(" "))
            if not blanks:
                continue
            edit = (
                Edit(block.start, block.start, " " * by)
                if by > 0
                else Edit(block.start, block.start - by, "")
            )
            more = "more" if by > 0 else "less"
            yield Draft(block.path, block.line, (edit,), f"a blank {more} before {short(line)}")

    return make


def _tab(original: Original) -> Drafts:
    for block in original.blocks:
        line = original.text[block.start :].split("\n", 1)[0]
        blanks = len(line) - len(line.lstrip(" "))
        if blanks:
            edit = Edit(block.start, block.start + blanks, "\t")
            yield Draft(block.path, block.line, (edit,), f"a tab before {short(line)}")


def _no_dash(original: Original) -> Drafts:
    for block in original.blocks:
        if isinstance(block.path[-1], int):
            place = original.text.index("- ", block.start)
            line = original.text[place:].split("\n", 1)[0]
            yield Draft(
                block.path,
                block.line,
                (Edit(place, place + 2, "  "),),
                f"no dash before {short(line[2:])}",
            )


KINDS = (
    Kind("key-misspelt", "key: two letters exchanged", _misspelt_keys, _FEW),
    Kind("number-quoted", "number in quotation marks", _quoted, _FEW),
    Kind("number-wide", "number in full-width digits", _wide, _FEW),
    Kind("number-lookalike", "number: O for 0, l for 1, S for 5, B for 8", _lookalike, _FEW),
    Kind("number-thousands", "number: a comma after the thousands", _thousands, _FEW),
    Kind("colon-wide", "full-width colon after a key", _wide_colon, _FEW),
    Kind("colon-tight", "no blank after the colon", _no_blank, _FEW),
    Kind("comma-wide", "full-width comma between two keys", _wide_comma, _FEW),
    Kind("indent-more", "a line one blank too far right", _indented(1), _FEW),
    Kind("indent-less", "a line one blank too far left", _indented(-1), _FEW),
    Kind("indent-tab", "a tab for the blanks before a line", _tab, _FEW),
    Kind("dash-lost", "no dash before an item", _no_dash, _FEW),
)
"""The classes."""
