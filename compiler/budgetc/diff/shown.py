"""Amounts, passages and counts as reports show them, whatever their form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diff.model import Act, Change, Consequence, Diff, End, Part, SourceDiff, State
from budgetc.numbers.money import Unit, decimal_text, exact_text, money_text, round_ratio
from budgetc.source.identity import place_name

_UNIT_PARTS = 4
"""Parts of the name of a unit's source; its money is in that of its department already."""

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


ACTS: Mapping[Act, Message] = MappingProxyType(
    {
        Act.ADDED: msg("added"),
        Act.REMOVED: msg("removed"),
        Act.CHANGED: msg("changed"),
        Act.MOVED: msg("moved"),
        Act.RENAMED: msg("renamed"),
        Act.REORDERED: msg("reordered"),
    }
)
"""What was done, in a word."""


def signed(fen: int, unit: Unit) -> str:
    """Return a difference with its sign: `+1.5`, `−2`, `0`."""
    return _sign(fen) + exact_text(abs(fen), unit)


def _sign(number: int) -> str:
    return "+" if number > 0 else "−" if number < 0 else ""


def label_text(change: Change, say: Translator) -> str:
    """Return what a change is about, in words: `basic expenditure › … › amount`."""
    return printable(place_name(change.steps).in_words(say)) or printable(change.file)


def end_texts(change: Change, say: Translator, longest: int) -> tuple[str, str]:
    """Return what stood there and what stands there now; units only where they differ."""
    before, after = change.before, change.after
    units = {end.unit for end in (before, after) if end is not None}
    old, new = (_end(end, say, with_unit=len(units) > 1) for end in (before, after))
    return shortened(old, new, longest), shortened(new, old, longest)


def _end(end: End | None, say: Translator, *, with_unit: bool) -> str:
    if end is None:
        return ""
    if end.text is None:
        values = msg("values: {count}", count=end.values)
        if end.fen is None or end.unit is None:
            return say(values)
        amount = money_text(end.fen, end.unit)
        return say(msg("{amount} ({values})", amount=amount, values=values))
    text = printable(end.text)
    return f"{text} {end.unit.name}" if with_unit and end.fen is not None and end.unit else text


def change_difference(change: Change) -> str:
    """Return by how much money a change is more; nothing where it is about no money."""
    difference, unit = change.difference, change.unit
    if difference is None or unit is None:
        return ""
    return signed(difference, unit)


def figure_difference(consequence: Consequence) -> str:
    """Return by how much the one figure of a cell is more; nothing where there is none."""
    if len(consequence.figures) != 1:
        return ""
    (figure,) = consequence.figures
    if figure.difference is None or consequence.part is not Part.CELL:
        return ""
    if figure.money is not None:
        return signed(figure.difference, figure.money)
    return f"{_sign(figure.difference)}{abs(figure.difference)}"


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


def summary(diff: Diff) -> Message:
    """Return a comparison in one line: what became of the money, and how much changed."""
    return msg(
        "{money}; changes: {changes}; table cells: {cells}; sentences: {sentences}; findings: "
        "{new} new, {fixed} fixed, {still} still open",
        money=_money(diff),
        changes=len(diff.changes) + len(diff.files),
        cells=_count(diff, Part.CELL),
        sentences=_count(diff, Part.SENTENCE) + _count(diff, Part.HEADING),
        new=sum(len(one.findings.new) for one in diff.sources),
        fixed=sum(len(one.findings.fixed) for one in diff.sources),
        still=sum(len(one.findings.still) for one in diff.sources),
    )


def _count(diff: Diff, part: Part) -> int:
    return sum(found.part is part for one in diff.sources for found in one.consequences)


def _money(diff: Diff) -> Message:
    """Return the change of the expenditure of all departments that changed, together."""
    whole = [one for one in diff.sources if one.name.count("/") < _UNIT_PARTS - 1]
    sums = [0, 0]
    units = [total.unit for one in whole for total in one.totals if total.unit is not None]
    if not units:
        return msg("expenditure is not known") if whole else msg("expenditure is the same")
    for one in whole:
        for side, (total, state) in enumerate(zip(one.totals, one.states, strict=True)):
            if total.fen is None and state is not State.ABSENT:
                return msg("the change of expenditure is not known: not everything compiles")
            sums[side] += total.fen or 0
    return money_change(sums[0], sums[1], units[-1])


def total_text(one: SourceDiff) -> Message | None:
    """Return the change of a source's expenditure, if both are known."""
    before, after = one.totals
    unit = after.unit or before.unit
    if unit is None or before.fen is None or after.fen is None:
        return None
    return money_change(before.fen, after.fen, unit)


def money_change(before: int, after: int, unit: Unit) -> Message:
    """Return what became of expenditure; amounts in 分."""
    if before == after:
        return msg("expenditure {amount}, unchanged", amount=money_text(after, unit))
    difference = after - before
    more = signed(difference, unit)
    if before:
        scaled = round_ratio(10_000 * abs(difference), abs(before))
        more += f", {_sign(difference)}{decimal_text(scaled, 2)}%"
    return msg(
        "expenditure {before} → {after} ({difference})",
        before=exact_text(before, unit),
        after=money_text(after, unit),
        difference=more,
    )


def remarks(one: SourceDiff) -> tuple[Message, ...]:
    """Return what is to be known of the two states of a source."""
    names = (one.before or one.name, one.after or one.name)
    if one.before is None:
        return (msg("{file} is new", file=names[1]), *_state(names[1], one.states[1]))
    if one.after is None:
        return (msg("{file} is there no more", file=names[0]),)
    renamed = (
        () if one.before == one.after
        else (msg("{before} is now {after}", before=one.before, after=one.after),)
    )  # fmt: skip
    texts = (msg("before"), msg("after"))
    states = (
        msg("{when}: {file} {state}", when=when, file=name, state=STATES[state])
        for when, name, state in zip(texts, names, one.states, strict=True)
        if state in STATES
    )
    return (*renamed, *states)


def _state(name: str, state: State) -> tuple[Message, ...]:
    if state not in STATES:
        return ()
    return (msg("{when}: {file} {state}", when=msg("after"), file=name, state=STATES[state]),)


def is_worth_telling(one: SourceDiff) -> bool:
    """Tell whether there is anything to say of a source besides what was typed."""
    return bool(one.groups or one.findings.new or one.findings.fixed or remarks(one))
