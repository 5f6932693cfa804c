"""Whose document it is: of which jurisdiction, department, kind and year, as print says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from budgetc.budget.declarations import APPROVED
from budgetc.files.data import Resources
from budgetc.frozen import frozen
from budgetc.jurisdiction.conventions import Conventions, load_conventions
from budgetc.jurisdiction.load import offered
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.published.model import (
    PrintedHeading,
    PrintedParagraph,
    PrintedTable,
    PublishedDocument,
)
from budgetc.recovery.tables import AS_PRINTED, TableReader, TablesRead, Words

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
        unit: in which most of its tables are, by name.
        read: its tables.
    """

    conventions: Conventions
    jurisdiction: str
    name: str
    year: int
    kind: str
    unit: str
    read: TablesRead


def recognise(
    printed: PublishedDocument,
    asked: Asked,
    words: Mapping[str, Words],
    resources: Resources,
) -> Recognised | None:
    """Return what a document is and what its tables say; nothing where no layout fits at all.

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
        for one in _fitting(
            printed, jurisdiction, int(year), asked, words.get(jurisdiction, AS_PRINTED), resources
        )
    ]
    if not found:
        return None
    return max(found, key=lambda one: one[0])[1]


def _fitting(
    printed: PublishedDocument,
    jurisdiction: str,
    year: int,
    asked: Asked,
    words: Words,
    resources: Resources,
) -> Iterator[tuple[float, Recognised]]:
    conventions, _ = load_conventions(resources, jurisdiction, year, APPROVED)
    if conventions is None or conventions.layout.source != DEPARTMENTAL:
        return
    layout = conventions.layout
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
        reader = TableReader(layout, conventions.catalogue, values, words, aside)
        read = reader.read(tables, kind)
        if read.said:
            unit = _unit(read, conventions)
            yield (
                read.likeness,
                Recognised(conventions, jurisdiction, name, year, kind, unit, read),
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
