"""Documents in the output formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from budgetc.diagnostics import Diagnostic
from budgetc.document.model import Document
from budgetc.files.data import DataFaultError, Resources
from budgetc.render.evidence import Evidence
from budgetc.render.look import USUAL, Typesetting
from budgetc.templating.faults import TemplateFaultError

Findings = tuple[Diagnostic, ...]


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
) -> tuple[Iterable[bytes] | None, Findings]:
    """Return the same in parts, so that Markdown, be it of a large region, is never one text.

    Args:
        name: of the format.
        document: any.
        resources: the data files.
        evidence: where its figures come from, for a format of `suffixes.TRACED`.
        typesetting: how documents are set.
    """
    try:
        if name == "pdf":
            return _pdf(document, resources, evidence, typesetting)
        if name == "onepage":
            return _onepage(document, resources)
        if name == "onepage-pdf":
            return _onepage_pdf(document, resources, typesetting)
        if name == "datapackage":  # a region's book has the facts of others, and none of its own
            return None if evidence.package is None else (evidence.package(),), ()
        is_set = name == "markdown"  # as its reader wishes
        return (
            _markdown(document, resources, typesetting)
            if is_set
            else _MAKERS[name](document, resources, evidence)
        ), ()
    except (TemplateFaultError, DataFaultError) as fault:
        return None, (fault.diagnostic,)


# Each is imported where it is wanted: most runs want one format, and a check wants none.


def _markdown(
    document: Document, resources: Resources, typesetting: Typesetting
) -> Iterable[bytes]:
    from budgetc.render.markdown import markdown_parts  # noqa: PLC0415

    parts = markdown_parts(document, resources, typesetting.wide_tables)
    return (part.encode() for part in parts)


def _json(document: Document, _: Resources, __: Evidence) -> Iterable[bytes]:
    from budgetc.render.data import render_json  # noqa: PLC0415

    return (render_json(document).encode(),)


def _html(document: Document, resources: Resources, evidence: Evidence) -> Iterable[bytes]:
    from budgetc.render.html import render_html  # noqa: PLC0415

    return (part.encode() for part in render_html(document, resources, evidence))


def _docx(document: Document, resources: Resources, _: Evidence) -> Iterable[bytes]:
    from budgetc.render.docx import render_docx  # noqa: PLC0415

    return (render_docx(document, resources),)


def _xlsx(document: Document, resources: Resources, evidence: Evidence) -> Iterable[bytes]:
    from budgetc.render.xlsx import render_xlsx  # noqa: PLC0415

    return (render_xlsx(document, resources, evidence),)


def _latex(document: Document, resources: Resources, _: Evidence) -> Iterable[bytes]:
    from budgetc.render.latex import render_latex  # noqa: PLC0415

    return (render_latex(document, resources).encode(),)


Maker = Callable[[Document, Resources, Evidence], Iterable[bytes]]

_MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "json": _json,
        "html": _html,
        "docx": _docx,
        "xlsx": _xlsx,
        "latex": _latex,
    }
)


def _onepage(document: Document, resources: Resources) -> tuple[Iterable[bytes] | None, Findings]:
    from budgetc.render.onepage import render_onepage  # noqa: PLC0415

    parts, findings = render_onepage(document, resources)
    return None if parts is None else (part.encode() for part in parts), findings


def _onepage_pdf(
    document: Document, resources: Resources, typesetting: Typesetting
) -> tuple[Iterable[bytes] | None, Findings]:
    from budgetc.render.onepage import page_of  # noqa: PLC0415
    from budgetc.render.onepage_typst import SKELETON, render_onepage_typst  # noqa: PLC0415
    from budgetc.render.typst_look import load_fonts  # noqa: PLC0415
    from budgetc.render.typst_pdf import typeset  # noqa: PLC0415

    page, findings = page_of(document)
    if page is None:
        return None, findings
    pdf, findings = typeset(
        render_onepage_typst(document, page, resources),
        frame=SKELETON,
        name=f"{document.department} {document.year}",
        epoch=_epoch(document),
        language=document.language,
        fonts=load_fonts(resources),
        folder=typesetting.fonts,
    )
    return None if pdf is None else (pdf,), findings


def _epoch(document: Document) -> int:
    """Return the day of issue, which is the time stamp of a PDF, so that a rebuild is the same."""
    day = document.issued or f"{document.year}-01-01"
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def _pdf(
    document: Document, resources: Resources, evidence: Evidence, typesetting: Typesetting
) -> tuple[Iterable[bytes] | None, Findings]:
    name, epoch = f"{document.department} {document.year}", _epoch(document)
    if typesetting.engine == "latex":
        pdf, findings = _by_latex(document, resources, name, epoch)
    else:
        pdf, findings = _by_typst(document, resources, evidence, typesetting, (name, epoch))
    return None if pdf is None else (pdf,), findings


def _by_latex(
    document: Document, resources: Resources, name: str, epoch: int
) -> tuple[bytes | None, Findings]:
    from budgetc.render.latex import render_latex  # noqa: PLC0415
    from budgetc.render.pdf import typeset  # noqa: PLC0415

    return typeset(render_latex(document, resources), name=name, epoch=epoch)


def _by_typst(
    document: Document,
    resources: Resources,
    evidence: Evidence,
    typesetting: Typesetting,
    stamp: tuple[str, int],
) -> tuple[bytes | None, Findings]:
    from budgetc.render.data import render_json  # noqa: PLC0415
    from budgetc.render.proof import DOCUMENT, PROOF, proof_json  # noqa: PLC0415
    from budgetc.render.typst import render_typst  # noqa: PLC0415
    from budgetc.render.typst_look import load_fonts  # noqa: PLC0415
    from budgetc.render.typst_pdf import typeset  # noqa: PLC0415

    name, epoch = stamp
    return typeset(
        render_typst(document, resources),
        name=name,
        epoch=epoch,
        language=document.language,
        fonts=load_fonts(resources),
        folder=typesetting.fonts,
        attached={DOCUMENT: render_json(document), PROOF: proof_json(document, evidence.sources)},
    )
