"""The types of `layout.yaml`: what a jurisdiction's document looks like, as data.

`schema/layout.schema.json` describes the same shape for editors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from budgetc.budget.declarations import APPROVED
from budgetc.frozen import frozen
from budgetc.jurisdiction.amounts import AMOUNT, PRIOR, USUAL_AMOUNTS, AmountSpec, MeasureSpec
from budgetc.jurisdiction.numbers import Era, Numbers, Numerals
from budgetc.jurisdiction.tables import TableSpec
from budgetc.ledger import Dimensions, Period
from budgetc.ledger.margins import Counted
from budgetc.numbers.money import Unit
from budgetc.numbers.style import NumberOptions
from budgetc.source.nodes import SourceTree
from budgetc.source.origin import Origin

DEPARTMENTAL = "schema/departmental.schema.json"
"""What the sources of a jurisdiction hold that declares nothing else."""


@frozen(eq=False, kw_only=True)
class FigureSpec(Dimensions):
    """An amount that sentences speak of.

    Attributes:
        of: a key of `amounts`; what the documents report, if it names none.
        prior: where in the source last year's amounts stand, if the facts do not tell them;
            `figures.x` is another figure's.
        typed: the same of other keys of `amounts`.
        instead: where its amount of this year stands, if the source has it typed.
        less: amounts that are taken off.
    """

    margin: tuple[str, ...]
    of: str | None = None
    prior: tuple[str, ...] = ()
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead: str | None = None
    less: Dimensions | None = None


@frozen(eq=False, kw_only=True)
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


@frozen(eq=False)
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


@frozen(eq=False)
class Framework:
    """The indicator classes of a performance table, and what the weights may add up to."""

    dimensions: tuple[DimensionSpec, ...]
    weights: tuple[int, ...]
    missing: str = ""


@frozen(eq=False)
class PartSpec:
    """A part of a chart: a figure, and what it is called there."""

    label: str
    figure: str


@frozen(eq=False)
class ChartSpec:
    """A chart of a breakdown, or of some figures.

    Attributes:
        title: as it stands over it.
        breakdown: whose members have a bar each.
        parts: the figures that have one instead.
        show: `amount` of this year alone, `change`, with last year's, or `share`, as parts of one.
        beside: the key of the amounts that a change is shown from; last year's, if it names none.
        when: the choices of wording by which it is drawn, with their values; always, if none.
    """

    title: str
    breakdown: str | None = None
    parts: tuple[PartSpec, ...] = ()
    show: str = "amount"
    beside: str | None = None
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@frozen(eq=False)
class NumberSpec:
    """One of the numbers of the one page.

    Attributes:
        label: what it is.
        number: as it is printed; where that is nothing, it is left out.
        says: what it tells, in plain words.
    """

    label: str
    number: str
    says: str = ""


@frozen(eq=False)
class OnePageSpec:
    """What a budget tells on one page.

    Attributes:
        title: over it.
        numbers: those that a reader asks for first.
        drawn: keys of `charts`, in this order.
        explained: words of the glossary.
    """

    title: str
    numbers: tuple[NumberSpec, ...]
    drawn: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()


@frozen(eq=False)
class ChoiceSpec:
    """A choice of wording that sources have; the default is the first value."""

    values: tuple[str, ...]


@frozen(eq=False)
class Layout:
    """A jurisdiction.

    Attributes:
        base: the jurisdiction that it stands on, of which it has what it does not say itself.
        stages: those of the budgets that its documents speak of.
        words: of each document kind, the words that differ with it.
        wording: the choices that a source has.
        thresholds: numbers that rules compare with, where they differ from the usual ones.
        charts: those of a page, in its order.
        onepage: what a document tells on one page, if it may be asked to.
        index: the table that leads from a page to those of others; nothing where none does.
        numerals: the words of counting; none, and numbers are written in digits.
        language: of the documents, a tag: `zh`, `fr`, `fr-CH`.
        table_pages: `own` where each table begins a page, `running` where they follow the text.
        paper: `a4` or `letter`.
        names: the ids of figures, by what people call them besides the words of tables.
        year_label: how a year is printed; {year}, {yy} and {roc} stand for its four digits, the
            last two, and the year counted from 1911; {next_yy} and the like for its neighbours';
            {era} for its name among `eras`.
        eras: by which years are counted.
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
    charts: Mapping[str, ChartSpec] = field(default_factory=dict)
    onepage: OnePageSpec | None = None
    index: str | None = None
    numerals: Numerals = field(default_factory=Numerals)
    language: str = "zh"
    table_pages: str = "own"
    paper: str = "a4"
    year_label: str = "{year}"
    eras: tuple[Era, ...] = ()
    above_left: str = ""
    above_right: str = ""
    glossary: tuple[GlossaryTerm, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, AmountSpec] = field(default_factory=lambda: USUAL_AMOUNTS)
    measures: Mapping[str, MeasureSpec] = field(default_factory=dict)
    reports: str = AMOUNT
    compares: str = PRIOR
    source: str = DEPARTMENTAL

    @property
    def speaks(self) -> str:
        """The language of the documents, without its region."""
        return self.language.partition("-")[0]

    def periods(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the periods of the facts that keys of `amounts` tell; of none, what it reports."""
        return tuple(map(self.period, keys)) or (Period.CURRENT,)

    def period(self, key: str | None) -> str:
        """Return the period of the facts that a key of `amounts` tells."""
        if key is None or key == self.reports:
            return Period.CURRENT
        return Period.PRIOR if key == self.compares else key

    @property
    def table_ids(self) -> tuple[str, ...]:
        """What its tables are called, each once: those of several kinds may share an id."""
        return tuple(dict.fromkeys(table.id for table in self.tables))

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

    def a_year_later(self, years: int) -> Mapping[str, tuple[str, ...]]:
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

    def telling(self, wanted: AmountSpec, later: int) -> tuple[str, ...]:
        """Return the keys by which an earlier source tells what a key of a later one is.

        A source tells what it reports, and what its layout says is of that stage, as of its own
        stage: an adjusted budget has the keys of the approved one.

        Args:
            wanted: of the later source.
            later: by how many years that one is.
        """
        own = self.amounts[self.reports].stage
        return tuple(
            key
            for key, told in self.amounts.items()
            if (told.year - later, told.to, told.measure) == (wanted.year, None, wanted.measure)
            and (told.stage == wanted.stage or (told.year, told.stage) == (0, own))
        )

    def is_its_own(self, key: str) -> bool:
        """Tell whether a key is of the year and the stage of the source that types it."""
        told, reported = self.amounts[key], self.amounts[self.reports]
        return (told.year, told.stage) == (reported.year, reported.stage)

    @property
    def compares_with_some(self) -> bool:
        """Whether there are amounts that documents compare with, unless one names others."""
        return self.compares in self.amounts

    @property
    def further(self) -> tuple[str, ...]:
        """The keys of `amounts` that are neither reported nor what is compared with."""
        return tuple(key for key in self.amounts if key not in (self.reports, self.compares))

    @property
    def of_last_year(self) -> tuple[str, ...]:
        """Those of the further keys that are of the year of what is compared with."""
        compared = self.amounts.get(self.compares)
        return tuple(
            key
            for key in self.further
            if compared is not None
            and (self.amounts[key].year, self.amounts[key].to) == (compared.year, None)
        )

    @property
    def trees(self) -> tuple[SourceTree, ...]:
        """The files it was read from; what stands in an earlier one goes first."""
        return (self.origin.tree,)


@frozen(eq=False)
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


@frozen(eq=False)
class GlossaryTerm:
    """A word that the jurisdiction's documents explain.

    Attributes:
        figure: without whose amount the word is not explained; nothing of what always is.
    """

    term: str
    meaning: str
    figure: str | None = None
