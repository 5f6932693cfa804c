"""What is shown under the pointer: what an amount or a code is, comes to, and where it prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.classification import Catalogue
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.document.figures import Where
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.amounts import USUAL_AMOUNTS
from budgetc.ledger import Fact
from budgetc.lsp.amounts import (
    Sums,
    Typed,
    by_flow,
    of_line,
    printed,
    sums,
    typed_under,
    with_code,
)
from budgetc.lsp.pointed import Code, Pointed, pointed
from budgetc.lsp.session import Place, View
from budgetc.numbers.money import money_text, percent_text
from budgetc.pipeline import Draft
from budgetc.source.identity import Names, no_code_names
from budgetc.trace.text import where_text

_SHOWN = 5
"""How many places of print are shown."""


class Hover(NamedTuple):
    """What is shown, a line each, and of which stretch."""

    span: Span
    lines: tuple[Message, ...]


def hover(view: View, place: Place) -> Hover | None:
    """Return what is to be said of a place; nothing where neither a number nor a code stands."""
    found = pointed(view, place)
    if found is None:
        return None
    about = _of_code if found.code is not None else _of_number
    lines = tuple(about(view, found))
    return Hover(found.span, lines) if lines else None


def _of_code(view: View, found: Pointed) -> Iterator[Message]:
    code, catalogue = found.code, view.compilation.inputs.catalogue
    if code is None or catalogue is None:
        return
    yield from _names(code, catalogue)
    if (draft := view.compilation.draft) is not None:
        facts = with_code(draft, code.dimension, code.code)
        for flow, of_it in by_flow(facts):
            yield _FLOWS.get(flow, msg("other amounts"))
            yield from _compared(sums(of_it), draft)
        yield from _places(printed(draft, facts, Typed("", ())))


_FLOWS = {"revenue": msg("what comes in"), "expenditure": msg("what is spent")}


def _names(code: Code, catalogue: Catalogue) -> Iterator[Message]:
    codes = catalogue.lists().get(code.dimension)
    entry = codes.get(code.code) if codes is not None else None
    if codes is None or entry is None:
        yield msg("{code}: not in the list of {year}", code=code.code, year=catalogue.edition)
        return
    yield Message("{code} {name}", (("code", code.code), ("name", entry.name)))
    names = [one.name for one in codes.kin(code.code)]
    if len(names) > 1:
        yield Message("{names}", (("names", " › ".join(names)),))
    if entry.english:
        yield Message("{name}", (("name", entry.english),))


def _of_number(view: View, found: Pointed) -> Iterator[Message]:
    catalogue, draft = view.compilation.inputs.catalogue, view.compilation.draft
    if draft is None:
        return
    typed = Typed(found.tree.file, found.path)
    facts = typed_under(draft, *typed)
    places = printed(draft, facts, typed)
    if not facts and not places:
        return
    names = Names(found.tree, catalogue.name_of if catalogue is not None else no_code_names)
    yield Message("{name}", (("name", names.address(found.path).name),))
    yield from _amounts(facts, draft)
    yield from _places(places)


def _amounts(facts: Iterable[Fact], draft: Draft) -> Iterator[Message]:
    for _, of_it in by_flow(facts):
        own = sums(of_it)
        line = sums(of_line(draft, of_it[0])) if len(of_it) == 1 else own
        if own.now is not None and own.now != line.now:
            yield msg("this amount: {amount}", amount=money_text(own.now, draft.unit))
            yield msg("its line:")
        elif own.now is None and (told := tuple(_declared(of_it, draft))):
            yield from told
            if line != own:
                yield msg("its line:")
        yield from _compared(line, draft)


def _declared(facts: tuple[Fact, ...], draft: Draft) -> Iterator[Message]:
    """Yield what amounts under keys that a layout names are called, their year and their sum."""
    layout = draft.conventions.layout
    units = layout.counted_as(draft.unit)
    for key, spec in layout.amounts.items() if layout.amounts is not USUAL_AMOUNTS else ():
        period = layout.period(key)
        of_it = [fact.fen for fact in facts if fact.period == period]
        if of_it and None not in of_it:
            first, last = (draft.budget.year + one for one in (spec.year, spec.to or spec.year))
            yield msg(
                "{name} ({year}): {amount}",
                name=spec.called(key),
                year=str(first) if first == last else f"{first}–{last}",
                amount=money_text(sum(fen for fen in of_it if fen is not None), units[period].unit),
            )


def _compared(total: Sums, draft: Draft) -> Iterator[Message]:
    unit, (now, before) = draft.unit, total
    if now is not None:
        yield msg("this year: {amount}", amount=money_text(now, unit))
    if before is not None:
        yield msg("last year: {amount}", amount=money_text(before, unit))
    if now is None or before is None or now == before:
        return
    size = abs(now - before)
    amount = money_text(size, unit)
    if before > 0:
        rate = f"{percent_text(size, before)}%"
        amount = msg("{amount} ({rate})", amount=amount, rate=rate)
    yield (
        msg("more: {amount}", amount=amount)
        if now > before
        else msg("less: {amount}", amount=amount)
    )


def _places(places: tuple[Where, ...]) -> Iterator[Message]:
    if not places:
        return
    yield msg("places in print: {count}", count=len(places))
    for where in places[:_SHOWN]:
        yield Message("- {place}", (("place", where_text(where)),))
    if len(places) > _SHOWN:
        yield msg("- and {count} more", count=len(places) - _SHOWN)
