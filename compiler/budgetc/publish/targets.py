"""Where documents are written, and sources that would write to one place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.files.scan import sign_of
from budgetc.files.workspace import Source
from budgetc.render.look import USUAL, WIDE_TABLES, Look, Typesetting
from budgetc.render.suffixes import DRAWN, FORMATS, LIBRARIES, OF_FACTS, PROGRAMS, TRACED


def targets(source: Source, formats: Iterable[str], folder: Path) -> Mapping[str, Path]:
    """Return the file of each format: `folder/<department>/<year>.<suffix>`."""
    home = folder / source.department
    return {name: home / f"{source.stem}{FORMATS[name]}" for name in formats}


def maker_of(form: str, resources: Resources, look: Look = USUAL) -> str:
    """Return what makes documents of a format: where programs or a library do, these very ones.

    Args:
        form: the format.
        resources: the data files, which say what fonts are taken.
        look: how its pages are to look, if people may choose that.
    """
    if form == "pdf" and look.typesetting.engine == "typst":
        shown = "public" if look.public else "traced"
        return f"pdf {shown} {_typst(resources, look.typesetting)}"
    if form == "onepage-pdf":
        return f"{form} {look.words}\n{_typst(resources, look.typesetting)}"
    if form == "markdown":
        wide = look.typesetting.wide_tables
        return form if wide == WIDE_TABLES[0] else f"{form} {wide}"
    programs = [shutil.which(name) for name in PROGRAMS.get(form, ())]
    library = "" if programs else version_of(form)
    told = (f"{path} {path and sign_of(os.path.realpath(path))}" for path in programs)
    chosen = (look.words,) if form in TRACED | DRAWN | OF_FACTS else ()
    return "\n".join((form, *chosen, *told, *filter(None, (library,))))


def _typst(resources: Resources, typesetting: Typesetting) -> str:
    """Return what tells Typst with its fonts from every other, for which it is asked itself."""
    from budgetc.render.typst_look import load_fonts  # noqa: PLC0415  # for a PDF alone
    from budgetc.render.typst_pdf import is_installed, typesetter  # noqa: PLC0415

    if not is_installed():
        return ""
    return typesetter(load_fonts(resources), typesetting.fonts).identity


def book_makers(makers: Mapping[str, str]) -> Mapping[str, str]:
    """Return what makes a region's book, by format: its pages lead to documents of all of these.

    Args:
        makers: by format, what makes the documents.
    """
    links = f"links {' '.join(sorted(makers))}"
    return {form: f"{maker}\n{links}" if form == "html" else maker
            for form, maker in makers.items() if form not in OF_FACTS}  # fmt: skip


def version_of(form: str) -> str:
    """Return the version of the library that a format needs; empty where it needs none.

    Raises:
        ImportError: the library is not installed.
    """
    if form not in LIBRARIES:
        return ""
    from importlib.metadata import version  # noqa: PLC0415  # slow to import

    return version(LIBRARIES[form])


class Claims:
    """Which source writes a file; of two that claim one, the first has it."""

    def __init__(self) -> None:
        """Begin with nothing claimed."""
        self._owners: dict[Path, str] = {}
        self.findings: list[Diagnostic] = []

    def claim(self, source: str, path: Path) -> bool:
        """Tell whether a source may write a file; if not, that is a finding."""
        if self._owners.setdefault(path, source) == source:
            return True
        problem = msg("two sources would be written to {file}", file=path.as_posix())
        hint = msg("rename one of the sources, or its folder")
        self.findings.append(finding("OUT001", problem, Span.point(source), hint=hint))
        return False


def contested(places: Iterable[tuple[Source, Mapping[str, Path]]]) -> frozenset[Source]:
    """Return the sources that would write to a place of another."""
    first: dict[Path, Source] = {}
    found: set[Source] = set()
    for source, files in places:
        for path in files.values():
            other = first.setdefault(path, source)
            if other != source:
                found |= {source, other}
    return frozenset(found)
