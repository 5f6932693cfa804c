"""What may be typed at a place: codes and funds with their names, and the ids of projects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetc.classification import CodeList, typed_as_number
from budgetc.diagnostics.spans import Span
from budgetc.formatting import plain_or_quoted
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.sources import catalogue_of, schema_of
from budgetc.lsp.projects import ids_of, project_at
from budgetc.lsp.session import Place, View, bytes_of
from budgetc.source.identity import Names
from budgetc.source.keys import Saying, in_chinese, in_english
from budgetc.source.nodes import Mapping, SourceTree
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape
from budgetc.source.spoken import is_in_chinese

_HERE = "x"
"""Stands for the value that is being typed while the source is read around it."""

_WORD = re.compile(r"[^\s,:{}\[\]#]*")
"""Matches what stands of a word behind the cursor, and, backwards, before it."""


class Offer(NamedTuple):
    """One thing that may be typed.

    Attributes:
        text: what is inserted, in the place of `span`.
        name: what it is called.
        sought: the words by which it is found, in Chinese and in English.
    """

    text: str
    name: str
    sought: str
    span: Span


def complete(view: View, place: Place) -> tuple[Offer, ...]:
    """Return what may be typed at a place, in the order of its list.

    The source need not be whole: it is read without the word at the cursor, and, where that does
    not do, up to there.
    """
    if not view.has(place.line):
        return ()
    line = view.line(view.source.name, place.line)
    at = place.column - 1
    begin = at - _length(line[:at][::-1])
    end = at + _length(line[at:])
    span = Span(view.source.name, place.line, begin + 1, place.line, end + 1)
    for text in _readable(view.text, span):
        tree, _ = read_bytes(view.source.name, bytes_of(text))
        if tree is not None:
            shaped = schema_of(view.resources, tree).shaped(tree)
            return tuple(_offers(view, shaped, span))
    return ()


def _length(text: str) -> int:
    """Return how many characters of a word a text begins with."""
    word = _WORD.match(text)
    return len(word[0]) if word is not None else 0


def _readable(text: str, span: Span) -> Iterator[str]:
    """Yield texts that are tried: with a word in the place of a stretch; then without the rest."""
    lines = text.split("\n")
    line = lines[span.line - 1]
    before = line[: span.column - 1]
    # A key has a blank behind its colon; who typed none yet means a value all the same.
    gap = " " if before.endswith(":") else ""
    begun = [*lines[: span.line - 1], f"{before}{gap}{_HERE}"]
    yield "\n".join([*begun[:-1], begun[-1] + line[span.end_column - 1 :], *lines[span.line :]])
    closing = "".join("]" if one == "[" else "}" for one in reversed(_open(before)))
    yield "\n".join([*begun[:-1], begun[-1] + closing])


def _open(text: str) -> list[str]:
    """Return the brackets of a line that nothing has closed."""
    waiting: list[str] = []
    for character in text:
        if character in "[{":
            waiting.append(character)
        elif character in "]}" and waiting:
            waiting.pop()
    return waiting


def _offers(view: View, tree: SourceTree, span: Span) -> Iterator[Offer]:
    path = Names(tree).at(Span.point(tree.file, span.line, span.column))
    if tree.at(path)[1] or not path:
        return
    if project_at(tree, path) and path[-1] != "id":
        for project in ids_of(tree):
            yield Offer(project, "", project, span)
        return
    shape = tree.shape.at(path)
    above, _ = tree.at(path[:-1])
    is_key = (
        isinstance(above, Mapping) and above.entries[str(path[-1])][0].column == span.column - 1
    )
    if is_key:
        shape = tree.shape.at(path[:-1])
    catalogue = view.compilation.inputs.catalogue or catalogue_of(tree, view.resources)
    codes = catalogue.lists().get(shape.code_list) if catalogue is not None else None
    if codes is not None:
        saying = in_chinese if is_in_chinese(tree, path) else in_english
        yield from _codes(codes, shape, span, saying)


def _codes(codes: CodeList, shape: Shape, span: Span, saying: Saying) -> Iterator[Offer]:
    """Yield the codes of a list that may stand at a place, in the words of the keys there."""
    levels, chosen = shape.here.get("x-levels"), shape.here.get("enum")
    lowest = {entry.code for entry in codes.lowest}
    for entry in codes.entries.values():
        fits = entry.level in levels if levels else entry.code in lowest
        if fits and (chosen is None or entry.code in chosen):
            above = " › ".join(one.name for one in codes.kin(entry.code)[:-1])
            sought = f"{entry.code} {entry.name} {entry.english} {above}".strip()
            text = saying(shape, entry.code)
            typed = text if typed_as_number(text) else plain_or_quoted(text)
            yield Offer(typed, entry.name, sought, span)
