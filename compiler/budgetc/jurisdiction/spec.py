"""The types of `layout.yaml`: what a jurisdiction's document looks like, as data.

`schema/layout.schema.json` describes the same shape for editors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from budgetc.budget.declarations import APPROVED
from budgetc.diagnostics.messages import Bilingual
from budgetc.ledger import Dimensions, Period
from budgetc.ledger.margins import Counted
from budgetc.numbers.money import Unit
from budgetc.numbers.style import BRACKETS, NumberFormat, NumberOptions, NumberStyle
from budgetc.numbers.values import Code
from budgetc.source.nodes import SourceTree
from budgetc.source.origin import Origin

DEPARTMENTAL = "schema/departmental.schema.json"
"""What the sources of a jurisdiction hold that declares nothing else."""


@dataclass(frozen=True, slots=True, eq=False)
class PercentStyle:
    """How shares and growth are printed.

    Attributes:
        from_zero: what stands for the growth of something that was nothing last year.
        sign: what follows the digits.
        made_from: `printed` where growth in sentences is that of the printed amounts, else `exact`.
    """

    decimals: int
    from_zero: str
    whole: str = "padded"
    separator: str = ""
    point: str = "."
    negative: str = "minus"
    sign: str = "%"
    made_from: str = "exact"

    def format(self) -> NumberFormat:
        """Return what printing needs."""
        return NumberFormat(
            self.decimals,
            self.whole == "bare",
            None,
            self.separator,
            point=self.point,
            brackets=self.negative == BRACKETS,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """The number styles of a jurisdiction: in tables, in prose, and of percentages.

    Attributes:
        sections: what is different in sections of the prose, by name.
    """

    table: NumberStyle
    prose: NumberStyle
    percent: PercentStyle
    sections: Mapping[str, NumberOptions] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Numerals:
    """The words of counting: the digits from nought, and ten; or the numbers from one, in full."""

    digits: str = ""
    ten: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class AmountSpec:
    """What a key of a line tells: the money of which year, at which stage of its budget.

    Attributes:
        year: from the year of the source: 0 is its own, -1 the year before.
        stage: of the budget that says so: proposed, approved, adjusted or final, which a source
            beside this one may tell; any other word where none can.
        to: the last of several years, from the year of the source.
        name: as editors and messages call it, by language.
        about: what is typed there, by language.
        measure: in what it is counted; money if it names none.
    """

    year: int
    stage: str
    to: int | None = None
    name: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    measure: str | None = None

    def called(self, key: str) -> Bilingual:
        """Return what people call it: its name, else the key itself."""
        en, zh = self.name.get("en", ""), self.name.get("zh", "")
        return Bilingual(en or zh or key, zh or en or key)


@dataclass(frozen=True, slots=True, eq=False)
class MeasureSpec:
    """What is counted and is no money: posts, pieces, people.

    Attributes:
        decimals: how many its numbers have at most.
        name: what it is called, by language.
        word: what follows a number of it in a sentence.
    """

    decimals: int = 0
    name: Mapping[str, str] = field(default_factory=dict)
    word: str = ""


AMOUNT, PRIOR = "amount", "prior"
"""The keys of this year's and last year's approved budget, unless a jurisdiction has others."""

USUAL_AMOUNTS: Mapping[str, AmountSpec] = MappingProxyType(
    {AMOUNT: AmountSpec(0, APPROVED), PRIOR: AmountSpec(-1, APPROVED)}
)
"""What the lines of a source tell where a jurisdiction declares nothing else."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Asked(Dimensions):
    """Amounts that meet a condition, and of which periods.

    Attributes:
        of: keys of `amounts`, which are added up; what the documents report, if it names none.
    """

    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ColumnSpec(Asked):
    """A column, or a head over several.

    Attributes:
        head: as printed.
        id: names the column; columns under a head have their own.
        show: a text of the row (`code`, `name`, …) instead of an amount.
        part: which part of a code, by level (类, 款, 项).
        over: the columns under this head.
        width: relative; a default follows from what is shown.
        merged: equal cells below one another are one in print.
        optional: left out where no amount belongs to it; not for heads over several.
        when: the choices of wording by which it is printed, with their values; always, if none.
        figure: a declared figure that every row shows, instead of the amounts of the panel.
        compute: what is made of two other columns: change, growth, completion or share.
        columns: the ids of both, of the same panel: this year's first, the part of a share first.
        numbers: what is different from its table's numbers, in it and the columns under it.
        made_from: `printed` where it is made of them as they are printed, else `exact`.
    """

    head: str
    id: str | None = None
    show: str | None = None
    part: str | None = None
    over: tuple[ColumnSpec, ...] = ()
    width: int | None = None
    merged: bool = False
    optional: bool = False
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figure: str | None = None
    compute: str | None = None
    columns: tuple[str, ...] = ()
    made_from: str = "exact"
    numbers: NumberOptions | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LineSpec(Dimensions):
    """A row that is printed whatever the amounts are; an optional one, only if it has any."""

    id: str
    label: str
    role: str = "leaf"
    indent: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TotalSpec:
    """The total row."""

    label: str
    at: str = "bottom"


@dataclass(frozen=True, slots=True, eq=False)
class RowsSpec:
    """Which rows a panel has.

    Attributes:
        label: how the name of a code is printed, a template that knows `name`, `code` and `index`.
        by: `function`, `economic`, `project`, `entry` (a row a source line), `lines`, `indicators`,
            `items` (a row an item of a list of the source).
        levels: of a code tree, those that get a row.
        always: codes that get a row even when empty; `all` for every code of the levels.
        zero: `left_out` where a row of which every amount is 0 is not printed.
        lines: for `lines`.
        framework: for `indicators`, which one.
        list: for `items`, the keys that lead to the list, from the entry that the table is of.
    """

    by: str
    levels: tuple[str, ...] = ()
    always: tuple[Code, ...] = ()
    lines: tuple[LineSpec, ...] = ()
    framework: str | None = None
    list: str = ""
    label: str | None = None
    zero: str = "printed"
    total: TotalSpec | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PanelSpec(Asked):
    """Rows and columns over some facts."""

    rows: RowsSpec
    columns: tuple[ColumnSpec, ...]

    def all_columns(self) -> Iterator[ColumnSpec]:
        """Yield the columns, and those that have others under them."""
        rest = list(self.columns)
        while rest:
            column = rest.pop()
            yield column
            rest += column.over

    def chosen(self, wording: Mapping[str, str]) -> PanelSpec:
        """Return the panel with the columns that are printed by the choices of a source."""
        if not any(column.when for column in self.all_columns()):
            return self
        return replace(self, columns=tuple(_chosen(self.columns, wording)))

    def asked(self) -> tuple[tuple[str, ...], ...]:
        """Return the keys of the amounts that its columns show."""
        return tuple(dict.fromkeys(_asked(self.columns, self.of)))


def _chosen(columns: tuple[ColumnSpec, ...], wording: Mapping[str, str]) -> Iterator[ColumnSpec]:
    for column in columns:
        if all(wording[name] in values for name, values in column.when.items()):
            over = tuple(_chosen(column.over, wording))
            if over or not column.over:
                yield replace(column, over=over)


def _asked(columns: tuple[ColumnSpec, ...], of: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for column in columns:
        if column.over:
            yield from _asked(column.over, column.of or of)
        elif column.show is None and column.compute is None and column.figure is None:
            yield column.of or of


@dataclass(frozen=True, slots=True, eq=False)
class FormCellSpec:
    """A cell of a form: its text (a template), its width in twelfths, whether it is a head."""

    text: str
    width: int
    head: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TableSpec:
    """A table. Its title, form and notes are templates of one line.

    Attributes:
        kinds: the document kinds that have it; all if it names none.
        numbers: what is different from the jurisdiction's tables in its numbers.
        empty_note: printed under the table when all its amounts are nothing.
    """

    id: str
    title: str
    panels: tuple[PanelSpec, ...]
    origin: Origin
    number: str = ""
    kinds: tuple[str, ...] = ()
    numbers: NumberOptions | None = None
    wide: bool = False
    form: tuple[tuple[FormCellSpec, ...], ...] = ()
    empty_note: str | None = None
    above_left: str | None = None
    above_right: str | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class FigureSpec(Dimensions):
    """An amount that sentences speak of.

    Attributes:
        of: a key of `amounts`; what the documents report, if it names none.
        prior: where in the source last year's amounts stand, if the facts do not tell them;
            `figures.x` is another figure's.
        typed: the same of other keys of `amounts`.
    """

    margin: tuple[str, ...]
    of: str | None = None
    prior: tuple[str, ...] = ()
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class BreakdownSpec(Dimensions):
    """An amount split by a dimension: one figure for each member that has money this year.

    Attributes:
        of: a key of `amounts`; what the documents report, if it names none.
        ended: whether those that had some last year, and have none any more, are members too.
        also: the keys of other amounts; what has some of these and none this year is a member too.
    """

    margin: tuple[str, ...]
    by: str
    of: str | None = None
    level: str | None = None
    ended: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DimensionSpec:
    """A first-level indicator class (一级指标) and its second-level ones, none if they are open.

    Attributes:
        required: whether a table needs an indicator of it.
        weight: what the weights of its indicators add up to, if that is laid down.
    """

    name: str
    categories: tuple[str, ...] = ()
    required: bool = False
    weight: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Framework:
    """The indicator classes of a performance table, and what the weights may add up to."""

    dimensions: tuple[DimensionSpec, ...]
    weights: tuple[int, ...]
    missing: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceSpec:
    """A choice of wording that sources have; the default is the first value."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A jurisdiction.

    Attributes:
        base: the jurisdiction that it stands on, of which it has what it does not say itself.
        stages: those of the budgets that its documents speak of.
        words: of each document kind, the words that differ with it.
        wording: the choices that a source has.
        thresholds: numbers that rules compare with, where they differ from the usual ones.
        numerals: the words of counting; none, and numbers are written in digits.
        language: of the documents.
        table_pages: `own` where each table begins a page, `running` where they follow the text.
        paper: `a4` or `letter`.
        year_label: how a year is printed; {year}, {yy} and {roc} stand for its four digits, the
            last two, and the year counted from 1911.
        amounts: the keys of a line under which amounts are typed, and what each of them tells.
        measures: what some of them are counted in that is no money.
        reports: that of them which the documents are about.
        compares: that of them which it is compared with.
        source: the file that says what sections its sources hold.
    """

    origin: Origin
    name: str
    title: str
    numbers: Numbers
    tables: tuple[TableSpec, ...]
    figures: Mapping[str, FigureSpec]
    breakdowns: Mapping[str, BreakdownSpec]
    frameworks: Mapping[str, Framework]
    template: str
    base: str | None = None
    stages: tuple[str, ...] = (APPROVED,)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    wording: Mapping[str, ChoiceSpec] = field(default_factory=dict)
    thresholds: Mapping[str, int] = field(default_factory=dict)
    numerals: Numerals = Numerals()
    language: str = "zh"
    table_pages: str = "own"
    paper: str = "a4"
    year_label: str = "{year}"
    above_left: str = ""
    above_right: str = ""
    glossary: tuple[GlossaryTerm, ...] = ()
    amounts: Mapping[str, AmountSpec] = field(default_factory=lambda: USUAL_AMOUNTS)
    measures: Mapping[str, MeasureSpec] = field(default_factory=dict)
    reports: str = AMOUNT
    compares: str = PRIOR
    source: str = DEPARTMENTAL

    def periods(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the periods of the facts that keys of `amounts` tell; of none, what it reports."""
        return tuple(map(self.period, keys)) or (Period.CURRENT,)

    def period(self, key: str | None) -> str:
        """Return the period of the facts that a key of `amounts` tells."""
        if key is None or key == self.reports:
            return Period.CURRENT
        return Period.PRIOR if key == self.compares else key

    @property
    def roles(self) -> Mapping[str, str]:
        """What is typed instead of `amount` and `prior`, where other keys are in their roles."""
        called = {AMOUNT: self.reports, PRIOR: self.compares}
        return {role: key for role, key in called.items() if role != key}

    @property
    def told(self) -> Mapping[str, str]:
        """The period of the facts that each key of `amounts` tells, by its role as well."""
        roles = {AMOUNT: str(Period.CURRENT), PRIOR: str(Period.PRIOR)} if self.roles else {}
        return roles | {key: self.period(key) for key in self.amounts}

    @property
    def counted_in(self) -> Mapping[str, Unit]:
        """The units of its measures, by name."""
        return {
            name: Unit(name, 10**one.decimals, is_money=False)
            for name, one in self.measures.items()
        }

    def counted_as(self, unit: Unit) -> Mapping[str, Counted]:
        """Return how the amounts of each period are named, of money in a unit."""
        units = self.counted_in
        return {
            self.period(key): Counted(spec.called(key), units.get(spec.measure or "", unit))
            for key, spec in self.amounts.items()
        }

    def counted(self, keys: Iterable[str]) -> NumberOptions | None:
        """Return how the numbers of some keys differ from money; not at all if they are money."""
        named = (self.amounts[key].measure for key in keys if key in self.amounts)
        name = next((name for name in named if name in self.measures), None)
        return None if name is None else self.measured(name)

    def measured(self, name: str) -> NumberOptions:
        """Return how the numbers of a measure differ from money."""
        spec = self.measures[name]
        return NumberOptions(unit=name, decimals=spec.decimals, symbol="", word=spec.word)

    def a_year_later(self, years: int = 1) -> Mapping[str, tuple[str, ...]]:
        """Return, of each key of amounts, the keys that told the same so many years before.

        They tell the money of the same year at the same stage; there is no such key of most.
        """
        return {
            key: tuple(
                before
                for before, told in self.amounts.items()
                if (told.year - years, told.stage, told.measure)
                == (now.year, now.stage, now.measure)
                if (told.to and told.to - years) == now.to
            )
            for key, now in self.amounts.items()
        }

    @property
    def further(self) -> tuple[str, ...]:
        """The keys of `amounts` that are neither reported nor what is compared with."""
        return tuple(key for key in self.amounts if key not in (self.reports, self.compares))

    @property
    def trees(self) -> tuple[SourceTree, ...]:
        """The files it was read from; what stands in an earlier one goes first."""
        return (self.origin.tree,)


@dataclass(frozen=True, slots=True, eq=False)
class ChangedLayout(Layout):
    """A layout of which the workspace replaced some parts.

    Attributes:
        changes: the files of those parts.
    """

    changes: tuple[SourceTree, ...] = ()

    @property
    def trees(self) -> tuple[SourceTree, ...]:
        """The files it was read from; what stands in an earlier one goes first."""
        return (*self.changes, self.origin.tree)


@dataclass(frozen=True, slots=True, eq=False)
class GlossaryTerm:
    """A word that the jurisdiction's documents explain."""

    term: str
    meaning: str
