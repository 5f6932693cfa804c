"""Amounts, passages and counts as reports show them, whatever their form."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from types import MappingProxyType

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, enumerated, msg
from budgetc.diff.amounts import AmountForm
from budgetc.diff.bridge import TITLES, Bridge, Step
from budgetc.diff.model import (
    Budgeted,
    Consequence,
    Diff,
    Expenditure,
    FileChange,
    FindingsChange,
    Operation,
    Part,
    SourceDiff,
    State,
    TypedChange,
)
from budgetc.diff.typed import TypedValue
from budgetc.frozen import NamedTuple
from budgetc.numbers.money import Unit, money_text, number_text, percent_text

_AROUND = 40
"""Characters that are shown before the first that differs, of a text that is shortened."""

_FEW = 6
"""How many causes of one consequence are named."""

STATES: Mapping[State, Message] = MappingProxyType(
    {
        State.FAULTY: msg("has errors and cannot be published"),
        State.BROKEN: msg("cannot be compiled; only what was typed is compared"),
        State.UNREADABLE: msg("cannot be read; nothing of it is compared"),
        State.ABSENT: msg("is not there"),
    }
)
"""What is to be known of a state, besides that it compiles."""


OPERATIONS: Mapping[Operation, Message] = MappingProxyType(
    {
        Operation.ADDED: msg("added"),
        Operation.REMOVED: msg("removed"),
        Operation.CHANGED: msg("changed"),
        Operation.MOVED: msg("moved"),
        Operation.RENAMED: msg("renamed"),
        Operation.REORDERED: msg("reordered"),
    }
)
"""What was done, in a word."""


def _signed(fen: int, unit: Unit) -> str:
    """Return a difference with its sign: `+1.5`, `−2`, `0`."""
    return _sign(fen) + number_text(abs(fen), unit)


def _sign(number: int) -> str:
    return "+" if number > 0 else "−" if number < 0 else ""


def alike(
    causes: Iterable[TypedChange | FileChange],
) -> Iterable[Sequence[TypedChange | FileChange]]:
    """Return causes, those together that are one change made in several files."""
    kinds: dict[Hashable, list[TypedChange | FileChange]] = {}
    for cause in causes:
        kinds.setdefault(cause.likeness, []).append(cause)
    return kinds.values()


def label_text(change: TypedChange, say: Translator) -> str:
    """Return what a change is about, in words: `basic expenditure › … › amount`."""
    return printable(change.address.name.in_words(say)) or printable(change.there.tree.file)


def end_texts(change: TypedChange, say: Translator, longest: int) -> tuple[str, str]:
    """Return what stood there and what stands there now; units only where they differ."""
    before, after = change.before, change.after
    units = {one.unit for one in (before, after) if one is not None}
    old, new = (_typed(typed, say, with_unit=len(units) > 1) for typed in (before, after))
    return both_shortened(old, new, longest)


def _typed(typed: TypedValue | None, say: Translator, *, with_unit: bool) -> str:
    if typed is None:
        return ""
    if typed.text is None:
        values = msg("values: {count}", count=typed.values)
        if typed.fen is None or typed.unit is None:
            return say(values)
        amount = money_text(typed.fen, typed.unit)
        return say(msg("{amount} ({values})", amount=amount, values=values))
    text = printable(typed.text)
    if not with_unit or typed.fen is None or typed.unit is None:
        return text
    return f"{text} {typed.unit.name}"


def change_difference(change: TypedChange) -> str:
    """Return by how much money a change is more.

    Nothing where it is about no money, or where one of both states says nothing: that an amount is
    no longer typed cuts nothing, for another source may tell it.
    """
    difference, unit = change.difference, change.there.unit
    if difference is None or unit is None or change.before is None or change.after is None:
        return ""
    return _signed(difference, unit)


def figure_difference(consequence: Consequence) -> str:
    """Return by how much the one figure of a cell is more; nothing where there is none."""
    if len(consequence.figures) != 1 or consequence.part is not Part.CELL:
        return ""
    figure = consequence.figures[0]
    difference, unit = figure.difference, figure.counted_in
    if difference is None:
        return ""
    if unit is None:
        return f"{_sign(difference)}{abs(difference)}"
    return _signed(difference, unit).replace(".", figure.point)


def causes_text(causes: Sequence[int]) -> str:
    """Return the numbers of causes; of many, the first ones."""
    named = ", ".join(str(number) for number in causes[:_FEW])
    return f"{named}, …" if len(causes) > _FEW else named


def shortened(text: str, other: str, longest: int) -> str:
    """Return a text, or of a longer one the part where it differs from another."""
    if len(text) <= longest:
        return text
    same = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), 0)
    start = max(0, min(same - _AROUND, len(text) - longest))
    end = start + longest
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def both_shortened(old: str, new: str, longest: int) -> tuple[str, str]:
    """Return two texts, of longer ones the parts where they differ."""
    return shortened(old, new, longest), shortened(new, old, longest)


def summary(diff: Diff) -> Message:
    """Return a comparison in one line: what became of the money, and how much changed."""
    counts, money = _counts(diff), _money(diff)
    return counts if money is None else msg("{money}; {counts}", money=money, counts=counts)


def _counts(diff: Diff) -> Message:
    return msg(
        "changes: {changes}; table cells: {cells}; sentences: {sentences}; findings: {new} new, "
        "{fixed} fixed, {still} still open",
        changes=len(diff.changes) + len(diff.files),
        cells=_count(diff, Part.CELL),
        sentences=_count(diff, Part.SENTENCE) + _count(diff, Part.HEADING),
        new=sum(len(one.findings.new) for one in diff.sources),
        fixed=sum(len(one.findings.fixed) for one in diff.sources),
        still=sum(len(one.findings.still) for one in diff.sources),
    )


def _count(diff: Diff, part: Part) -> int:
    return sum(found.part is part for one in diff.sources for found in one.consequences)


def _money(diff: Diff) -> Message | None:
    """Return the change of the expenditure of all departments that changed, together.

    Nothing where all of them declare what they hold: a bridge says what became of that.
    """
    whole = [one for one in diff.sources if not one.is_in_another] or diff.sources
    if whole and not (whole := [one for one in whole if not _is_declared(one)]):
        return None
    parts = [*_of_years(whole), *_come_and_gone(whole)]
    if not parts:
        return msg("expenditure is not known") if whole else msg("expenditure is the same")
    return reduce(lambda said, more: msg("{money}; {counts}", money=said, counts=more), parts)


def _of_years(whole: Sequence[SourceDiff]) -> Iterator[Message]:
    """Yield what became of the expenditure of each year, stage and kind that both states have."""
    both = [one for one in whole if State.ABSENT not in one.states]
    if any(None in one.totals for one in both):
        yield msg("the change of expenditure is not known: not everything compiles")
        return
    alike: dict[_Alike, list[tuple[Expenditure, Expenditure]]] = {}
    for one in both:
        before, after = one.totals
        if before is not None and after is not None:
            alike.setdefault(_Alike(after.of, before.of, after.form.unit), []).append(
                (before, after)
            )
    for of, totals in alike.items():
        was, now = (sum(total.fen for total in side) for side in zip(*totals, strict=True))
        money = _money_change(was, now, totals[-1][1].form)
        if len(alike) > 1:
            money = msg("{year}: {money}", year=_called(of.after, alike), money=money)
        yield money


class _Alike(NamedTuple):
    """What expenditure has in common that is added."""

    after: Budgeted
    before: Budgeted
    unit: Unit


def _called(of: Budgeted, among: Iterable[_Alike]) -> Message:
    """Return what tells a year, stage and kind from others."""
    others = [one.after for one in among]
    words = [
        word
        for word, several in (
            (of.stage, len({one.stage for one in others}) > 1),
            (of.kind, len({one.kind for one in others}) > 1),
        )
        if several
    ]
    if not words:
        return Message(str(of.year))
    return msg("{year} ({words})", year=of.year, words=enumerated(words))


def _come_and_gone(whole: Sequence[SourceDiff]) -> Iterator[Message]:
    """Yield how many sources are new, and how many are there no more: they have no other side."""
    new, gone = (sum(one.states[at] is State.ABSENT for one in whole) for at in (0, 1))
    if new:
        yield msg("new sources: {count}", count=new)
    if gone:
        yield msg("sources that are no more: {count}", count=gone)


def _is_declared(one: SourceDiff) -> bool:
    """Tell whether a source has amounts of which nothing tells what is expenditure."""
    return any(
        total is None and state in (State.COMPILED, State.FAULTY)
        for total, state in zip(one.totals, one.states, strict=True)
    )


def total_text(one: SourceDiff) -> Iterator[Message]:
    """Yield the change of a source's expenditure, if both are known."""
    before, after = one.totals
    if before is not None and after is not None:
        yield _money_change(before.fen, after.fen, after.form)


def _money_change(before: int, after: int, form: AmountForm) -> Message:
    """Return what became of expenditure; amounts in 分."""
    difference = after - before
    digits = form.prints(before, filter(None, (difference,)), after)
    if not difference:
        return msg("expenditure {amount}, unchanged", amount=_with_unit(digits(after), form.unit))
    more = _sign(difference) + digits(abs(difference))
    if before:
        more += f", {_sign(difference)}{percent_text(abs(difference), abs(before))}%"
    return msg(
        "expenditure {before} → {after} ({difference})",
        before=digits(before),
        after=_with_unit(digits(after), form.unit),
        difference=more,
    )


def bridge_rows(bridge: Bridge, say: Translator) -> Iterator[tuple[str, str, str]]:
    """Yield what was, each change, and what is: an amount, what of, and why."""
    differences = [step.difference for step in bridge.steps]
    digits = bridge.form.prints(bridge.before, differences, bridge.after)
    yield digits(bridge.before), say(msg("before")), ""
    for step in bridge.steps:
        about = " ".join(filter(None, (step.entity, step.code, step.name)))
        given = enumerated(step.reasons).in_words(say) or _without_reason(step, say)
        yield _sign(step.difference) + digits(abs(step.difference)), about, given
    yield digits(bridge.after), say(msg("after")), ""


def _without_reason(step: Step, say: Translator) -> str:
    """Return what is said in place of a reason; nothing where none can be typed."""
    if step.is_kept:
        return say(msg("the reason is that of before"))
    if step.successor:
        return say(msg("now with {unit}", unit=step.successor))
    return say(msg("no reason is given")) if step.is_owed else ""


def _with_unit(digits: str, unit: Unit) -> Message:
    if not unit.leads:
        return msg("{number} {unit}", number=digits, unit=unit.name)
    return Message(f"{unit.name}{digits}")


def bridge_title(bridge: Bridge) -> Message:
    """Return what a bridge is about, and its unit."""
    return msg(
        "{what}, step by step ({unit})",
        what=TITLES.get(bridge.of, bridge.of),
        unit=bridge.form.unit.name,
    )


def remarks(one: SourceDiff) -> Iterator[Message]:
    """Yield what is to be known of the two states of a source."""
    if one.before is None:
        yield msg("{file} is new", file=one.name)
    elif one.after is None:
        yield msg("{file} is there no more", file=one.name)
        return
    elif one.before != one.after and not one.bridges:  # of two files, neither became the other
        yield msg("{before} is now {after}", before=one.before, after=one.after)
    whens, names = (msg("before"), msg("after")), (one.before, one.after)
    for when, name, state in zip(whens, names, one.states, strict=True):
        if name is not None and state in STATES:
            yield msg("{when}: {file} {state}", when=when, file=name, state=STATES[state])
    if unjudged := len(one.findings.unjudged):
        yield msg("earlier findings that nothing can tell of now: {count}", count=unjudged)


def listed_findings(found: FindingsChange) -> Iterator[tuple[Message, Sequence[Diagnostic]]]:
    """Yield the findings that a change told or mended, each kind under its head."""
    yield msg("new findings: {count}", count=len(found.new)), found.new
    revealed = found.revealed
    yield msg("findings that nothing could tell of before: {count}", count=len(revealed)), revealed
    yield msg("fixed findings: {count}", count=len(found.fixed)), found.fixed


def is_worth_telling(one: SourceDiff) -> bool:
    """Tell whether there is anything to say of a source besides what was typed."""
    found = any(findings for _, findings in listed_findings(one.findings))
    return bool(one.groups or one.bridges or found or [*remarks(one)])
