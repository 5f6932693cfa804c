"""Sentences read backwards: a draft is compiled with signs in its gaps, and looked up in print.

What a template prints of a gap is a sentence with a sign in it; where print has the same sentence,
what stands in the place of the sign is what was typed. Last year's amounts follow from changes: the
draft is compiled as if all had grown, shrunk and stayed, for each of these has words of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.suggest import common_start
from budgetc.document.model import PERCENT, Document, Figure, Formula
from budgetc.files.data import Resources
from budgetc.frozen import NamedTuple, frozen
from budgetc.jurisdiction.conventions import Conventions
from budgetc.numbers.money import plain_text
from budgetc.published.model import PrintPlace, PublishedDocument
from budgetc.published.numbers import normalised
from budgetc.recovery.patterns import (
    CUT,
    DIGITS,
    FEWEST_LETTERS,
    Pattern,
    Sentence,
    decimal_of,
    patterns_of,
    sentences_of,
)
from budgetc.recovery.supposed import GapDraft, Supposed
from budgetc.source.nodes import Path, SourceTree
from budgetc.source.read import read_bytes

_EARLIER, _LATER = Decimal("0.31"), Decimal("1.7")
"""Of this year's amount, what last year's is taken for: less than it, and more."""

_MOST_TRIED = 20
"""So many gaps are tried one by one."""


class Found(NamedTuple):
    """What print says in a gap.

    Attributes:
        value: as typed.
        place: of the sentence.
        is_exact: whether rounding has moved nothing.
        others: what it says elsewhere.
    """

    value: str
    place: PrintPlace
    is_exact: bool = True
    others: tuple[str, ...] = ()


@frozen(eq=False)
class Told:
    """What sentences say.

    Attributes:
        gaps: by the paths of the draft's gaps.
        purposes: by function code, of those whose purpose the document tells; nothing where the
            sentence was not found.
        absent: gaps in which nothing was typed: the sentence says what it says without it.
        refused: why the text was not read.
    """

    gaps: Mapping[Path, Found]
    purposes: Mapping[str, Found | None]
    absent: frozenset[Path] = frozenset()
    refused: Diagnostic | None = None


def told_by_sentences(
    text: str,
    codes: Sequence[str],
    printed: PublishedDocument,
    conventions: Conventions,
    resources: Resources,
) -> Told:
    """Return what the sentences of a document say in the gaps of a draft, by their paths.

    Args:
        text: of the draft.
        codes: function codes that its document may tell the purpose of.
        printed: the document.
        conventions: of its jurisdiction and year.
        resources: data files of the workspace.
    """
    tree, findings = read_bytes("draft.yaml", text.encode())
    if tree is None or findings:
        return Told({}, {}, refused=next(iter(findings), None))
    return _Search(tree, codes, printed, conventions, resources).told()


class _Search:
    """One search for what stands in the gaps of one draft."""

    def __init__(
        self,
        tree: SourceTree,
        codes: Sequence[str],
        printed: PublishedDocument,
        conventions: Conventions,
        resources: Resources,
    ) -> None:
        self._draft = GapDraft(tree, codes, conventions, resources)
        self._units = conventions.lists.money_units
        self._unit = self._units[tree.said("unit")]
        self._purposes: dict[str, list[Found]] = {}
        self._sentences = tuple(sentences_of(printed))
        self._clauses: list[Pattern] = []
        self._absent: set[Path] = set()
        self._now: dict[Path, Figure] = {}
        self._said: dict[Path, list[Found]] = defaultdict(list)
        self._changes: list[tuple[Figure, Figure, int, Decimal, PrintPlace]] = []

    def told(self) -> Told:
        """Return what all sentences say."""
        first = self._draft.document(Supposed(_EARLIER, {}))
        if first is None:
            return Told({}, {}, refused=self._draft.refused)
        self._now = dict(_compared(first, self._draft.by_path))
        grown = self._draft.document(Supposed(_EARLIER, self._now)) or first
        shrunk = self._draft.document(Supposed(_LATER, self._now))
        begun = self._draft.document(Supposed(Decimal(0), self._now))
        same = self._draft.document(Supposed(Decimal(1), self._now))
        bare = self._draft.document(Supposed(Decimal(1), self._now, is_bare=True))
        stayed = ((same, True), (bare, False))
        documents = [one for one in (grown, shrunk, begun, same, bare) if one is not None]
        known = [pattern for document in documents for pattern in patterns_of(document)]
        self._clauses = [one for one in known if not one.is_whole]
        for document, sign in ((grown, 1), (shrunk, -1), (begun, 1)):
            if document is not None:
                self._look_up(document, sign)
        for document, has_reasons in stayed:
            if document is not None:
                self._look_up(document, 0)
                self._stayed(document, grown, has_reasons=has_reasons)
        self._nothing(known)
        for current, prior, sign, size, place in self._changes:
            self._changed(current, prior, sign * size, place)
        return Told(
            {path: _one(said) for path, said in self._said.items()},
            {code: _one(said) if said else None for code, said in self._purposes.items()},
            frozenset(self._absent - self._said.keys()),
        )

    def _look_up(self, document: Document, sign: int) -> None:
        for pattern in patterns_of(document):
            for part in pattern.parts:
                if isinstance(part, int) and part in self._draft.codes:
                    self._purposes.setdefault(self._draft.codes[part], [])
            if (hit := self._hit(pattern)) is not None:
                self._take(pattern, *hit, sign)

    def _hit(self, pattern: Pattern) -> tuple[re.Match[str], Sentence] | None:
        """Return where print first has a sentence; nothing where it has it in several ways.

        It has the figures that the draft has already.
        """
        hits = [
            (match, one)
            for one in self._sentences
            if (match := pattern.regex.fullmatch(one.plain)) is not None
            and self._agrees(pattern, match)
            and (pattern.is_whole or self._goes_on(one))
        ]
        return hits[0] if len({match.group() for match, _ in hits}) == 1 else None

    def _goes_on(self, clause: Sentence) -> bool:
        """Tell whether what follows a clause is one, and no rest of what was typed in it."""
        following = clause.following
        return not following or any(one.regex.fullmatch(following) for one in self._clauses)

    def _agrees(self, pattern: Pattern, match: re.Match[str]) -> bool:
        """Tell whether print has the figures that the draft tells already."""
        for part, got in zip(pattern.parts, match.groups(), strict=True):
            if not isinstance(part, Figure) or self._is_open(part) or part.unit == PERCENT:
                continue
            told = DIGITS.search(normalised(part.text))
            if told is None or decimal_of(told.group()) != decimal_of(got):
                return False
        return True

    def _is_open(self, figure: Figure) -> bool:
        """Tell whether a figure is made of anything that stands in a gap."""
        return any(path in self._draft.by_path for path in _paths(figure))

    def _take(self, pattern: Pattern, match: re.Match[str], sentence: Sentence, sign: int) -> None:
        place = sentence.place
        texts = [got for part, got in zip(pattern.parts, match.groups(), strict=True)
                 if isinstance(part, int)]  # fmt: skip
        is_open = len(texts) > 1 and any(CUT.search(got) for got in texts)
        for at, (part, got) in enumerate(zip(pattern.parts, match.groups(), strict=True), start=1):
            if isinstance(part, int) and is_open:
                continue  # print does not say which of two texts goes on behind a mark between them
            if isinstance(part, int):
                words = Found(sentence.raw[match.start(at) : match.end(at)], place)
                gap = next((one for one in self._draft.gaps if one.number == part), None)
                if gap is not None and gap.is_text:
                    self._said[gap.path].append(words)
                elif part in self._draft.codes:
                    self._purposes[self._draft.codes[part]].append(words)
            elif part.formula is Formula.GIVEN and len(part.places) == 1:
                path = part.places[0].path
                if path in self._draft.by_path:
                    self._said[path].append(self._number(part, got, place))
            elif part.formula is Formula.DIFFERENCE and sign:
                current, prior = part.operands
                self._changes.append((current, prior, sign, self._exact(part, got), place))
            elif self._is_open(part) and part.formula is Formula.SUM:
                self._prior(part, self._exact(part, got), place, is_exact=True)

    def _number(self, figure: Figure, got: str, place: PrintPlace) -> Found:
        value = decimal_of(got)
        if figure.unit and figure.unit not in (PERCENT, self._unit.name):
            fen = self._exact(figure, got)
            value = fen / self._unit.fen
        return Found(plain_text(value), place)

    def _exact(self, figure: Figure, got: str) -> Decimal:
        """Return a printed number in the smallest unit, or as it is of what is no money."""
        scale = self._units[figure.unit].fen if figure.unit in self._units else 1
        return decimal_of(got) * scale

    def _stayed(self, same: Document, grown: Document, *, has_reasons: bool) -> None:
        """Take down what is said to be as it was: its change has no figure, but a place."""
        told = tuple(patterns_of(grown))
        openings = [(pattern.letters, change) for pattern in told for change in _changes(pattern)]
        known = {pattern.letters for pattern in told}
        for pattern in patterns_of(same):
            hit = None if pattern.letters in known else self._hit(pattern)
            if hit is None:
                continue
            scores = [common_start(pattern.letters, letters) for letters, _ in openings]
            most = max(scores, default=0)
            best = [
                change
                for score, (_, change) in zip(scores, openings, strict=True)
                if score == most >= FEWEST_LETTERS
            ]
            if len(best) == 1:
                current, prior = best[0].operands
                self._changes.append((current, prior, 0, Decimal(0), hit[1].place))
                if not has_reasons:
                    self._absent |= {
                        gap.path
                        for path in _paths(prior)
                        for gap in self._draft.gaps
                        if gap.path[:-1] == path[:-1]
                        and self._draft.may_be_left_out(gap.path, self._now)
                    }

    def _nothing(self, known: Sequence[Pattern]) -> None:
        """Take down what is nothing: its sentence says so by leaving it out."""
        wordings = {pattern.letters for pattern in known}
        still_open = [
            gap
            for gap in self._draft.gaps
            if not gap.is_text
            and not self._draft.is_of_last_year(gap.path)
            and gap.path not in self._said
        ]
        for gap in still_open[:_MOST_TRIED]:
            document = self._draft.document(Supposed(_EARLIER, self._now, nothing=gap.path))
            for pattern in patterns_of(document) if document is not None else ():
                hit = None if pattern.letters in wordings else self._hit(pattern)
                if hit is not None:
                    self._take(pattern, *hit, 0)
                    self._said[gap.path].append(Found("0", hit[1].place))

    def _changed(self, current: Figure, prior: Figure, change: Decimal, place: PrintPlace) -> None:
        now = self._value(current)
        if now is not None:
            self._prior(prior, now - change, place, is_exact=self._is_exact(current, change))

    def _is_exact(self, current: Figure, change: Decimal) -> bool:
        """Tell whether a change that was printed is told to the last digit of the amount."""
        unit = self._units.get(current.unit)
        if unit is None or unit.fen <= self._unit.fen:
            return True
        return change == 0 and current.value == 0

    def _value(self, figure: Figure) -> Decimal | None:
        if not self._is_open(figure):
            return Decimal(int(figure.value))
        if len(figure.places) == 1 and (said := self._said.get(figure.places[0].path)):
            return Decimal(said[0].value)
        return None

    def _prior(self, prior: Figure, amount: Decimal, place: PrintPlace, *, is_exact: bool) -> None:
        """Take down last year's amount where one gap alone tells it."""
        paths = _paths(prior)
        if amount < 0 or (len(paths) != 1 and amount):  # of nothing, each part is nothing
            return
        for path in paths:
            if (gap := self._draft.by_path.get(path)) is not None:
                value = amount / self._unit.fen if gap.is_money else amount
                self._said[path].append(Found(plain_text(value), place, is_exact))


def _compared(document: Document, gaps: Container[Path]) -> Iterator[tuple[Path, Figure]]:
    """Yield of last year's amounts that stand in gaps alone what they are compared with."""
    for pattern in patterns_of(document):
        for change in _changes(pattern):
            current, prior = change.operands
            paths = _paths(prior)
            if len(paths) == 1 and all(path in gaps for path in paths):
                yield paths.pop(), current


def _changes(pattern: Pattern) -> Iterator[Figure]:
    """Yield the figures of a sentence that say how much something grew or shrank."""
    for part in pattern.parts:
        if isinstance(part, Figure) and part.formula is Formula.DIFFERENCE:
            yield part


def _paths(figure: Figure) -> set[Path]:
    """Return where a figure was typed."""
    facts = {(*fact.origin.path, str(fact.key)) for fact in figure.facts}
    below = (path for operand in figure.operands for path in _paths(operand))
    return facts | {place.path for place in figure.places} | set(below)


def _one(said: Sequence[Found]) -> Found:
    """Return what is said most often, and what is said besides."""
    values = [one.value for one in said]
    chosen = max(said, key=lambda one: (values.count(one.value), one.is_exact))
    others = tuple(dict.fromkeys(value for value in values if value != chosen.value))
    return chosen._replace(others=others)
