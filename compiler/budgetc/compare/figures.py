"""The figures that differ, are missing, or stand in print alone, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetc.compare.alignment import Alignment, Match, is_amount
from budgetc.compare.cells import Compared, Extra
from budgetc.compare.certainty import Certainty
from budgetc.compare.directions import told, turned_words
from budgetc.compare.evidence import Evidence, facts_of
from budgetc.compare.model import LEAST, Consequence, Difference, Fault, Quote, Sort
from budgetc.compare.ours import OurNumber, TextKind, joined, listed
from budgetc.compare.pairs import Pair
from budgetc.compare.scan import Number
from budgetc.compare.sequence import UNMATCHED
from budgetc.diagnostics.messages import Message, msg
from budgetc.document.model import PERCENT

_FEW, _DOUBT = 3, 0.6
"""So many figures tell whether a table is another one, and what is left of its confidence then."""

_LEAD = 12
"""Characters before a number that tell whether it is a change."""

_SIGNS = "+-−"
_ONLY_PRINT = 0.6
"""How sure it is, at most, that a figure that only a sentence in print has is a mistake."""


def text_pairs(alignment: Alignment, certainty: Certainty) -> Iterator[Pair]:
    """Yield the pairs of a text that are figures, or numbers of one wording in both."""
    for match in alignment.pairs:
        if match.ours.is_code or (match.ours.figure is None and not _is_wording(match, alignment)):
            continue
        printed, compiled = alignment.printed(match), alignment.compiled_there(match)
        if not match.equal:
            sign = _sign_before(alignment, match.theirs[0])
            printed = sign + printed.lstrip(_SIGNS) if sign else printed
            if (turned := turned_words(alignment, match)) is not None:
                printed, compiled = told(turned[1], printed), told(turned[0], compiled)
        yield Pair(
            match.ours,
            printed,
            compiled,
            alignment.in_our_unit(match),
            match.theirs[0].decimals,
            alignment.step(match),
            match.equal,
            alignment.place(match),
            certainty.of_match(match),
        )


def without_others(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs of texts, those of a table of which hardly anything agrees less surely.

    It is another table, or its amounts are in a unit that is not said.
    """
    every = tuple(pairs)
    of_tables = [pair for pair in every if pair.ours.spot.table is not None]
    blocks = Counter(pair.ours.spot.block for pair in of_tables)
    agreed = Counter(pair.ours.spot.block for pair in of_tables if pair.equal)
    others = {b for b, n in blocks.items() if n >= _FEW and 2 * agreed[b] < n}
    for pair in every:
        is_other = pair.ours.spot.table is not None and pair.ours.spot.block in others
        yield replace(pair, confidence=pair.confidence * _DOUBT) if is_other else pair


def _is_wording(match: Match, alignment: Alignment) -> bool:
    """Tell whether a number of the wording stands between the same letters in both documents."""
    spot = match.ours.spot
    is_number_of_table = spot.kind is TextKind.HEADING and spot.table is not None
    if match.ours.is_ordinal or is_number_of_table or len(match.theirs) > 1:
        return False
    here, there = match.ours.gap, match.theirs[0].gap
    if not here or here >= len(alignment.partners) or there >= len(alignment.backward):
        return False
    return alignment.partners[here - 1] == there - 1 and alignment.partners[here] == there


def wrong_figures(
    pairs: Sequence[Pair],
    evidence: Evidence,
    sums: Mapping[int, Sequence[Consequence]],
    roots: Mapping[int, Pair],
) -> Iterator[Difference]:
    """Yield the figures that print has otherwise; one that is wrong alike in many places once.

    Args:
        pairs: all of both documents.
        evidence: what they agree on.
        sums: what follows from pairs, by their identity.
        roots: the pairs that others follow from, by the identity of these.
    """
    groups: dict[object, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if not pair.equal:
            groups[_cause(pair)].append(pair)
    follows: dict[object, list[Consequence]] = defaultdict(list)
    for cause, wrong in groups.items():
        if (root := _root(cause, groups, roots)) != cause:
            follows[root].append(_follows(wrong))
    for cause, wrong in groups.items():
        first = wrong[0]
        if _root(cause, groups, roots) != cause:
            continue
        fault, reason = evidence.fault_of(first)
        against = evidence.against(first)
        yield Difference(
            fault,
            tuple(pair.quote for pair in wrong),
            first.ours.spot.where,
            first.printed,
            first.compiled,
            reason,
            first.ours.figure,
            also=tuple(dict.fromkeys(pair.ours.spot.where for pair in wrong[1:])),
            confidence=max(pair.confidence for pair in wrong),
            sort=Sort.CONTRADICTION if against else Sort.DIFFERENCE,
            against=against,
            consequences=(
                *(c for pair in wrong for c in sums.get(id(pair), ())),
                *follows[cause],
            ),
        )


def _root(
    cause: object, groups: Mapping[object, Sequence[Pair]], roots: Mapping[int, Pair]
) -> object:
    """Return the cause that one follows from in the end: itself, where that is less sure."""
    root = cause
    while (above := roots.get(id(groups[root][0]))) is not None:
        root = _cause(above)
    sure, own = (max(pair.confidence for pair in groups[one]) for one in (root, cause))
    return root if sure >= own or sure >= LEAST else cause


def _follows(wrong: Sequence[Pair]) -> Consequence:
    first = wrong[0]
    text = msg(
        "{published} follows from it ({where}; compiled: {ours})",
        published=first.printed,
        where=first.ours.spot.where,
        ours=first.compiled,
    )
    return Consequence(text, first.printed, first.compiled, first.quote.place)


def _cause(pair: Pair) -> object:
    """Return what a wrong figure has in common with another that is wrong for the same reason."""
    figure = pair.ours.figure
    facts = facts_of(figure)
    if figure is None or not facts or pair.said is None:
        return id(pair)
    return facts, figure.formula, pair.ours.unit, abs(pair.said)


def lost_cells(tables: Sequence[Compared]) -> Iterator[Difference]:
    """Yield the amounts whose cell in print is blank."""
    for table in tables:
        for ours, quote, sure in table.lost:
            reason = msg("its cell is blank in print")
            yield Difference(
                Fault.MISSING, (quote,), ours.spot.where, "", ours.text, reason, ours.figure,
                confidence=sure,
            )  # fmt: skip


def extra_cells(tables: Sequence[Compared]) -> Iterator[Difference]:
    """Yield the amounts in print whose cell is blank in ours, those of one row together."""
    for table in tables:
        rows: dict[tuple[int, str], list[Extra]] = defaultdict(list)
        for extra in table.extras:
            rows[extra.spot.row_of_block].append(extra)
        for extras in rows.values():
            yield Difference(
                Fault.MISSING,
                tuple(extra.quote for extra in extras),
                extras[0].spot.where,
                listed(extra.printed for extra in extras),
                "",
                msg("the compiled document has no such figure"),
                also=tuple(dict.fromkeys(extra.spot.where for extra in extras[1:])),
                confidence=min(extra.confidence for extra in extras),
            )


def other_codes(tables: Sequence[Compared]) -> Iterator[Difference]:
    """Yield the rows in print with the name of a row of ours and the code of something else."""
    for table in tables:
        for row in table.laid.rows:
            code = row.ours.code
            if code and row.theirs.code != code and len(row.theirs.code) == len(code):
                where = joined(table.table.ours.name, row.ours.label)
                yield Difference(
                    Fault.NAMING,
                    (Quote(row.theirs.place, f"{row.theirs.code} {row.theirs.label}"),),
                    where,
                    row.theirs.code,
                    code,
                    msg("the code in print belongs to something else"),
                    confidence=min(row.confidence, table.table.confidence),
                )


def other_units(tables: Sequence[Compared]) -> Iterator[Difference]:
    """Yield the tables whose amounts are not in the unit that print says they are in."""
    for table in tables:
        if table.said is not None and table.unit is not None:
            quote = table.pairs[0].quote
            yield Difference(
                Fault.UNIT,
                (quote,),
                table.table.ours.name,
                table.said.name,
                table.unit.name,
                msg("the amounts of this table are in another unit than it says"),
                confidence=table.table.confidence,
            )


def missing_figures(alignment: Alignment, certainty: Certainty) -> Iterator[Difference]:
    """Yield the figures of sentences that print has without them.

    A zero may be left out. An amount that stands in print in another column of its row is not
    missing either: the text of a table does not tell its columns, and some lose one.
    """
    rows: dict[tuple[int, str], set[Decimal]] = defaultdict(set)
    for pair in alignment.pairs:
        rows[pair.ours.spot.row_of_block].add(pair.ours.number.value)
    for ours in _missing(alignment):
        spot = ours.spot
        if spot.row and ours.number.value in rows[spot.row_of_block]:
            continue
        yield Difference(
            Fault.MISSING, (), spot.where, "", alignment.compiled(ours), msg("it is not in print"),
            ours.figure, confidence=certainty.of_spot(spot),
        )  # fmt: skip


def _missing(alignment: Alignment) -> Iterator[OurNumber]:
    """Yield the figures of ours that a text in print lacks, where it has others of their block.

    Others that stand in tables there show no sentence of ours: a workbook has none.
    """
    found = {
        pair.ours.spot.block
        for pair in alignment.pairs
        if pair.ours.figure is not None
        and (pair.ours.spot.table or alignment.published.is_prose(pair.theirs[0]))
    }
    return (ours for ours in alignment.lost if ours.is_shown and ours.spot.block in found)


def extra_figures(alignment: Alignment, year: int, certainty: Certainty) -> Iterator[Difference]:
    """Yield the figures that only print has, those of one place and kind together.

    Args:
        alignment: of the documents.
        year: of the budget; a number like it is no amount.
        certainty: how sure places are.
    """
    groups: dict[tuple[str, Fault, Message, Sort], list[Number]] = defaultdict(list)
    for number in alignment.extras:
        kind = _extra(number, alignment, year)
        if kind is not None:
            groups[alignment.spot_before(number.gap).where, *kind].append(number)
    raw = alignment.published.scanned.raw
    for (where, fault, reason, sort), numbers in groups.items():
        places = tuple(alignment.published.place(n.start, n.end) for n in numbers)
        printed = listed(f"{raw[n.start : n.end]}{n.unit}" for n in numbers)
        # A change of nothing is one wherever it stands.
        sure = 1.0 if sort is Sort.STYLE else max(map(certainty.of_extra, numbers))
        if fault is Fault.MISSING:
            flat = [alignment.spot_before(n.gap) for n in numbers if _is_flat(n, alignment)]
            sure = max([min(sure, _ONLY_PRINT), *map(certainty.of_spot, flat)])
        yield Difference(fault, places, where, printed, "", reason, confidence=sure, sort=sort)


def _is_flat(number: Number, alignment: Alignment) -> bool:
    """Tell whether ours says that nothing changed where print says by how much it did."""
    words = alignment.words
    if not _lead(alignment, number.start).endswith((*words.more, *words.less)):
        return False
    here = alignment.ours.scanned.offsets[alignment.before[number.gap]]
    spot = alignment.spot_before(number.gap)
    behind = alignment.ours.scanned.text[here : min(spot.end, here + _LEAD)]
    return spot.table is None and any(word in behind for word in words.same)


def _extra(number: Number, alignment: Alignment, year: int) -> tuple[Fault, Message, Sort] | None:
    """Return the kind of fault of a number that only print has; nothing if it is no figure."""
    if not is_amount(number) and not (number.value and _is_cell(number, alignment, year)):
        return None
    if not _lead(alignment, number.start).endswith(alignment.words.changes):
        reason = msg("the compiled document has no such figure")
        return (Fault.MISSING, reason, Sort.DIFFERENCE) if number.value else None
    if not number.value:
        reason = msg("what did not change has no size of a change")
        return Fault.ARITHMETIC, reason, Sort.STYLE
    if number.unit == PERCENT:
        reason = msg("compiled there is no growth here; from nothing there is none")
        return Fault.ARITHMETIC, reason, Sort.DIFFERENCE
    return Fault.MISSING, msg("the compiled document has no such change"), Sort.DIFFERENCE


def signs_after_words(alignment: Alignment) -> Iterator[Difference]:
    """Yield the changes whose number has a sign as well as a word: 减少-11万元, 增长+80%."""
    text, raw = alignment.published.scanned.text, alignment.published.scanned.raw
    # Of a change of another size it is told with that.
    wrong = {number.start for pair in alignment.pairs if not pair.equal for number in pair.theirs}
    for number in alignment.published.scanned.numbers:
        if number.start in wrong or not _sign_before(alignment, number):
            continue
        at = number.start - (text[number.start] not in _SIGNS)
        yield Difference(
            Fault.ARITHMETIC,
            (alignment.published.place(at, number.end),),
            alignment.spot_before(number.gap).where,
            f"{raw[at : number.end]}{number.unit}",
            "",
            msg("the word before it says already whether it is more or less"),
            sort=Sort.STYLE if text[at] == "+" else Sort.CONTRADICTION,
        )


def _sign_before(alignment: Alignment, number: Number) -> str:
    """Return the sign that a number in print has behind the word for its change."""
    text = alignment.published.scanned.text
    at = number.start - (text[number.start] not in _SIGNS)
    is_sign = at >= 0 and text[at] in _SIGNS
    is_told = is_sign and _lead(alignment, at).endswith(alignment.words.changes)
    return text[at] if is_told else ""


def _lead(alignment: Alignment, at: int) -> str:
    """Return the letters before a place in print."""
    return "".join(alignment.published.scanned.text[max(0, at - _LEAD) : at].split())


def _is_cell(number: Number, alignment: Alignment, year: int) -> bool:
    """Tell whether a whole number stands where a table has its amounts."""
    before = alignment.backward[number.gap - 1] if number.gap else UNMATCHED
    if before == UNMATCHED or number.ordinal or abs(number.value - year) <= 1:
        return False
    rest = alignment.published.scanned.text[number.end : number.end + _LEAD].partition("\n")[0]
    if rest.strip()[:1].isalpha() or number.value in alignment.ours.code_parts:
        return False
    return alignment.ours.spot_of(before).kind in (TextKind.CELL, TextKind.CODE)
