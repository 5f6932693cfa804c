"""A check as a document to be sent: findings by who has to act on them, and who is how far.

It is a `Document` like any other, so that its formats, and what they escape, are those of budgets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from budgetc.diagnostics import Counts, Diagnostic, Related
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.gaps import is_gap
from budgetc.diagnostics.messages import Message, Translator, msg, together
from budgetc.diagnostics.text import summary
from budgetc.document.model import Block, Document, Heading, Paragraph, Role, Table
from budgetc.files.workspace import BASELINE, year_named
from budgetc.frozen import frozen
from budgetc.reports.checked import Checked
from budgetc.reports.standing import (
    Standing,
    Standings,
    State,
    besides,
    heads,
    name_of,
    tally,
    volume_called,
)
from budgetc.reports.unfilled import Part
from budgetc.reports.written import column, fitting, letter, row, table
from budgetc.rules.actors import load_actors

_MOST_PLACES = 6
"""How many other places of one finding are named."""


@frozen(eq=False)
class Letter:
    """What a letter tells.

    Attributes:
        checked: what was found.
        unfilled: the sections of sources that are being filled in, by their names; a letter tells
            of these in place of each gap.
        far: how far the departments are, where that was asked for.
    """

    checked: Checked
    unfilled: Mapping[str, Sequence[Part]]
    far: Standings | None = None


def letter_document(told: Letter, translator: Translator) -> Document:
    """Return a letter as a document in one language."""
    return _Writer(told, translator).document()


class _Writer:
    """Writes one letter."""

    def __init__(self, told: Letter, translator: Translator) -> None:
        self._letter = told
        self._translator = translator
        self._names = {one.name: name_of(one) for one in told.checked.sources}
        self._to_act = [
            one
            for one in told.checked.baselined.new
            if one.waived is None and not (is_gap(one) and one.span.file in told.unfilled)
        ]

    def document(self) -> Document:
        """Return the letter."""
        far, sources = self._letter.far, self._letter.checked.sources
        names = sorted(set(self._names.values()))
        told = [one.file for one in far.departments] if far else [one.name for one in sources]
        several = msg("{count} departments", count=len(set(heads(told))))
        years = [far.year] if far else [year_named(one.name) for one in sources]
        return letter(
            self._say(msg("What the check of the budgets found")),
            names[0] if len(names) == 1 else self._say(several),
            max(years, default=0),
            self._translator.language,
            self._blocks(),
        )

    def _blocks(self) -> Iterator[Block]:
        yield from (Paragraph(((self._say(said),),)) for said in self._summary())
        if (far := self._letter.far) is not None:
            yield Heading(1, (self._say(msg("How far the departments are")),))
            yield from (Paragraph(((self._say(said),),)) for said in _beside_the_year(far))
            for stage, those in far.volumes:
                yield self._overview(far, stage, those)
        by_actor: dict[str, list[Diagnostic]] = defaultdict(list)
        actors = load_actors()
        for found in self._to_act:
            by_actor[actors.key_of(found)].append(found)
        for key, actor in actors.actors.items():
            tables = tuple(self._tables(key, by_actor[key]))
            if tables:
                yield Heading(1, (actor.name.in_words(self._translator),))
                yield Paragraph(((actor.does.in_words(self._translator),),))
                yield from tables

    def _summary(self) -> Iterator[Message]:
        checked, unfilled = self._letter.checked, self._letter.unfilled
        found = checked.baselined.new
        # As the departments are told below: what is empty is no error, be it much or little.
        gaps = sum(part.left for parts in unfilled.values() for part in parts)
        gaps += sum(is_gap(one) and one.span.file not in unfilled for one in found)
        yield summary(Counts.of(one for one in found if not is_gap(one)), len(checked.sources))
        if gaps:
            yield msg("places to fill in: {count}", count=gaps)
        if checked.baselined.known:
            yield msg("known from {file}: {count}", file=BASELINE,
                      count=len(checked.baselined.known))  # fmt: skip
        if not self._to_act and not gaps:
            yield msg("Nothing is left to do.")

    def _overview(self, far: Standings, stage: str, those: Sequence[Standing]) -> Table:
        columns = (
            column("name", Role.LABEL, 30, self._say(msg("Department"))),
            column("state", Role.TEXT, 20, self._say(msg("State"))),
            column("errors", Role.AMOUNT, 10, self._say(msg("Errors"))),
            column("warnings", Role.AMOUNT, 10, self._say(msg("Warnings"))),
            column("notes", Role.AMOUNT, 10, self._say(msg("Notes"))),
            column("left", Role.AMOUNT, 12, self._say(msg("To fill in"))),
            column("places", Role.AMOUNT, 12, self._say(msg("Of places"))),
        )
        rows = [
            row(number, one.name, self._say(one.state.value), *_numbers(one))
            for number, one in enumerate(those)
        ]
        title = self._say(
            msg("Departments, {year}", year=str(far.year))
            if (volume := volume_called(far, stage)) is None
            else msg("Departments, {volume}", volume=volume)
        )
        return table(f"departments {stage}", title, columns, rows)

    def _tables(self, actor: str, findings: Sequence[Diagnostic]) -> Iterator[Table]:
        """Yield the tables of an actor: of each file, what is to be filled in, and the findings."""
        groups = groupby(findings, lambda found: found.span.file)
        by_file = {file: tuple(group) for file, group in groups}
        mine = self._letter.unfilled if actor == self._filler else {}
        for file in sorted({*by_file, *mine}):
            if file in mine:
                yield self._gaps(file, mine[file])
            if file in by_file:
                yield self._findings(actor, file, by_file[file])

    @property
    def _filler(self) -> str:
        """Who fills in what is empty: whoever acts on the form of a source."""
        return load_actors().by_code["SCH"]

    def _gaps(self, file: str, parts: Sequence[Part]) -> Table:
        columns = (
            column("part", Role.LABEL, 44, self._say(msg("Section"))),
            column("line", Role.AMOUNT, 14, self._say(msg("First empty line"))),
            column("left", Role.AMOUNT, 14, self._say(msg("To fill in"))),
            column("places", Role.AMOUNT, 14, self._say(msg("Of places"))),
        )
        rows = [
            row(number, self._say(part.name), str(part.line), str(part.left), str(part.places))
            for number, part in enumerate(parts)
            if part.left
        ]
        title = self._say(msg("{name}: still to be filled in", name=self._named(file)))
        return table(f"gaps {file}", title, columns, rows, above=printable(file))

    def _findings(self, actor: str, file: str, findings: Sequence[Diagnostic]) -> Table:
        columns = (
            column("code", Role.CODE, 10, self._say(msg("Finding"))),
            column("place", Role.LABEL, 28, self._say(msg("Place"))),
            column("what", Role.TEXT, 34, self._say(msg("What is wrong"))),
            column("do", Role.TEXT, 24, self._say(msg("What to do"))),
        )
        ordered = sorted(findings, key=lambda one: one.severity)
        rows = [
            row(number, self._kind(one), self._place(one), self._what(one), self._what_to_do(one))
            for number, one in enumerate(ordered)
        ]
        title = msg("{name}: {count} findings", name=self._named(file), count=len(rows))
        return table(f"{actor} {file}", self._say(title), columns, rows, above=printable(file))

    def _named(self, file: str) -> Message | str:
        """Return whose file it is, and of what year: a department may have several."""
        if file not in self._names:
            return file
        stem = file.rpartition("/")[2].partition(".")[0]
        name, (year, _, stage) = self._names[file], stem.partition("-")
        if stem.isdecimal():
            return msg("{name}, {year}", name=name, year=year)
        if year.isdecimal() and (volume := _of_stage(stage, year)) is not None:
            return msg("{name}, {volume}", name=name, volume=volume)
        return f"{name} {stem}"

    def _kind(self, found: Diagnostic) -> str:
        return f"{self._translator.text(found.severity.label)} {found.code}"

    def _place(self, found: Diagnostic) -> str:
        line = f"{found.span.file}:{found.span.line}"
        if found.address is None:
            return printable(line)
        return self._say(msg("{label} ({line})", label=found.address.name, line=line))

    def _what(self, found: Diagnostic) -> str:
        said = [
            found.message,
            *(
                msg("{place}: {words}", place=_beside(other, found), words=other.message)
                for other in found.related[:_MOST_PLACES]
            ),
        ]
        if (more := len(found.related) - _MOST_PLACES) > 0:
            said.append(msg("and {count} more", count=more))
        return self._say(together(*said))

    def _what_to_do(self, found: Diagnostic) -> str:
        """Return the way out: of this finding, else what the page of its code says."""
        if found.hint is None:
            return self._letter.checked.pages.of(found.code).fix.in_words(self._translator)
        return self._say(found.hint)

    def _say(self, said: str | Message) -> str:
        return fitting(said if isinstance(said, str) else self._translator(said))


def _of_stage(stage: str, year: str) -> Message | None:
    """Return what a file is of in whose name a stage stands behind the year; nothing if none."""
    match stage:
        case "final":
            return msg("accounts of {year}", year=year)
        case "adjusted":
            return msg("adjusted budget of {year}", year=year)
        case "proposed":
            return msg("proposed budget of {year}", year=year)
    return None


def _beside_the_year(far: Standings) -> Iterator[Message]:
    """Yield how far the departments are with a year, and what the letter tells of beside it."""
    yield from (tally(far, stage) for stage, _ in far.volumes)
    if far.elsewhere.total:
        yield msg(
            "of other years, or of no source, and told below as well: errors: {errors}; warnings: "
            "{warnings}; notes: {notes}",
            errors=far.elsewhere.errors,
            warnings=far.elsewhere.warnings,
            notes=far.elsewhere.notes,
        )
    if far.besides:
        yield besides(far)


def _beside(other: Related, found: Diagnostic) -> Message | str:
    """Return where another place of a finding is, the file left out where it is the same."""
    place = other.span
    if place.file == found.span.file:
        return msg("line {line}", line=place.line)
    return f"{place.file}:{place.line}"


def _numbers(one: Standing) -> Iterator[str]:
    if one.state is State.ABSENT:
        yield from ("", "", "", "", "")
        return
    yield from map(str, (one.found.errors, one.found.warnings, one.found.notes, one.left))
    yield str(one.places) if one.places else ""
