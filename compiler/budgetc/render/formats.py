"""The output formats, by the names that people give them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from budgetc.diagnostics import Diagnostic
from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.render.data import render_json
from budgetc.render.markdown import render_markdown
from budgetc.templating.faults import TemplateFaultError

Rendered = tuple[bytes | None, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """One output format.

    Attributes:
        suffix: of its files.
        render: makes the bytes of a file, or says why it cannot.
    """

    suffix: str
    render: Callable[[Document, Resources], Rendered]


def render_document(name: str, document: Document, resources: Resources) -> Rendered:
    """Return a document in a format of `FORMATS`, or what went wrong."""
    try:
        return FORMATS[name].render(document, resources)
    except TemplateFaultError as fault:
        return None, (fault.diagnostic,)


def _markdown(document: Document, resources: Resources) -> Rendered:
    return render_markdown(document, resources).encode(), ()


def _latex(document: Document, resources: Resources) -> Rendered:
    from budgetc.render.latex import render_latex  # noqa: PLC0415  # only where it is wanted

    return render_latex(document, resources).encode(), ()


def _json(document: Document, _: Resources) -> Rendered:
    return render_json(document).encode(), ()


def _pdf(document: Document, resources: Resources) -> Rendered:
    from budgetc.render.latex import render_latex  # noqa: PLC0415
    from budgetc.render.pdf import typeset  # noqa: PLC0415

    tex = render_latex(document, resources)
    name = f"{document.department} {document.year}"
    return typeset(tex, name=name, epoch=_epoch(document))


def _epoch(document: Document) -> int:
    """Return the time stamp of a PDF: the day of issue, so that a rebuild is the same."""
    day = document.issued or f"{document.year}-01-01"
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "markdown": Format(".md", _markdown),
        "latex": Format(".tex", _latex),
        "json": Format(".json", _json),
        "pdf": Format(".pdf", _pdf),
    }
)
