"""The words of print: what published documents say, as those that read them look for it.

A pattern of a file is one text or a list of them, any of which may match.
"""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.frozen import frozen
from budgetc.lists.bounds import Limit, Scale
from budgetc.lists.patterns import Pattern
from budgetc.numbers.values import Code


@frozen()
class UnitWords:
    """A unit and what is printed for it.

    Attributes:
        scale: how many of the currency's smallest unit one of it is; 0 for what is no money.
        words: as printed, the longest first.
    """

    name: str
    scale: Scale
    currency: str
    words: tuple[str, ...]


@frozen(kw_only=True)
class PrintedWords:
    """By what published documents are read: `schema/printed.json`.

    Attributes:
        units: of figures, in the order they are looked for.
        counters: what things are counted in, after their number.
        prefixes: what stands before an amount, and the name of its unit.
        multipliers: what stands behind an amount with a prefix, and by how much it multiplies.
        unit_marks: stand before the unit of a table.
        uncounted_heads: in heads of columns that hold no money, whatever the unit of the table.
        percent_heads: in heads of columns of shares and rates.
        no_figure_behind: what stands behind a number that is a date or an ordinal.
        no_figure_before: what stands before one.
        contents: what stands over a list of contents, in small letters and without blanks.
        continued: marks that a table goes on from the last page.
        table_number: how a table is numbered.
        above: what stands between the title of a table and its heads.
        notes: how a note under a table begins.
        headings: how headings begin, by level.
        ordinal: what counts a heading or a row and stands before its words.
        label_start: how the label of a row begins that is counted.
        sentence_end: the marks that end a sentence.
        closing: marks that belong to what stands before them.
        code_heads: in heads of columns of codes.
        label_heads: in heads of columns of names.
        text_heads: heads of columns that hold neither.
        numbering: what stands before a row or column of numbers of columns or rows.
        total_labels: what a total is called, without blanks.
        nothing: what is printed for no amount.
    """

    units: tuple[UnitWords, ...]
    counters: tuple[str, ...]
    prefixes: Mapping[str, str]
    multipliers: Mapping[str, Scale]
    unit_marks: tuple[str, ...]
    uncounted_heads: tuple[str, ...]
    percent_heads: tuple[str, ...]
    no_figure_behind: tuple[str, ...]
    no_figure_before: tuple[str, ...]
    contents: frozenset[str]
    continued: tuple[str, ...]
    table_number: Pattern
    above: tuple[str, ...]
    notes: tuple[str, ...]
    headings: tuple[Pattern, ...]
    ordinal: Pattern
    label_start: Pattern
    sentence_end: str
    closing: str
    code_heads: tuple[str, ...]
    label_heads: tuple[str, ...]
    text_heads: tuple[str, ...]
    numbering: tuple[str, ...]
    total_labels: frozenset[str]
    nothing: frozenset[str]


@frozen()
class EqualCodes:
    """Codes of functions and economic items that name the same money."""

    one: tuple[Code, ...]
    other: tuple[Code, ...]


@frozen()
class WholeWords:
    """Parts that a whole is divided into.

    Attributes:
        parts: what is in the names of the parts.
        all: which of them are told where all are, one of each.
        beside: in a clause whose figure is told beside the whole, and is none of its parts.
    """

    parts: tuple[str, ...]
    all: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...] = ()


@frozen()
class TotalWords:
    """What the total of a table is called in the prose.

    Attributes:
        names: as it is called, without the office, the year and the words around it.
        titles: all that the title of such a table has in it.
        others: what none of these titles has in it.
        rows: in the names of rows that may be meant beside the total.
    """

    names: tuple[str, ...]
    titles: tuple[str, ...]
    others: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    def are_of(self, title: str) -> bool:
        """Tell whether they are those of the table with a title."""
        plain = "".join(title.split())
        is_one = all(word in plain for word in self.titles)
        return is_one and not any(word in plain for word in self.others)


@frozen(kw_only=True)
class AuditWords:
    """By what contradictions of a published document are told: `schema/audit.json`.

    Attributes:
        total_heads: heads of columns that are the sum of those beside them.
        total_endings: how the names of rows end that are totals.
        grand_totals: rows that add up the totals before them.
        of_which: marks a part that need not be all.
        money_totals: in the name of a total of money that its parts stand beside.
        rest: names all that no other part has, and so is the last of them.
        more: before the size or the rate of an increase.
        less: before the size or the rate of a decrease.
        compared: in a clause whose amount is of another year, or of another thing.
        bases: in a clause whose amount may be what there was before.
        colons: marks behind which the parts of an amount are told.
        parts: marks between things that are told one after the other in a sentence.
        rate_heads: heads of columns of rates of change.
        change_heads: of the columns of these changes.
        base_leads: in the head over both, before the head of what there was before.
        share: before a share.
        completion: before the rate of completion.
        initial: before the amount that was planned first.
        outturn: before the amount that was spent.
        same: says that nothing changed.
        none_before: says behind a change that there was nothing before it.
        reason: before the reason of a change.
        because: in what says why an amount has changed.
        path: a function item by its names, `class`, `group` and `item`.
        purpose: before what money is for.
        purpose_of_basic: in the purpose of what is no project.
        basic: in titles of tables that have nothing of projects, and where the prose tells of that.
        project_heads: of the column of projects.
        enumerations: what stands before a list of economic items, and the groups it lists.
        enumeration_leads: opens such a list.
        enumeration_marks: between its entries.
        enumeration_joiners: the same, as words.
        and_so_on: says that a list is not complete.
        title_tails: ends of titles that do not name the quantity.
        fillers: between the name of a quantity and its amount.
        lead_fillers: before the name of a quantity.
        funded_leads: before the name of what is paid from appropriations alone.
        other_money: names money that no table of an item is of alone.
        of_money: in headings that are about money, and not about a body.
        bodies_below: in the names of bodies below an office, and of what is theirs.
        totals: what the totals of tables are called.
        table_words: in lines that speak of a table.
        obligatory: the tables that every department publishes of its budget, by their names.
        equal: codes whose amounts are the same.
        homes: functions in which economic items are paid, whatever else these pay.
        project_names: heads of columns of the names of projects.
        weights: in heads of columns of weights.
        weights_sum: what weights add up to.
        staff: `posts` and `staff` in one sentence.
        projects: before the amount of the projects with targets.
        wholes: what is divided into parts of which all are known.
        outturn_titles: in the titles of the tables of accounts.
        blank_table: says for the `year` that there is nothing in a table.
        left_over: in what is of the year before, such as what is left of it.
        period: from the `first` year to the `last`.
        period_heads: before the period of a project.
        paid_later: in what tells of a payment behind the period of its project.
        last_day: the last day of a `year`, up to which something is told.
        assets: in what is told of the assets of an office.
        named_rule: the title of a rule, whose years are its own.
        base_year: before a change, the `year` it is told against.
        year: of a title or sentence, as `year`.
        least_confidence: what is less sure is not reported unless asked for.
    """

    total_heads: frozenset[str]
    total_endings: tuple[str, ...]
    grand_totals: frozenset[str]
    of_which: tuple[str, ...]
    money_totals: tuple[str, ...]
    rest: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    compared: tuple[str, ...]
    bases: tuple[str, ...]
    colons: str
    parts: str
    rate_heads: frozenset[str]
    change_heads: frozenset[str]
    base_leads: tuple[str, ...]
    share: tuple[str, ...]
    completion: tuple[str, ...]
    initial: tuple[str, ...]
    outturn: tuple[str, ...]
    same: tuple[str, ...]
    none_before: Pattern
    reason: tuple[str, ...]
    because: tuple[str, ...]
    path: Pattern
    purpose: tuple[str, ...]
    purpose_of_basic: tuple[str, ...]
    basic: tuple[str, ...]
    project_heads: frozenset[str]
    enumerations: Mapping[str, tuple[Code, ...]]
    enumeration_leads: tuple[str, ...]
    enumeration_marks: str
    enumeration_joiners: tuple[str, ...]
    and_so_on: tuple[str, ...]
    title_tails: tuple[str, ...]
    fillers: tuple[str, ...]
    lead_fillers: tuple[str, ...]
    funded_leads: tuple[str, ...]
    other_money: tuple[str, ...]
    of_money: tuple[str, ...]
    bodies_below: tuple[str, ...]
    totals: tuple[TotalWords, ...]
    table_words: tuple[str, ...]
    obligatory: tuple[TotalWords, ...]
    equal: tuple[EqualCodes, ...]
    homes: tuple[EqualCodes, ...]
    project_names: frozenset[str]
    weights: tuple[str, ...]
    weights_sum: Limit
    staff: Pattern
    projects: Pattern
    wholes: tuple[WholeWords, ...]
    outturn_titles: tuple[str, ...]
    blank_table: Pattern
    left_over: tuple[str, ...]
    period: Pattern
    period_heads: tuple[str, ...]
    paid_later: tuple[str, ...]
    last_day: Pattern
    assets: tuple[str, ...]
    named_rule: Pattern
    base_year: Pattern
    year: Pattern
    least_confidence: Limit

    @property
    def changes(self) -> tuple[str, ...]:
        """What stands before the size or the rate of a change."""
        return (*self.more, *self.less)


@frozen(kw_only=True)
class OutturnWords:
    """How a sentence says whether more was spent than was planned; without blanks.

    Attributes:
        above: that it was more.
        below: that it was less.
        equal: that it was as much.
    """

    above: Pattern
    below: Pattern
    equal: Pattern

    def claim(self, text: str) -> tuple[int, str] | None:
        """Return what is said first in a text, 1 for more and -1 for less, and its words."""
        found = [
            (one.start, side, one.words)
            for side, pattern in ((1, self.above), (-1, self.below), (0, self.equal))
            if (one := pattern.search(text)) is not None
        ]
        return min(found)[1:] if found else None


@frozen(kw_only=True)
class PublishedWords:
    """By what sentences of published budgets are taken apart: `schema/published.json`.

    Attributes:
        leads: open an enumeration of what money is used for.
        joiners: stand between two items of an enumeration.
        tails: close an enumeration and say nothing.
        more: say before the size of a change that it is an increase.
        less: say that it is a decrease.
        same: say that nothing changed.
        outturn: compares what was spent with what was planned.
        unit_marks: stand before the unit of a table.
        counters: what things are counted in, after their number.
    """

    leads: tuple[str, ...]
    joiners: tuple[str, ...]
    tails: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    same: tuple[str, ...]
    outturn: OutturnWords
    unit_marks: tuple[str, ...]
    counters: tuple[str, ...]

    @property
    def changes(self) -> tuple[str, ...]:
        """What stands before the size of a change."""
        return (*self.more, *self.less, *self.same)
