"""How a jurisdiction prints numbers: from exact values to figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from budgetc.budget.model import Options
from budgetc.diagnostics.messages import msg
from budgetc.document.figures import has_no_percentage
from budgetc.document.model import PERCENT, Figure, Formula
from budgetc.frozen import NamedTuple, frozen
from budgetc.jurisdiction.spec import Layout
from budgetc.jurisdiction.tables import ColumnSpec
from budgetc.layout.absent import Absent, untold
from budgetc.ledger import Total
from budgetc.numbers.money import Unit, exact_text
from budgetc.numbers.style import BRACKETS, NumberFormat, NumberOptions, NumberStyle
from budgetc.numbers.values import NOTHING, Amount, Count
from budgetc.source.origin import Place
from budgetc.templating.faults import MisuseError, together

NO_PERCENTAGE = "—"
"""What stands for a percentage of less than nothing, in any language."""


@frozen()
class Style:
    """Makes figures of amounts.

    Attributes:
        unit: of amounts.
        unit_word: printed after an amount, empty in tables.
        numbers: the format of amounts.
        percents: the format of percentages.
        from_zero: what stands for growth from nothing.
        growth_from: `printed` where growth is that of the printed amounts, else `exact`.
        measures: the names of the units that are no money.
    """

    unit: Unit
    unit_word: str
    numbers: NumberFormat
    percents: NumberFormat
    from_zero: str
    growth_from: str
    measures: frozenset[str] = frozenset()

    def text(self, amount: int) -> str:
        """Return an amount in print."""
        return self.numbers.amount(amount, self.unit) + self.unit_word

    def amount(
        self,
        figure_id: str,
        amount: Amount,
        formula: Formula,
        operands: tuple[Figure, ...] = (),
        places: tuple[Place, ...] = (),
    ) -> Figure:
        """Return the figure of an amount that was typed, or made of figures."""
        text, printed = self.numbers.printed(amount, self.unit)
        return Figure(
            figure_id,
            text + self.unit_word,
            exact_text(amount, self.unit),
            formula,
            operands=operands,
            places=places,
            value=amount,
            printed=printed,
            unit=self.unit.name,
            numbers=self.numbers,
        )

    def sum(self, figure_id: str, total: Total, margin: tuple[str, ...]) -> Figure | Absent:
        """Return the figure of a sum of facts; absent where they do not tell it."""
        amount = total.fen
        if amount is None:
            return untold(total)
        text, printed = self.numbers.printed(amount, self.unit)
        return Figure(
            figure_id,
            text + self.unit_word,
            exact_text(amount, self.unit),
            Formula.SUM,
            facts=total.facts,
            value=amount,
            printed=printed,
            unit=self.unit.name,
            numbers=self.numbers,
            margin=margin,
        )

    def left(
        self, figure_id: str, whole: Figure | Absent, less: Figure | Absent
    ) -> Figure | Absent:
        """Return what is left of an amount when another is taken off."""
        if isinstance(whole, Absent):
            return whole
        if isinstance(less, Absent):
            return less
        left = Amount(whole.value - less.value)
        return self.amount(figure_id, left, Formula.DIFFERENCE, (whole, less))

    def is_exact(self, grain: int) -> bool:
        """Tell whether every multiple of an amount is printed to its last digit."""
        steps: int = 10**self.numbers.decimals
        return grain * steps % self.unit.fen == 0

    def of_operands(self, figure_id: str, value: int, formula: Formula, *made_of: Figure) -> Figure:
        """Return what was made of figures: an amount of amounts, and a count of counts."""
        if made_of and not made_of[0].unit:
            return count(figure_id, value, formula, operands=made_of)
        return self.amount(figure_id, Amount(value), formula, operands=made_of)

    def share(self, part: Figure | Absent, whole: Figure | Absent) -> Figure | Absent:
        """Return part as a percentage of whole; of nothing it is 0, and of less there is none.

        Raises:
            MisuseError: they are counted in different things.
        """
        if isinstance(part, Absent):
            return part
        if isinstance(whole, Absent):
            return whole
        self.check_alike(part, whole)
        name = f"{part.id}.share"
        made_of = _Pair(part, whole)
        if has_no_percentage(part.value, whole.value):
            return self._worded(name, NO_PERCENTAGE, Formula.SHARE, made_of)
        return self._ratio(name, part.value, whole.value or 1, Formula.SHARE, made_of)

    def completion(self, done: Figure | Absent, planned: Figure | Absent) -> Figure | Absent:
        """Return done as a percentage of planned; of nothing, what the jurisdiction says.

        Raises:
            MisuseError: they are counted in different things.
        """
        if isinstance(done, Absent):
            return done
        if isinstance(planned, Absent):
            return planned
        self.check_alike(done, planned)
        name, made_of = f"{done.id}.completion", _Pair(done, planned)
        if (word := self._in_place(done.value, planned.value)) is not None:
            return self._worded(name, word, Formula.SHARE, made_of)
        return self._ratio(name, done.value, planned.value, Formula.SHARE, made_of)

    def growth(self, figure_id: str, current: Figure, prior: Figure) -> Figure:
        """Return a growth without its sign; from nothing, the jurisdiction says what is printed.

        From below zero to above it there is none: -5 to 5 is no growth and no fall by 200%.
        """
        made_of = _Pair(current, prior, self.growth_from == "printed")
        now, then = made_of.values
        if (word := self._in_place(now, then)) is not None:
            return self._worded(figure_id, word, Formula.GROWTH, made_of)
        return self._ratio(figure_id, abs(now - then), abs(then), Formula.GROWTH, made_of)

    def _in_place(self, now: int, then: int) -> str | None:
        """Return what stands in place of a percentage; nothing where there is one."""
        if has_no_percentage(now, then):
            return NO_PERCENTAGE
        return None if then else self.from_zero

    def _worded(self, figure_id: str, text: str, formula: Formula, made_of: _Pair) -> Figure:
        """Return a percentage that no division gives: a word of the jurisdiction."""
        exact = text.removesuffix(self.percents.after)
        return made_of.percentage(figure_id, text, exact, formula, self.percents)

    def _ratio(
        self, figure_id: str, part: int, whole: int, formula: Formula, made_of: _Pair
    ) -> Figure:
        text = self.percents.percent(part, whole)
        exact = self.percents.digits_only().percent(part, whole)
        return made_of.percentage(figure_id, text, exact, formula, self.percents)

    def computed(
        self,
        figure_id: str,
        spec: ColumnSpec,
        first: Figure | None,
        second: Figure | None,
    ) -> Figure | None:
        """Return what a column makes of two cells of its row; nothing where neither is there.

        A cell that is blank because it has no facts is nothing beside one that has some.
        """
        if first is second is None:
            return None
        one, other = (
            self.amount(f"{figure_id}.{name}", NOTHING, Formula.SUM) if cell is None else cell
            for name, cell in zip(spec.columns, (first, second), strict=True)
        )
        operands = _Pair(one, other, spec.made_from == "printed")
        now, then = operands.values
        if spec.compute == "change":
            made_of = (operands.one, operands.other)
            return self.amount(figure_id, Amount(now - then), Formula.DIFFERENCE, made_of)
        formula = _RATES[spec.compute]
        if now == then == 0:
            return self._worded(figure_id, self.numbers.zero or "", formula, operands)
        if (word := self._in_place(now, then)) is not None:
            return self._worded(figure_id, word, formula, operands)
        part = now - then if spec.compute == "growth" else now
        # A head that says % already is not said again in every cell.
        said = bool(_SAYS_PERCENT.intersection(spec.head))
        style = replace(self, percents=replace(self.percents, after="")) if said else self
        return style._ratio(figure_id, part, then, formula, operands)  # noqa: SLF001  # its own

    def bare(self, figure: Figure | Absent) -> Figure | Absent:
        """Return an amount without the word of its unit."""
        if isinstance(figure, Absent):
            return figure
        if not self._is_amount(figure):
            return self.again(replace(figure, bare=True))
        text, printed = self.numbers.printed(figure.value, self.unit)
        return replace(figure, text=text, printed=printed, bare=True, numbers=self.numbers)

    def named(self, figure_id: str, figure: Figure | Absent) -> Figure | Absent:
        """Return an amount as this style prints it, under another id."""
        if isinstance(figure, Absent):
            return figure
        return replace(self.again(figure), id=figure_id)

    def again(self, figure: Figure) -> Figure:
        """Return an amount as this style prints it, and what is no amount as it is.

        The figure is the same: machines read of it what they read everywhere.
        """
        if figure.formula is Formula.GROWTH:
            now, then = map(self.again, figure.operands)
            return self.growth(figure.id, now, then)
        if not self._is_amount(figure):
            return figure
        text, printed = self.numbers.printed(figure.value, self.unit)
        text = text if figure.bare else text + self.unit_word
        return replace(figure, text=text, printed=printed, numbers=self.numbers)

    def check_alike(self, *figures: Figure) -> None:
        """See to it that figures can be compared or added: money, posts, a count, a percentage.

        Raises:
            MisuseError: they are counted in different things.
        """
        counted = {"" if self._is_amount(one) else one.unit or "1": one for one in figures}
        if len(counted) > 1:
            names = together(sorted(one.id for one in counted.values()))
            raise MisuseError(msg("{names} are counted in different things", names=names))

    def _is_amount(self, figure: Figure) -> bool:
        return figure.unit not in ("", PERCENT) and figure.unit not in self.measures


class _Pair(NamedTuple):
    """Two figures of which a percentage is made.

    Attributes:
        is_printed: whether it is made of them as they are printed.
    """

    one: Figure
    other: Figure
    is_printed: bool = False

    @property
    def values(self) -> tuple[int, int]:
        """What is counted with."""
        if self.is_printed:
            return self.one.printed, self.other.printed
        return self.one.value, self.other.value

    def percentage(
        self, figure_id: str, text: str, exact: str, formula: Formula, numbers: NumberFormat
    ) -> Figure:
        """Return a percentage made of the two."""
        operands = (self.one, self.other)
        return Figure(
            figure_id,
            text,
            exact,
            formula,
            operands=operands,
            unit=PERCENT,
            from_printed=self.is_printed,
            numbers=numbers,
        )


_SAYS_PERCENT = frozenset("%％")
"""Either of them in the head of a column says that percentages stand under it."""

_RATES: Mapping[str | None, Formula] = MappingProxyType(
    {"growth": Formula.RATE, "completion": Formula.SHARE, "share": Formula.SHARE}
)
"""How a column makes a percentage."""


def count(
    figure_id: str,
    number: int,
    formula: Formula,
    places: tuple[Place, ...] = (),
    operands: tuple[Figure, ...] = (),
) -> Figure:
    """Return the figure of what is no money."""
    text = str(number)
    return Figure(
        figure_id, text, text, formula, operands=operands, places=places, value=Count(number),
        printed=number,
    )  # fmt: skip


class Styles:
    """How the numbers of one document are printed, as its layout and its source say.

    Attributes:
        prose: of sentences, unless their section has another.
        tables: of tables that have no other.
    """

    def __init__(self, layout: Layout, options: Options | None, units: Mapping[str, Unit]) -> None:
        """Prepare them.

        Args:
            layout: of the document.
            options: what the source changes.
            units: of all that is counted.
        """
        self._layout = layout
        self._options = options
        self._units = units
        self.prose = layout.numbers.prose.changed(options.prose if options else None)
        self.tables = layout.numbers.table.changed(options.tables if options else None)
        self._of_tables: dict[tuple[str | NumberOptions | None, ...], Style] = {}

    @property
    def negative(self) -> str:
        """How the document prints what is below zero: in brackets if any of it is."""
        has_brackets = BRACKETS in {self.tables.negative, self.prose.negative}
        return BRACKETS if has_brackets else self.tables.negative

    def of_sentences(self, *changes: NumberOptions | None) -> Style:
        """Return the style of sentences, with some changes: each amount carries its unit."""
        return self._style(self.prose.changed(*changes))

    def of_sections(self) -> Mapping[str, Style]:
        """Return the styles of the sections of the text that have one of their own."""
        chosen = self._options.sections if self._options else {}
        sections = self._layout.numbers.sections
        return {name: self.of_sentences(said, chosen.get(name)) for name, said in sections.items()}

    def of_measures(self) -> Mapping[str, Style]:
        """Return the styles of numbers that are no money, by their measures."""
        layout = self._layout
        return {name: self.of_sentences(layout.measured(name)) for name in layout.measures}

    def of_table(self, table_id: str, *changes: NumberOptions | None) -> Style:
        """Return the style of a table, or of a column of it; the unit stands above the table."""
        key = (table_id, *changes)
        if key not in self._of_tables:  # most columns are like their table
            by_table = self._options.by_table if self._options else {}
            changed = self.tables.changed(*changes, by_table.get(table_id))
            units = (one.unit for one in changes if one is not None and one.unit is not None)
            measured = (unit for unit in units if unit in self._layout.measures)
            style = self._style(replace(changed, unit=next(measured, changed.unit)))
            self._of_tables[key] = replace(style, unit_word="")
        return self._of_tables[key]

    def _style(self, amounts: NumberStyle) -> Style:
        percents = self._layout.numbers.percent
        return Style(
            self._units[amounts.unit],
            amounts.unit_word,
            amounts.format(),
            percents.format(),
            percents.from_zero,
            percents.made_from,
            frozenset(name for name, one in self._units.items() if not one.is_money),
        )
