"""From compiled sources to the region's books: of a year's budgets, and of its accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace

from budgetc.budget.declarations import APPROVED, FINAL
from budgetc.budget.department import Department
from budgetc.budget.model import Options
from budgetc.diagnostics import Diagnostic, Severity, finding, has_errors, sort_findings
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.document.model import Document
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.record import ReadSet, Recorder
from budgetc.files.workspace import BUDGETS, Source, Workspace, year_named
from budgetc.frozen import frozen
from budgetc.inputs.control_totals import read_control_totals
from budgetc.inputs.namesakes import Called, check_namesakes, check_predecessors
from budgetc.jurisdiction.conventions import Conventions, load_conventions
from budgetc.jurisdiction.load import layout_name, load_layout, stages
from budgetc.jurisdiction.sources import beside_schema
from budgetc.jurisdiction.spec import Layout
from budgetc.jurisdiction.unused import undeclared
from budgetc.layout import lay_out
from budgetc.lists import money_units
from budgetc.numbers.style import NumberOptions, NumberStyle
from budgetc.region.cube import RegionCube
from budgetc.region.gather import NOBODY, Gathered, Volume, gather, volumes_of
from budgetc.region.lists import lists_of
from budgetc.region.model import BOOK, RegionBudget, RegionSettings
from budgetc.region.roll import Roll
from budgetc.region.submission import Submission, nowhere
from budgetc.region.suited import no_accounts, not_added_up, suited
from budgetc.rules.src.expected import CheckedDocument, check_expected
from budgetc.source.nodes import Sequence as Items
from budgetc.source.read import read_file


@frozen(eq=False)
class Book:
    """What became of one of a region's books.

    Attributes:
        source: the file that says what the region is called, and how the book is.
        document: there is none where an error stands among the findings.
        findings: sorted.
        gathered: whose documents of it there are, and whose are missing.
        others: of the region's other books that have no errors, what their files are called, and
            their titles.
        record: what was read for it besides the departments.
    """

    source: Source
    document: Document | None
    findings: tuple[Diagnostic, ...]
    gathered: Gathered = NOBODY
    others: tuple[tuple[str, str], ...] = ()
    record: ReadSet = field(default_factory=ReadSet)

    @property
    def printed(self) -> Document | None:
        """Its document, where nothing keeps it from being printed."""
        return None if has_errors(self.findings) else self.document


def compile_region(
    submissions: Sequence[Submission],
    workspace: Workspace,
    resources: Resources,
    told: Callable[[str], str] = str,
) -> tuple[Book, ...]:
    """Return the region's books of the sources: of each year's budgets, and of its accounts.

    A source with errors is in none of the amounts; the book lists it. Its document is `region` of
    the year, beside those of the departments.

    Args:
        submissions: what the region keeps of each source.
        workspace: whose region it is.
        resources: the data files.
        told: how the book names the file of a source; by nothing where it says none.
    """
    files = Recorder(workspace.files)
    region = replace(workspace.region(), files=files)
    with resources.noting() as data:
        try:
            made = tuple(_books(submissions, region, resources, told))
        except DataFaultError as fault:
            made = (Book(region, None, (fault.diagnostic,)),)
    record = replace(files.record, data=frozenset(data))
    printed = [(book.source.stem, document.title) for book in made if (document := book.printed)]
    return tuple(
        replace(
            book,
            document=book.printed,
            findings=sort_findings(book.findings),
            others=tuple(one for one in printed if one[0] != book.source.stem),
            record=record,
        )
        for book in made
    )


def _books(
    submissions: Sequence[Submission],
    region: Source,
    resources: Resources,
    told: Callable[[str], str],
) -> Iterator[Book]:
    settings, findings = _settings_of(region, resources)
    if findings:
        yield Book(region, None, findings)
        return
    said, abolished = settings.year, settings.abolished
    there_are = volumes_of(submissions)
    if said is not None:
        there_are = tuple(one for one in there_are if one.year == said) or (Volume(said, APPROVED),)
    volumes = {
        one: replace(
            suited(gather(submissions, one, abolished), settings.book, resources), told=told
        )
        for one in there_are
    }
    has_any = any(gathered.departments for gathered in volumes.values())
    none = Severity.WARNING if has_any else Severity.ERROR
    for volume, gathered in volumes.items():
        source = replace(region, stem=volume.stem)
        book = _book(source, gathered, volume, settings, resources, none)
        called = {one.file: Called(one.name, one.name) for one in gathered.departments}
        # A book is made of sums, and made again where these change: no line stands in them.
        named = {one.file: one.predecessors for one in submissions if volume.has(one)}
        found = (
            *book.findings,
            *check_namesakes(called, Span.point),
            *check_predecessors(named, Span.point),
        )
        yield replace(book, findings=found, gathered=gathered)


def check_settings(
    workspace: Workspace, resources: Resources, stems: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with `budgets/region.yaml`, and with the book that it names.

    No book is made to know it, so that only what is wrong whatever the amounts are is told.

    Args:
        workspace: whose region it is.
        resources: the data files.
        stems: what the files of its sources are called, of which the newest year is looked at.
    """
    try:
        settings, findings = _settings_of(workspace.region(), resources)
    except DataFaultError as fault:
        return (fault.diagnostic,)
    unknown = () if resources.has(layout_name(settings.book)) else _unknown(settings)
    own = tuple(_wrong_in_book(settings, stems, resources))
    return (*findings, *unknown, *own, *_never_there(workspace, settings))


def _wrong_in_book(
    settings: RegionSettings, stems: Iterable[str], resources: Resources
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the layout and the templates of a book that does not ship."""
    name, year = settings.book, settings.year or max(map(year_named, stems), default=0)
    if not year or resources.ships(layout_name(name)) or not resources.has(layout_name(name)):
        return
    told: list[Diagnostic] = []
    for stage in (APPROVED, *stages(resources, name)):
        try:
            conventions, found = load_conventions(resources, name, year, stage)
        except DataFaultError as fault:
            conventions, found = None, (fault.diagnostic,)
        if conventions is not None:
            found += tuple(undeclared(conventions.layout, conventions.templates))
        told += (one for one in found if one not in told)
    yield from told


def settings_of_region(workspace: Workspace, resources: Resources) -> RegionSettings:
    """Return what `budgets/region.yaml` says; the usual where it is wrong, as is reported of it."""
    region = workspace.region()
    try:
        settings, _ = _settings_of(region, resources)
    except DataFaultError:
        return _usual(region)
    return settings


def _usual(region: Source) -> RegionSettings:
    """Return the settings of a region that says nothing; a region needs no file."""
    return RegionSettings(nowhere(region.name), name="")


def _never_there(workspace: Workspace, settings: RegionSettings) -> Iterator[Diagnostic]:
    """Yield the folders of abolished departments that no source is in: they may be mistyped."""
    if not settings.abolished:
        return
    folders = workspace.region().folders()
    items = settings.origin.node.get("abolished")
    for folder, node in zip(
        settings.abolished, items.items if isinstance(items, Items) else (), strict=True
    ):
        if folder not in folders:
            yield finding(
                "SCH004",
                msg("there is no folder {folder}", folder=f"{BUDGETS}/{folder}"),
                settings.origin.tree.span(node),
                hint=choices(folder, folders),
            )


def _settings_of(
    region: Source, resources: Resources
) -> tuple[RegionSettings, tuple[Diagnostic, ...]]:
    """Return what `budgets/region.yaml` says, and what is wrong with it."""
    if not region.is_there():
        return _usual(region), ()
    unit = next(iter(money_units(resources).values()))
    schema = beside_schema(resources, "region.yaml")
    settings, findings = schema.bind(read_file(region), RegionSettings, unit)
    return settings or _usual(region), findings


def _book(
    source: Source,
    gathered: Gathered,
    volume: Volume,
    settings: RegionSettings,
    resources: Resources,
    none: Severity,
) -> Book:
    """Return one book.

    Args:
        source: the region's file, under the book's name.
        gathered: its departments, those set apart that it is not for.
        volume: what it is of.
        settings: the region's.
        resources: the data files.
        none: how bad it is if no department is left: the region may have other books.
    """
    name, place = settings.book, settings.place
    conventions, findings = load_conventions(resources, name, *volume)
    left_out = tuple(not_added_up(gathered, name, source.name, place, none))
    if conventions is None and findings and not resources.ships(layout_name(name)):
        return Book(source, None, findings)  # of what it adds up, nothing is known then
    if left_out and not gathered.departments:
        return Book(source, None, left_out)
    if conventions is None:
        return Book(source, None, findings or tuple(_unknown(settings)))
    if volume.stage == FINAL and FINAL not in conventions.layout.stages:
        return Book(source, None, tuple(no_accounts(gathered, name, place)))
    roll = Roll(gathered.departments)
    conventions = conventions.having(roll.codes)
    if name == BOOK:  # any other one says itself how it prints
        layout = _as_departments_print(conventions.layout, gathered, volume, resources)
        conventions = replace(conventions, layout=layout)
    cube = RegionCube(roll, conventions.catalogue)
    budget = _budget(gathered, roll, volume, settings, conventions.layout)
    document, omissions = lay_out(budget, cube, conventions)
    findings += (*left_out, *omissions)
    if document is not None:
        findings += _unlike_approved(source, document, volume, budget.unit, conventions, resources)
    return Book(source, document, findings)


def _as_departments_print(
    layout: Layout, gathered: Gathered, volume: Volume, resources: Resources
) -> Layout:
    """Return a layout whose digits are separated as in the documents of the departments.

    Where their jurisdictions differ in it, it stays as it is.
    """
    there = sorted({one.jurisdiction for one in gathered.departments})
    layouts = [load_layout(resources, one, volume.stage)[0] for one in there]
    theirs = [one.numbers for one in layouts if one is not None]
    own = layout.numbers
    table = own.table.changed(_separated([one.table for one in theirs]))
    prose = own.prose.changed(_separated([one.prose for one in theirs]))
    return replace(layout, numbers=replace(own, table=table, prose=prose))


def _separated(styles: Sequence[NumberStyle]) -> NumberOptions:
    told = {(one.separator, one.groups, one.point) for one in styles}
    if len(told) != 1:
        return NumberOptions()
    ((separator, groups, point),) = told
    return NumberOptions(separator=separator, groups=groups, point=point)


def _unknown(settings: RegionSettings) -> Iterator[Diagnostic]:
    """Yield that nothing declares the book that a region names."""
    if settings.place is not None:
        problem = msg("no {file} declares the book", file=layout_name(settings.book))
        yield finding("JUR001", problem, settings.place)


def _unlike_approved(
    source: Source,
    document: Document,
    volume: Volume,
    unit_name: str,
    conventions: Conventions,
    resources: Resources,
) -> tuple[Diagnostic, ...]:
    """Return what the region's approved totals find in its book."""
    approved = read_control_totals(source, resources)
    totals = [
        total
        for total in approved.of(source.department, volume.year)
        if total.stage == volume.stage
    ]
    if not totals:  # then nobody asks for the figures of a book, which are many
        return approved.findings
    money = conventions.lists.money_units
    unit, catalogue = money[unit_name], conventions.catalogue
    checked = CheckedDocument(document, source.name, unit, money, catalogue)
    return (
        *approved.findings,
        *(missed.finding("ROL004") for missed in check_expected(totals, checked)),
    )


def _budget(
    gathered: Gathered, roll: Roll, volume: Volume, settings: RegionSettings, layout: Layout
) -> RegionBudget:
    origin, numbers = settings.origin, NumberOptions(unit=settings.unit)
    return RegionBudget(
        origin=origin,
        jurisdiction=settings.book,
        year=volume.year,
        unit=settings.unit or layout.numbers.table.unit,
        department=Department(origin, settings.name or layout.name),
        options=Options(origin, tables=numbers, prose=numbers),
        all_projects=roll.projects,
        issued=settings.issued,
        **lists_of(gathered, roll),
    )
