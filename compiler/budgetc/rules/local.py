"""Rules that a workspace declares, judged, waived and counted as all others are.

A rule reads `rules/LOC001.yaml`; what it says is checked in `local`. Here it meets a budget: its
names get values, its formula is asked, and its findings stand on the lines that were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from budgetc.diagnostics import Related, Severity
from budgetc.diagnostics.characters import shortened
from budgetc.diagnostics.messages import LANGUAGES, Bilingual, Message, Translator, Value, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.document.figures import TextLine
from budgetc.document.model import Figure, line_text
from budgetc.jurisdiction.declared import places
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.ledger import Fact
from budgetc.lists import Pattern
from budgetc.local.formula import (
    DividedByNothingError,
    Node,
    deciding,
    holds,
    names_in,
    value_of,
)
from budgetc.local.known import ReadRule
from budgetc.local.model import TextsSpec, in_both
from budgetc.local.read import AMOUNT, DIFFERENCE, FOUND, NAME, PLACEHOLDER
from budgetc.rules.local_numbers import (
    BrokenRule,
    Known,
    amounts_of,
    broken,
    checked_kind,
    divided_by_nothing,
    known_of,
    leaves_of,
    name_of,
    shown_number,
    unit_of,
)
from budgetc.rules.named import facts_of
from budgetc.rules.printed import text_lines
from budgetc.rules.rule import (
    Findings,
    NotApplicable,
    Rule,
    RuleContext,
    Violation,
    document_of,
    some,
)
from budgetc.rules.texts import excerpt, texts_under
from budgetc.source.identity import Names, names_of_files
from budgetc.source.nodes import SourceTree

_SHOWN = 12
"""How many of the amounts that make a number a finding lists."""


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
    except BrokenRule as fault:
        yield fault.violation


def _judged(read: ReadRule, context: RuleContext) -> Iterator[Violation]:
    if read.said.texts is not None and read.pattern is not None:
        yield from _texts(read, read.said.texts, read.pattern, context)
        return
    known = amounts_of(read, context)
    if read.said.each is None:
        yield from _compared(read, context, known, None)
        return
    for fact in leaves_of(read.said.each, context):
        yield from _compared(read, context, {**known, AMOUNT: known_of(fact, context)}, fact)


def _compared(
    read: ReadRule, context: RuleContext, known: Mapping[str, Known], leaf: Fact | None
) -> Iterator[Violation]:
    """Yield what does not hold: of all amounts, or of one of those that are judged one by one."""
    condition, span = read.condition, read.said.origin.span("holds")
    if condition is None:
        return
    checked_kind(condition, known, span)
    values = {name: one.value for name, one in known.items()}
    try:
        if holds(condition, values):
            return
        comparison = deciding(condition, values)
        sides = [value_of(one, values) for one in comparison.operands]
    except DividedByNothingError as error:
        raise divided_by_nothing(error, context, span) from error
    kind = checked_kind(comparison.operands[0], known, span)
    difference = Known(abs(sides[0] - sides[1]), kind)
    numbers = {**known, DIFFERENCE: difference}
    told = (one for name, one in numbers.items() if name in _named_in(read))
    unit = unit_of(told, context)
    words = {name: shown_number(one, unit) for name, one in numbers.items()}
    if leaf is not None and read.said.each is not None:
        words[NAME] = name_of(leaf, read.said.each, context)
    yield _violation(read, context, words, _used(condition, read, known), leaf)


def _named_in(read: ReadRule) -> frozenset[str]:
    """Return the names that stand in what a rule says."""
    said = (*read.said.message.values(), *read.said.do.values())
    return frozenset(match[1] for text in said for match in PLACEHOLDER.finditer(text))


def _violation(
    read: ReadRule,
    context: RuleContext,
    words: Mapping[str, Value],
    used: Mapping[str, Known],
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
    names = names_of_files(context.catalogue.name_of)
    related = chain(
        (_amount_of(one, names, context) for one in ordered),
        (Related(place, msg("typed here")) for place in places),
    )
    return _found(read, at, words, islice(related, _SHOWN))


def _found(
    read: ReadRule, at: Span | Fact, words: Mapping[str, Value], related: Iterable[Related] = ()
) -> Violation:
    said = read.said
    severity = Severity[said.severity.upper()]
    message = _said(said.message, words)
    if DIFFERENCE in words:  # by which a baseline tells that it has grown
        message = replace(message, values=(*message.values, (DIFFERENCE, words[DIFFERENCE])))
    return Violation(at, message, related, _said(said.do, words), severity)


def _amount_of(fact: Fact, names: Callable[[SourceTree], Names], context: RuleContext) -> Related:
    """Return where an amount was typed, with the whole name of its entry, and what it counts."""
    origin = fact.origin
    typed = origin.tree.shape.at(origin.path).under(fact.key).measure
    declared = context.layout.counted_as(context.unit).get(fact.period)
    unit = context.layout.counted_in.get(typed) or (declared.unit if declared else context.unit)
    name = names(origin.tree).address((*origin.path, fact.key)).name
    return context.amount_at(fact.span, name, fact.fen or 0, unit)


def _used(condition: Node, read: ReadRule, known: Mapping[str, Known]) -> Mapping[str, Known]:
    """Return the numbers that a condition speaks of, those among them that formulas are made of."""
    used: dict[str, Known] = {}
    waiting = [*dict.fromkeys(names_in(condition))]
    while waiting:
        name = waiting.pop(0)
        if name in used:
            continue
        used[name] = known[name]
        if (formula := read.formulas.get(name)) is not None:
            waiting += dict.fromkeys(names_in(formula))
    return used


def _texts(
    read: ReadRule, spec: TextsSpec, pattern: Pattern, context: RuleContext
) -> Iterator[Violation]:
    for text, place in _printed(context) if spec.printed else _typed(read, spec, context):
        match = pattern.search(text)
        if (match is None) is (spec.needs is not None):
            shown = shortened(text) if match is None else excerpt(text, match.start, match.end)
            yield _found(read, place(), {FOUND: shown})


def _typed(
    read: ReadRule, spec: TextsSpec, context: RuleContext
) -> Iterator[tuple[str, Callable[[], Span]]]:
    known = context.look(_keys_of_source) if spec.under else ()
    # Of a rule that is everybody's, sources with sections of their own may have none of its keys.
    is_meant = bool(read.said.jurisdiction) or context.layout.source == DEPARTMENTAL
    for at, key in enumerate(spec.under if is_meant else ()):
        if key not in known:
            node, _ = spec.origin.tree.at((*spec.origin.path, "under", at))
            problem = msg("a source has no {name}", name=key)
            raise broken(spec.origin.tree.span(node), problem, choices(key, known))
    texts = [*(texts_under(context.budget, spec.under) if spec.under else context.texts)]
    for text in some(texts, msg("the source has no such texts")):
        yield text.value, text.span


def _keys_of_source(context: RuleContext) -> tuple[str, ...]:
    """Return the keys that a source may have, at any place."""
    paths = (one.path for one in places(context.budget.origin.tree.shape))
    return tuple(dict.fromkeys(path[-1] for path in paths if path))


def _printed(context: RuleContext) -> Iterator[tuple[str, Callable[[], Span]]]:
    """Yield the lines of the document, with what returns where something was typed for them."""
    document_of(context)
    for printed in context.look(text_lines):
        if text := line_text(printed.line):
            yield text, partial(_typed_for, printed, context)


def _typed_for(printed: TextLine, context: RuleContext) -> Span:
    """Return where the first figure of a line was typed; of a line without, the year."""
    for figure in (part for part in printed.line if isinstance(part, Figure)):
        for fact in facts_of(figure):
            return fact.span
        for place in figure.places:
            return place.span
    return context.budget.origin.span("year")


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
