"""What the layouts call their tables, and which heads these have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from budgetc.budget.declarations import APPROVED
from budgetc.files.data import Resources, kept
from budgetc.frozen import frozen
from budgetc.jurisdiction.load import jurisdictions, load_layout, stages
from budgetc.jurisdiction.spec import Layout
from budgetc.jurisdiction.tables import TableSpec

YEAR = "{year}"
"""Stands in a title for the year of the document."""

_ASKED = re.compile(r"\{\{ ?([a-z_.]{1,40}) ?\}\}")
_OF_THE_YEAR = "year"
_WORDS = "words."


@frozen()
class TitledTable:
    """A table as a layout declares it.

    Attributes:
        title: with `YEAR` for the year.
        heads: of its columns, without those over several.
    """

    title: str
    heads: frozenset[str]


@kept
def titled_tables(resources: Resources) -> tuple[tuple[TitledTable, ...], ...]:
    """Return the tables of every kind of document of every jurisdiction and stage, in order.

    Left out are those whose titles depend on what was typed, such as the name of a project.
    """
    return tuple(dict.fromkeys(_every(resources)))


def _every(resources: Resources) -> Iterator[tuple[TitledTable, ...]]:
    for name in jurisdictions(resources):
        for stage in (APPROVED, *stages(resources, name)):
            layout, _ = load_layout(resources, name, stage)
            if layout is not None:
                for kind, words in (layout.words or {"": {}}).items():
                    yield tuple(_tables(layout, kind, words))


def _tables(layout: Layout, kind: str, words: Mapping[str, str]) -> Iterator[TitledTable]:
    known = {f"{_WORDS}{name}": word for name, word in words.items()} | {_OF_THE_YEAR: YEAR}
    for table in layout.tables:
        asked = frozenset(_ASKED.findall(table.title))
        if table.is_for(kind) and asked <= known.keys():
            title = _ASKED.sub(lambda found: known[found[1]], table.title)
            if "{{" not in title and "{%" not in title:
                yield TitledTable(title, frozenset(_heads(table)))


def _heads(table: TableSpec) -> Iterator[str]:
    for panel in table.panels:
        for column in panel.all_columns:
            if not column.over and "{{" not in column.head:
                yield column.head
