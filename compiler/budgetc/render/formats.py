"""Documents in the output formats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

from budgetc.diagnostics import Diagnostic
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.render.data import render_json
from budgetc.render.markdown import markdown_parts
from budgetc.templating.faults import TemplateFaultError

Rendered = tuple[bytes | None, tuple[Diagnostic, ...]]


def render_document(name: str, document: Document, resources: Resources) -> Rendered:
    """Return the bytes of a document in a format of `suffixes.FORMATS`, or what went wrong."""
    try:
        if name == "markdown":
            return _written(markdown_parts(document, resources)), ()
        if name == "json":
            return render_json(document).encode(), ()
        from budgetc.render.latex import render_latex  # noqa: PLC0415  # only where it is wanted

        tex = render_latex(document, resources)
        return (tex.encode(), ()) if name == "latex" else _pdf(document, tex)
    except TemplateFaultError as fault:
        return None, (fault.diagnostic,)


def _written(parts: Iterable[str]) -> bytes:
    """Return the bytes of a text; that of a region is never held as one."""
    content = BytesIO()
    for part in parts:
        content.write(part.encode())
    return content.getvalue()


def _pdf(document: Document, tex: str) -> Rendered:
    from budgetc.render.pdf import typeset  # noqa: PLC0415

    # The day of issue is the time stamp of a PDF, so that a rebuild is the same.
    day = document.issued or f"{document.year}-01-01"
    epoch = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    return typeset(tex, name=f"{document.department} {document.year}", epoch=epoch)
