"""The derivation of a figure: a tree whose leaves were typed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from budgetc.diagnostics.messages import Bilingual, Message, Translator
from budgetc.document.model import Formula
from budgetc.frozen import frozen


@frozen()
class Commit:
    """One commit of git.

    Attributes:
        hash: the whole of it; empty for what is not committed yet.
        date: of its author, YYYY-MM-DD.
        summary: the first line of its message.
    """

    hash: str
    author: str
    date: str
    summary: str


@frozen()
class Leaf:
    """What was typed.

    Attributes:
        line: from 1.
        column: from 1, in characters.
        path: its way down the file: `basic_expenditure.by_function.2080505.amount`.
        place: what people call it.
        written: as it stands in the file; `None` where nothing does, which counts as 0.
        unit: of the file's amounts, 万元 or 元; empty for a number that is no money.
        sign: -1 for money that is taken out again, since it is passed on within the department.
        evidence: the file that proves it; empty where none is named.
        page: of that; 0 where none is named.
        commit: who wrote the line; `None` unless it was asked for and is known.
    """

    file: str
    line: int
    column: int
    path: str
    place: Bilingual
    written: str | None
    unit: str
    sign: int = 1
    evidence: str = ""
    page: int = 0
    commit: Commit | None = None


@frozen()
class Derivation:
    """One step of a derivation.

    Attributes:
        label: what it is: an id, a code with its name, a project, or else a place.
        formula: how its value was made of its children; a leaf's is `GIVEN`.
        value: 分 of an amount, a plain number, or percentage points, not rounded; `None` for
            growth from nothing, of which the layout says what is printed.
        unit: what `shown` is in: 万元 or 元, %, or nothing.
        shown: the value in its unit; a percentage as it is rounded in print.
        printed: as the document prints it; `None` for what is no figure.
        led: the value behind its unit, where the unit leads, as in $1,950.50; else empty.
        children: what it was made of. Those of a sum add up to its value.
        leaf: what was typed, at the ends of the tree.
        figure_id: `None` for what is no figure.
        note: what else is to be known.
    """

    label: str | Bilingual
    formula: Formula
    value: Fraction | None
    unit: str
    shown: str
    printed: str | None = None
    children: tuple[Derivation, ...] = ()
    leaf: Leaf | None = None
    figure_id: str | None = None
    note: Message | None = None
    led: str = ""

    def words(self, translator: Translator) -> str:
        """Return its label in a language."""
        return self.label if isinstance(self.label, str) else self.label.in_words(translator)

    def leaves(self) -> Iterator[Leaf]:
        """Yield what was typed, in the order of the tree."""
        if self.leaf is not None:
            yield self.leaf
        for child in self.children:
            yield from child.leaves()
