"""What a jurisdiction's templates may speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import ClassVar

from budgetc.budget.consolidated import Consolidated
from budgetc.diagnostics.messages import msg
from budgetc.document.model import Figure
from budgetc.frozen import frozen
from budgetc.jurisdiction.numbers import Era, Numerals
from budgetc.jurisdiction.spec import Layout
from budgetc.layout.absent import Absent
from budgetc.layout.choices import chosen_wording
from budgetc.layout.figures import Figures
from budgetc.layout.functions import Functions, function_names
from budgetc.layout.quantities import Namespace, Quantity
from budgetc.templating.exposed import Exposed, exposed

VALUES: Mapping[str, str] = MappingProxyType(
    {
        "source": "The budget as typed: `source.department.name`. A key that a source may have and "
        "this one lacks is absent: it is false in an `if`, and printing it is a finding that says "
        "which sentence needs it.",
        "figures": "The amounts that the layout declares under `figures`: `figures.revenue`.",
        "breakdowns": "The lists that it declares under `breakdowns`, each of members.",
        "year": "The year of the budget.",
        "prior_year": "The year before.",
        "year_label": "`year_label(year)` writes a year as `year_label` of the layout says: FY19; "
        "`year_label(year, back=3)` the third year before it, "
        """`year_label(year, form="'{yy}")` in another form: '19.""",
        "unit": "The unit that amounts have in sentences and forms; in `above_left` and "
        "`above_right` that of the table.",
        "words": "The words of this document's kind, which the layout declares under `words`.",
        "wording": "The choices of wording: the source's, or the first value that the layout has.",
        "glossary": "The terms to explain: the layout's, with the department's own words where it "
        "has some, then the department's further ones.",
        "numeral": "`numeral(number)` writes a number from 1 to 99 in the layout's words of "
        "counting, and any other in digits; use it with `loop.index` or a count.",
    }
)
"""The plain names of templates; the functions stand in `functions.py` and `tables.py`."""


@frozen()
class Term(Exposed):
    """A word of the glossary."""

    called = msg("a word of the glossary")
    knows: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"term": "The word.", "meaning": "What it means, without a full stop."}
    )

    term: str
    meaning: str


def template_values(budget: Consolidated, layout: Layout, figures: Figures) -> Mapping[str, object]:
    """Return the names that templates may use, but for the tables."""
    words = layout.words.get(budget.kind, {})
    wording = chosen_wording(budget, layout)
    functions = Functions(budget, figures)
    return {
        "source": figures.source,
        "figures": figures.figures(),
        "breakdowns": figures.breakdowns(),
        "year": budget.year,
        "prior_year": budget.year - 1,
        "year_label": exposed(partial(year_label, layout.year_label, layout.eras)),
        "unit": figures.style.unit.name,
        "words": Namespace(words, words.__getitem__),
        "wording": Namespace(wording, wording.__getitem__),
        "glossary": glossary(budget, layout, figures),
        "numeral": exposed(numerals(layout.numerals)),
        **{name: getattr(functions, name) for name in function_names()},
    }


def year_label(usual: str, eras: Iterable[Era], year: int, back: int = 0, form: str = "") -> str:
    """Return a year, or one so many years back, as a jurisdiction writes it: FY19, 2025/26."""
    told, form = year - back, form or usual
    for before, one in {"prior_": told - 1, "": told, "next_": told + 1}.items():
        form = form.replace(f"{{{before}year}}", f"{one}").replace(
            f"{{{before}yy}}", f"{one % 100:02}"
        )
    begun = (one for one in eras if one.since <= told)
    era = max(begun, key=lambda one: one.since, default=None)
    label = str(told) if era is None else era.label(told)
    return form.replace("{roc}", f"{told - 1911}").replace("{era}", label)


def glossary(budget: Consolidated, layout: Layout, figures: Figures) -> tuple[Term, ...]:
    """Return the jurisdiction's terms, with the department's own words where it has some.

    A term of a figure that is nothing is left out, unless the department explains it itself.
    """
    for term in budget.glossary:
        figures.source.reads.value(term.origin, "meaning")
    own = {term.term: term.meaning for term in budget.glossary}
    terms = {
        term.term: own.pop(term.term, term.meaning)
        for term in layout.glossary
        if term.term in own or term.figure is None or _is_there(figures.figure(term.figure))
    }
    return tuple(Term(term, meaning) for term, meaning in (terms | own).items())


def _is_there(amount: Quantity) -> bool:
    """Tell whether an amount is more or less than nothing, or not known."""
    return isinstance(amount.current, Absent) or bool(amount.current)


def numerals(words: Numerals) -> Callable[[int | Figure], str]:
    """Return a function that writes 1 to 99 in the words of a jurisdiction: 一, 十一, two."""
    ten = 10

    def numeral(counted: int | Figure) -> str:
        number = counted.value if isinstance(counted, Figure) else counted
        if 0 < number <= len(words.words):
            return words.words[number - 1]
        tens, ones = divmod(number, ten)
        if not 0 < number < ten * ten or not words.digits:
            return str(number)
        head = "" if tens == 0 else words.ten if tens == 1 else words.digits[tens] + words.ten
        return head + (words.digits[ones] if ones else "")

    return numeral
