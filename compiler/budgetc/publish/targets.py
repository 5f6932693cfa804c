"""Where documents are written, and sources that would write to one place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.files.scan import sign_of
from budgetc.files.workspace import Source
from budgetc.render.look import USUAL, WIDE_TABLES, Look, Typesetting
from budgetc.render.suffixes import DRAWN, FORMATS, LIBRARIES, OF_FACTS, PROGRAMS, TRACED

if TYPE_CHECKING:
    from budgetc.render.typst_pdf import Typesetter


def targets(source: Source, formats: Iterable[str], folder: Path) -> Mapping[str, Path]:
    """Return the file of each format: `folder/<department>/<year>.<suffix>`."""
    name = f"{source.department}/{source.stem}"
    return {form: folder / f"{name}{FORMATS[form]}" for form in formats}


class Makers(Mapping[str, str]):
    """What makes the documents of each format: where programs or a library do, these very ones.

    A typesetter takes a while to say what it is. It begins at once, and is waited for when somebody
    asks: a source that has to be compiled anyway is compiled meanwhile.
    """

    def __init__(self, forms: Iterable[str], resources: Resources, look: Look = USUAL) -> None:
        """Have typesetters begin.

        Args:
            forms: the formats.
            resources: the data files, which say what fonts are taken.
            look: how the pages are to look, where people may choose that.
        """
        self._forms = dict.fromkeys(forms, "")
        self._look = look
        by_typst = {"onepage-pdf"} | ({"pdf"} if look.typesetting.engine == "typst" else set())
        self._typst = None
        if not by_typst.isdisjoint(self._forms):
            self._typst = _begun(resources, look.typesetting)

    def __getitem__(self, form: str) -> str:
        """Return what makes a format; it is looked for once."""
        if not self._forms[form]:
            self._forms[form] = self._found(form)
        return self._forms[form]

    def __iter__(self) -> Iterator[str]:
        """Yield the formats."""
        return iter(self._forms)

    def __len__(self) -> int:
        """Return how many formats there are."""
        return len(self._forms)

    def _found(self, form: str) -> str:
        look = self._look
        if form == "pdf" and look.typesetting.engine == "typst":
            return f"pdf {'public' if look.public else 'traced'} {self._typst_identity}"
        if form == "onepage-pdf":
            return f"{form} {look.words}\n{self._typst_identity}"
        if form == "markdown":
            wide = look.typesetting.wide_tables
            return form if wide == WIDE_TABLES[0] else f"{form} {wide}"
        programs = [shutil.which(name) for name in PROGRAMS.get(form, ())]
        library = "" if programs else version_of(form)
        told = (f"{path} {path and sign_of(os.path.realpath(path))}" for path in programs)
        chosen = (look.words,) if form in TRACED | DRAWN | OF_FACTS else ()
        return "\n".join((form, *chosen, *told, *filter(None, (library,))))

    @property
    def _typst_identity(self) -> str:
        """What tells Typst with its fonts from every other, for which it is asked itself."""
        return self._typst.identity if self._typst is not None else ""


def _begun(resources: Resources, typesetting: Typesetting) -> Typesetter | None:
    from budgetc.render.typst_look import load_fonts  # noqa: PLC0415  # for a PDF alone
    from budgetc.render.typst_pdf import is_installed, typesetter  # noqa: PLC0415

    return typesetter(load_fonts(resources), typesetting.fonts) if is_installed() else None


def book_makers(makers: Mapping[str, str], look: Look) -> Mapping[str, str]:
    """Return what makes a region's book, by format: its pages lead to documents of all of these.

    Args:
        makers: by format, what makes the documents.
        look: a book for the public names no file of a source, in any format.
    """
    links = f"\nlinks {' '.join(sorted(makers))}"
    public = "\npublic" if look.public else ""
    return {form: f"{maker}{links if form == 'html' else ''}{public}"
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
        self._owners: dict[str, str] = {}  # by texts: a path takes longer to tell from another
        self.findings: list[Diagnostic] = []

    def has_any(self, source: str) -> bool:
        """Tell whether a source may write any file."""
        return source in self._owners.values()

    def claim(self, source: str, path: Path) -> bool:
        """Tell whether a source may write a file; if not, that is a finding."""
        owner = self._owners.setdefault(str(path), source)
        if owner == source:
            return True
        problem = msg("two sources would be written to {file}", file=path.as_posix())
        hint = msg("rename one of the sources, or its folder")
        other = Related(Span.point(owner), msg("this one is written there"))
        self.findings.append(
            finding("OUT001", problem, Span.point(source), related=(other,), hint=hint)
        )
        return False


def contested(places: Iterable[tuple[Source, Mapping[str, Path]]]) -> frozenset[Source]:
    """Return the sources that would write to a place of another."""
    first: dict[str, Source] = {}  # as above
    found: set[Source] = set()
    for source, files in places:
        for path in files.values():
            other = first.setdefault(str(path), source)
            if other != source:
                found |= {source, other}
    return frozenset(found)
