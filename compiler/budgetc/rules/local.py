"""Rules that a workspace declares, judged, waived and counted as all others are.

A rule reads `rules/LOC001.yaml`; what it says is checked in `local`. Here it meets a budget: its
names get values, its formula is asked, and its findings stand on the lines that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import islice

from budgetc.classification import Catalogue
from budgetc.diagnostics import Related, Severity
from budgetc.diagnostics.characters import shortened
from budgetc.diagnostics.messages import LANGUAGES, Bilingual, Message, Translator, Value, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.document.figures import NoExactValueError, TextLine, exact_value
from budgetc.document.model import PERCENT, Figure, line_text
from budgetc.frozen import frozen
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.jurisdiction.tables import TableSpec
from budgetc.ledger import Fact, Period
from budgetc.lists import Pattern
from budgetc.local.formula import (
    DividedByNothingError,
    FormulaError,
    Kind,
    Node,
    deciding,
    holds,
    kind_of,
    names_in,
    value_of,
)
from budgetc.local.known import BROKEN, ReadRule
from budgetc.local.model import AmountSpec, LeavesSpec, in_both
from budgetc.local.read import AMOUNT, DIFFERENCE, FOUND, NAME, PLACEHOLDER
from budgetc.numbers.money import decimal_text, round_ratio
from budgetc.rules.facts import text_lines, typed_here
from budgetc.rules.named import facts_of, named_figures, parts_of
from budgetc.rules.rule import (
    Findings,
    NotApplicable,
    NotEvaluated,
    Rule,
    RuleContext,
    Skipped,
    Violation,
    amount_named,
    given,
    some,
)
from budgetc.rules.texts import excerpt

_SHOWN = 12
"""How many of the amounts that make a number a finding lists."""
_DECIMALS = 2
"""Of a number or a percentage in a message."""

_CELL = re.compile(r"T([^!]+)!(.+)")
_CODED = ("function", "economic", "fund")


@frozen(eq=False)
class _Known:
    """A number of one budget, and what it was made of.

    Attributes:
        places: where it was typed, where it is no sum of amounts.
    """

    value: Fraction
    kind: Kind
    facts: Sequence[Fact] = ()
    places: tuple[Span, ...] = ()


class _Broken(Skipped):
    """What keeps a rule from judging, and is to be mended in its file."""

    def __init__(self, violation: Violation) -> None:
        super().__init__(violation.message)
        self.violation = violation


def local_rule(read: ReadRule) -> Rule:
    """Return a rule of a workspace as one that is judged."""
    return Rule(read.said.code, partial(_check, read))


def _check(read: ReadRule, context: RuleContext) -> Findings:
    said = read.said
    if f"{context.budget.year}-01-01" < said.first_day:
        raise NotApplicable(msg("it holds since {day}", day=said.since))
    if said.jurisdiction and context.budget.jurisdiction not in said.jurisdiction:
        raise NotApplicable(msg("it is for other jurisdictions"))
    try:
        yield from _judged(read, context)
    except _Broken as broken:
        yield broken.violation


def _judged(read: ReadRule, context: RuleContext) -> Iterator[Violation]:
    if read.pattern is not None:
        yield from _texts(read, context)
        return
    known = _amounts(read, context)
    if read.said.each is None:
        yield from _compared(read, context, known, None)
        return
    for fact in _leaves(read.said.each, context):
        amount = _Known(Fraction(fact.fen or 0), Kind.MONEY, (fact,))
        yield from _compared(read, context, {**known, AMOUNT: amount}, fact)


def _compared(
    read: ReadRule, context: RuleContext, known: Mapping[str, _Known], leaf: Fact | None
) -> Iterator[Violation]:
    """Yield what does not hold: of all amounts, or of one of those that are judged one by one."""
    condition, span = read.condition, read.said.origin.span("holds")
    if condition is None:
        return
    _kind(condition, known, span)
    values = {name: one.value for name, one in known.items()}
    try:
        if holds(condition, values):
            return
        comparison = deciding(condition, values)
        sides = [value_of(one, values) for one in comparison.operands]
    except DividedByNothingError as error:
        raise _by_nothing(error, context, span) from error
    kind = _kind(comparison.operands[0], known, span)
    difference = _Known(abs(sides[0] - sides[1]), kind)
    words = {name: _shown(one, context) for name, one in {**known, DIFFERENCE: difference}.items()}
    if leaf is not None and read.said.each is not None:
        words[NAME] = _named(leaf, read.said.each, context)
    yield _violation(read, context, words, _used(condition, read, known), leaf)


def _violation(
    read: ReadRule,
    context: RuleContext,
    words: Mapping[str, Value],
    used: Mapping[str, _Known],
    leaf: Fact | None,
) -> Violation:
    """Return what a rule finds, on the first of the lines that its numbers lead to."""
    facts = dict.fromkeys(fact for one in used.values() for fact in one.facts)
    file = context.budget.origin.tree.file
    ordered = sorted(facts, key=lambda fact: (fact is not leaf, fact.origin.tree.file != file))
    places = [place for one in used.values() for place in one.places]
    at: Span | Fact = context.budget.origin.span("year")
    if ordered:
        at = ordered.pop(0)
    elif places:
        at = places.pop(0)
    related = (
        *(Related(one.span, amount_named(context.catalogue, context.unit, one)) for one in ordered),
        *(Related(place, msg("typed here")) for place in places),
    )
    return Violation(
        at,
        _said(read.said.message, words),
        related=tuple(islice(related, _SHOWN)),
        hint=_said(read.said.do, words),
        severity=Severity[read.said.severity.upper()],
    )


def _used(condition: Node, read: ReadRule, known: Mapping[str, _Known]) -> Mapping[str, _Known]:
    """Return the numbers that a condition speaks of, those among them that formulas are made of."""
    used: dict[str, _Known] = {}
    waiting = [*dict.fromkeys(names_in(condition))]
    while waiting:
        name = waiting.pop(0)
        if name in used:
            continue
        used[name] = known[name]
        if (formula := read.formulas.get(name)) is not None:
            waiting += dict.fromkeys(names_in(formula))
    return used


def _amounts(read: ReadRule, context: RuleContext) -> Mapping[str, _Known]:
    known: dict[str, _Known] = {}
    for name, amount in read.said.amounts.items():
        if amount.figure is not None:
            known[name] = _figure(amount, amount.figure.strip(), context)
        elif (formula := read.formulas.get(name)) is not None:
            known[name] = _made(formula, known, amount, context)
        else:
            known[name] = _sum(amount, amount.of, context)
    return known


def _made(
    formula: Node, known: Mapping[str, _Known], amount: AmountSpec, context: RuleContext
) -> _Known:
    span = amount.origin.span("formula")
    kind = _kind(formula, known, span)
    if kind is Kind.TRUTH:
        raise _broken(span, msg("a condition is no number"), msg("write it under holds:"))
    try:
        return _Known(value_of(formula, {name: one.value for name, one in known.items()}), kind)
    except DividedByNothingError as error:
        raise _by_nothing(error, context, span) from error


def _kind(node: Node, known: Mapping[str, _Known], span: Span) -> Kind:
    try:
        return kind_of(node, {name: one.kind for name, one in known.items()})
    except FormulaError as error:
        raise _broken(span, error.reason, error.hint) from error


def _broken(span: Span, problem: Message, hint: Message) -> _Broken:
    return _Broken(Violation(span, problem, hint=hint, code=BROKEN))


def _by_nothing(error: DividedByNothingError, context: RuleContext, span: Span) -> _Broken:
    problem = msg("{file} cannot be judged: {reason}", file=context.budget.origin.tree.file,
                  reason=error.reason)  # fmt: skip
    hint = msg("say before it what holds where that is 0, such as: public = 0 or …")
    return _Broken(Violation(span, problem, hint=hint, code=BROKEN, severity=Severity.WARNING))


def _figure(amount: AmountSpec, name: str, context: RuleContext) -> _Known:
    named = context.look(named_figures)
    wanted = named.id_of(name)
    figure = named.figures.get(wanted)
    if figure is None:
        if wanted in named.blank:
            return _Known(Fraction(0), Kind.MONEY)
        if _may_be_absent(wanted, named.figures, context):
            raise NotApplicable(msg("the document does not print {figure}", figure=name))
        raise _broken(amount.origin.span("figure"), *named.unknown(name))
    try:
        value, kind = _value(figure, context)
    except NoExactValueError:
        reason = msg("{figure} is a growth from nothing, which has no percentage", figure=name)
        raise NotEvaluated(reason) from None
    places = (place.span for part in parts_of(figure) for place in part.places)
    return _Known(value, kind, facts_of(figure), tuple(dict.fromkeys(places)))


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
            yield from (column.id for column in panel.all_columns() if column.id)
        own = (one for one in figures if one.startswith(f"T{table.id}!"))
        yield from (one.partition("!")[2].partition(".")[2] for one in own)


def _sum(spec: AmountSpec, of: str | None, context: RuleContext) -> _Known:
    _check_codes(spec, context)
    period = _period(spec, of, context)
    total = context.cube.total(context.cube.asked(spec, period))
    if period != Period.CURRENT and "economic" in spec.margin and not total.facts:
        reason = msg("nothing tells the amounts of {key}", key=str(of))
        total = given(context.asked_beside(period, spec), reason)
    fen = given(total.fen, msg("an amount that it adds is not told by the source"))
    return _Known(Fraction(fen), Kind.MONEY, total.facts)


def _leaves(spec: LeavesSpec, context: RuleContext) -> tuple[Fact, ...]:
    _check_codes(spec, context)
    mask = context.cube.asked(spec, _period(spec, spec.of, context))
    facts = tuple(
        fact for fact in typed_here(context, context.cube.facts(mask)) if fact.fen is not None
    )
    return some(facts, msg("the source has no such amounts"))


def _period(spec: AmountSpec | LeavesSpec, of: str | None, context: RuleContext) -> str:
    layout = context.layout
    known = {**layout.amounts, "amount": None, "prior": None}
    if of is not None and of not in known:
        raise _broken(
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
        NotApplicable: it is about a project that other departments have.
        _Broken: there is one.
    """
    for name in spec.project:
        if all(one.id != name for one in context.consolidated.projects):
            raise NotApplicable(msg("the source has no project {id}", id=name))
    for key, values in (*((key, getattr(spec, key)) for key in (*_CODED, "kind", "group")),
                        *spec.where.items()):  # fmt: skip
        known = _codes(key, context.catalogue) if values else ()
        for value in values:
            # What a source names itself is known by its lines.
            if value not in known and not _is_used(key, value, context):
                raise _broken(
                    spec.origin.span(key),
                    msg("there is no {key} {code}", key=key, code=value),
                    choices(value, known) if known else msg("no source has such codes"),
                )
    for margin in spec.margin if context.layout.source == DEPARTMENTAL else ():
        if margin not in _MARGINS:
            raise _broken(
                spec.origin.span("margin"),
                msg("there is no margin {name}", name=margin),
                choices(margin, _MARGINS),
            )


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


def _texts(read: ReadRule, context: RuleContext) -> Iterator[Violation]:
    spec, pattern = read.said.texts, read.pattern
    if spec is None or pattern is None:
        return
    if spec.printed:
        yield from _printed(read, pattern, context)
        return
    texts = [one for one in context.texts if not spec.under or one.key in spec.under]
    texts = some(texts, msg("the source has no such texts"))
    for text in texts:
        match = pattern.search(text.value)
        if (match is None) is (spec.needs is not None):
            shown = text.around(match) if match is not None else shortened(text.value)
            yield _of_text(read, text.span(), shown)


def _printed(read: ReadRule, pattern: Pattern, context: RuleContext) -> Iterator[Violation]:
    """Yield what is found in the lines of the document, on what was typed for their figures."""
    given(context.document, msg("there is no document to compare with"))
    needs = read.said.texts is not None and read.said.texts.needs is not None
    for printed in text_lines(context):
        text = line_text(printed.line)
        match = pattern.search(text)
        if text and (match is None) is needs:
            shown = shortened(text) if match is None else excerpt(text, match.start, match.end)
            yield _of_text(read, _typed_for(printed, context), shown)


def _typed_for(printed: TextLine, context: RuleContext) -> Span:
    """Return where the first figure of a line was typed; of a line without, the year."""
    for figure in (part for part in printed.line if isinstance(part, Figure)):
        for fact in facts_of(figure):
            return fact.span
        for place in figure.places:
            return place.span
    return context.budget.origin.span("year")


def _of_text(read: ReadRule, place: Span, shown: str) -> Violation:
    words = {FOUND: shown}
    return Violation(
        place,
        _said(read.said.message, words),
        hint=_said(read.said.do, words),
        severity=Severity[read.said.severity.upper()],
    )


def _named(fact: Fact, spec: LeavesSpec, context: RuleContext) -> Value:
    """Return the code, with its name, by which an amount is judged: that of the margin, if any."""
    margins = (one for one in ("function", "economic") if one in spec.margin)
    dimension = next(margins, "fund")
    return context.coded(dimension, getattr(fact, dimension))


def _shown(known: _Known, context: RuleContext) -> Value:
    """Return a number as messages name it; of what is finer than 分, what rounds to it."""
    value = known.value
    if known.kind is Kind.MONEY:
        return context.money(round_ratio(value.numerator, value.denominator))
    if known.kind is Kind.PERCENT:
        value *= 100
    scaled = round_ratio(value.numerator * 10**_DECIMALS, value.denominator)
    text = decimal_text(scaled, _DECIMALS).rstrip("0").rstrip(".")
    return f"{text}%" if known.kind is Kind.PERCENT else text


def _said(said: Mapping[str, str], words: Mapping[str, Value]) -> Message:
    """Return what a rule says, its values filled in; a stranger's braces are never a format."""
    both = in_both(said)
    filled = {
        language: _filled(getattr(both, language), words, Translator(language))
        for language in LANGUAGES
    }
    return Message("{said}", (("said", Bilingual(filled["en"], filled["zh"])),))


def _filled(text: str, words: Mapping[str, Value], translator: Translator) -> str:
    def word(match: re.Match[str]) -> str:
        value = words[match[1]]
        return str(value) if isinstance(value, str | int) else value.in_words(translator)

    return PLACEHOLDER.sub(word, text)
