"""The texts of a document, found again on the pages of its PDF, digit by digit.

Letters are read in the order in which they were written, and compared without blanks. A text is
looked for behind the one before it, whatever its digits are; what stands between texts may hold
none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.diagnostics.messages import Message, msg
from budgetc.frozen import NamedTuple, frozen
from budgetc.verify.carried import CarriedText

_BLANKS = "[\\s\u200b\u00ad\ufffe\x02]"
_BLANK = re.compile(f"{_BLANKS}+")
_LETTER = "[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]"
_HYPHEN = re.compile(f"(?<={_LETTER})[-\u2010](?={_BLANKS}*{_LETTER})")
"""In a word, also where its line ends; what stands apart says that there is nothing."""
_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile("[0-9][0-9.,]*")
_WHOLE = re.compile("[0-9]{1,9}")
_LEADERS = ".…·"
"""What leads from a heading to its page."""
_REACH = 4000
"""How many letters may stand between two texts: heads, and what goes over several rows."""
_NEAR = 200
"""A text as it should be that stands no further behind one that looks like it is the right one."""
_LONG = 1500
"""A text of more letters is only compared with as many more as are near."""
_TOLD = "\0"
"""Stands for a letter that is accounted for."""
_WIDE, _WIDTH = "utf-32-le", 4
"""In which a letter can be accounted for in place: each has as many bytes."""
_PATIENCE = 30_000_000
"""Microseconds; a document of a hundred pages takes a second."""


class _UnlikeError(Exception):
    """Pages are so unlike what should stand there that looking takes too long."""


@frozen()
class Wrong:
    """Something of a PDF that does not follow from its facts.

    Attributes:
        id: of the figure; empty where it belongs to none.
        page: from 1; 0 where it is in what the PDF carries, or nowhere.
        text: what is wrong.
        found: what stands there.
        should: what should.
    """

    id: str
    page: int
    text: Message
    found: str = ""
    should: str = ""


class _Span(NamedTuple):
    start: int
    end: int
    id: str


def plain(text: str) -> str:
    """Return a text as it is compared: without blanks, and hyphens within words."""
    return _BLANK.sub("", _HYPHEN.sub("", FORBIDDEN.sub("", text)))


class Pages:
    """The letters of a PDF in one row, and what of them is accounted for."""

    def __init__(self, pages: Sequence[str]) -> None:
        """Put the pages after one another, without their numbers; what is before page 1 apart."""
        texts = list(map(plain, pages))
        first = next((number for number, text in enumerate(texts) if "—1—" in text), 0)
        for number, text in enumerate(texts[first:], 1):
            before, _, after = text.rpartition(f"—{number}—")
            texts[first + number - 1] = before + after
        self._front = texts[:first]
        self._first = first
        self._starts = [0]
        for text in texts[first:]:
            self._starts.append(self._starts[-1] + len(text))
        self.text = "".join(texts[first:])
        self._masked = _DIGIT.sub("0", self.text)
        self._left = bytearray(self.text.encode(_WIDE))
        self._rest_of_text = self._rest_like = ""
        self._patience = _PATIENCE
        self.is_cut = False
        """Whether so much is unlike that not all was looked for."""
        self._at = 0

    def page(self, at: int) -> int:
        """Return the number of the page, from 1, that a letter stands on."""
        return self._first + bisect_right(self._starts, max(0, min(at, len(self.text) - 1)))

    def on_front(self, heads: Iterable[str], issued: str) -> Iterator[Wrong]:
        """Yield the numbers of cover and contents that are neither of heads, nor day, nor page.

        Args:
            heads: the title and headings.
            issued: the day that the cover has, as 2024-02-08.
        """
        known = sorted(filter(None, map(plain, heads)), key=len, reverse=True)
        day = Counter(map(int, _WHOLE.findall(issued)))
        for number, text in enumerate(self._front, 1):
            rest = text
            for one in known:
                rest = rest.replace(one, _TOLD * len(one))
            for found in _NUMBER.finditer(rest):
                parts = Counter(map(int, _WHOLE.findall(found[0])))
                if parts <= day:
                    day -= parts
                elif not self._is_page(found[0], rest[: found.start()]):
                    around = text[max(0, found.start() - 12) : found.end() + 12]
                    yield _wrong("", number, found[0], "", "", around)

    def _is_page(self, number: str, before: str) -> bool:
        """Tell whether contents say by a number where something is: behind its head and dots."""
        behind_head = before.rstrip(_LEADERS).endswith(_TOLD)
        is_whole = _WHOLE.fullmatch(number) is not None
        return behind_head and is_whole and int(number) < len(self._starts)

    def misprints(
        self, texts: Sequence[CarriedText], figures: Mapping[str, str]
    ) -> Iterator[Wrong]:
        """Yield the figures that are not as they should be, and digits that belong to none.

        Args:
            texts: in the order of print.
            figures: the text of each, by id.
        """
        try:
            yield from self._misprints(texts, figures)
        except _UnlikeError:
            self.is_cut = True

    def _misprints(
        self, texts: Sequence[CarriedText], figures: Mapping[str, str]
    ) -> Iterator[Wrong]:
        between: dict[str, set[str]] = {}
        for text in texts:
            if text.apart:
                whole = _DIGIT.sub("0", _joined(text.parts, figures)[0])
                between.setdefault(text.where, set()).add(whole)
        for text in texts:
            if not text.apart:
                yield from self._look(text, figures, between.get(text.where, set()))
        yield from self._apart([text for text in texts if text.apart], figures)
        yield from self._rest()

    def _look(
        self, text: CarriedText, figures: Mapping[str, str], between: Collection[str]
    ) -> Iterator[Wrong]:
        whole, spans = _joined(text.parts, figures)
        if not whole:
            return
        at = self._find(whole)
        places: Sequence[int] = range(at, at + len(whole)) if at >= 0 else ()
        if not places and spans:
            places = self._find_around(_DIGIT.sub("0", whole), sorted(between, key=len))
        if places:
            self._at = places[-1] + 1
            yield from self._compared(text, whole, spans, places)
        elif spans:
            yield from self._torn(text, whole, spans)

    def _find(self, whole: str) -> int:
        end = self._at + len(whole) + (_REACH if len(whole) > len("1234") else _NEAR)
        like = self._masked.find(_DIGIT.sub("0", whole), self._at, end)
        same = self.text.find(whole, self._at, end)
        return same if 0 <= same <= like + _NEAR else like

    def _find_around(self, whole: str, between: Sequence[str]) -> Sequence[int]:
        """Return where the letters of a text are that others of its table may stand in."""
        end = min(self._at + len(whole) + _REACH, len(self._masked))
        start = self._at - 1
        step = 1 + len(between) // 10
        while (start := self._masked.find(whole[0], start + 1, end)) >= 0:
            self._spend(step)
            places: list[int] = []
            at = start
            while len(places) < len(whole):
                if at < end and self._masked[at] == whole[len(places)]:
                    places.append(at)
                    at += 1
                    continue
                self._spend(step)
                other = next(
                    (one for one in between if one and self._masked.startswith(one, at)), ""
                )
                if not other:
                    break
                at += len(other)
            else:
                return places
        return ()

    def _compared(
        self, text: CarriedText, whole: str, spans: Sequence[_Span], places: Sequence[int]
    ) -> Iterator[Wrong]:
        for place in places:
            self._tell(place, 1)
        printed = "".join(self.text[place] for place in places)
        for span in spans:
            should, found = whole[span.start : span.end], printed[span.start : span.end]
            if found != should:
                yield self._misprint(span.id, places[span.start], found, should, text)

    def _torn(self, text: CarriedText, whole: str, spans: Sequence[_Span]) -> Iterator[Wrong]:
        """Compare a text that other letters stand in, or that has more or fewer of its own."""
        window = self.text[self._at : self._at + len(whole) + _REACH]
        if len(whole) > _LONG:
            window = window[: len(whole) + _NEAR]
        self._spend(len(whole) * len(window) // 10)
        blocks = SequenceMatcher(
            None, whole, window, autojunk=len(whole) > _LONG
        ).get_matching_blocks()
        base = self._at
        for one in blocks:
            self._tell(base + one.b, one.size)
        for span in spans:
            found = _counterpart(span, blocks, window)
            should = whole[span.start : span.end]
            if found is None:
                yield _wrong(span.id, 0, "", should, text.where, _shown(text))
            elif found[0] != should:
                yield self._misprint(span.id, base + found[1], found[0], should, text)
        last = [one for one in blocks if one.size]
        if sum(one.size for one in last) * 2 > len(whole):
            self._at = base + last[-1].b + last[-1].size

    def _apart(self, texts: Sequence[CarriedText], figures: Mapping[str, str]) -> Iterator[Wrong]:
        """Look for texts that may stand anywhere, and account for each place where one stands."""
        joined = {_joined(text.parts, figures)[0]: text for text in texts}
        wanted = [one for one in sorted(joined, key=len, reverse=True) if _DIGIT.search(one)]
        absent = {whole for whole in wanted if not self._account(whole)}
        for whole in wanted:
            like = _DIGIT.sub("0", whole)
            self._spend(1 + len(self.text) // 1000)
            at = self._untold_like().find(like)
            if at >= 0 and len(like) > len("0000"):
                self._tell(at, len(whole))
                found = self.text[at : at + len(whole)]
                yield self._misprint("", at, found, whole, joined[whole])
            elif whole in absent:
                text = joined[whole]
                yield _wrong("", 0, "", whole, text.where, _shown(text))

    def _account(self, whole: str) -> bool:
        """Account for each place where a text stands that no other has taken."""
        at, seen = -1, False
        rest = self._untold()
        self._spend(1 + len(rest) // 1000)
        while (at := rest.find(whole, at + 1)) >= 0:
            self._tell(at, len(whole))
            seen = True
        return seen or whole in self.text

    def _rest(self) -> Iterator[Wrong]:
        for found in _NUMBER.finditer(self._untold()):
            around = self.text[max(0, found.start() - 12) : found.end() + 12]
            yield _wrong("", self.page(found.start()), found[0], "", "", around)

    def _untold(self) -> str:
        """Return the text, with a sign in place of each letter that is accounted for."""
        if not self._rest_of_text:
            self._spend(1 + len(self.text) // 500)
            self._rest_of_text = self._left.decode(_WIDE)
        return self._rest_of_text

    def _untold_like(self) -> str:
        """Return the same with other digits."""
        if not self._rest_like:
            self._rest_like = _DIGIT.sub("0", self._untold())
        return self._rest_like

    def _spend(self, steps: int) -> None:
        """Take some of the time that there is for looking; a step takes about a microsecond."""
        self._patience -= steps
        if self._patience < 0:
            raise _UnlikeError

    def _tell(self, at: int, size: int) -> None:
        self._left[_WIDTH * at : _WIDTH * (at + size)] = bytes(_WIDTH * size)
        self._rest_of_text = self._rest_like = ""

    def _misprint(self, name: str, at: int, found: str, should: str, text: CarriedText) -> Wrong:
        return _wrong(name, self.page(at), found, should, text.where, _shown(text))


def _joined(
    parts: Sequence[str | tuple[str]], figures: Mapping[str, str]
) -> tuple[str, list[_Span]]:
    """Return a text as it is compared, and where its figures are, and other numbers."""
    whole, spans = "", []
    for part in parts:
        said = plain(part if isinstance(part, str) else figures.get(part[0], ""))
        start, whole = len(whole), whole + said
        if isinstance(part, str):
            found = _NUMBER.finditer(said)
            spans += [_Span(start + one.start(), start + one.end(), "") for one in found]
        else:
            spans.append(_Span(start, len(whole), part[0]))
    return whole, spans


def _counterpart(
    span: _Span, blocks: Sequence[tuple[int, int, int]], window: str
) -> tuple[str, int] | None:
    """Return what stands where a figure should, and where; nothing where nothing is like it."""
    starts = [b + span.start - a for a, b, size in blocks if a <= span.start < a + size]
    ends = [b + span.end - a for a, b, size in blocks if a < span.end <= a + size]
    before = [b + size for a, b, size in blocks if size and a + size <= span.start]
    after = [b for a, b, size in blocks if size and a >= span.end]
    start = starts[0] if starts else before[-1] if before else None
    end = ends[0] if ends else after[0] if after else None
    if start is None or end is None or not 0 <= end - start <= 2 * (span.end - span.start) + 4:
        return None
    if not starts or start == 0 or not window[start - 1 : start].isdigit():
        return window[start:end], start
    start = len(window[:start].rstrip("0123456789.,"))
    return window[start:end], start


def _shown(text: CarriedText) -> str:
    return "".join(part if isinstance(part, str) else "…" for part in text.parts)[:80]


def _wrong(name: str, page: int, found: str, should: str, where: str, around: str) -> Wrong:
    """Return what is not on its page as it should be; `should` is empty for no figure at all."""
    if not should:
        text = msg(
            "page {page}: {found} belongs to no figure: …{around}…",
            page=page,
            found=found,
            around=around,
        )
    elif not page:
        text = msg(
            "{should} is on no page: {where}: {around}",
            should=should,
            where=where,
            around=around,
        )
    else:
        text = msg(
            "page {page}: {found} stands where {should} should: {where}: {around}",
            page=page,
            found=found or "–",
            should=should,
            where=where,
            around=around,
        )
    return Wrong(name, page, text, found, should)
