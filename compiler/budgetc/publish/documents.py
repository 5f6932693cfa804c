"""A compiled source in the formats that are wanted of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from budgetc.diagnostics import Diagnostic
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.pipeline import Compilation
from budgetc.publish.rendered import render_source
from budgetc.render.evidence import Evidence
from budgetc.render.formats import NO_EVIDENCE
from budgetc.render.look import Look
from budgetc.render.suffixes import OF_FACTS, TRACED


def documents_of(
    compilation: Compilation,
    formats: Sequence[str],
    look: Look,
    resources: Resources,
    folder: Path | None = None,
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Return what a compiled source becomes, by format, and what went wrong.

    There is nothing where it has errors.

    Args:
        compilation: of the source.
        formats: keys of the output formats.
        look: how pages are to look.
        resources: the data files.
        folder: the output folder; nothing where no file is written.
    """
    if compilation.document is None or not formats:
        return {}, ()
    made, problems = render_source(
        compilation.source,
        _with_charts(compilation.document, look),
        formats,
        folder,
        resources,
        _evidence(compilation, formats, look, resources),
        typesetting=look.typesetting,
    )
    return {form: b"".join(parts) for form, parts in made.items()}, problems


def _with_charts(document: Document, look: Look) -> Document:
    """Return a document with the charts that are wished for."""
    return document if look.summary else replace(document, charts=())


def _evidence(
    compilation: Compilation, formats: Collection[str], look: Look, resources: Resources
) -> Evidence:
    """Return where the figures come from, if a format wants to know, as far as it may."""
    evidence = _traced(compilation, formats, look)
    if OF_FACTS.isdisjoint(formats):
        return evidence
    return replace(evidence, package=partial(_package, compilation, look, resources))


def _package(compilation: Compilation, look: Look, resources: Resources) -> bytes:
    from budgetc.facts.csv_sheet import BOM  # noqa: PLC0415  # only where it is wanted
    from budgetc.facts.package import package  # noqa: PLC0415

    mark = BOM if look.marks_csv else ""
    return package(compilation, resources, is_public=look.public, mark=mark)


def _traced(compilation: Compilation, formats: Collection[str], look: Look) -> Evidence:
    if TRACED.isdisjoint(formats):
        evidence = NO_EVIDENCE
    else:
        from budgetc.publish.evidence import evidence_of  # noqa: PLC0415  # where it is wanted

        evidence = evidence_of(compilation, charts=look.summary)
    if "pdf" in formats:
        sources = tuple((tree.file, _sha256(tree.text)) for tree in compilation.inputs.trees())
        evidence = replace(evidence, sources=sources)
    return evidence.for_the_public() if look.public else evidence


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
