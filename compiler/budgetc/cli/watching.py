"""`budgetc build --watch`: build what a saved file touches, until Ctrl-C."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path

from budgetc.cli.building import Building, Wish
from budgetc.cli.inputs import find_workspace
from budgetc.cli.report import COLOURS
from budgetc.cli.speech import in_words, say, translator
from budgetc.diagnostics import Counts, Diagnostic, Severity, counts, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.text import Lines, TextReport, summary
from budgetc.files.record import ReadSet
from budgetc.files.workspace import Source
from budgetc.files.writing import write_all
from budgetc.frozen import frozen
from budgetc.publish.checked_source import CheckedSource, lines_of, unpacked_source
from budgetc.publish.making import Made
from budgetc.publish.targets import Claims, targets
from budgetc.publish.watch import names_in, saved_files, touches_data, watched_folders
from budgetc.region import Book

_SHOWN = 20
"""How many changed lines of a document are shown."""
_COMPARED = (".md", ".tex")
"""What is compared line by line."""


def watch_build(wish: Wish) -> None:
    """Build, and build again what each saved file touches, until the user stops it.

    Raises:
        click.UsageError: there is nothing to build.
    """
    with suppress(KeyboardInterrupt):
        session = _Session(wish)
        changes = saved_files(session.folders)
        next(changes)  # what is saved while the first build runs is not missed
        session.begin()
        for saved in changes:
            session.build(saved)


@frozen(eq=False)
class _Done:
    """What stays of a source that was built."""

    checked: CheckedSource
    documents: Mapping[Path, bytes]
    problems: tuple[Diagnostic, ...]
    sums: bytes | None
    record: ReadSet


class _Session:
    """What has been built so far."""

    def __init__(self, wish: Wish) -> None:
        self._building = Building(wish, find_workspace(wish.named))
        self._root = self._building.workspace.root
        self._done: dict[Source, _Done] = {}
        self._book = self._building.book
        self._books: tuple[Book, ...] = ()
        self._shown: Counter[tuple[str, str, str]] = Counter()

    def folders(self) -> Sequence[Path]:
        """Return the folders that hold what documents are made of, as far as they are there."""
        return watched_folders(self._root, self._building.chosen.sources)

    def begin(self) -> None:
        """Build all sources, and say that the watching has begun."""
        self._build(self._building.chosen.sources)
        names = ", ".join(printable(folder.name) for folder in self.folders())
        say(msg("watching {folders}; Ctrl-C ends it", folders=names))

    def build(self, saved: Collection[Path]) -> None:
        """Build what saved files touch; say nothing where they touch nothing."""
        before = self._done
        self._building.look_again()
        old, self._book = self._book, self._building.book
        # Of another book, other sums are asked of every source.
        known = frozenset(self._building.chosen.sources if self._book == old else ())
        self._done = {source: one for source, one in before.items() if source in known}
        touched = tuple(
            one for one in self._building.chosen.sources if self._is_touched(one, saved)
        )
        names = names_in(saved, self._root)
        region = any(book.record.mentions(names) for book in self._books)
        if not (touched or region or before.keys() - self._done.keys()):
            return
        if touches_data(names):
            self._building.forget_data()
        shown = sorted({self._name(path) for path in self._read_of(saved, touched) or saved})
        shown = shown[:3] + ["…"] * (len(shown) > 3)  # noqa: PLR2004
        say("")
        say(COLOURS.place(in_words(msg("saved: {files}", files=", ".join(shown)))))
        self._build(touched)

    def _read_of(self, saved: Collection[Path], touched: Iterable[Source]) -> Collection[Path]:
        """Return what something is made of; an editor saves files of its own for a moment."""
        records = [self._done[source].record for source in touched if source in self._done]
        records += [book.record for book in self._books]
        new = {source.path.resolve() for source in touched if source not in self._done}
        return [
            path
            for path in saved
            if path.resolve() in new
            or any(record.mentions(names_in((path,), self._root)) for record in records)
        ]

    def _is_touched(self, source: Source, saved: Collection[Path]) -> bool:
        """Tell whether a source is new, or was made of what was saved, as its record says."""
        built = self._done.get(source)
        return built is None or built.record.mentions(names_in(saved, source.home))

    def _build(self, sources: Sequence[Source]) -> None:
        building, output = self._building, self._building.wish.output
        for source, one in zip(sources, building.made(sources, date.today()), strict=True):
            self._done[source] = _done(source, one, building.wish)
        self._books = ()
        if building.wish.region:
            kept = ((source.name, done.sums) for source, done in self._done.items())
            self._books = building.books({name: sums for name, sums in kept if sums is not None})
        bad = [one for one in sources if self._is_bad(self._done[one].checked.findings)]
        findings = [*building.chosen.findings]
        for done in self._done.values():
            findings += (*done.checked.findings, *done.problems)
        claims = Claims()
        files = {
            path: content
            for source, path, content in self._documents(sources, bad, findings)
            if claims.claim(source.name, path)
        }
        before = {path: _read(path) for path in files}
        changed = {path: new for path, new in files.items() if before[path] != new}
        problems = write_all(changed, output)
        self._report(sort_findings((*findings, *claims.findings, *problems)))
        bad += [book.source for book in self._books if self._is_bad(book.findings)]
        for source in bad:
            text = msg("{source} was not written; its last document stands", source=source.name)
            say(text, to_stderr=True)
        if not problems:
            self._say_changes(files, changed, before)

    def _documents(
        self, sources: Iterable[Source], bad: Collection[Source], findings: list[Diagnostic]
    ) -> Iterator[tuple[Source, Path, bytes]]:
        """Yield what is to be written of some sources, and of the books, which add findings."""
        for source in sources:
            if source not in bad:
                for path, content in self._done[source].documents.items():
                    yield source, path, content
        wish = self._building.wish
        for book in self._books:
            documents, problems = self._building.rendered(book)
            findings += (*book.findings, *problems)
            places = targets(book.source, wish.formats, wish.output)
            for maker, parts in documents.items():
                yield book.source, places[maker], b"".join(parts)

    def _is_bad(self, findings: Sequence[Diagnostic]) -> bool:
        return bool(counts(findings, self._building.wish.worst))

    def _name(self, path: Path) -> str:
        inside = path.is_relative_to(self._root)
        return printable(str(path.relative_to(self._root) if inside else path))

    def _report(self, found: Sequence[Diagnostic]) -> None:
        """Show the errors, and of the rest what was not there before."""
        known = self._shown.copy()
        # Where a source has errors, most of its rules were not asked: what they said still stands.
        failed = {one.span.file for one in found if one.severity is Severity.ERROR}
        held = Counter({key: count for key, count in known.items() if key[1] in failed})
        self._shown = Counter(one.identity for one in found) | held
        text = TextReport(translator(), self._lines(found), COLOURS)
        old = 0
        for one in found:
            is_new = known[one.identity] <= 0
            known[one.identity] -= 1
            if is_new or (one.severity is Severity.ERROR and one.waived is None):
                for line in (*text.lines(one), ""):
                    say(line, to_stderr=True)
            else:
                old += 1
        say(summary(Counts.of(found), len(self._done)), to_stderr=True)
        gone = sum((+known - held).values())
        if gone:
            say(msg("gone since the last build: {count}", count=gone), to_stderr=True)
        if old:
            say(msg("shown before and still open: {count}", count=old), to_stderr=True)

    def _lines(self, findings: Sequence[Diagnostic]) -> Iterable[Lines]:
        """Return the lines that findings stand on."""
        workspace = self._building.workspace
        others = lines_of(findings, workspace.region(), workspace.resources())
        return (*(one.checked.lines for one in self._done.values()), others)

    def _say_changes(
        self,
        files: Mapping[Path, bytes],
        changed: Mapping[Path, bytes],
        before: Mapping[Path, bytes | None],
    ) -> None:
        for path in files:
            name = str(path)
            if path not in changed:
                say(msg("{file}: unchanged", file=name))
            elif (old := before[path]) is None:
                say(msg("{file}: new", file=name))
            elif path.suffix not in _COMPARED:
                say(msg("{file}: written", file=name))
            else:
                lines = list(_differences(old, changed[path]))
                say(msg("{file}: changed lines: {count}", file=name, count=len(lines)))
                for line in lines[:_SHOWN]:
                    mark = COLOURS.error if line.startswith("-") else COLOURS.note
                    say(mark(printable(line)))
                if len(lines) > _SHOWN:
                    say(msg("and {count} more", count=len(lines) - _SHOWN))


def _done(source: Source, made: Made, wish: Wish) -> _Done:
    places, result = targets(source, wish.formats, wish.output), made.result
    return _Done(
        unpacked_source(result.name, result.found),
        {places[maker]: content for maker, content in made.documents.items()},
        made.problems,
        result.sums,
        result.record,
    )


def _differences(old: bytes, new: bytes) -> Iterator[str]:
    """Yield the lines that went, with -, and that came, with +."""
    before, after = (text.decode(errors="replace").splitlines() for text in (old, new))
    heads = 2
    for line in islice(difflib.unified_diff(before, after, n=0, lineterm=""), heads, None):
        if not line.startswith("@@"):
            yield line


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
