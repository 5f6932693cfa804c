"""The numbers of a rule that a workspace declares: what its names come to in one budget."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from budgetc.classification import Catalogue
from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.document.figures import NoExactValueError, exact_value
from budgetc.document.model import PERCENT, Figure
from budgetc.frozen import frozen
from budgetc.jurisdiction.declared import places
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.jurisdiction.tables import TableSpec
from budgetc.ledger import Fact, Flow, Period
from budgetc.local.formula import (
    DividedByNothingError,
    FormulaError,
    Kind,
    Node,
    kind_of,
    value_of,
)
from budgetc.local.known import BROKEN, ReadRule
from budgetc.local.model import AmountSpec, LeavesSpec
from budgetc.numbers.money import Unit, decimal_text, money_text, round_ratio
from budgetc.rules.facts import of_this_source
from budgetc.rules.named import facts_of, named_figures, parts_of
from budgetc.rules.rule import (
    NotApplicable,
    NotEvaluated,
    RuleContext,
    Skipped,
    Violation,
    given,
    some,
)
from budgetc.source.identity import names_of_files

_CELL = re.compile(r"T([^!]+)!(.+)")
_CODED = ("function", "economic", "fund")

_DECIMALS = 2
"""Of a number or a percentage in a message."""


@frozen(eq=False)
class Known:
    """A number of one budget, and what it was made of.

    Attributes:
        places: where it was typed, where it is no sum of amounts.
    """

    value: Fraction
    kind: Kind
    facts: Sequence[Fact] = ()
    places: tuple[Span, ...] = ()


class BrokenRule(Skipped):
    """What keeps a rule from judging, and is to be mended in its file."""

    def __init__(self, violation: Violation) -> None:
        super().__init__(violation.message)
        self.violation = violation


def amounts_of(read: ReadRule, context: RuleContext) -> Mapping[str, Known]:
    """Return the numbers that a rule names, in the order of its file.

    Raises:
        NotApplicable: the budget has no such thing.
        NotEvaluated: the budget does not tell it.
        BrokenRule: the rule asks for what nobody knows.
    """
    known: dict[str, Known] = {}
    for name, amount in read.said.amounts.items():
        if amount.figure is not None:
            known[name] = _figure(amount, amount.figure.strip(), context)
        elif (formula := read.formulas.get(name)) is not None:
            known[name] = _made(formula, known, amount, context)
        else:
            known[name] = _sum(amount, amount.of, context)
    return known


def _made(
    formula: Node, known: Mapping[str, Known], amount: AmountSpec, context: RuleContext
) -> Known:
    span = amount.origin.span("formula")
    kind = checked_kind(formula, known, span)
    if kind is Kind.TRUTH:
        raise broken(span, msg("a condition is no number"), msg("write it under holds:"))
    try:
        return Known(value_of(formula, {name: one.value for name, one in known.items()}), kind)
    except DividedByNothingError as error:
        raise divided_by_nothing(error, context, span) from error


def checked_kind(node: Node, known: Mapping[str, Known], span: Span) -> Kind:
    """Return what kind of number a formula comes to.

    Raises:
        BrokenRule: it is of kinds that do not go together.
    """
    try:
        return kind_of(node, {name: one.kind for name, one in known.items()})
    except FormulaError as error:
        raise broken(span, error.reason, error.hint) from error


def broken(span: Span, problem: Message, hint: Message) -> BrokenRule:
    """Return what is to be mended at a place of the rule's file."""
    return BrokenRule(Violation(span, problem, hint=hint, code=BROKEN))


def divided_by_nothing(
    error: DividedByNothingError, context: RuleContext, span: Span
) -> BrokenRule:
    """Return that a formula was divided by an amount that is 0 in this budget: a warning."""
    problem = msg("{file} cannot be judged: {reason}", file=context.budget.origin.tree.file,
                  reason=error.reason)  # fmt: skip
    hint = msg("say before it what holds where that is 0, such as: public = 0 or …")
    return BrokenRule(Violation(span, problem, hint=hint, code=BROKEN, severity=Severity.WARNING))


def _figure(amount: AmountSpec, name: str, context: RuleContext) -> Known:
    named = context.look(named_figures)
    wanted = named.id_of(name)
    figure = named.figures.get(wanted)
    if figure is None:
        if wanted in named.blank:
            return Known(Fraction(0), Kind.MONEY)
        if _may_be_absent(wanted, named.figures, context):
            raise NotApplicable(msg("the document does not print {figure}", figure=name))
        raise broken(amount.origin.span("figure"), *named.unknown(name))
    try:
        value, kind = _value(figure, context)
    except NoExactValueError:
        reason = msg("{figure} compares with nothing or less, so it has no percentage", figure=name)
        raise NotEvaluated(reason) from None
    places = (place.span for part in parts_of(figure) for place in part.places)
    return Known(value, kind, facts_of(figure), tuple(dict.fromkeys(places)))


def _value(figure: Figure, context: RuleContext) -> tuple[Fraction, Kind]:
    value = exact_value(figure)
    if figure.unit == PERCENT:
        return value / 100, Kind.PERCENT
    if figure.unit in context.lists.money_units:
        return value, Kind.MONEY
    measure = context.layout.counted_in.get(figure.unit)
    return value / measure.fen if measure is not None else value, Kind.NUMBER


def _may_be_absent(name: str, figures: Iterable[str], context: RuleContext) -> bool:
    """Tell whether a figure is one that documents of this layout may have, and this one has not.

    Args:
        name: its id.
        figures: the ids of those that this document has.
        context: of the document.
    """
    layout = context.layout
    cell = _CELL.fullmatch(name)
    if cell is None:
        first = name.partition(".")[0]
        return first in layout.figures or first in layout.breakdowns
    table, rest = cell.groups()
    row, _, column = rest.partition(".")
    declared = [one for one in layout.tables if one.id == table]
    if all(one.kinds and context.consolidated.kind not in one.kinds for one in declared):
        return bool(declared)
    known = any(codes.get(row) is not None for codes in context.catalogue.lists().values())
    return known and column in _columns(declared, figures)


def _columns(tables: Iterable[TableSpec], figures: Iterable[str]) -> Iterator[str]:
    """Yield what the columns of a table are called: those that are declared, and those in print."""
    for table in tables:
        for panel in table.panels:
            yield from (column.id for column in panel.all_columns if column.id)
        own = (one for one in figures if one.startswith(f"T{table.id}!"))
        yield from (one.partition("!")[2].partition(".")[2] for one in own)


def _sum(spec: AmountSpec, of: str | None, context: RuleContext) -> Known:
    _check_codes(spec, context)
    period = _period(spec, of, context)
    total = context.cube.total(context.cube.asked(spec, period))
    if period != Period.CURRENT and "economic" in spec.margin and not total.facts:
        reason = msg("nothing tells the amounts of {key}", key=str(of))
        total = given(context.asked_beside(period, spec), reason)
    fen = given(total.fen, msg("an amount that it adds is not told by the source"))
    return Known(*_counted(fen, period, context), total.facts)


def known_of(fact: Fact, context: RuleContext) -> Known:
    """Return an amount, which is told, as a number of its own."""
    return Known(*_counted(fact.fen or 0, fact.period, context), (fact,))


def _counted(fen: int, period: str, context: RuleContext) -> tuple[Fraction, Kind]:
    """Return amounts of a period as money, or as a number of what is counted in a measure."""
    declared = context.layout.counted_as(context.unit).get(period)
    if declared is None or declared.unit.is_money:
        return Fraction(fen), Kind.MONEY
    return Fraction(fen, declared.unit.fen), Kind.NUMBER


def leaves_of(spec: LeavesSpec, context: RuleContext) -> tuple[Fact, ...]:
    """Return the amounts, typed in this source, that are judged one by one.

    Raises:
        NotApplicable: there is none.
        BrokenRule: they are chosen by codes that no list has.
    """
    _check_codes(spec, context)
    mask = context.cube.asked(spec, _period(spec, spec.of, context))
    facts = tuple(
        fact for fact in of_this_source(context, context.cube.facts(mask)) if fact.fen is not None
    )
    return some(facts, msg("the source has no such amounts"))


def _period(spec: AmountSpec | LeavesSpec, of: str | None, context: RuleContext) -> str:
    layout = context.layout
    known = {**layout.amounts, "amount": None, "prior": None}
    if of is not None and of not in known:
        raise broken(
            spec.origin.span("of"),
            msg("lines have no amount {name}", name=of),
            choices(of, tuple(known)),
        )
    return {"amount": Period.CURRENT, "prior": Period.PRIOR}.get(of or "amount") or layout.period(
        of
    )


def _check_codes(spec: AmountSpec | LeavesSpec, context: RuleContext) -> None:
    """Refuse codes that no list has: they would add up to nothing, and say nothing.

    Raises:
        NotApplicable: it is about a project, or a unit, that other departments have.
        BrokenRule: there is one.
    """
    for name in spec.project:
        if all(one.id != name for one in context.consolidated.projects):
            raise NotApplicable(msg("the source has no project {id}", id=name))
    for name in filter(None, spec.entity):
        if all(one.id != name for one in context.cube.entities):
            raise NotApplicable(msg("the source has no unit {id}", id=name))
    for key, values in (*((key, getattr(spec, key)) for key in (*_CODED, "kind", "group")),
                        *spec.where.items()):  # fmt: skip
        known = _codes(key, context.catalogue) if values else ()
        for value in values:
            # What a source names itself is known by its lines.
            if value not in known and not _is_used(key, value, context):
                raise broken(
                    spec.origin.span(key),
                    msg("there is no {key} {code}", key=key, code=value),
                    choices(value, known) if known else msg("no source has such codes"),
                )
    _check_margins(spec, context)


def _check_margins(spec: AmountSpec | LeavesSpec, context: RuleContext) -> None:
    """Refuse margins that there are not: their amounts would add up to nothing.

    Raises:
        NotApplicable: sources of this jurisdiction have no such sections.
        BrokenRule: no sources have.
    """
    known = _MARGINS if context.layout.source == DEPARTMENTAL else context.look(_declared_margins)
    for margin in spec.margin:
        if margin in known:
            continue
        if margin in _MARGINS:
            raise NotApplicable(msg("the source has no such amounts"))
        raise broken(
            spec.origin.span("margin"),
            msg("there is no margin {name}", name=margin),
            choices(margin, known),
        )


def _declared_margins(context: RuleContext) -> tuple[str, ...]:
    declared = (one.margin for one in places(context.budget.origin.tree.shape))
    return tuple(dict.fromkeys(filter(None, declared)))


def _is_used(key: str, code: str, context: RuleContext) -> bool:
    used = context.cube.codes(context.cube.everything, key)
    if key in ("kind", "group"):  # words: nothing is below them
        return code in used
    return any(one.startswith(code) for one in used)


_MARGINS = (
    "revenue", "function", "economic", "opening", "surplus_used", "distribution", "closing",
)  # fmt: skip


def _codes(key: str, catalogue: Catalogue) -> tuple[str, ...]:
    if key == "kind":
        return tuple(catalogue.kinds)
    if key == "group":
        return tuple(catalogue.groups)
    codes = catalogue.lists().get(key)
    if codes is None:
        return ()
    return (*codes.entries, *codes.by_name) if key == "fund" else tuple(codes.entries)


def unit_of(numbers: Iterable[Known], context: RuleContext) -> Unit:
    """Return the unit of all money that one message names."""
    return context.unit_for(*(_fen(one) for one in numbers if one.kind is Kind.MONEY))


def _fen(known: Known) -> int:
    return round_ratio(known.value.numerator, known.value.denominator)


def shown_number(known: Known, unit: Unit) -> Value:
    """Return a number as messages name it; of what is finer than 分, what rounds to it.

    Args:
        known: the number.
        unit: of money.
    """
    value = known.value
    if known.kind is Kind.MONEY:
        return money_text(_fen(known), unit)
    if known.kind is Kind.PERCENT:
        value *= 100
    scaled = round_ratio(value.numerator * 10**_DECIMALS, value.denominator)
    text = decimal_text(scaled, _DECIMALS).rstrip("0").rstrip(".")
    return f"{text}%" if known.kind is Kind.PERCENT else text


def name_of(fact: Fact, spec: LeavesSpec, context: RuleContext) -> Value:
    """Return the code, with its name, by which an amount is judged: that of the margin, if any.

    Of what a jurisdiction declares, what its entry is called.
    """
    if fact.flow is Flow.DECLARED:
        names = names_of_files(context.catalogue.name_of)(fact.line.tree)
        return names.address(fact.line.path).name
    margins = (one for one in ("function", "economic") if one in spec.margin)
    dimension = next(margins, "fund")
    return context.coded(dimension, getattr(fact, dimension))
