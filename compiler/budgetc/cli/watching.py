"""`budgetc build --watch`: build what a saved file touches, until Ctrl-C."""

from __future__ import annotations

import difflib
import gc
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import click

from budgetc.cli.inputs import find_sources, in_turn
from budgetc.cli.progress import render_with_bar
from budgetc.cli.report import COLOURS, line_reader, say
from budgetc.diagnostics import Diagnostic, Severity, counts, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diagnostics.text import TextReport
from budgetc.files.data import OVERRIDABLE
from budgetc.files.workspace import BUDGETS, Source
from budgetc.pipeline import Compiled, compile_source
from budgetc.publish.watch import Touched, saved_files, touched
from budgetc.publish.write import write_all
from budgetc.region import compile_region
from budgetc.reports.baseline import known_as

_SHOWN = 20
"""How many changed lines of a document are shown."""
_COMPARED = (".md", ".tex")
"""What is compared line by line."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be built.

    Attributes:
        named: the sources or folders that were named; none for all.
        formats: keys of the output formats.
        output: the folder of the documents.
        region: whether region books are built as well.
        worst: a source with a finding as bad as this is not written.
    """

    named: tuple[Path, ...]
    formats: tuple[str, ...]
    output: Path
    region: bool
    worst: Severity


def watch_build(wish: Wish, translator: Translator) -> None:
    """Build, and build again what each saved file touches, until the user stops it.

    Raises:
        click.UsageError: there is nothing to build.
    """
    gc.enable()  # a long run makes many cycles
    try:
        _watch(_Session(wish, translator))
    except KeyboardInterrupt:
        return


def _watch(session: _Session) -> None:
    changes = saved_files(session.folders)
    next(changes)  # what is saved while the first build runs is not missed
    session.build_all()
    session.say_ready()
    for saved in changes:
        session.build(saved)


class _Session:
    """What has been built so far."""

    def __init__(self, wish: Wish, translator: Translator) -> None:
        self._wish = wish
        self._say = translator
        self._workspace, self._sources = find_sources(wish.named, translator)
        self._resources = self._workspace.resources()
        self._compiled: dict[Source, Compiled] = {}
        self._shown: Counter[tuple[str, str, str]] = Counter()

    def folders(self) -> Sequence[Path]:
        """Return the folders that hold what documents are made of, as far as they are there."""
        inside = [self._workspace.root / name for name in (BUDGETS, *OVERRIDABLE)]
        outside = [
            source.path.parent
            for source in self._sources
            if not any(source.path.is_relative_to(folder) for folder in inside)
        ]
        return [folder for folder in dict.fromkeys((*inside, *outside)) if folder.is_dir()]

    def say_ready(self) -> None:
        """Say that the watching has begun."""
        names = ", ".join(printable(folder.name) for folder in self.folders())
        say(self._say(msg("watching {folders}; Ctrl-C ends it", folders=names)))

    def build_all(self) -> None:
        """Build all sources."""
        self._build(Touched(self._sources, data=False, region=True))

    def build(self, saved: Collection[Path]) -> None:
        """Build what saved files touch; say nothing where they touch nothing."""
        self._find_again()
        what = touched(saved, self._sources, self._workspace, self._jurisdiction_of)
        new = tuple(source for source in self._sources if source not in self._compiled)
        lost = self._compiled.keys() - {*self._sources}
        if not (what or new or lost):
            return
        if what.data:
            self._resources = self._resources.renewed()
        for source in lost:
            del self._compiled[source]
        names = sorted({self._name(path) for path in saved})
        shown = names[:3] + ["…"] * (len(names) > 3)  # noqa: PLR2004
        say("")
        say(COLOURS.place(self._say(msg("saved: {files}", files=", ".join(shown)))))
        sources = tuple(dict.fromkeys((*what.sources, *new)))
        self._build(Touched(sources, data=what.data, region=what.region))

    def _build(self, what: Touched) -> None:
        for source in in_turn(what.sources, self._say):
            self._compiled[source] = compile_source(source, self._resources)
        everything = tuple(self._compiled.values())
        books = (
            compile_region(everything, self._workspace, self._resources)
            if self._wish.region
            else ()
        )
        done = [one for s in what.sources if not self._bad(one := self._compiled[s])]
        whole = [book for book in books if not self._bad(book)]
        files, problems = render_with_bar(
            (*done, *whole), self._wish.formats, self._wish.output, self._resources, self._say
        )
        before = {path: _read(path) for path in files}
        changed = {path: new for path, new in files.items() if before[path] != new}
        problems += write_all(changed)
        self._report((*everything, *books), problems)
        bad = [self._compiled[s] for s in what.sources if self._bad(self._compiled[s])]
        for one in (*bad, *(book for book in books if self._bad(book))):
            text = msg("{source} was not written; its last document stands", source=one.source.name)
            say(printable(self._say(text)), to_stderr=True)
        if not problems:
            self._say_changes(files, changed, before)

    def _find_again(self) -> None:
        """Look which sources there are now; for a moment, there may be none."""
        try:
            _, self._sources = find_sources(self._wish.named, self._say)
        except click.UsageError:
            self._sources = ()

    def _jurisdiction_of(self, source: Source) -> str | None:
        compiled = self._compiled.get(source)
        budget = compiled.budget if compiled is not None else None
        return budget.jurisdiction if budget is not None else None

    def _bad(self, compiled: Compiled) -> bool:
        return bool(counts(compiled.findings, self._wish.worst))

    def _name(self, path: Path) -> str:
        root = self._workspace.root
        return printable(str(path.relative_to(root) if path.is_relative_to(root) else path))

    def _report(self, compiled: Sequence[Compiled], problems: Sequence[Diagnostic]) -> None:
        """Show the errors, and of the rest what was not there before."""
        found = sort_findings([f for one in compiled for f in one.findings] + [*problems])
        known = self._shown.copy()
        # Where a source has errors, most of its rules were not asked: what they said still stands.
        failed = {one.source.name for one in compiled if one.failed}
        held = Counter({key: count for key, count in known.items() if key[1] in failed})
        self._shown = Counter(known_as(one) for one in found) | held
        text = TextReport(self._say, line_reader(compiled, self._workspace), COLOURS)
        old = 0
        for one in found:
            is_new = known[known_as(one)] <= 0
            known[known_as(one)] -= 1
            if is_new or (one.severity is Severity.ERROR and one.waived is None):
                for line in (*text.lines(one), ""):
                    say(line, to_stderr=True)
            else:
                old += 1
        say(text.summary(found, len(self._compiled)), to_stderr=True)
        gone = sum((+known - held).values())
        if gone:
            say(self._say(msg("gone since the last build: {count}", count=gone)), to_stderr=True)
        if old:
            still = msg("shown before and still open: {count}", count=old)
            say(self._say(still), to_stderr=True)

    def _say_changes(
        self,
        files: Mapping[Path, bytes],
        changed: Mapping[Path, bytes],
        before: Mapping[Path, bytes | None],
    ) -> None:
        for path in files:
            name = str(path)
            if path not in changed:
                self._tell(msg("{file}: unchanged", file=name))
            elif (old := before[path]) is None:
                self._tell(msg("{file}: new", file=name))
            elif path.suffix not in _COMPARED:
                self._tell(msg("{file}: written", file=name))
            else:
                lines = list(_differences(old, changed[path]))
                self._tell(msg("{file}: changed lines: {count}", file=name, count=len(lines)))
                for line in lines[:_SHOWN]:
                    mark = COLOURS.error if line.startswith("-") else COLOURS.note
                    say(mark(printable(line)))
                if len(lines) > _SHOWN:
                    self._tell(msg("and {count} more", count=len(lines) - _SHOWN))

    def _tell(self, message: Message) -> None:
        say(printable(self._say(message)))


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
