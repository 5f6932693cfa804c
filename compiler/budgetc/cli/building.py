"""What `budgetc build` makes of sources, once or again and again; nothing is written here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from budgetc.cli.inputs import find_sources
from budgetc.cli.making import made
from budgetc.cli.speech import UsageError
from budgetc.cli.tally import Tally
from budgetc.diagnostics import Diagnostic, Severity, has_errors
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.files.port import Files
from budgetc.files.record import ReadSet
from budgetc.files.spool import Spool
from budgetc.files.workspace import REGION, Source, Workspace
from budgetc.files.writing import has_link_below, leads_out
from budgetc.frozen import frozen
from budgetc.keeping import Keeper, Told, Wanted
from budgetc.publish.checked_source import CheckedSource, packed_source, unpacked_source
from budgetc.publish.targets import Claims, Makers, book_makers, contested, targets
from budgetc.publish.work import Work
from budgetc.render.look import USUAL, Look
from budgetc.render.suffixes import stem_of

if TYPE_CHECKING:  # where nothing changed, there is no need of a compiler
    from budgetc.publish.making import Made
    from budgetc.region import Book


@frozen()
class Wish:
    """What is to be built.

    Attributes:
        named: the sources or folders that were named; none for all.
        formats: keys of the output formats.
        output: the folder of the documents.
        region: whether region books are built as well.
        worst: a source with a finding as bad as this is not written.
        jobs: how many processes may work.
        scheduler: of the Dask cluster that works instead, if one does.
        look: how pages are to look.
    """

    named: tuple[Path, ...]
    formats: tuple[str, ...]
    output: Path
    region: bool
    worst: Severity
    jobs: int
    scheduler: str | None = None
    look: Look = USUAL


@frozen(eq=False)
class Built:
    """What a build comes to.

    Attributes:
        sources: those that it is about, region books among them.
        files: what is to be written, each with its content.
        written: by source, what made each of these files.
        fresh: the documents that are up to date and were not made.
        tally: what was found in the sources.
        others: what else was found.
        failed: whether a finding is as bad as the wish does not allow.
        has_book: whether a region book is written or up to date.
    """

    sources: tuple[Source, ...]
    files: Spool[Path]
    written: Mapping[str, Sequence[tuple[str, Path]]]
    fresh: frozenset[Path]
    tally: Tally
    others: tuple[Diagnostic, ...]
    failed: bool
    has_book: bool


class Building:
    """The sources that a build is about, and the way to make them; nothing of them stays here."""

    def __init__(self, wish: Wish, workspace: Workspace, look: Files | None = None) -> None:
        """Find the sources; none is compiled yet.

        Args:
            wish: what is to be built.
            workspace: of the sources.
            look: its files, as they were looked at already.

        Raises:
            click.UsageError: there is nothing to build, or the output folder is a link.
        """
        self.wish = wish
        self.workspace = workspace
        self.chosen = find_sources(wish.named, look=look)
        refuse_no_folder(wish.output, workspace)
        self.resources = workspace.resources()

    def made(self, sources: Sequence[Source], today: date) -> Iterator[Made]:
        """Yield what becomes of sources, in their order."""
        wish = self.wish
        work = Work(wish.formats, wish.output, self.book, today, wish.look)
        return made(sources, work, self.workspace, self.resources, wish.jobs, wish.scheduler)

    @property
    def book(self) -> str:
        """The book that the region's settings want; nothing where no book is wished for."""
        if not self.wish.region:
            return ""
        from budgetc.region import settings_of_region  # noqa: PLC0415

        return settings_of_region(self.workspace, self.resources).book

    def books(self, sums: Mapping[str, bytes]) -> tuple[Book, ...]:
        """Return the region books of sources.

        Args:
            sums: what the region keeps of each, by their names; it is looked at as long as books
                are rendered.
        """
        from budgetc.region import Submission, compile_region  # noqa: PLC0415

        submissions = [Submission.kept(one, sums.__getitem__) for one in sums]
        told = _not_told if self.wish.look.public else str
        return compile_region(submissions, self.workspace, self.resources, told)

    def rendered(self, book: Book) -> tuple[Mapping[str, Iterable[bytes]], tuple[Diagnostic, ...]]:
        """Return what a region book becomes in each format, in parts, and what went wrong."""
        from budgetc.publish.listed import listing_of  # noqa: PLC0415
        from budgetc.publish.rendered import render_source  # noqa: PLC0415

        if book.document is None:
            return {}, ()
        wish = self.wish
        listing = listing_of(book, wish.formats, wish.look)
        return render_source(
            book.source,
            book.document,
            wish.formats,
            wish.output,
            self.resources,
            listing,
            typesetting=wish.look.typesetting,
        )

    def look_again(self) -> None:
        """Look which sources there are now, for a moment perhaps none."""
        try:
            self.chosen = find_sources(self.wish.named)
        except click.UsageError:
            self.chosen = self.chosen._replace(sources=(), findings=())

    def forget_data(self) -> None:
        """Have data files read anew."""
        self.resources = self.resources.renewed()


def build(building: Building, keeper: Keeper, files: Spool[Path], today: date) -> Built:
    """Make what is not up to date, and return what the build comes to; nothing is written yet.

    Args:
        building: of which sources.
        keeper: knows what is up to date.
        files: takes what is to be written.
        today: the day on which waivers must hold.
    """
    wish, chosen = building.wish, building.chosen
    places = {one: targets(one, wish.formats, wish.output) for one in chosen.sources}
    shared, wanted_by = contested(places.items()), building.book
    makers = Makers(wish.formats, building.resources, wish.look)
    fresh = keeper.fresh(
        (one, Wanted(makers, mine, wanted_by))
        for one, mine in places.items()
        if one not in shared
        # What is written through a link is refused, be it the file that was written.
        if not has_link_below(wish.output, one.department)
    )
    collected = _Collected(Tally(wish.worst, keeper.found), files, makers)
    for source, told in fresh.items():
        collected.add_fresh(source.name, told, () if told.failed else places[source].values())
    rest = [one for one in chosen.sources if one not in fresh]
    for source, one in zip(rest, building.made(rest, today), strict=True):
        _keep(source, one, keeper)
        collected.add(one, places[source])
    keeper.flush()
    if wish.region:
        _make_lost_sums(building, keeper, collected, today)
        names = [one.name for one in chosen.sources]
        places |= _add_books(wanted_by, names, building, keeper, collected)
    others = (*chosen.findings, *collected.others, *collected.claims.findings)
    counted, _ = collected.tally.told(others)
    return Built(
        (*places,),
        collected.files,
        collected.written,
        frozenset(collected.fresh),
        collected.tally,
        others,
        counted.reach(wish.worst),
        collected.claims.has_any(building.workspace.region().name),
    )


def _keep(source: Source, made: Made, keeper: Keeper) -> None:
    if made.problems:
        keeper.hold(made.result)
    else:
        keeper.put(source, made.result)


def _make_lost_sums(building: Building, keeper: Keeper, collected: _Collected, today: date) -> None:
    """Make what the region keeps of sources that another run has seen change meanwhile.

    Their documents stay for the next build: these are of what they were before.
    """
    names = frozenset(keeper.lost_sums(one.name for one in building.chosen.sources))
    lost = [one for one in building.chosen.sources if one.name in names]
    for source, one in zip(lost, building.made(lost, today), strict=True):
        collected.written.pop(source.name, None)
        _keep(source, one, keeper)
    keeper.flush()


def _not_told(_: str) -> str:
    """Name no file of a source: the book is for the public."""
    return ""


def _add_books(
    declared: str, names: Sequence[str], building: Building, keeper: Keeper, collected: _Collected
) -> Mapping[Source, Mapping[str, Path]]:
    """Add the region books, made if they are not up to date; return where they are written.

    Args:
        declared: the book that declares them.
        names: of their sources.
        building: makes them.
        keeper: knows what the region keeps of each source.
        collected: takes them.
    """
    wish, region = building.wish, building.workspace.region()
    places: dict[Source, Mapping[str, Path]] = {}
    makers = book_makers(collected.makers, wish.look)
    key = keeper.key_of_books(declared, keeper.digests_of_sums(names))
    kept = keeper.fresh_books(key, (*makers.values(),), wish.output)
    if kept is not None and not has_link_below(wish.output, REGION):
        collected.others += unpacked_source(key, keeper.found(key)).findings
        for stem in sorted({stem_of(Path(one.path).name) for one in kept.documents}):
            source = replace(region, stem=stem)
            places[source] = targets(source, makers, wish.output)
            collected.add_paths(source.name, places[source].values())
        return places
    findings: list[Diagnostic] = []
    made: list[tuple[str, Path]] = []
    record = ReadSet()
    with Spool[str]() as sums:
        for name in names:  # at once, for another run may change what is kept
            sums.put(name, (keeper.sums(name),))
        key = keeper.key_of_books(declared, {name: sums.digest(name) for name in names})
        for book in building.books(sums):
            documents, problems = building.rendered(book)
            findings += (*book.findings, *problems)
            record = book.record
            places[book.source] = targets(book.source, makers, wish.output)
            made += ((makers[form], places[book.source][form]) for form in documents)
            collected.add_documents(book.source.name, documents, places[book.source], key, makers)
    collected.others += findings
    if not has_errors(findings):
        seen = CheckedSource(key, "", tuple(findings), {}, {})
        keeper.put_books(key, record, packed_source(seen)[0], made)
    return places


@dataclass(slots=True, eq=False)
class _Collected:
    """What has been made so far."""

    tally: Tally
    files: Spool[Path]
    makers: Mapping[str, str]
    claims: Claims = field(default_factory=Claims)
    written: dict[str, list[tuple[str, Path]]] = field(default_factory=dict)
    fresh: list[Path] = field(default_factory=list)
    others: list[Diagnostic] = field(default_factory=list)

    def add_fresh(self, source: str, told: Told, documents: Iterable[Path]) -> None:
        """Add a source that is up to date."""
        self.tally.add(source, told)
        self.add_paths(source, documents)

    def add_paths(self, source: str, documents: Iterable[Path]) -> None:
        """Add documents that are up to date."""
        for path in documents:
            self.claims.claim(source, path)
            self.fresh.append(path)

    def add(self, made: Made, places: Mapping[str, Path]) -> None:
        """Add a source that was made."""
        result = made.result
        self.others += made.problems
        whole = {maker: (content,) for maker, content in made.documents.items()}
        self.add_documents(result.name, whole, places, result.name, self.makers)
        self.tally.add(result.name, result.told)

    def add_documents(
        self,
        source: str,
        documents: Mapping[str, Iterable[bytes]],
        places: Mapping[str, Path],
        key: str,
        makers: Mapping[str, str],
    ) -> None:
        """Add the documents of a source; where another has the place of one, that is a finding.

        Args:
            source: its name.
            documents: by format.
            places: of them.
            key: what they are kept under.
            makers: of each format, what makes its documents.
        """
        for form, content in documents.items():
            path = places[form]
            if self.claims.claim(source, path):
                self.files.put(path, content)
                self.written.setdefault(key, []).append((makers[form], path))


def refuse_no_folder(output: Path, workspace: Workspace) -> None:
    """Refuse an output folder that stands for the standard output, or that leads elsewhere.

    A link out of the workspace may have been made by a stranger.

    Raises:
        click.UsageError: it is one.
    """
    if str(output) == "-":
        raise UsageError(
            msg("files are written, and nothing to the standard output: name a folder")
        )
    place = Path(os.path.abspath(output))  # noqa: PTH100  # ../out is no way through a link
    if place.is_relative_to(workspace.root) and leads_out(place, workspace.root):
        raise UsageError(
            msg(
                "{folder} is a link that leads out of {root}; name the folder it leads to with "
                "-o, or delete the link",
                folder=printable(str(output)),
                root=printable(str(workspace.root)),
            )
        )
