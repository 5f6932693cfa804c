"""Documents in the output formats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from budgetc.diagnostics import Diagnostic
from budgetc.document.model import Document
from budgetc.files.data import DataFaultError, Resources
from budgetc.render.data import render_json
from budgetc.render.evidence import Evidence
from budgetc.render.markdown import markdown_parts
from budgetc.templating.faults import TemplateFaultError

Findings = tuple[Diagnostic, ...]


NO_EVIDENCE = Evidence()


def render_document(
    name: str, document: Document, resources: Resources, evidence: Evidence = NO_EVIDENCE
) -> tuple[bytes | None, Findings]:
    """Return the bytes of a document in a format of `suffixes.FORMATS`, or what went wrong."""
    parts, findings = render_parts(name, document, resources, evidence)
    return None if parts is None else b"".join(parts), findings


def render_parts(
    name: str, document: Document, resources: Resources, evidence: Evidence = NO_EVIDENCE
) -> tuple[Iterable[bytes] | None, Findings]:
    """Return the same in parts, so that Markdown, be it of a large region, is never one text.

    Args:
        name: of the format.
        document: any.
        resources: the data files.
        evidence: where its figures come from, for a format of `suffixes.TRACED`.
    """
    try:
        if name == "markdown":
            return (part.encode() for part in markdown_parts(document, resources)), ()
        if name == "json":
            return (render_json(document).encode(),), ()
        if name == "html":
            from budgetc.render.html import render_html  # noqa: PLC0415

            return (part.encode() for part in render_html(document, resources, evidence)), ()
        from budgetc.render.latex import render_latex  # noqa: PLC0415  # only where it is wanted

        tex = render_latex(document, resources)
        if name == "latex":
            return (tex.encode(),), ()
        pdf, findings = _pdf(document, tex)
    except (TemplateFaultError, DataFaultError) as fault:
        return None, (fault.diagnostic,)
    return None if pdf is None else (pdf,), findings


def _pdf(document: Document, tex: str) -> tuple[bytes | None, Findings]:
    from budgetc.render.pdf import typeset  # noqa: PLC0415

    # The day of issue is the time stamp of a PDF, so that a rebuild is the same.
    day = document.issued or f"{document.year}-01-01"
    epoch = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    return typeset(tex, name=f"{document.department} {document.year}", epoch=epoch)
