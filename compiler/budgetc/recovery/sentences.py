"""Sentences read backwards: a draft is compiled with signs in its gaps, and looked up in print.

What a template prints of a gap is a sentence with a sign in it; where print has the same sentence,
what stands in the place of the sign is what was typed. Last year's amounts follow from changes: the
draft is compiled as if all had grown, shrunk and stayed, for each of these has words of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path as Folder

from budgetc.compare.scan import normalise
from budgetc.document.model import Document, Figure, Formula, Line, Paragraph
from budgetc.files.data import Resources
from budgetc.files.memory import Memory
from budgetc.files.workspace import Source
from budgetc.frozen import NamedTuple, frozen
from budgetc.jurisdiction.amounts import PRIOR
from budgetc.jurisdiction.conventions import Conventions
from budgetc.jurisdiction.sources import schema_of
from budgetc.pipeline import compile_source
from budgetc.published.model import PrintedParagraph, PrintPlace, PublishedDocument
from budgetc.source import nodes
from budgetc.source.nodes import Path, SourceTree
from budgetc.source.read import read_bytes
from budgetc.source.shape import Shape
from budgetc.source.text_edit import with_value
from budgetc.source.text_parse import parse
from budgetc.source.text_tree import TextCollection, TextNode, TextScalar, text_of

_SIGN = re.compile("◆([0-9]{1,6})◆")
_NUMBER = r"[-－]?[0-9](?:[0-9,，]{0,20}[0-9])?(?:\.[0-9]{1,6})?"
_DIGITS = re.compile(_NUMBER)
_FEWEST = 4
"""Letters of wording that a sentence needs to be known by."""

_LONGEST = 4_000
"""Letters of a sentence that is looked up."""

_LISTS = (
    ("revenue",),
    ("basic_expenditure", "by_function"),
    ("project_expenditure", "projects"),
)
"""The lists of which tables tell how many lines there are."""

_PURPOSES: Path = ("purposes",)

_EARLIER, _LATER = Decimal("0.31"), Decimal("1.7")
"""Of this year's amount, what last year's is taken for: less than it, and more."""

_CUT = re.compile("[；：](?!◆)")
"""Stands between the clauses of a sentence that speak of one thing each."""

_END = "。"
_MOST_TRIED = 20
"""So many gaps are tried one by one."""

_REASON = "reason"
_DAYS = ("issued", "as_of")


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
    """

    gaps: Mapping[Path, Found]
    purposes: Mapping[str, Found | None]
    absent: frozenset[Path] = frozenset()


@frozen(eq=False)
class _Gap:
    """An empty place of the draft.

    Attributes:
        number: of its sign.
        is_text: whether words are typed there, and no number.
        is_money: whether it is an amount.
    """

    path: Path
    number: int
    is_text: bool
    is_money: bool


class _Sentence(NamedTuple):
    """A sentence in print, its characters in their common forms, and as they are.

    Attributes:
        following: of a clause, the next one.
    """

    plain: str
    raw: str
    place: PrintPlace
    following: str = ""


@frozen(eq=False)
class _Pattern:
    """A sentence of the draft's document, ready to be looked up.

    Attributes:
        parts: what its groups stand for: a figure, or the number of a sign.
        letters: its wording.
        is_whole: whether it is a sentence, and no clause of one.
    """

    regex: re.Pattern[str]
    parts: tuple[Figure | int, ...]
    letters: str
    is_whole: bool = True


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
        return Told({}, {})
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
        self._tree = tree
        layout = conventions.layout
        self._before = frozenset(key for key in layout.amounts if key != layout.reports) | {PRIOR}
        self._units = conventions.lists.money_units
        self._unit = self._units[tree.said("unit")]
        self._resources = resources
        self._shape = schema_of(resources, tree).shape
        self._gaps = tuple(_gaps(tree, self._shape))
        self._by_path = {gap.path: gap for gap in self._gaps}
        first = len(self._gaps) + 1
        self._codes = dict(enumerate(codes, start=first))
        self._purposes: dict[str, list[Found]] = {}
        self._sentences = tuple(_sentences(printed))
        self._clauses: list[_Pattern] = []
        self._empty: Path = ()
        self._absent: set[Path] = set()
        self._now: dict[Path, Figure] = {}
        self._said: dict[Path, list[Found]] = defaultdict(list)
        self._changes: list[tuple[Figure, Figure, int, Decimal, PrintPlace]] = []

    def told(self) -> Told:
        """Return what all sentences say."""
        first = self._document(_EARLIER)
        if first is None:
            return Told({}, {})
        self._now = dict(_compared(first, self._by_path))
        grown = self._document(_EARLIER) or first
        signs = ((grown, 1), (self._document(_LATER), -1), (self._document(Decimal(0)), 1))
        stayed = (self._document(Decimal(1)), self._document(Decimal(1), bare=True))
        documents = [one for one, _ in signs if one is not None]
        documents += [one for one in stayed if one is not None]
        self._clauses = [
            one for document in documents for one in _patterns(document) if not one.is_whole
        ]
        for document, sign in signs:
            if document is not None:
                self._look_up(document, sign)
        for same, has_reasons in zip(stayed, (True, False), strict=True):
            if same is not None:
                self._look_up(same, 0)
                self._stayed(same, grown, has_reasons=has_reasons)
        self._nothing([pattern for document in documents for pattern in _patterns(document)])
        for current, prior, sign, size, place in self._changes:
            self._changed(current, prior, sign * size, place)
        return Told(
            {path: _one(said) for path, said in self._said.items()},
            {code: _one(said) if said else None for code, said in self._purposes.items()},
            frozenset(self._absent - self._said.keys()),
        )

    def _document(
        self, prior: Decimal, *, bare: bool = False, nothing: Path = ()
    ) -> Document | None:
        """Return the document of the draft with signs in its gaps, last year's a part of this.

        Args:
            prior: which part.
            bare: whether the reasons of changes are left out.
            nothing: a gap in which there is nothing.
        """
        self._empty = nothing
        root = parse(self._tree.text).root
        filled = self._filled(root, (), prior, bare=bare)
        text = text_of(replace(parse(self._tree.text), root=filled))
        name = f"budgets/draft/{self._tree.said('year')}.yaml"
        files = Memory({name: text.encode()})
        source = Source(files, Folder("/"), name, name, "draft", self._tree.said("year"))
        compiled = compile_source(source, self._resources)
        return compiled.draft.document if compiled.draft is not None else None

    def _filled(self, node: TextNode, path: Path, prior: Decimal, *, bare: bool) -> TextNode:
        if not isinstance(node, TextCollection):
            return node
        entries = []
        for at, entry in enumerate(node.entries):
            here: Path = (*path, at if node.is_list else entry.name)
            value = entry.value
            if here == _PURPOSES and self._codes:
                lines = (f"- {{code: {c}, text: ◆{n}◆}}\n" for n, c in self._codes.items())
                listed = parse("".join(lines)).root
                entries.append(replace(entry, indicator=":\n", value=listed, trailing=""))
            elif isinstance(value, TextCollection):
                entries.append(replace(entry, value=self._filled(value, here, prior, bare=bare)))
            elif bare and self._may_be_left_out(here):
                continue
            elif value.value is None and not value.words:
                sign = self._sign(here, prior)
                scalar = TextScalar(sign, words=sign)
                if node.is_flow:
                    entries.append(replace(entry, indicator=": ", value=scalar))
                else:
                    entries.append(with_value(entry, scalar))
            else:
                entries.append(entry)
        return replace(node, entries=tuple(entries))

    def _may_be_left_out(self, path: Path) -> bool:
        """Tell whether a gap is of a reason that need not be given where nothing has changed."""
        beside = ((*path[:-1], key) for key in self._before)
        is_reason = path in self._by_path and str(path[-1]).endswith(_REASON)
        return is_reason and any(one in self._now for one in beside)

    def _sign(self, path: Path, prior: Decimal) -> str:
        """Return what stands in a gap while its sentence is looked for."""
        gap = self._by_path.get(path)
        shape = self._shape.at(path)
        if path == self._empty:
            return "0"
        if gap is not None and not gap.is_text:
            is_before = path[-1] in self._before
            return self._amount_before(gap, prior) if is_before else str(7 * gap.number + 11)
        if shape.code_list:
            return {"economic": "302", "function": "2010101"}.get(shape.code_list, "")
        if path[-1] in _DAYS:
            return "2024-01-01"
        kinds = shape.here.get("type", "string")
        is_number = kinds in ("integer", "number") or shape.is_amount or shape.is_counted
        return "1" if is_number else f"◆{gap.number if gap is not None else 0}◆"

    def _amount_before(self, gap: _Gap, part: Decimal) -> str:
        """Return what last year's amount is taken for: a part of what it is compared with."""
        now = self._now.get(gap.path)
        if now is not None and gap.is_money and (now.value or part == 1):
            return f"{(now.value * part / self._unit.fen).quantize(Decimal('0.01')):f}"
        whole = self._by_path.get((*gap.path[:-1], "current"))
        if whole is not None:
            return str(int(Decimal(7 * whole.number + 11) * part))
        return f"{Decimal(1000 + gap.number) * part:f}" if part else "0"

    def _look_up(self, document: Document, sign: int) -> None:
        for pattern in _patterns(document):
            for part in pattern.parts:
                if isinstance(part, int) and part in self._codes:
                    self._purposes.setdefault(self._codes[part], [])
            hits = self._hits(pattern)
            if len({match.group() for match, _ in hits}) == 1:
                self._take(pattern, *hits[0], sign)

    def _hits(self, pattern: _Pattern) -> list[tuple[re.Match[str], _Sentence]]:
        """Return where print has a sentence, with the figures that the draft has already."""
        return [
            (match, one)
            for one in self._sentences
            if (match := pattern.regex.fullmatch(one.plain)) is not None
            and self._agrees(pattern, match)
            and (pattern.is_whole or self._goes_on(one))
        ]

    def _goes_on(self, clause: _Sentence) -> bool:
        """Tell whether what follows a clause is one, and no rest of what was typed in it."""
        following = clause.following
        return not following or any(one.regex.fullmatch(following) for one in self._clauses)

    def _agrees(self, pattern: _Pattern, match: re.Match[str]) -> bool:
        """Tell whether print has the figures that the draft tells already."""
        for part, got in zip(pattern.parts, match.groups(), strict=True):
            if not isinstance(part, Figure) or self._is_open(part) or part.unit == "%":
                continue
            told = _DIGITS.search(normalise(part.text))
            if told is None or _decimal(told.group()) != _decimal(got):
                return False
        return True

    def _is_open(self, figure: Figure) -> bool:
        """Tell whether a figure is made of anything that stands in a gap."""
        return any(path in self._by_path for path in _paths(figure))

    def _take(
        self, pattern: _Pattern, match: re.Match[str], sentence: _Sentence, sign: int
    ) -> None:
        place = sentence.place
        texts = [got for part, got in zip(pattern.parts, match.groups(), strict=True)
                 if isinstance(part, int)]  # fmt: skip
        is_open = len(texts) > 1 and any(_CUT.search(got) for got in texts)
        for at, (part, got) in enumerate(zip(pattern.parts, match.groups(), strict=True), start=1):
            if isinstance(part, int) and is_open:
                continue  # print does not say which of two texts goes on behind a mark between them
            if isinstance(part, int):
                words = Found(sentence.raw[match.start(at) : match.end(at)], place)
                gap = next((one for one in self._gaps if one.number == part), None)
                if gap is not None and gap.is_text:
                    self._said[gap.path].append(words)
                elif part in self._codes:
                    self._purposes[self._codes[part]].append(words)
            elif part.formula is Formula.GIVEN and len(part.places) == 1:
                path = part.places[0].path
                if path in self._by_path:
                    self._said[path].append(self._number(part, got, place))
            elif part.formula is Formula.DIFFERENCE and sign:
                current, prior = part.operands
                self._changes.append((current, prior, sign, self._exact(part, got), place))
            elif self._is_open(part) and part.formula is Formula.SUM:
                self._prior(part, self._exact(part, got), place, is_exact=True)

    def _number(self, figure: Figure, got: str, place: PrintPlace) -> Found:
        value = _decimal(got)
        if figure.unit and figure.unit not in ("%", self._unit.name):
            fen = self._exact(figure, got)
            value = fen / self._unit.fen
        return Found(f"{value.normalize():f}", place)

    def _exact(self, figure: Figure, got: str) -> Decimal:
        """Return a printed number in the smallest unit, or as it is of what is no money."""
        scale = self._units[figure.unit].fen if figure.unit in self._units else 1
        return _decimal(got) * scale

    def _stayed(self, same: Document, grown: Document, *, has_reasons: bool) -> None:
        """Take down what is said to be as it was: its change has no figure, but a place."""
        openings = [
            (pattern.letters, change)
            for pattern in _patterns(grown)
            for change in pattern.parts
            if isinstance(change, Figure) and change.formula is Formula.DIFFERENCE
        ]
        known = {pattern.letters for pattern in _patterns(grown)}
        for pattern in _patterns(same):
            hits = [] if pattern.letters in known else self._hits(pattern)
            if len({match.group() for match, _ in hits}) != 1:
                continue
            scored = sorted(
                (
                    (_common(pattern.letters, letters), at)
                    for at, (letters, _) in enumerate(openings)
                ),
                reverse=True,
            )
            if not scored or scored[0][0] < _FEWEST:
                continue
            best = [openings[at][1] for score, at in scored if score == scored[0][0]]
            if len(best) == 1:
                current, prior = best[0].operands
                self._changes.append((current, prior, 0, Decimal(0), hits[0][1].place))
                if not has_reasons:
                    self._absent |= {
                        gap.path
                        for path in _paths(prior)
                        for gap in self._gaps
                        if gap.path[:-1] == path[:-1] and self._may_be_left_out(gap.path)
                    }

    def _nothing(self, known: Sequence[_Pattern]) -> None:
        """Take down what is nothing: its sentence says so by leaving it out."""
        wordings = {pattern.letters for pattern in known}
        still_open = [
            gap
            for gap in self._gaps
            if not gap.is_text and gap.path[-1] not in self._before and gap.path not in self._said
        ]
        for gap in still_open[:_MOST_TRIED]:
            document = self._document(_EARLIER, nothing=gap.path)
            for pattern in _patterns(document) if document is not None else ():
                hits = [] if pattern.letters in wordings else self._hits(pattern)
                if len({match.group() for match, _ in hits}) == 1:
                    self._take(pattern, *hits[0], 0)
                    self._said[gap.path].append(Found("0", hits[0][1].place))

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
            if (gap := self._by_path.get(path)) is not None:
                value = amount / self._unit.fen if gap.is_money else amount
                self._said[path].append(Found(f"{value.normalize():f}", place, is_exact))


def _compared(document: Document, gaps: Container[Path]) -> Iterator[tuple[Path, Figure]]:
    """Yield of last year's amounts that stand in gaps alone what they are compared with."""
    for pattern in _patterns(document):
        for part in pattern.parts:
            if isinstance(part, Figure) and part.formula is Formula.DIFFERENCE:
                current, prior = part.operands
                paths = _paths(prior)
                if len(paths) == 1 and paths <= set(filter(gaps.__contains__, paths)):
                    yield (*paths, current)  # type: ignore[misc]


def _paths(figure: Figure) -> set[Path]:
    """Return where a figure was typed."""
    facts = {(*fact.origin.path, str(fact.key)) for fact in figure.facts}
    below = (path for operand in figure.operands for path in _paths(operand))
    return facts | {place.path for place in figure.places} | set(below)


def _gaps(tree: SourceTree, schema: Shape) -> Iterator[_Gap]:
    """Yield the gaps whose lines are all there; of other lists nobody knows how long they are."""
    number = 0
    waiting: list[tuple[Path, nodes.Node]] = [((), tree.root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, nodes.Scalar):
            shape = schema.at(path)
            if node.value is None and not shape.code_list:
                number += 1
                kinds = shape.here.get("type", "string")
                is_number = shape.is_amount or kinds in ("integer", "number")
                yield _Gap(path, number, not is_number, shape.is_amount)
        elif not isinstance(node, nodes.Sequence) or path in _LISTS:
            waiting += (((*path, step), child) for step, child in nodes.children(node))


def _sentences(printed: PublishedDocument) -> Iterator[_Sentence]:
    """Yield the sentences in print, and paragraphs of several."""
    for block in printed.blocks:
        if not isinstance(block, PrintedParagraph) or not block.sentences:
            continue
        texts = [(one.text, one.place) for one in block.sentences]
        if len(texts) > 1:
            texts.append(("".join(text for text, _ in texts), texts[0][1]))
        for text, place in texts:
            raw = "".join(text.split())[:_LONGEST]
            yield _Sentence(_plain(raw), raw, place)
            yield from _clauses_in(raw, place)


def _clauses_in(raw: str, place: PrintPlace) -> Iterator[_Sentence]:
    """Yield the clauses of a sentence."""
    clauses = [one.rstrip(_END) for one in _CUT.split(raw)]
    if len(clauses) > 1:
        for clause, following in zip(clauses, [*clauses[1:], ""], strict=True):
            yield _Sentence(_plain(clause), clause, place, _plain(following))


def _plain(text: str) -> str:
    return normalise("".join(text.split()))[:_LONGEST]


def _patterns(document: Document) -> Iterator[_Pattern]:
    """Yield the sentences of a document, and the clauses of those that have several."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for line in block.sentences:
                if (pattern := _pattern(line, is_whole=True)) is not None:
                    yield pattern
            if len(block.sentences) > 1:
                whole = tuple(part for line in block.sentences for part in line)
                if (pattern := _pattern(whole, is_whole=True)) is not None:
                    yield pattern
            for line in block.sentences:
                clauses = tuple(_clauses_of(line))
                if len(clauses) > 1:
                    made = (_pattern(clause, is_whole=False) for clause in clauses)
                    yield from (one for one in made if one is not None)


def _clauses_of(line: Line) -> Iterator[Line]:
    clause: list[str | Figure] = []
    for part in line:
        if isinstance(part, Figure):
            clause.append(part)
            continue
        first, *others = _CUT.split(part)
        clause.append(first)
        for other in others:
            yield tuple(clause)
            clause = [other]
    if clause and isinstance(clause[-1], str):
        clause[-1] = clause[-1].rstrip(_END)
    yield tuple(clause)


def _pattern(line: Line, *, is_whole: bool) -> _Pattern | None:
    """Return a line with its signs and figures open; nothing where it has no words."""
    regex = letters = ""
    parts: list[Figure | int] = []
    for part in line:
        if isinstance(part, Figure):
            text = _plain(part.text)
            digits = _DIGITS.search(text)
            if digits is None:
                regex += re.escape(text)
                continue
            regex += re.escape(text[: digits.start()]) + f"({_NUMBER})"
            regex += re.escape(text[digits.end() :])
            parts.append(part)
            continue
        for at, piece in enumerate(_SIGN.split(_plain(part))):
            if at % 2:
                regex += "(.{1,1000}?)"
                parts.append(int(piece))
            else:
                regex += re.escape(piece)
                letters += piece
    if len(letters) < _FEWEST:
        return None
    return _Pattern(re.compile(regex), tuple(parts), letters, is_whole)


def _common(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike."""
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length


def _decimal(text: str) -> Decimal:
    return Decimal(normalise(text).replace(",", "").replace("，", "").replace("－", "-"))


def _one(said: Sequence[Found]) -> Found:
    """Return what is said most often, and what is said besides."""
    values = [one.value for one in said]
    chosen = max(said, key=lambda one: (values.count(one.value), one.is_exact))
    others = tuple(dict.fromkeys(value for value in values if value != chosen.value))
    return chosen._replace(others=others)
