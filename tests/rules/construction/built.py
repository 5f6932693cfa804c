"""Built budgets: the two references, made-up ones of Shanghai, and random ones of Xinjiang."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from budgetc.document.model import Document, Figure, Paragraph, Role, Row, Table, line_text
from budgetc.files.data import Resources
from tests.layout.shanghai import SOURCE, department
from tests.properties.budgets import Plan, plans, source, to_yaml
from tests.support import KORLA, ROOT, compile_text

from .typed import Typed, read

RESOURCES = Resources.of_workspace(ROOT)
PUTUO = (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text(encoding="utf-8")
_RANDOM = 12
COUNT = 4 + _RANDOM

TABLES = {
    "xinjiang": {
        "overview": "1", "income": "2", "expenditure": "3", "fiscal": "4", "general": "5",
        "economic": "6", "projects": "7", "government_fund": "8", "state_capital": "9",
        "three_public": "10", "carry_over": "11",
    },
    "shanghai": {
        "overview": "1", "income": "2", "expenditure": "3", "fiscal": "4", "general": "5",
        "government_fund": "6", "state_capital": "7", "economic": "8", "three_public": "9",
    },
}  # fmt: skip
"""The numbers of the tables by what they show."""


class Cell(NamedTuple):
    """An amount of a table: exactly, in 分, and as printed."""

    fen: int
    text: str


class Built(NamedTuple):
    """A budget: its name for messages, its source, what was typed in it, and its document."""

    name: str
    source: str
    typed: Typed
    document: Document

    @property
    def xinjiang(self) -> bool:
        """Whether it has Xinjiang's eleven tables."""
        return self.typed.jurisdiction == "xinjiang"

    def has(self, what: str) -> bool:
        """Tell whether its jurisdiction has a table of this."""
        return what in TABLES[self.typed.jurisdiction]

    def table(self, what: str) -> Table:
        """Return a table by what it shows."""
        number = TABLES[self.typed.jurisdiction][what]
        return next(table for table in self.document.tables() if table.id == number)

    def cells(self, what: str, panel: int = 0) -> dict[str, dict[str, Cell]]:
        """Return the amounts of a table by row and column."""
        return cells_of(self.table(what), panel)

    def leaves(self, what: str, panel: int = 0) -> dict[str, dict[str, Cell]]:
        """Return the amounts of the rows that are no sums of other rows."""
        kinds = {row.id: row.kind.value for row in self.table(what).panels[panel].rows}
        cells = self.cells(what, panel)
        return {row: columns for row, columns in cells.items() if kinds[row] == "leaf"}

    def figures(self) -> dict[str, Figure]:
        """Return the figures of the prose by id."""
        return {figure.id: figure for figure in self.document.figures()}

    def sentences(self) -> Iterator[tuple[str | Figure, ...]]:
        """Yield the sentences of the prose."""
        for block in self.document.blocks:
            if isinstance(block, Paragraph):
                yield from block.sentences

    def prose(self) -> str:
        """Return the sentences and the headings as one text, a line each."""
        return "\n".join(
            line_text(line)
            for block in self.document.blocks
            if not isinstance(block, Table)
            for line in (block.sentences if isinstance(block, Paragraph) else (block.content,))
        )


def cells_of(table: Table, panel: int) -> dict[str, dict[str, Cell]]:
    """Return the amounts of one panel; a blank cell is nothing, unless its figure is kept apart."""
    columns = table.panels[panel].columns
    return {
        row.id: {
            column.id: Cell(_fen(row, position, column.id), line_text(row.cells[position]))
            for position, column in enumerate(columns)
            if column.role is Role.AMOUNT
        }
        for row in table.panels[panel].rows
    }


def _fen(row: Row, position: int, column: str) -> int:
    printed = [part for part in row.cells[position] if isinstance(part, Figure)]
    kept = [figure for figure in row.unprinted if figure.id.endswith(f".{column}")]
    return sum(figure.value for figure in (printed or kept))


def build(name: str, text: str) -> Built | None:
    """Return a budget and its document, if it has one."""
    document = compile_text(text, RESOURCES).document
    return None if document is None else Built(name, text, read(text), document)


@cache
def built() -> tuple[Built, ...]:
    """Return all budgets, `COUNT` of them."""
    named = (
        ("korla", KORLA),
        ("putuo", PUTUO),
        ("shanghai unit", SOURCE),
        ("shanghai department", department()),
    )
    made = [one for name, text in named if (one := build(name, text))]
    assert len(made) == len(named), "one of them has errors"
    found = (*made, *_random())
    assert len(found) == COUNT
    return found


def _random() -> list[Built]:
    """Draw budgets; those that a rule finds errors in have no document and are drawn anew."""
    found: list[Built] = []

    @settings(
        max_examples=_RANDOM,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.filter_too_much],
    )
    @given(plans(), st.booleans())
    def collect(plan: Plan, matrix: bool) -> None:  # noqa: FBT001
        text = to_yaml(source(plan, matrix=matrix)).decode()
        one = build(f"random {len(found) + 1}", text)
        assume(one is not None)
        found.extend([one] if one else [])

    collect()
    return found
