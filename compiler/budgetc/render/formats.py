"""Documents in the output formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from budgetc.diagnostics import Diagnostic
from budgetc.document.model import Document
from budgetc.files.data import DataFaultError, Resources
from budgetc.frozen import NamedTuple
from budgetc.render.evidence import Evidence
from budgetc.render.look import USUAL, Typesetting
from budgetc.templating.faults import TemplateFaultError

Findings = tuple[Diagnostic, ...]

Made = tuple[Iterable[bytes] | None, Findings]
"""What a document becomes, in parts, or what went wrong."""

NO_EVIDENCE = Evidence()


def render_document(
    name: str,
    document: Document,
    resources: Resources,
    evidence: Evidence = NO_EVIDENCE,
    typesetting: Typesetting = USUAL.typesetting,
) -> tuple[bytes | None, Findings]:
    """Return the bytes of a document in a format of `suffixes.FORMATS`, or what went wrong."""
    parts, findings = render_parts(name, document, resources, evidence, typesetting)
    return None if parts is None else b"".join(parts), findings


def render_parts(
    name: str,
    document: Document,
    resources: Resources,
    evidence: Evidence = NO_EVIDENCE,
    typesetting: Typesetting = USUAL.typesetting,
) -> Made:
    """Return the same in parts, so that Markdown, be it of a large region, is never one text.

    Args:
        name: of the format.
        document: any.
        resources: the data files.
        evidence: where its figures come from, for a format of `suffixes.TRACED`.
        typesetting: how documents are set.
    """
    try:
        return _MAKERS[name](_Order(document, resources, evidence, typesetting))
    except (TemplateFaultError, DataFaultError) as fault:
        return None, (fault.diagnostic,)


class _Order(NamedTuple):
    """A document, and all that may be asked for to make a format of it."""

    document: Document
    resources: Resources
    evidence: Evidence
    typesetting: Typesetting


# Each is imported where it is wanted: most runs want one format, and a check wants none.


def _markdown(order: _Order) -> Made:
    from budgetc.render.markdown import markdown_parts  # noqa: PLC0415

    wide_tables = order.typesetting.wide_tables
    parts = markdown_parts(order.document, order.resources, wide_tables)
    return (part.encode() for part in parts), ()


def _json(order: _Order) -> Made:
    from budgetc.render.data import render_json  # noqa: PLC0415

    return (render_json(order.document).encode(),), ()


def _html(order: _Order) -> Made:
    from budgetc.render.html import render_html  # noqa: PLC0415

    parts = render_html(order.document, order.resources, order.evidence)
    return (part.encode() for part in parts), ()


def _docx(order: _Order) -> Made:
    from budgetc.render.docx import render_docx  # noqa: PLC0415

    return (render_docx(order.document, order.resources),), ()


def _xlsx(order: _Order) -> Made:
    from budgetc.render.xlsx import render_xlsx  # noqa: PLC0415

    return (render_xlsx(order.document, order.resources, order.evidence),), ()


def _latex(order: _Order) -> Made:
    from budgetc.render.latex import render_latex  # noqa: PLC0415

    return (render_latex(order.document, order.resources).encode(),), ()


def _datapackage(order: _Order) -> Made:
    package = order.evidence.package  # a region's book has the facts of others, and none of its own
    return None if package is None else (package(),), ()


def _onepage(order: _Order) -> Made:
    from budgetc.render.onepage import render_onepage  # noqa: PLC0415

    parts, findings = render_onepage(order.document, order.resources)
    return None if parts is None else (part.encode() for part in parts), findings


def _onepage_pdf(order: _Order) -> Made:
    from budgetc.render.onepage import page_of  # noqa: PLC0415
    from budgetc.render.onepage_typst import SKELETON, render_onepage_typst  # noqa: PLC0415

    page, findings = page_of(order.document)
    if page is None:
        return None, findings
    text = render_onepage_typst(order.document, page, order.resources)
    return _set_by_typst(order, text, SKELETON, {})


def _pdf(order: _Order) -> Made:
    return _by_latex(order) if order.typesetting.engine == "latex" else _by_typst(order)


def _by_latex(order: _Order) -> Made:
    from budgetc.render.latex import render_latex  # noqa: PLC0415
    from budgetc.render.pdf import typeset  # noqa: PLC0415

    text = render_latex(order.document, order.resources)
    pdf, findings = typeset(text, name=_name(order.document), epoch=_epoch(order.document))
    return None if pdf is None else (pdf,), findings


def _by_typst(order: _Order) -> Made:
    from budgetc.render.data import render_json  # noqa: PLC0415
    from budgetc.render.proof import DOCUMENT, PROOF, proof_json  # noqa: PLC0415
    from budgetc.render.typst import SKELETON, render_typst  # noqa: PLC0415

    document = order.document
    proof = proof_json(document, order.evidence.sources)
    attached = {DOCUMENT: render_json(document), PROOF: proof}
    return _set_by_typst(order, render_typst(document, order.resources), SKELETON, attached)


def _set_by_typst(order: _Order, text: str, frame: str, attached: Mapping[str, str]) -> Made:
    """Set a text that was made with a frame, with some files attached."""
    from budgetc.render.typst_look import load_fonts  # noqa: PLC0415
    from budgetc.render.typst_pdf import typeset  # noqa: PLC0415

    pdf, findings = typeset(
        text,
        name=_name(order.document),
        epoch=_epoch(order.document),
        language=order.document.language,
        fonts=load_fonts(order.resources),
        folder=order.typesetting.fonts,
        attached=attached,
        frame=frame,
    )
    return None if pdf is None else (pdf,), findings


def _name(document: Document) -> str:
    """Return what a document is called in what is found when it is set."""
    return f"{document.department} {document.year}"


def _epoch(document: Document) -> int:
    """Return the time stamp of a PDF, in seconds."""
    return int(document.day.timestamp())


_MAKERS: Mapping[str, Callable[[_Order], Made]] = MappingProxyType(
    {
        "markdown": _markdown,
        "latex": _latex,
        "json": _json,
        "pdf": _pdf,
        "html": _html,
        "onepage": _onepage,
        "onepage-pdf": _onepage_pdf,
        "docx": _docx,
        "xlsx": _xlsx,
        "datapackage": _datapackage,
    }
)
"""What makes each format of `suffixes.FORMATS`."""
