"""Where an amount is printed in the Markdown that a build wrote: its lines, for an editor to open.

The document is rendered twice, once with a sign behind each figure that is wanted. Only where a
file says exactly what is compiled now do its lines have the numbers of these.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from budgetc.diagnostics.spans import Span
from budgetc.document.model import Block, Document, Figure, Heading, Line, Row, Table
from budgetc.files.port import FileRefusedError
from budgetc.lsp.amounts import Typed, made_of_any, typed_under, with_code
from budgetc.lsp.pointed import pointed
from budgetc.lsp.session import Place, View
from budgetc.publish.targets import targets
from budgetc.render.formats import render_document

_FOLDER = Path("build")
"""Where builds write, unless they are told otherwise."""
_FORMAT = "markdown"
_SIGN = "\ue000"
"""Of the characters that stand for nothing; none can stand in a source."""

Wanted = Callable[[Figure], bool]


def printed_at(view: View, place: Place) -> tuple[Span, ...]:
    """Return the lines of the built document that print what stands at a place, or a sum of it.

    None where there is no such document, or it says anything else than what is compiled now.
    """
    found, draft = pointed(view, place), view.compilation.draft
    document = view.compilation.document
    if found is None or draft is None or document is None:
        return ()
    typed = Typed(found.tree.file, found.path)
    facts = typed_under(draft, *typed)
    if found.code is not None:
        facts = with_code(draft, found.code.dimension, found.code.code)
    name = targets(view.source, [_FORMAT], _FOLDER)[_FORMAT].as_posix()
    if _read(view, name) != _rendered(view, document):
        return ()
    wanted = made_of_any(facts, typed)
    signed = replace(document, blocks=tuple(_block(one, wanted) for one in document.blocks))
    lines = _rendered(view, signed).decode().split("\n")
    return tuple(
        Span(name, number, 1, number, len(line.replace(_SIGN, "")) + 1)
        for number, line in enumerate(lines, start=1)
        if _SIGN in line
    )


def _read(view: View, name: str) -> bytes | None:
    try:
        return view.source.files.read(name)
    except FileRefusedError:
        return None


def _rendered(view: View, document: Document) -> bytes:
    content, _ = render_document(_FORMAT, document, view.resources)
    return content or b""


def _block(block: Block, wanted: Wanted) -> Block:
    if isinstance(block, Table):
        return replace(
            block,
            form=tuple(
                tuple(replace(cell, content=_line(cell.content, wanted)) for cell in row)
                for row in block.form
            ),
            panels=tuple(
                replace(panel, rows=tuple(_row(row, wanted) for row in panel.rows))
                for panel in block.panels
            ),
            notes=tuple(_line(note, wanted) for note in block.notes),
        )
    if isinstance(block, Heading):
        return replace(block, content=_line(block.content, wanted))
    return replace(block, sentences=tuple(_line(one, wanted) for one in block.sentences))


def _row(row: Row, wanted: Wanted) -> Row:
    return replace(row, cells=tuple(_line(cell, wanted) for cell in row.cells))


def _line(line: Line, wanted: Wanted) -> Line:
    return tuple(
        replace(part, text=part.text + _SIGN) if isinstance(part, Figure) and wanted(part) else part
        for part in line
    )
