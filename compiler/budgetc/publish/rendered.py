"""What documents become in the output formats; all of it is made before the first is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from budgetc.diagnostics import Diagnostic
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.files.writing import behind_a_link, leads_out
from budgetc.publish.targets import targets
from budgetc.render.evidence import Evidence
from budgetc.render.formats import NO_EVIDENCE, render_parts
from budgetc.render.look import USUAL, Typesetting


def render_source(  # noqa: PLR0913
    source: Source,
    document: Document,
    formats: Iterable[str],
    folder: Path | None,
    resources: Resources,
    evidence: Evidence = NO_EVIDENCE,
    *,
    typesetting: Typesetting = USUAL.typesetting,
) -> tuple[Mapping[str, Iterable[bytes]], tuple[Diagnostic, ...]]:
    """Return what a document becomes in each format, in parts, and what went wrong.

    The parts are made when they are taken.

    Args:
        source: whose document it is.
        document: without errors.
        formats: keys of `FORMATS`.
        folder: the output folder; nothing where no file is written.
        resources: data files of the workspace.
        evidence: where the figures come from, for formats that show it.
        typesetting: how documents are set.
    """
    made: dict[str, Iterable[bytes]] = {}
    findings: list[Diagnostic] = []
    for name, target in targets(source, formats, folder or Path()).items():
        if folder is not None and leads_out(target.parent, folder):
            findings.append(behind_a_link(target, folder, source.name))
            continue
        content, problems = render_parts(name, document, resources, evidence, typesetting)
        findings.extend(problems)
        if content is not None:
            made[name] = content
    # What two formats are made of is missing once: -f onepage and onepage-pdf.
    return made, tuple(dict.fromkeys(findings))
