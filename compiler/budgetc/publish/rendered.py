"""The files that documents become; all of them are made before the first is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.files.writing import behind_a_link, leads_out
from budgetc.render.formats import FORMATS, render_document

Rendered = Mapping[Path, bytes]
"""What is to be written, each path with its content; nothing is written before all is made."""


def render_source(
    source: Source,
    document: Document,
    formats: Iterable[str],
    folder: Path,
    resources: Resources,
) -> tuple[Rendered, tuple[Diagnostic, ...]]:
    """Return the files that a document becomes, in memory, and what went wrong.

    Args:
        source: whose document it is.
        document: without errors.
        formats: keys of `FORMATS`.
        folder: the output folder; a file is `folder/<department>/<year>.<suffix>`.
        resources: data files of the workspace.
    """
    files: dict[Path, bytes] = {}
    findings: list[Diagnostic] = []
    for name in dict.fromkeys(formats):
        target = folder / source.department / f"{source.stem}{FORMATS[name]}"
        if leads_out(target.parent, folder):
            findings.append(behind_a_link(target, folder, source.name))
            continue
        content, problems = render_document(name, document, resources)
        findings.extend(problems)
        if content is not None:
            files[target] = content
    return files, tuple(findings)


def put_together(
    rendered: Iterable[tuple[Source, Rendered]],
) -> tuple[Rendered, tuple[Diagnostic, ...]]:
    """Return the files of all sources; of two that claim one file, the first has it."""
    files: dict[Path, bytes] = {}
    findings: list[Diagnostic] = []
    for source, mine in rendered:
        for target, content in mine.items():
            if target in files:
                problem = msg("two sources would be written to {file}", file=target.as_posix())
                hint = msg("rename one of the sources, or its folder")
                findings.append(finding("OUT001", problem, Span.point(source.name), hint=hint))
            files.setdefault(target, content)
    return files, tuple(findings)
