"""Ways out of what was found, as edits: those that a hint spells out, and the slips of a hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Listed, Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.formatting import Unkept, format_source
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.sources import schema_of, schema_of_file
from budgetc.lsp.edits import Edit, edits_between
from budgetc.lsp.pointed import pointed
from budgetc.lsp.session import Place, View
from budgetc.schema.mend import mend
from budgetc.source.nodes import Scalar
from budgetc.source.read import read_bytes

_LINE = "write: {line}"
_WORDS = "did you mean {names}?"
"""Templates of hints that say what to write."""
_VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "write {digits}": ("{digits}",),
        "write {digits}, without quotes and separators": ("{digits}",),
        "write {digits}; a negative amount is -{digits}": ("{digits}", "-{digits}"),
        "write {pointed} if the comma is a decimal point, or {whole} if it separates nothing": (
            "{pointed}",
            "{whole}",
        ),
        "write {whole} if the point separates thousands, or {pointed} if it is a decimal point": (
            "{whole}",
            "{pointed}",
        ),
        "write {typed}": ("{typed}",),
    }
)
"""Templates of hints that say which number to write, each with what may be meant."""


class Fix(NamedTuple):
    """A way out of a finding.

    Attributes:
        title: what it does.
        is_only: whether no more than this can be meant.
    """

    title: Message
    edits: tuple[Edit, ...]
    found: Diagnostic
    is_only: bool


def fixes(view: View, first: int, last: int) -> tuple[Fix, ...]:
    """Return the ways out of what was found on the lines from one to another, counted from 1."""
    return tuple(
        fix
        for found in view.compilation.findings
        if found.span.file == view.source.name
        and found.span.line <= last
        and found.span.end_line >= first
        for fix in _of(view, found)
    )


def mended(view: View) -> tuple[Edit, ...]:
    """Return the edits that mend all slips of the hand in a source that has errors."""
    if not view.compilation.failed:
        return ()
    name, data = view.source.name, view.data
    after = mend(name, data, lambda tree: schema_of(view.resources, tree))
    return edits_between(name, view.text, after.decode("utf-8")) if after != data else ()


def formatted(view: View) -> tuple[Edit, ...]:
    """Return the edits that give a source its one order and style; none where it cannot be read."""
    name, data = view.source.name, view.data
    tree, _ = read_bytes(name, data)
    done = format_source(name, data, schema_of_file(view.resources, name, tree).document)
    return () if isinstance(done, Unkept) else edits_between(name, view.text, done.after)


def _of(view: View, found: Diagnostic) -> Iterator[Fix]:
    values = dict(found.hint.values) if found.hint is not None else {}
    template = found.hint.template if found.hint is not None else ""
    if template == _LINE and found.span.line == found.span.end_line:
        yield _line(view, found, str(values["line"]))
    elif template == _WORDS:
        words = values["names"]
        names = [*map(str, words.words)] if isinstance(words, Listed) else [str(words)]
        for name in names:
            yield _instead(found, name, is_only=len(names) == 1)
    elif template in _VALUES:
        yield from _numbers(view, found, [one.format(**values) for one in _VALUES[template]])
    else:
        yield from _codes(view, found)


def _line(view: View, found: Diagnostic, new: str) -> Fix:
    """Return the fix that writes another line, at the indentation of the old one."""
    file, number = found.span.file, found.span.line
    old = view.line(file, number)
    begin = len(old) - len(old.lstrip())
    span = Span(file, number, begin + 1, number, len(old) + 1)
    return Fix(msg("write: {line}", line=new), (Edit(span, new),), found, is_only=True)


def _instead(found: Diagnostic, new: str, *, is_only: bool) -> Fix:
    title = msg("write {word} instead", word=new)
    return Fix(title, (Edit(found.span, new),), found, is_only)


def _numbers(view: View, found: Diagnostic, meant: Sequence[str]) -> Iterator[Fix]:
    """Yield the fixes that write a number in place of all that is typed as one."""
    at = pointed(view, Place(found.span.line, found.span.column))
    if at is None or not isinstance(at.node, Scalar) or at.span.line != at.span.end_line:
        return
    span = max(at.tree.span(at.node), found.span, key=lambda one: one.end_column - one.column)
    behind = view.line(span.file, span.end_line)[span.end_column - 1 :]
    if behind[:1] == "," and behind[1:2].isdecimal():
        return  # a comma between braces cut a part of it off
    for one in meant:
        title = msg("write {word} instead", word=one)
        yield Fix(title, (Edit(span, one),), found, is_only=len(meant) == 1)


def _codes(view: View, found: Diagnostic) -> Iterator[Fix]:
    """Yield the nearest codes for one that its list does not have."""
    at = pointed(view, Place(found.span.line, found.span.column))
    catalogue = view.compilation.inputs.catalogue
    if at is None or at.code is None or catalogue is None or at.code.span != found.span:
        return
    codes = catalogue.lists().get(at.code.dimension)
    if codes is None or at.code.code in codes:
        return
    for entry in codes.nearest(at.code.code):
        title = msg("write {word} instead", word=f"{entry.code} {entry.name}")
        yield Fix(title, (Edit(found.span, entry.code),), found, is_only=False)
