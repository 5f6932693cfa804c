"""Kinds of expenditure that a printed total has, and none of the parts beside it shows.

Where basic expenditure and projects stand beside a total, readers take them for all of it. A source
that has any other kind of expenditure (经营支出 and the like) is looked at for that, and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from budgetc.classification import BASIC_EXPENDITURE, PROJECTS, Catalogue
from budgetc.diagnostics import Diagnostic, Related, finding
from budgetc.diagnostics.messages import Bilingual, enumerated, msg
from budgetc.document.model import Block, Figure, Heading, OnePage, Table, line_text
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.spec import FigureSpec, Layout
from budgetc.jurisdiction.tables import ColumnSpec, RowsSpec
from budgetc.layout.agreement import Condition, asked_for, asked_of_columns, asked_of_lines
from budgetc.ledger import DIMENSIONS, Amounts, Fact, Mask
from budgetc.numbers.money import Unit, money_text

_KIND, _GROUP = DIMENSIONS.index("kind"), DIMENSIONS.index("group")


class Unshown(NamedTuple):
    """A total of which some is of kinds that no part shows.

    Attributes:
        whole: what the total is called.
        facts: what the total has of these kinds.
    """

    whole: str
    facts: tuple[Fact, ...]

    def finding(self, heading: str, unit: Unit, catalogue: Catalogue) -> Diagnostic:
        """Return it as a finding under a heading, amounts in a unit."""
        kinds = {fact.kind: catalogue.kinds[fact.kind] for fact in self.facts}
        names = {kind: Bilingual(one.english, one.name) for kind, one in kinds.items()}
        whole = sum(fact.fen or 0 for fact in self.facts)
        return finding(
            "DOC003",
            msg(
                "{heading}: “{whole}” has {amount} that none of the parts beside it shows",
                heading=heading,
                whole=self.whole,
                amount=money_text(whole, unit),
            ),
            self.facts[0].span,
            related=(
                Related(
                    fact.span,
                    msg(
                        "{name}: {amount}",
                        name=names[fact.kind],
                        amount=money_text(fact.fen or 0, unit),
                    ),
                )
                for fact in self.facts
            ),
            hint=msg(
                "ask those who keep the layout to show these kinds of expenditure there ({kinds}): "
                "in a table each by a column with its {kind} and {optional}, in a sentence by a "
                "figure with its {kind}",
                kinds=enumerated(kinds),
                kind="kind:",  # keys of a layout: a source calls its own by that name otherwise
                optional="optional: true",
            ),
        )


def others_than_usual(cube: Amounts, catalogue: Catalogue) -> frozenset[str]:
    """Return the kinds of expenditure that there is, besides basic expenditure and projects."""
    return cube.kinds - _usual(catalogue)


def _usual(catalogue: Catalogue) -> frozenset[str]:
    return frozenset((*catalogue.kinds_of(BASIC_EXPENDITURE), *catalogue.kinds_of(PROJECTS)))


def unshown_in_table(
    rows: RowsSpec,
    columns: tuple[ColumnSpec, ...],
    masks: tuple[Mapping[str, Mask], Mapping[str, Mask]],
    cube: Amounts,
    catalogue: Catalogue,
) -> Iterator[Unshown]:
    """Yield what the totals of a panel have that no line or column shows.

    Args:
        rows: the rows of the panel, as declared.
        columns: its columns, as declared.
        masks: the facts of its lines, and those of its columns.
        cube: the amounts.
        catalogue: the code lists.
    """
    others = others_than_usual(cube, catalogue)
    if not others:  # as of nearly all sources
        return
    for known, split in zip(masks, _split(rows, columns, catalogue), strict=True):
        for name, label, shown in split:
            if name in known:
                yield from _of_kinds(label, known[name], others - shown, cube)


Split = tuple[tuple[str, str, frozenset[str]], ...]
"""Totals that are split by kind, each with its id, its label, and the kinds of its parts."""


@lru_cache(512)
def _split(
    rows: RowsSpec, columns: tuple[ColumnSpec, ...], catalogue: Catalogue
) -> tuple[Split, Split]:
    further = tuple(catalogue.declared)
    return (
        tuple(_totals(asked_of_lines(rows, further), _usual(catalogue))),
        tuple(_totals(asked_of_columns(columns, further), _usual(catalogue))),
    )


def _totals(
    members: Mapping[str, tuple[str, Condition]], usual: frozenset[str]
) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield the totals beside which all usual kinds are shown, with all kinds that are."""
    shown: dict[Condition, set[str]] = {}
    for _, condition in members.values():
        shown.setdefault(_but_for_kind(condition), set()).update(condition[_KIND])
    for name, (label, condition) in members.items():
        kinds = shown[_but_for_kind(condition)]
        if not (condition[_KIND] or condition[_GROUP]) and kinds >= usual:
            yield name, label, frozenset(kinds)


def _but_for_kind(condition: Condition) -> Condition:
    """Return a condition without its kind, and the group that divides one of them further."""
    return tuple(() if at in (_KIND, _GROUP) else one for at, one in enumerate(condition))


def _of_kinds(whole: str, mask: Mask, kinds: Iterable[str], cube: Amounts) -> Iterator[Unshown]:
    facts: list[Fact] = []
    for kind in sorted(kinds):
        of_kind = cube.facts(cube.within(mask, "kind", kind))
        facts += of_kind if sum(fact.fen or 0 for fact in of_kind) else ()
    if facts:
        yield Unshown(whole, tuple(facts))


def unshown_in_text(
    sections: Iterable[tuple[str, Iterable[Figure]]],
    layout: Layout,
    cube: Amounts,
    catalogue: Catalogue,
) -> Iterator[tuple[str, Unshown]]:
    """Yield the same of figures in sentences, each with what the sentences stand under.

    Args:
        sections: what each part of the text is called, and the figures in it.
        layout: declares them.
        cube: the amounts.
        catalogue: the code lists.
    """
    others, further = others_than_usual(cube, catalogue), tuple(catalogue.declared)
    for heading, figures in sections if others else ():
        named = {one.id: one for figure in figures for one in (figure, *figure.operands)}
        specs = {
            name: spec
            for name in named
            if (spec := layout.figures.get(name)) is not None and spec.less is None
        }
        members = {name: (name, _asked(spec, further)) for name, spec in specs.items()}
        for name, _, shown in _totals(members, _usual(catalogue)):
            mask = cube.asked(specs[name], layout.period(specs[name].of))
            for one in _of_kinds(named[name].text, mask, others - shown, cube):
                yield heading, one


def _asked(spec: FigureSpec, further: tuple[str, ...]) -> Condition:
    return (*asked_for(spec, further), (spec.of,) if spec.of else ())


def sections_of(blocks: Iterable[Block]) -> Iterator[tuple[str, Iterable[Figure]]]:
    """Yield the headings of a document, each with the figures in the sentences under it."""
    heading, figures = "", list[Figure]()
    for block in blocks:
        if isinstance(block, Heading):
            yield heading, figures
            heading, figures = line_text(block.content), []
        elif not isinstance(block, Table):
            figures += (part for line in block.lines for part in line if isinstance(part, Figure))
    yield heading, figures


def sections_of_page(page: OnePage) -> Iterator[tuple[str, Iterable[Figure]]]:
    """Yield the numbers of the one page, each by its label, with the figures in what it says."""
    for number in page.numbers:
        line = (*number.number, *number.says)
        yield line_text(number.label), [part for part in line if isinstance(part, Figure)]
