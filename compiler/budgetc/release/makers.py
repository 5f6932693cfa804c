"""The formats that can be published here, and the libraries that make their bytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType

from budgetc.document.model import Document
from budgetc.files.data import Resources
from budgetc.publish.targets import version_of
from budgetc.render.look import Look, Typesetting, draws_charts, engine_there
from budgetc.render.suffixes import DRAWN, FORMATS, LIBRARIES
from budgetc.render.typst_look import load_fonts
from budgetc.render.typst_pdf import typesetter

_PACKED = frozenset({"docx", "xlsx", "datapackage"})
"""The formats that are zips."""

ONE_PAGE = frozenset({"onepage", "onepage-pdf"})
"""The formats that a jurisdiction has if it declares them."""

_ENGINES: Mapping[str, str] = MappingProxyType({"latex": "XeLaTeX"})


def look_here(fonts: str) -> Look:
    """Return how the public sees documents, with what is installed here.

    Args:
        fonts: a folder with fonts; empty for those of the system.
    """
    return Look(public=True, summary=draws_charts(), typesetting=Typesetting(engine_there(), fonts))


def can_make(form: str, look: Look) -> bool:
    """Tell whether what makes a format is installed."""
    if form == "pdf" and look.typesetting.engine in _ENGINES:
        return True
    try:
        version_of(form)
    except PackageNotFoundError:
        return False
    return True


def formats_of(document: Document) -> tuple[str, ...]:
    """Return the formats that a document can have."""
    return tuple(form for form in FORMATS if form not in ONE_PAGE or document.one_page is not None)


def made_with(form: str, resources: Resources, look: Look) -> str:
    """Return the libraries whose other versions may make other bytes of a format."""
    return "; ".join(_libraries(form, resources, look))


def _libraries(form: str, resources: Resources, look: Look) -> Iterator[str]:
    if form == "pdf" and look.typesetting.engine in _ENGINES:
        yield _ENGINES[look.typesetting.engine]
    elif LIBRARIES.get(form) == "typst":
        yield typesetter(load_fonts(resources), look.typesetting.fonts).identity
    elif form in LIBRARIES:
        yield f"{LIBRARIES[form]} {version_of(form)}"
    if form in DRAWN and look.summary:
        yield f"vl-convert {version('vl-convert-python')}"
    if form in _PACKED:
        yield f"zlib {zlib.ZLIB_RUNTIME_VERSION}"


def missing(formats: Iterable[str], look: Look) -> tuple[str, ...]:
    """Return the formats that cannot be made here."""
    return tuple(form for form in formats if not can_make(form, look))
