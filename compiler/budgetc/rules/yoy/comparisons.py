"""Last year's amounts: beside those of this year, and beside those of last year's source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, Protocol

from budgetc.budget.consolidate import added_if_all
from budgetc.budget.consolidated import ConsolidatedBudget
from budgetc.budget.declarations import APPROVED, FINAL
from budgetc.budget.lines import FunctionLine, MatrixLine, OtherLine, Project, RevenueLine
from budgetc.diagnostics.messages import Message, Value, enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.document.model import Figure, Formula
from budgetc.frozen import NamedTuple, frozen
from budgetc.jurisdiction.spec import FigureSpec
from budgetc.ledger import Dimensions, Fact, Flow, LastYear, Period, line_key
from budgetc.ledger.across import passed_across
from budgetc.numbers.values import note_key
from budgetc.rules.facts import sum_of
from budgetc.rules.printed import figures_in_text, text_lines
from budgetc.rules.rule import NotEvaluated, RuleContext
from budgetc.rules.tpx.items import NAMES
from budgetc.source.origin import Origin

PRIORS: Mapping[str, Message] = MappingProxyType(
    {
        **{f"three_public.{key}.prior": name for key, name in NAMES.items()},
        "operating_cost.prior": msg("operating cost"),
        "changes.total.prior": msg("all that came in and went out"),
        "changes.fiscal_total.prior": msg("all fiscal appropriation that came in and went out"),
        "changes.general.prior": msg("expenditure from the general public budget"),
        "changes.government_fund.prior": msg("expenditure from government funds"),
        "changes.state_capital.prior": msg("expenditure from the state capital operations budget"),
    }
)
"""What a source names only to give its amount of last year, and what people call it."""


@frozen()
class ComparedLine:
    """One line of this year and last year's amount of it.

    Attributes:
        name: as people know it.
        origin: the mapping that has `reason`, or should have it.
        amount: of this year, in 分.
        prior: of last year, in 分; `None` where nobody knows it.
        reason: why it changed, if it says so.
        is_revenue: whether money comes in by it.
        key: under which the reason stands.
        period: of which `prior` is the amount.
        whole: the sum that the reason is written for, where it is printed beside a part of it.
    """

    name: Value
    origin: Origin
    amount: int
    prior: int | None
    reason: str | None
    is_revenue: bool = False
    key: str = "reason"
    period: str = Period.PRIOR
    whole: Value = ""

    @property
    def change(self) -> int | None:
        """By how much it changed, in 分."""
        return None if self.prior is None else self.amount - self.prior

    def span(self) -> Span:
        """Return where a missing reason is missed: at its amount, or at last year's."""
        key = "amount" if "amount" in self.origin.node.entries else "prior"
        return self.origin.span(key)


def compared_lines(context: RuleContext) -> tuple[ComparedLine, ...]:
    """Return the lines of the source: revenue, functions, projects, then what is derived.

    Lines that are parts of one, of which one tells last year's amount, are one. Final accounts
    explain totals, and what is derived; of a line they explain how it differs from its budget.
    """
    return _compared(context, {} if context.budget.stage == FINAL else _known(context))


def explained_lines(context: RuleContext) -> tuple[ComparedLine, ...]:
    """Return the lines that have a reason, against what the sentence that has it compares with.

    It is last year's budget; or, where the sentences print last year's outturn of a line, that.
    """
    lines = context.look(compared_lines)
    if context.budget.stage != FINAL and (instead := _compared_instead(context)):
        lines = _compared(context, {**_known(context), **instead})
    return tuple(line for line in lines if line.reason)


class _Known(NamedTuple):
    """What is known of a line for a period other than this year, in 分: one amount a fund."""

    period: str
    amounts: Sequence[int | None]


_NOTHING = _Known(Period.PRIOR, (None,))


def _known(context: RuleContext, period: str = Period.PRIOR) -> Mapping[int, _Known]:
    """Return what is known of a period, by the lines that tell it."""
    amounts = _prior_amounts(context, period)
    return {node: _Known(period, told) for node, told in amounts.items()}


def _compared_instead(context: RuleContext) -> Mapping[int, _Known]:
    """Return what else is known of last year, by the lines of which the sentences print it.

    Without a document nobody knows which of both is printed, and none is told.
    """
    layout = context.layout
    if not layout.compares_with_some:
        return {}
    year = layout.amounts[layout.compares].year
    others = [key for key, spec in layout.amounts.items() if spec.year == year]
    periods = [layout.period(key) for key in others if key != layout.compares]
    told: dict[int, _Known] = {}
    for period in periods:
        told |= _known(context, period)
    if not told or context.document is None:
        return {node: _Known(known.period, (None,)) for node, known in told.items()}
    printed = {
        id(fact.entry.node)
        for _, figure in context.look(figures_in_text)
        for fact in figure.facts
        if fact.period in periods and fact.entry is not None
    }
    return {node: known for node, known in told.items() if node in printed}


def _compared(context: RuleContext, amounts: Mapping[int, _Known]) -> tuple[ComparedLine, ...]:
    """Return the lines with what is known of each of last year; of accounts, what is derived."""
    own = context.budget
    if own.stage == FINAL:
        return tuple(_derived(context))
    named: tuple[tuple[str, tuple[str, ...], Any], ...] = (
        *((context.name("fund", line.fund, line.fund), (line.fund,), line) for line in own.revenue),
        *((_name_of(context, one), (one.code, one.fund), one) for one in own.function_lines),
        *((project.name, (project.id, ""), project) for project in own.projects),
        *(
            (_name_of(context, one), (one.kind, one.code, one.fund), one)
            for one in own.other_expenditure
        ),
    )
    parts: dict[tuple[str, ...], int] = defaultdict(int)
    for _, key, line in named:
        if id(line.origin.node) not in amounts:
            parts[key] += line.amount
    compared = []
    for name, key, line in named:
        if id(line.origin.node) in amounts or parts.get(key) is None:
            period, before = amounts.get(id(line.origin.node), _NOTHING)
            amount = line.amount + parts.pop(key, 0)
            one = ComparedLine(
                name,
                line.origin,
                amount,
                added_if_all(before),
                line.reason,
                is_revenue=isinstance(line, RevenueLine),
                period=period,
            )
            compared.append(one)
    return (*compared, *_derived(context))


def compared_sums(context: RuleContext) -> Iterator[ComparedLine]:
    """Yield basic and project expenditure as a whole, for the reasons that speak of each.

    They are the sums that are printed: of the units as well, and less what ended since last year;
    and with each the figures of it that go another way, and have its reason printed after them.
    """
    cube, own = context.cube, context.budget
    sums: tuple[tuple[Message, Any, tuple[str, ...]], ...] = (
        (msg("basic expenditure"), own.basic_expenditure, context.basic),
        (msg("project expenditure"), own.project_expenditure, context.projects),
    )
    for name, section, kinds in sums:
        if section is not None:
            now, before = (
                cube.total(cube.mask("function", Dimensions(kind=kinds), period))
                for period in (Period.CURRENT, Period.PRIOR)
            )
            line = ComparedLine(name, section.origin, now.fen or 0, before.fen, section.reason)
            yield line
            # Of one fund, the part is the whole, and the document need not be looked through.
            if len({fact.fund for fact in (*now.facts, *before.facts)}) > 1:
                yield from _printed_beside(context, line, kinds)


def _printed_beside(
    context: RuleContext, line: ComparedLine, kinds: tuple[str, ...]
) -> Iterator[ComparedLine]:
    """Yield the figures that go another way than a sum, and have its reason printed after them.

    Basic expenditure grows as a whole, and that of the general public budget shrinks; sentences may
    give both the one reason that is typed.
    """
    if context.document is None or not line.reason:
        return
    marks = f".{context.words.texts.clause_mark}"  # print has its own after a reason
    reason, heading, beside = line.reason.strip().rstrip(marks), "", None
    for text in context.look(text_lines):
        if text.heading != heading:
            heading, beside = text.heading, None
        for part in text.line:
            if isinstance(part, Figure):
                beside = part if part.formula is Formula.DIFFERENCE else beside
            elif beside is not None and reason in part:
                yield from _the_other_way(context, line, kinds, beside)
                beside = None


def _the_other_way(
    context: RuleContext, line: ComparedLine, kinds: tuple[str, ...], difference: Figure
) -> Iterator[ComparedLine]:
    """Yield the difference of a part of a sum by fund, if it is not of the sign of the sum's."""
    if not difference.operands:
        return  # made without provenance
    now, before = difference.operands
    spec = context.layout.figures.get(now.id)
    if spec is None or (spec.margin, spec.kind) != (("function",), kinds) or not spec.fund:
        return
    change = now.value - before.value
    if change * (line.change or 0) <= 0:
        funds = enumerated([context.name("fund", fund, fund) for fund in spec.fund])
        name = msg("{sum} from {funds}", sum=line.name, funds=funds)
        yield replace(line, name=name, amount=now.value, prior=before.value, whole=line.name)


def compared_with_budget(context: RuleContext) -> Iterator[ComparedLine]:
    """Yield what final accounts explain against the budget that the year began with."""
    layout, own, period = context.layout, context.budget, planned(context)
    if period is None:
        return
    yield from _budgeted_lines(context, period)
    changes, general = own.changes, layout.figures.get("general")
    if changes is not None and changes.general is not None and general is not None:
        name, now = PRIORS["changes.general.prior"], context.asked(general).known
        before = context.cube.total(context.cube.asked(general, period)).fen
        yield _of_budget(name, changes.general, now, before, period)
    public, spec = own.three_public, layout.figures.get("three_public")
    paths = spec.typed.get(period, ()) if spec is not None else ()
    if public is not None and spec is not None and paths:
        before = added_if_all([_budgeted(context, spec, period, at) for at in paths])
        yield _of_budget(_THREE_PUBLIC, public, context.asked(spec).known, before, period)


def planned(context: RuleContext) -> str | None:
    """Return of which period accounts have the budget that their year began with."""
    layout = context.layout
    if context.budget.stage != FINAL:
        return None
    year = layout.amounts[layout.reports].year
    keys = (key for key in layout.further if layout.amounts[key].year == year)
    return next(map(layout.period, keys), None)


def _budgeted_lines(context: RuleContext, period: str) -> Iterator[ComparedLine]:
    """Yield the lines and projects; of one code and fund, each with what all of them amount to."""
    own, amounts = context.budget, _prior_amounts(context, period)
    lines: dict[tuple[str, ...], list[FunctionLine | MatrixLine | Project]] = defaultdict(list)
    for line in own.function_lines:
        lines[line.code, line.fund].append(line)
    for project in own.projects:
        lines[(project.id,)].append(project)
    for several in lines.values():
        amount = sum(line.amount for line in several)
        told = [amounts.get(id(line.origin.node), [None]) for line in several]
        before = added_if_all([fen for one in told for fen in one])
        for one in several:
            yield _of_budget(_name_of(context, one), one, amount, before, period)


def _budgeted(context: RuleContext, spec: FigureSpec, period: str, path: str) -> int | None:
    """Return what a path tells of a period: as each body types it, else as its budget has it."""
    figures = context.layout.figures.values()
    alone = next((one for one in figures if tuple(one.typed.get(period, ())) == (path,)), spec)
    if (told := context.by_body(alone, path, period)) is not None:
        known = sum(one.fen for one in (*told.typed.values(), *told.instead_of_untyped.values()))
        found = None if told.without_word is not None else told.found().fen
        return None if found is None else known + found
    entry, key = entry_of_prior(context, path)
    typed: int | None = None if entry is None else entry.amounts.get(key)
    return typed


_THREE_PUBLIC = msg("“three public” spending")

OF_BUDGET = "variance_reason"
"""Under which key accounts say why something is not what was budgeted."""


class _Explained(Protocol):
    """What says why it is not what was budgeted."""

    @property
    def origin(self) -> Origin:
        """The mapping that has the reason, or should have it."""

    @property
    def variance_reason(self) -> str | None:
        """The reason, if it says so."""


def _of_budget(
    name: Value, entry: _Explained, amount: int, budgeted: int | None, period: str
) -> ComparedLine:
    reason = entry.variance_reason
    return ComparedLine(name, entry.origin, amount, budgeted, reason, key=OF_BUDGET, period=period)


def _name_of(context: RuleContext, line: FunctionLine | MatrixLine | OtherLine | Project) -> str:
    if isinstance(line, Project):
        return line.name
    return f"{line.code} {context.name('function', line.code)}".rstrip()


def unknown(priors: Iterable[int | None]) -> Iterator[NotEvaluated]:
    """Yield how many amounts of last year nobody knows, if any."""
    if count := sum(prior is None for prior in priors):
        yield NotEvaluated(
            msg("lines whose amount of last year is not known: {count}", count=count)
        )


def entry_of_prior(context: RuleContext, path: str) -> tuple[Any, str]:
    """Return the entry to which a path of last year's amount leads, and the last key of it.

    It is that of the whole department: its amounts are those of its units as well.
    """
    *home, key = path.split(".")
    entry: Any = context.consolidated
    for step in home:
        entry = getattr(entry, step, None)
    return entry, key


def called(context: RuleContext, period: str) -> Value:
    """Return what people call the amount of a period, or the key of a declared one."""
    layout = context.layout
    key = layout.compares if period == Period.PRIOR else period
    spec = layout.amounts.get(key)
    return key if spec is None else spec.called(key)


def file_of(beside: LastYear, found: Iterable[Fact] = ()) -> Value:
    """Return the file that tells amounts of a period beside a source, or some of them."""
    facts = chain(found, chain.from_iterable(beside.lines.values()))
    names = (PurePosixPath(fact.origin.tree.file).name for fact in facts)
    return next(names, msg("the source beside it"))


def changed_since(context: RuleContext, period: str) -> ConsolidatedBudget | None:
    """Return the source of what the year began with, if it is one that was changed since."""
    layout, beside = context.layout, context.budgets_beside.get(period)
    spec, reported = layout.amounts.get(period), layout.amounts[layout.reports]
    if beside is None or spec is None or (spec.year, spec.stage) != (reported.year, APPROVED):
        return None
    return beside if beside.own.stage != APPROVED else None


def note_of(period: str) -> str:
    """Return the key of the note that says why an amount of a period is restated."""
    return "restated" if period == Period.PRIOR else note_key(period)


def _prior_amounts(
    context: RuleContext, period: str = Period.PRIOR
) -> Mapping[int, Sequence[int | None]]:
    """Return the amounts of a period by the lines that tell them, typed or found: one a fund."""
    amounts: dict[int, list[int | None]] = defaultdict(list)
    for fact in context.cube.facts(context.cube.of("period", period)):
        if fact.entry is not None:
            amounts[id(fact.entry.node)].append(fact.fen)
    return amounts


def _derived(context: RuleContext) -> Iterator[ComparedLine]:
    """Yield what has no amount in the source: the layout says of which facts it is the sum."""
    for spec in context.layout.figures.values():
        if len(spec.prior) == 1 and (name := PRIORS.get(spec.prior[0])):
            entry, _ = entry_of_prior(context, spec.prior[0])
            if entry is not None and entry.origin.tree.file == context.budget.origin.tree.file:
                prior, amount = context.last_figure(spec), context.figure(spec)
                comes_in = Flow.REVENUE in spec.margin
                yield ComparedLine(name, entry.origin, amount, prior, entry.reason, comes_in)


@frozen()
class TypedPrior:
    """An amount of last year that a source types, and what last year's source has.

    Attributes:
        typed: in 分.
        there: of last year's source, in 分; 0 where it has no such line.
        origins: the mappings that have `prior`, or the key of another period; the lines of a
            department's units may share one.
        facts: further typed amounts that `typed` is the sum of.
        found: the amounts that `there` is the sum of.
        key: under which it is typed, where a jurisdiction's own sections call it otherwise.
        had_source: whether whose it is had a source then; else its money is its department's there.
        elsewhere: those of `found` that were published under another function or budget.
    """

    typed: int
    there: int
    origins: tuple[Origin, ...]
    facts: tuple[Fact, ...]
    found: Sequence[Fact]
    key: str = ""
    had_source: bool = True
    elsewhere: Sequence[Fact] = ()

    @property
    def is_as_found(self) -> bool:
        """Whether it is what last year's source has, and stands where that has it."""
        return self.typed == self.there and not self.elsewhere

    def is_explained(self, note: str) -> bool:
        """Tell whether a note says why both differ."""
        return any(origin.node.get(note) for origin in self.origins)


def typed_priors(
    context: RuleContext, last: LastYear, period: str = Period.PRIOR
) -> Iterator[TypedPrior]:
    """Yield every amount of a period that is typed, with the source beside it that tells it too."""
    yield from _of_projects(context, last, period)
    yield from _of_lines(context, last, period)
    yield from _of_figures(context, period)


def _of_lines(context: RuleContext, last: LastYear, period: str) -> Iterator[TypedPrior]:
    """Yield what is typed line by line; several lines of one code and fund are one."""
    known = last.bodies | within_the_department(context)
    typed: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    looked_up: set[tuple[int, str]] = set()
    for fact in context.cube.facts(context.cube.of("period", period)):
        key = line_key(fact, context.cube.entity_of(fact))
        is_here = fact.entry is fact.origin or (fact.is_passed_on and fact.key == period)
        if key is not None and is_here and fact.origin.node.get(fact.key) is not None:
            if key[0] in known:
                typed[key].append(fact)
        elif not is_here:
            looked_up.add((id(fact.origin.node), fact.key))
    for key, facts in typed.items():
        # Of a code on two lines, one may be typed; what the other has was found.
        found = tuple(
            one for one in last.of(key) if (id(one.origin.node), one.key) not in looked_up
        )
        sign = -1 if facts[0].is_passed_on else 1  # it is taken out of the sum
        yield TypedPrior(
            sign * sum_of(facts),
            sign * sum_of(found),
            tuple(fact.origin for fact in facts),
            tuple(facts[1:]),
            found,
            facts[0].key if facts[0].flow is Flow.DECLARED else "",
            key[0] in last.bodies,
            _elsewhere(context, {(facts[0].function, facts[0].fund)}, found),
        )


def _of_figures(context: RuleContext, period: str) -> Iterator[TypedPrior]:
    """Yield what is derived this year, such as 公务接待费."""
    for spec in context.layout.figures.values():
        paths = spec.prior if period == Period.PRIOR else spec.typed.get(period, ())
        told = context.by_body(spec, paths[0], period) if len(paths) == 1 else None
        if told is not None and (compared := told.compared()):
            origins = tuple(one.entry.origin for one in compared.typed)
            twice = told.counted_twice(context.cube, period, compared.bodies)
            across = passed_across(
                context.consolidated, context.cube, spec, period, compared.bodies, spec.instead
            )
            entered = sum(one.fen for one in compared.typed) + context.cube.total(twice).known
            entered += across.known
            yield TypedPrior(entered, compared.there, origins, (), compared.facts)


def _elsewhere(
    context: RuleContext, places: AbstractSet[tuple[str, str]], found: Sequence[Fact]
) -> Sequence[Fact]:
    """Return those of a project's amounts that stand where none is typed: it was moved since.

    Funds of one budget are one place. Accounts have no funds that were carried over: what a budget
    had of these is spent there from what the year begins with.
    """
    paid = [one for one in found if one.project and one.fen]
    if not paid:
        return ()
    here = {(function, context.fund_group(fund)) for function, fund in places}
    if context.budget.stage == FINAL:
        here |= {(function, context.carried_over) for function, _ in places}
    return [one for one in paid if (one.function, context.fund_group(one.fund)) not in here]


def within_the_department(context: RuleContext) -> AbstractSet[str]:
    """Return the units whose money of last year stands in the lines of their department.

    Of one that last year's source does not list at all, that source is no word.
    """
    last = context.last_budget
    listed = last.department.subordinate_units if last is not None else ()
    named = {one.name for one in listed if one.id is None}
    return {unit.id for unit in context.units if unit.budget.department.name in named}


def _of_projects(context: RuleContext, last: LastYear, period: str) -> Iterator[TypedPrior]:
    """Yield what several funds pay for: typed in all or by fund, it is compared as a whole."""
    lines = {id(one.origin.node): one for one in context.consolidated.projects}
    keys: dict[int, tuple[str, ...]] = {}
    for fact in context.cube.facts(context.cube.of("period", period)):
        key = line_key(fact, context.cube.entity_of(fact))
        if fact.project and fact.entry is not None and key is not None:
            keys.setdefault(id(fact.entry.node), key)
    for node, project in lines.items():
        by_fund, whole = project.amounts_by_fund.get(period, {}), project.amounts.get(period)
        if period == Period.PRIOR:
            by_fund, whole = project.prior_by_fund, project.prior
        is_known = node in keys and keys[node][0] in last.bodies
        if is_known and (by_fund or (whole is not None and len(project.funds) > 1)):
            found = last.of(keys[node])
            typed = sum(by_fund.values()) if by_fund else whole or 0
            paid = {(project.function, fund) for fund in by_fund}
            moved = _elsewhere(context, paid, found) if by_fund else ()
            yield TypedPrior(typed, sum_of(found), (project.origin,), (), found, elsewhere=moved)
