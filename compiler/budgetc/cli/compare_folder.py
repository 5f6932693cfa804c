"""`budgetc compare` of many sources with a folder of published documents."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from pathlib import Path

from budgetc.audit.text import not_looked_at
from budgetc.cli.inputs import find_sources, in_turn
from budgetc.cli.report import COLOURS
from budgetc.cli.speech import UsageError, in_words, say, translator
from budgetc.compare import Sort
from budgetc.compare.belonging import candidate
from budgetc.compare.many import Compared, Wanted, compare_many, without_document
from budgetc.diagnostics.characters import printable, text_width
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import msg
from budgetc.published.folder import look_into

_MANY = 3
"""From how many documents on one has to wait for them."""


def compare_folder(
    named: Path, published: Path, least: float, sorts: tuple[Sort, ...], form: str, jobs: int
) -> bool:
    """Compare documents with sources, and report; tell whether nothing is told of any.

    Args:
        named: a source, or a folder of sources.
        published: the folder of the documents.
        least: how sure a finding has to be to be told.
        sorts: those that are told.
        form: `text` or `json`.
        jobs: how many processes may work.
    """
    folder = look_into((published,))
    if not folder.documents and not folder.closed:
        raise UsageError(
            msg(
                "there is no document in {folder}: no PDF, Word, Excel, HTML, Markdown or text "
                "file",
                folder=printable(str(published)),
            )
        )
    chosen = find_sources((named,))
    resources = chosen.workspace.resources()
    said = [(one, candidate(one, resources)) for one in chosen.sources]
    known = tuple(told for _, told in said if told is not None)
    unread = [one.name for one, told in said if told is None]
    wanted = Wanted(chosen.workspace, known, least, sorts, translator().language, COLOURS, form)
    making = compare_many(folder.documents, wanted, jobs)
    found = [*in_turn(making, len(folder.documents), msg("reading documents"), _MANY)]
    found += [Compared(str(path), reason=why.reason) for path, why in folder.closed]
    alone = without_document(found, known)
    others = [*map(str, folder.others)]
    if form == "json":
        say(_json(found, alone, unread, others))
    else:
        _report(found, alone, unread, others)
    return not alone and not unread and all(one.is_clean for one in found)


def _report(
    found: Sequence[Compared], alone: Sequence[str], unread: Sequence[str], others: Sequence[str]
) -> None:
    for one in found:
        said = msg("{document}: compared with {source}", document=one.document, source=one.source)
        if one.reason is not None:
            said = msg("{file}: {reason}", file=one.document, reason=one.reason)
        say(COLOURS.place(in_words(said)))
        for line in one.lines:
            say(line)
        say("")
    _table(found)
    for source in alone:
        say(msg("{source}: no document of it was found", source=printable(source)))
    for source in unread:
        say(msg("{source} has errors; budgetc check tells them", source=printable(source)))
    if (unseen := not_looked_at(others)) is not None:
        say(unseen)


def _table(found: Sequence[Compared]) -> None:
    rows = [[in_words(one) for one in (msg("document"), msg("source"), msg("compared"),
                                       msg("differences"))]]  # fmt: skip
    for one in found:
        counts = [str(one.compared), str(one.findings)]
        if one.reason is not None:
            counts = [in_words(msg("not compared"))]
        rows.append([printable(one.document), printable(one.source), *counts])
    widths = [max(text_width(row[at]) for row in rows if at < len(row)) for at in range(4)]
    for row in rows:
        blanks = [" " * (widths[at] - text_width(cell)) for at, cell in enumerate(row)]
        texts = map(add, row[:2], blanks[:2])
        say("  ".join((*texts, *map(add, blanks[2:], row[2:]))).rstrip())


def _json(
    found: Sequence[Compared], alone: Sequence[str], unread: Sequence[str], others: Sequence[str]
) -> str:
    return json_text(
        {
            "summary": {
                "documents": len(found),
                "not_compared": sum(one.reason is not None for one in found),
                "differences": sum(one.findings for one in found),
                "without_document": [printable(name) for name in alone],
                "with_errors": [printable(name) for name in unread],
                "not_looked_at": [printable(name) for name in others],
            },
            "documents": [
                {
                    "document": printable(one.document),
                    "source": printable(one.source) or None,
                    "not_compared": None if one.reason is None else in_words(one.reason),
                    "comparison": dict(one.data) or None,
                }
                for one in found
            ],
        }
    )
