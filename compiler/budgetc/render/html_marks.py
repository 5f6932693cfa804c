"""The figures of a page as links, and what the page tells of each when it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, starmap

from budgetc.document.model import Figure, Line, line_text
from budgetc.render.evidence import Evidence, Remark
from budgetc.render.html_escape import escape, plain, script_json

_AROUND = 14
"""Characters of a sentence that are shown on each side of a figure."""

_TELLING = 6
"""Characters from which on a text that was typed is known again in print."""

Place = tuple[str, str, str]
"""Where a figure stands: table or heading, row or words before it, column or words after it."""


class Marks:
    """Makes figures links, in the order of the page, and keeps what each leads to.

    A page is made in one pass, so what it knows of its figures is complete when it is at its end.
    """

    def __init__(self, evidence: Evidence) -> None:
        """Begin with nothing printed."""
        self._evidence = evidence
        self._numbers: dict[str, int] = {}
        self._printed: list[Figure] = []
        self._places: list[tuple[int, Place]] = []
        self._first: dict[int, int] = {}
        self._remarks: dict[str, list[int]] = {}
        self._texts: list[tuple[str, int]] = []
        self._marked: set[int] = set()
        for number, remark in enumerate(evidence.remarks):
            for name in remark.figures:
                self._remarks.setdefault(name, []).append(number)
            if len(remark.text) >= _TELLING and not remark.figures:
                self._texts.append((plain(remark.text), number))

    def line(self, line: Line, place: Place | None = None) -> str:
        """Return a line as HTML: text as text, figures as links.

        Args:
            line: of the document.
            place: where it stands, if that is a cell; its words tell, if it is a sentence.
        """
        text = line_text(line)
        parts, end = [], 0
        for part in line:
            start, end = end, end + len(str(part))
            if isinstance(part, Figure):
                before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
                where = place or ("", before, after)
                parts.append(self._figure(part, where))
            else:
                parts.append(escape(part))
        shown = plain(text) if self._texts else ""
        return "".join(parts) + self._marks([n for words, n in self._texts if words in shown])

    def under(self, heading: str, line: Line) -> str:
        """Return a sentence under a heading."""
        first = len(self._places)
        made = self.line(line)
        for at in range(first, len(self._places)):
            number, (_, before, after) = self._places[at]
            self._places[at] = number, (heading, before, after)
        return made

    def _figure(self, figure: Figure, place: Place) -> str:
        if figure.id not in self._evidence.figures or not figure.text:
            return escape(figure.text)
        if figure.id not in self._numbers:
            self._numbers[figure.id] = len(self._printed)
            self._printed.append(figure)
        at = len(self._places)
        self._first.setdefault(self._evidence.figures[figure.id].same, at)
        self._places.append((self._numbers[figure.id], place))
        marks = self._marks(self._remarks.get(figure.id, ()))
        return f'<a class="f" id="p{at}" href="#p{at}">{escape(figure.text)}</a>{marks}'

    def _marks(self, remarks: Sequence[int]) -> str:
        """Return the marks of some remarks that stand nowhere yet; those of a kind share one."""
        alike: dict[tuple[str, str], list[int]] = {}
        for number in remarks:
            if number not in self._marked:
                remark = self._evidence.remarks[number]
                alike.setdefault((remark.code, remark.kind), []).append(number)
        self._marked.update(chain.from_iterable(alike.values()))
        return "".join(starmap(self._mark, alike.items()))

    def _mark(self, of: tuple[str, str], numbers: Sequence[int]) -> str:
        code, kind = map(escape, of)
        first, *others = numbers
        told = "\n".join(self._evidence.remarks[number].message for number in numbers)
        also = f' data-also="{" ".join(f"n{number}" for number in others)}"' if others else ""
        places = "".join(f'<i id="m{number}"></i>' for number in others)
        count = f" ×{len(numbers)}" if others else ""
        return (
            f'<a class="mark {kind}" id="m{first}" href="#n{first}"{also} '
            f'title="{code} {escape(told)}">{places}{code}{count}</a>'
        )

    def first(self, figure: Figure) -> int | None:
        """Return the place where a figure, or one made of the same, stands first, if it does."""
        known = self._evidence.figures.get(figure.id)
        return None if known is None else self._first.get(known.same)

    def stands(self, number: int) -> bool:
        """Tell whether a remark has its mark on the page."""
        return number in self._marked

    def data(self) -> str:
        """Return what the page tells of its figures, as JSON in which everything stands once."""
        return script_json(dict(self._data()))

    def _data(self) -> Iterator[tuple[str, object]]:
        texts = _Texts()
        evidence = self._evidence
        behind = self._behind()
        yield (
            "typed",
            [
                [texts(one.file), one.line, one.column, texts(one.path), texts(one.text)]
                for one in evidence.typed
            ],
        )
        yield "steps", [
            [
                texts(step.label), texts(step.value), texts(step.formula),
                [texts(note) for note in step.notes],
                -1 if step.typed is None else step.typed, list(step.parts),
            ]
            for step in evidence.steps
        ]  # fmt: skip
        yield (
            "figures",
            [
                [
                    texts(figure.text),
                    *self._known(figure.id, behind),
                    *(() if evidence.is_public else (texts(figure.id), texts(figure.exact))),
                ]
                for figure in self._printed
            ],
        )
        yield "behind", [evidence.figures[name].step for name in behind]
        yield "places", [[number, *map(texts, place)] for number, place in self._places]
        yield "texts", [*texts]

    def _behind(self) -> dict[str, int]:
        """Return the figures of the year before, each with its number among them."""
        priors = (self._evidence.figures[figure.id].prior for figure in self._printed)
        return {name: at for at, name in enumerate(dict.fromkeys(filter(None, priors)))}

    def _known(self, name: str, behind: dict[str, int]) -> tuple[int, int, int]:
        known = self._evidence.figures[name]
        return known.step, known.same, -1 if known.prior is None else behind[known.prior]


class _Texts:
    """Texts, each once, by their numbers."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)


def remark_items(remarks: Iterable[Remark], marks: Marks, say: Mapping[str, str]) -> Iterator[str]:
    """Yield what was found, an item each, with a link to where the page shows it."""
    for number, one in enumerate(remarks):
        kind, told = one.kind, one.hint or one.waived
        hint = f'<p class="hint">{escape(told)}</p>' if told else ""
        place = f'<span class="place">{escape(one.place)}</span> ' if one.place else ""
        there = f'<a href="#m{number}">{say["show"]}</a> ' if marks.stands(number) else ""
        yield (
            f'<li class="{kind}" id="n{number}"><p><strong class="code">{say[kind]} '
            f"{escape(one.code)}</strong> {escape(one.message)}</p>{hint}"
            f'<p class="at">{there}{place}<code>{escape(one.file)}:{one.line}</code></p></li>'
        )
