"""Whose document it is: of which jurisdiction, department, kind and year, as print says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from budgetc.budget.declarations import APPROVED
from budgetc.files.data import Resources
from budgetc.frozen import frozen
from budgetc.jurisdiction.conventions import Conventions, load_conventions
from budgetc.jurisdiction.load import offered, stages
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.published.model import (
    PrintedHeading,
    PrintedParagraph,
    PrintedTable,
    PublishedDocument,
)
from budgetc.recovery.tables import TableReader, TablesRead
from budgetc.recovery.wording import AS_PRINTED, Wording, Words

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_FIRST = 3
"""So many of the first paragraphs may be a title."""

_SAID = re.compile(r"\{\{\s*source\.department\.name\s*\}\}")
_OTHER = re.compile(r"\{\{[^}]{0,200}\}\}|\{%[^%]{0,400}%\}")
_LONGEST_NAME = 80


@frozen()
class Asked:
    """What the one who asks says of a document; empty where print has to say it."""

    jurisdiction: str = ""
    name: str = ""
    year: str = ""
    kind: str = ""


@frozen(eq=False)
class Recognised:
    """A document that is known.

    Attributes:
        name: of the department; empty where print does not say it.
        stage: of the budget.
        unit: in which most of its tables are, by name.
        read: its tables.
    """

    conventions: Conventions
    jurisdiction: str
    name: str
    year: int
    kind: str
    stage: str
    unit: str
    read: TablesRead

    @property
    def is_sure(self) -> bool:
        """Whether half of the layout's tables are in print, or more: a few are alike everywhere."""
        return 2 * len(self.read.missing) <= len(self.conventions.layout.tables)


def recognise(
    printed: PublishedDocument,
    asked: Asked,
    words: Mapping[str, Words],
    resources: Resources,
) -> Recognised | None:
    """Return what a document is and what its tables say; nothing where that is not sure.

    Who names the jurisdiction, or a mapping, is taken at their word.

    Args:
        printed: the document.
        asked: what is known already.
        words: by jurisdiction, what it says otherwise; all of them may fit, if none is named.
        resources: data files of the workspace.
    """
    year = asked.year or _year(printed)
    if not year:
        return None
    found = [
        one
        for jurisdiction in ([asked.jurisdiction] if asked.jurisdiction else offered(resources))
        if not words or jurisdiction in words
        for stage in (APPROVED, *stages(resources, jurisdiction))
        for one in _fitting(
            printed,
            load_conventions(resources, jurisdiction, int(year), stage)[0],
            replace(asked, jurisdiction=jurisdiction, year=year),
            stage,
            words.get(jurisdiction, AS_PRINTED),
        )
    ]
    if not found:
        return None
    best = max(found, key=lambda one: one[0])[1]
    return best if best.is_sure or asked.jurisdiction or words else None


def _fitting(
    printed: PublishedDocument,
    conventions: Conventions | None,
    asked: Asked,
    stage: str,
    words: Words,
) -> Iterator[tuple[float, Recognised]]:
    """Yield what a document is by one layout, for each kind of body, and how like it is."""
    if conventions is None or conventions.layout.source != DEPARTMENTAL:
        return
    layout, year = conventions.layout, int(asked.year)
    tables = tuple(printed.tables())
    marks = conventions.lists.printed.unit_marks
    for kind in (asked.kind,) if asked.kind else layout.words:
        own = layout.words.get(kind, {})
        name = asked.name or _name(tables, layout.above_left, own, marks)
        values = {
            "year": str(year),
            "prior_year": str(year - 1),
            "source.department.name": name,
            **{f"words.{key}": word for key, word in own.items()},
        }
        aside = (*conventions.lists.printed.above, *marks)
        wording = Wording(layout, conventions.catalogue, values, words, aside)
        reader = TableReader(layout, wording)
        read = reader.read(tables, kind)
        if read.said:
            unit = _unit(read, conventions)
            yield (
                read.likeness,
                Recognised(conventions, asked.jurisdiction, name, year, kind, stage, unit, read),
            )


def _unit(read: TablesRead, conventions: Conventions) -> str:
    """Return the unit that most tables are in."""
    units = Counter(
        table.unit.name for table in read.printed.values() if table.unit and table.unit.is_money
    )
    known = [unit for unit, _ in units.most_common() if unit in conventions.lists.money_units]
    return known[0] if known else conventions.layout.numbers.table.unit


def _year(printed: PublishedDocument) -> str:
    """Return the year that titles and headings are of."""
    years = Counter(year for text in _titles(printed) for year in _YEAR.findall(text))
    return years.most_common(1)[0][0] if years else ""


def _titles(printed: PublishedDocument) -> Iterator[str]:
    paragraphs = 0
    for block in printed.blocks:
        if isinstance(block, PrintedHeading):
            yield block.text
        elif isinstance(block, PrintedTable):
            yield block.title
        elif isinstance(block, PrintedParagraph) and paragraphs < _FIRST:
            paragraphs += 1
            yield from (sentence.text for sentence in block.sentences)


def _name(
    tables: Iterable[PrintedTable], above: str, words: Mapping[str, str], marks: Iterable[str]
) -> str:
    """Return the department's name from what stands over the tables of its layout."""
    if not _SAID.search(above):
        return ""
    for key, word in words.items():
        above = above.replace(f"{{{{ words.{key} }}}}", word)
    before = _OTHER.sub("", _SAID.split(above)[0]).strip()
    names = Counter(
        name
        for table in tables
        for line in (*table.above, *(head for heads in table.heads[:1] for head in heads))
        if (name := _behind(before, " ".join(line.split()), marks))
    )
    return names.most_common(1)[0][0] if names else ""


def _behind(before: str, line: str, marks: Iterable[str]) -> str:
    _, found, rest = line.partition(before)
    if not found or not before:
        return ""
    name = rest.split()[0] if rest.split() else ""
    for mark in marks:
        name = name.split(f"{mark}:")[0].split(f"{mark}：")[0]
    return name if 0 < len(name) <= _LONGEST_NAME else ""
