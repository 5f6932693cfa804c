"""PCT101: a reader who computes a growth from the printed amounts comes to the printed growth.

Where a jurisdiction computes it from the printed amounts (`numbers.percent.made_from`), it is said
where that is not the growth of the exact ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetc.diagnostics import Related
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.document.figures import TextLine
from budgetc.document.model import Document, Figure, Formula
from budgetc.frozen import frozen
from budgetc.jurisdiction.numbers import PercentStyle
from budgetc.rules.facts import text_lines
from budgetc.rules.rule import Findings, RuleContext, Violation, given, rule, some


@rule("PCT101")
def printed_growth_is_that_of_printed_amounts(context: RuleContext) -> Findings:
    document = given(context.document, msg("there is no document while the source has errors"))
    lines = context.look(text_lines)
    growths = some(tuple(_growths(document, lines)), msg("no sentence says by how many percent"))
    style = context.layout.numbers.percent
    for heading, unlike in _by_heading(growths, style):
        first, *others = unlike
        yield Violation(
            first.place,
            msg("{heading}: {said}", heading=heading, said=first.said(style)),
            related=[Related(one.place, one.said(style)) for one in others],
            hint=msg(
                "leave it, or print the amounts with more decimals (options: prose:); the "
                "jurisdiction declares which of both is printed (numbers: percent: made_from:)"
            ),
        )


@frozen()
class _Growth:
    """A growth in a sentence.

    Attributes:
        figure: printed as a percentage.
        now: this year's amount.
        then: last year's.
    """

    heading: str
    figure: Figure
    now: Figure
    then: Figure

    @property
    def place(self) -> Span:
        """Where this year's amount was typed, or last year's if there is none."""
        for figure in (self.now, self.then, *self.now.operands, *self.then.operands):
            for fact in figure.facts:
                return fact.span
            for place in figure.places:
                return place.origin.span(place.key)
        raise LookupError(self.figure.id)

    def is_unlike(self, style: PercentStyle) -> bool:
        """Tell whether the printed and the exact amounts make two growths."""
        now, then = self.now, self.then
        if now.printed == now.value and then.printed == then.value:  # as mostly
            return False
        return _percent(style, now.printed, then.printed) != _percent(style, now.value, then.value)

    def said(self, style: PercentStyle) -> Message:
        """Return what is printed, and what it could be."""
        values = {
            "growth": self.figure.text,
            "now": self.now.text,
            "then": self.then.text,
            "printed": _percent(style, self.now.printed, self.then.printed) + style.sign,
            "exact": _percent(style, self.now.value, self.then.value) + style.sign,
        }
        if style.made_from == "printed":
            return msg(
                "{then} to {now}: {growth} is printed, the exact amounts make {exact}", **values
            )
        return msg(
            "{then} to {now}: {growth} is printed, the printed amounts make {printed}", **values
        )


def _growths(document: Document, lines: Iterable[TextLine]) -> Iterator[_Growth]:
    """Yield the growths of sentences that can be computed from both kinds of amounts."""
    for text in lines:
        for part in text.line:
            if isinstance(part, Figure) and part.formula is Formula.GROWTH and part.operands:
                now, then = part.operands
                if then.value and then.printed:
                    yield _Growth(text.heading or document.title, part, now, then)


def _by_heading(
    growths: tuple[_Growth, ...], style: PercentStyle
) -> Iterator[tuple[str, tuple[_Growth, ...]]]:
    """Yield the headings under which growths differ, with those growths, each once."""
    unlike = [one for one in growths if one.is_unlike(style)]
    for heading in dict.fromkeys(one.heading for one in unlike):
        here = {one.figure.id: one for one in unlike if one.heading == heading}
        yield heading, tuple(here.values())


def _percent(style: PercentStyle, now: int, then: int) -> str:
    return style.format().digits_only().percent(abs(now - then), then)
