"""The interface for programs: a workspace, its budgets compiled, their findings, figures, facts.

What is here keeps its names and their meaning from release to release (docs/guide/programs.md);
whatever else the package has may change. Nothing is written, and nothing is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import LANGUAGES, Message, Translator
from budgetc.document.figures import figures_by_id
from budgetc.document.model import Document, Figure
from budgetc.facts.columns import NAMES, Value, row_of
from budgetc.facts.post import Digested, is_inside_another, posted
from budgetc.files.data import Resources
from budgetc.files.workspace import Source, Workspace
from budgetc.frozen import frozen
from budgetc.pipeline import Compilation, Draft, compile_source
from budgetc.publish.documents import documents_of
from budgetc.render.look import USUAL
from budgetc.render.suffixes import FORMATS
from budgetc.trace import derive

Fact = Mapping[str, Value]
"""One amount with its codes, names and place, by the columns that docs/facts.md lists."""


@frozen()
class Place:
    """Where something was typed.

    Attributes:
        file: as reports call it.
        line: from 1.
        column: from 1, in characters.
    """

    file: str
    line: int
    column: int


@frozen()
class Finding:
    """One thing that is wrong with a source, or to be noted.

    Attributes:
        code: such as `BAL001`; docs/rules has a page for each.
        severity: `error`, `warning` or `note`. An error stops a document, the others do not.
        message: what is wrong, with the amounts.
        hint: what to do; empty where the message says it.
        place: where.
        waived: the reason why it is accepted for now; empty where it is not.
    """

    code: str
    severity: str
    message: str
    hint: str
    place: Place
    waived: str


@frozen()
class Typed:
    """An amount or a number as a person typed it.

    Attributes:
        name: what people call the place.
        written: as it stands in the file; empty where nothing does, which counts as 0.
        unit: of its amount; empty for what is no money.
        sign: -1 for money that is taken out again, passed on within the department; else 1.
    """

    name: str
    written: str
    unit: str
    sign: int
    place: Place


@frozen()
class PrintedFigure:
    """A number of a document.

    Attributes:
        id: names it within the document; `budgetc trace` knows it by this.
        text: as a reader sees it.
        value: the same as a number, rounded as it is printed; nothing where a word stands for it,
            such as that of growth from nothing.
        unit: such as 万元 or %; of what was counted, empty.
    """

    id: str
    text: str
    value: Decimal | None
    unit: str


class BudgetError(Exception):
    """A budget has errors, so that it has no document and no facts.

    Attributes:
        source: its name.
        findings: its errors.
    """

    def __init__(self, source: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            "\n".join(f"{one.place.file}:{one.place.line}: {one.code}: {one.message}"
                      for one in findings) or source
        )  # fmt: skip
        self.source = source
        self.findings = findings


def _number(exact: str) -> Decimal | None:
    try:
        return Decimal(exact.replace(",", ""))
    except InvalidOperation:
        return None  # the layout has a word for it


class CompiledBudget:
    """One source, compiled once: what is wrong with it, or what follows from it."""

    def __init__(
        self,
        compilation: Compilation,
        digests: Mapping[str, str],
        resources: Resources,
        say: Translator,
    ) -> None:
        self._compilation = compilation
        self._digests = digests
        self._resources = resources
        self._say = say

    @property
    def source(self) -> str:
        """The name of the source, as `OpenWorkspace.sources` has it."""
        return self._compilation.source.name

    @property
    def failed(self) -> bool:
        """Whether it has errors."""
        return self._compilation.failed

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, sorted by place."""
        return tuple(map(self._told, self._compilation.named().findings))

    @property
    def title(self) -> str:
        """The title of the document.

        Raises:
            BudgetError: the budget has errors.
        """
        return self._document.title

    @cached_property
    def figures(self) -> Mapping[str, PrintedFigure]:
        """The numbers of the document by id: those printed in its order, then those behind them.

        Raises:
            BudgetError: the budget has errors.
        """
        return {
            name: PrintedFigure(name, one.text, _number(one.exact), one.unit)
            for name, one in self._figures.items()
        }

    def typed(self, figure: str) -> tuple[Typed, ...]:
        """Return what a person typed for a figure to come about.

        Args:
            figure: its id.

        Raises:
            BudgetError: the budget has errors.
            KeyError: no figure has this id.
        """
        leaves = derive(self._figures[figure], self._draft).leaves()
        return tuple(
            Typed(leaf.place.in_words(self._say), leaf.written or "", leaf.unit, leaf.sign,
                  Place(leaf.file, leaf.line, leaf.column))
            for leaf in leaves
        )  # fmt: skip

    def facts(self) -> Iterator[Fact]:
        """Yield the amounts of the budget, those of its units as well.

        Raises:
            BudgetError: the budget has errors.
        """
        for one in posted(self._compilation, self._draft, self._digests):
            yield dict(zip(NAMES, row_of(one), strict=True))

    def render(self, form: str) -> bytes:
        """Return the document in a format, the same bytes as `budgetc build` writes.

        Args:
            form: as `budgetc build --format` calls it: `markdown`, `html`, `docx`, `pdf` …

        Raises:
            BudgetError: the budget has errors, or the format asks for what is missing.
            KeyError: there is no such format.
        """
        if form not in FORMATS:
            raise KeyError(f"{form} is none of {', '.join(FORMATS)}")
        _ = self._draft
        made, problems = documents_of(self._compilation, (form,), USUAL, self._resources)
        if form not in made:
            raise BudgetError(self.source, tuple(map(self._told, problems)))
        return made[form]

    @property
    def _draft(self) -> Draft:
        draft = self._compilation.draft
        if draft is None or self.failed:
            errors = tuple(one for one in self.findings if one.severity == "error")
            raise BudgetError(self.source, tuple(one for one in errors if not one.waived))
        return draft

    @property
    def _document(self) -> Document:
        return self._draft.document

    @cached_property
    def _figures(self) -> Mapping[str, Figure]:
        return figures_by_id(self._document)

    def _told(self, found: Diagnostic) -> Finding:
        def words(message: Message | None) -> str:
            return "" if message is None else self._say(message)

        place = Place(found.span.file, found.span.line, found.span.column)
        return Finding(found.code, found.severity.label, words(found.message), words(found.hint),
                       place, words(found.waived))  # fmt: skip


class OpenWorkspace:
    """A repository of budgets. Each call reads the files as they are by then."""

    def __init__(self, workspace: Workspace, say: Translator) -> None:
        self._workspace = workspace
        self._say = say

    @property
    def folder(self) -> Path:
        """The folder that holds `budgets/`."""
        return self._workspace.root

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of all sources, sorted: `budgets/<department>/<year>.yaml`."""
        return tuple(one.name for one in self._workspace.sources())

    def compile(self, source: str | Path) -> CompiledBudget:
        """Compile a source, whatever is wrong with it; one that is not there has a finding too.

        Args:
            source: its name, as `sources` has it, or its path.
        """
        path = Path(source)
        here = path.is_absolute() and path.is_relative_to(self.folder)
        name = (path.relative_to(self.folder) if here else path).as_posix()
        return self._compiled(self._workspace.named(name), self._workspace.resources())

    def facts(self) -> Iterator[Fact]:
        """Yield the amounts of all sources, each once: a department's have those of its units.

        Raises:
            BudgetError: a source has errors; nothing of it was yielded.
        """
        sources = self._workspace.sources()
        known = frozenset((one.department, one.stem) for one in sources)
        resources = self._workspace.resources()
        for source in sources:
            if not is_inside_another(source, known):
                yield from self._compiled(source, resources).facts()

    def _compiled(self, source: Source, resources: Resources) -> CompiledBudget:
        digested = Digested(source.files)
        compilation = compile_source(replace(source, files=digested), resources)
        return CompiledBudget(compilation, digested.digests, resources, self._say)


def open_workspace(folder: str | Path = ".", language: str = "en") -> OpenWorkspace:
    """Open the workspace that a folder is, or stands in.

    Args:
        folder: it, or one below.
        language: of messages and names: `en` or `zh`.

    Raises:
        NoWorkspaceError: neither it nor a folder above it has `budgets/`.
        ValueError: there are no messages in this language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"{language} is none of {', '.join(LANGUAGES)}")
    return OpenWorkspace(Workspace.find(Path(folder)), Translator(language))
