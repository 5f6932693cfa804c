"""A layout in the words of one printed document: its heads, its labels, its columns of amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from budgetc.classification import Catalogue
from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import FigureSpec, Layout
from budgetc.jurisdiction.tables import ColumnSpec, PanelSpec, TableSpec
from budgetc.published.model import PrintedColumn
from budgetc.recovery.said import Condition

_SIMPLE = re.compile(r"\{\{\s*([a-z_.]{1,60})\s*\}\}")
_REST = re.compile(r"\{[{%][^}]{0,400}[}%]\}")


@frozen(eq=False)
class Words:
    """What other words a workbook has for those of a layout, as a mapping says it.

    Attributes:
        titles: of tables, by their ids.
        heads: the layout's, by the workbook's.
        rows: the layout's labels, by the workbook's.
    """

    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)


AS_PRINTED = Words()
"""Of a document in the words of its layout."""


@frozen(eq=False)
class Column:
    """A declared column of amounts, with all that its heads and its panel say.

    Attributes:
        derived: whether it is made of others, so that it tells no leaf.
    """

    heads: tuple[str, ...]
    name: str
    condition: Condition
    key: str
    figure: str | None
    derived: bool


def _without_blanks(words: Mapping[str, str]) -> Mapping[str, str]:
    return {"".join(theirs.split()): ours for theirs, ours in words.items()}


class Wording:
    """What a layout says, as one document prints it."""

    def __init__(
        self,
        layout: Layout,
        catalogue: Catalogue,
        values: Mapping[str, str],
        words: Words,
        aside: Sequence[str],
    ) -> None:
        """Know what is declared and what stands in print.

        Args:
            layout: of its jurisdiction.
            catalogue: the code lists of its year.
            values: what the simple names in titles and heads stand for, such as `year`.
            words: what it says otherwise.
            aside: how lines begin that stand over a table and are no heads of it.
        """
        self._aside = tuple(f"{word.rstrip(':：')}{colon}" for word in aside for colon in ":：")
        self._layout = layout
        self.catalogue = catalogue
        self._values = values
        self._titles = words.titles
        self._heads, self._rows = _without_blanks(words.heads), _without_blanks(words.rows)

    def worded(self, text: str) -> str:
        """Return a short text of the layout with the names put in that are known."""
        if "{" not in text:
            return text
        known = _SIMPLE.sub(lambda found: self._values.get(found[1], ""), text)
        return _REST.sub("", known)

    def head(self, text: str) -> str:
        """Return a printed head in the words of the layout."""
        return self._heads.get("".join(text.split()), text)

    def heads(self, column: PrintedColumn) -> tuple[str, ...]:
        """Return the heads of a printed column in the words of the layout."""
        own = (head for head in column.heads if not head.startswith(self._aside))
        return tuple(map(self.head, own))

    def label(self, text: str) -> str:
        """Return a printed label in the words of the layout."""
        return self._rows.get("".join(text.split()), text)

    def titles(self, spec: TableSpec) -> tuple[str, ...]:
        """Return what a table may be called, its own title first."""
        return (self.worded(spec.title), *self._titles.get(spec.id, ()))

    def without_name(self, title: str) -> str:
        """Return a title without the name of the department."""
        name = self._values.get("source.department.name", "")
        return title.replace(name, "") if name else title

    @property
    def reports(self) -> str:
        """The key of the amounts that the documents are about."""
        return self._layout.reports

    def figure(self, name: str) -> FigureSpec | None:
        """Return a declared figure."""
        return self._layout.figures.get(name)

    def columns(self, panel: PanelSpec) -> tuple[Column, ...]:
        """Return the columns of amounts that a panel declares, whatever wording is chosen."""
        base = Condition().narrowed(panel, self.catalogue)
        return tuple(self._columns(panel.columns, (), base, panel.of, ""))

    def _columns(
        self,
        specs: Sequence[ColumnSpec],
        heads: tuple[str, ...],
        above: Condition,
        of: tuple[str, ...],
        path: str,
    ) -> Iterator[Column]:
        for position, spec in enumerate(specs):
            here = (*heads, self.worded(spec.head))
            condition = above.narrowed(spec, self.catalogue)
            keys = spec.of or of
            name = spec.id or f"{path}{position + 1}"
            if spec.over:
                yield from self._columns(spec.over, here, condition, keys, f"{name}.")
            elif spec.show is None:
                key = keys[0] if keys else self._layout.reports
                derived = spec.compute is not None or len(keys) > 1
                yield Column(here, name, condition, key, spec.figure, derived)

    def shown(self, panel: PanelSpec) -> Mapping[str, tuple[str, ...]]:
        """Return the heads of the columns that show a text of the row, by what they show."""
        found: dict[str, tuple[str, ...]] = {}
        waiting: list[tuple[ColumnSpec, tuple[str, ...]]] = [(c, ()) for c in panel.columns]
        while waiting:
            spec, heads = waiting.pop()
            here = (*heads, self.worded(spec.head))
            waiting += ((inner, here) for inner in spec.over)
            if spec.show is not None and not spec.over:
                found.setdefault(spec.show, here)
        return found
