"""A draft compiled as if its gaps were filled in: signs for words, numbers for amounts.

A template prints other sentences of what grew, shrank and stayed, so last year's amounts are
supposed to be now this part of this year's and now another.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path as Folder

from budgetc.classification import PROJECTS
from budgetc.diagnostics import Diagnostic, errors_of
from budgetc.document.model import Document, Figure
from budgetc.files.data import Resources
from budgetc.files.memory import Memory
from budgetc.files.workspace import Source
from budgetc.frozen import frozen
from budgetc.jurisdiction.amounts import PRIOR
from budgetc.jurisdiction.conventions import Conventions
from budgetc.jurisdiction.sources import schema_of
from budgetc.pipeline import compile_source
from budgetc.recovery.patterns import sign_of
from budgetc.source import nodes
from budgetc.source.nodes import Path, SourceTree
from budgetc.source.shape import Shape
from budgetc.source.text_edit import with_value
from budgetc.source.text_parse import parse
from budgetc.source.text_tree import TextCollection, TextNode, TextScalar, text_of

_LISTS = (
    ("revenue",),
    ("basic_expenditure", "by_function"),
    ("project_expenditure", "projects"),
)
"""The lists of which tables tell how many lines there are."""

_PURPOSES: Path = ("purposes",)
_REASON = "reason"
_LACKING = "DOC001"
"""The finding of what a document needs, which the signs of a draft do not make up."""
_DAYS = ("issued", "as_of")


@frozen(eq=False)
class Gap:
    """An empty place of a draft.

    Attributes:
        number: of its sign.
        is_text: whether words are typed there, and no number.
        is_money: whether it is an amount.
    """

    path: Path
    number: int
    is_text: bool
    is_money: bool


@frozen(eq=False)
class Supposed:
    """What a draft is compiled as if.

    Attributes:
        part: of this year's amount, what last year's is taken for.
        now: this year's figures, by the gaps of last year's amounts that they are compared with.
        is_bare: whether the reasons of changes are left out.
        nothing: a gap in which there is nothing.
    """

    part: Decimal
    now: Mapping[Path, Figure]
    is_bare: bool = False
    nothing: Path = ()


class GapDraft:
    """A draft, and what may stand in its gaps.

    Attributes:
        gaps: those whose lines are all there.
        by_path: the same, by their paths.
        codes: the function codes that its document may tell the purpose of, by their signs.
        refused: why it has no document, where it was found to have none.
    """

    def __init__(
        self,
        tree: SourceTree,
        codes: Sequence[str],
        conventions: Conventions,
        resources: Resources,
    ) -> None:
        """Look for the gaps of a draft."""
        layout = conventions.layout
        self._tree, self._resources = tree, resources
        self._before = frozenset(key for key in layout.amounts if key != layout.reports) | {PRIOR}
        self._unit = conventions.lists.money_units[tree.said("unit")]
        self._shape = schema_of(resources, tree).shape
        self._kinds = frozenset(conventions.catalogue.kinds_of(PROJECTS))
        self.refused: Diagnostic | None = None
        self.gaps = tuple(_gaps(tree, self._shape))
        self.by_path = {gap.path: gap for gap in self.gaps}
        self.codes = dict(enumerate(codes, start=len(self.gaps) + 1))

    def document(self, supposed: Supposed) -> Document | None:
        """Return its document as it is supposed to be; nothing where it has none."""
        tree = parse(self._tree.text)
        text = text_of(replace(tree, root=self._filled(tree.root, (), supposed)))
        name = f"budgets/draft/{self._tree.said('year')}.yaml"
        files = Memory({name: text.encode()})
        source = Source(files, Folder("/"), name, name, "draft", self._tree.said("year"))
        compiled = compile_source(source, self._resources)
        if compiled.draft is None or compiled.draft.document is None:
            errors = errors_of(compiled.findings)
            lacking = (one for one in errors if one.code == _LACKING)
            self.refused = next(lacking, next(iter(errors), None))
            return None
        return compiled.draft.document

    def may_be_left_out(self, path: Path, now: Mapping[Path, Figure]) -> bool:
        """Tell whether a gap is of a reason that need not be given where nothing has changed."""
        beside = ((*path[:-1], key) for key in self._before)
        is_reason = path in self.by_path and str(path[-1]).endswith(_REASON)
        return is_reason and any(one in now for one in beside)

    def is_of_last_year(self, path: Path) -> bool:
        """Tell whether an amount of last year's stands at a path."""
        return path[-1] in self._before

    def _filled(self, node: TextNode, path: Path, supposed: Supposed) -> TextNode:
        if not isinstance(node, TextCollection):
            return node
        entries = []
        for at, entry in enumerate(node.entries):
            here: Path = (*path, at if node.is_list else entry.name)
            value = entry.value
            if here == _PURPOSES and self.codes:
                listed = parse(self._purposes()).root
                entries.append(replace(entry, indicator=":\n", value=listed, trailing=""))
            elif isinstance(value, TextCollection):
                entries.append(replace(entry, value=self._filled(value, here, supposed)))
            elif supposed.is_bare and self.may_be_left_out(here, supposed.now):
                continue
            elif value.value is None and not value.words:
                words = self._words(here, supposed)
                scalar = TextScalar(words, words=words)
                if node.is_flow:
                    entries.append(replace(entry, indicator=": ", value=scalar))
                else:
                    entries.append(with_value(entry, scalar))
            else:
                entries.append(entry)
        return replace(node, entries=tuple(entries))

    def _purposes(self) -> str:
        """Return a purpose for each function code, as a list of the source."""
        signs = ((code, sign_of(number)) for number, code in self.codes.items())
        return "".join(f"- {{code: {code}, text: {sign}}}\n" for code, sign in signs)

    def _words(self, path: Path, supposed: Supposed) -> str:
        """Return what stands in a gap while its sentence is looked for."""
        gap = self.by_path.get(path)
        if path == supposed.nothing:
            return "0"
        if gap is None or gap.is_text:
            number = gap.number if gap is not None else 0
            return _fitting(self._shape.at(path), path, number, self._kinds)
        if self.is_of_last_year(path):
            return self._amount_before(gap, supposed)
        return str(_made_up(gap))

    def _amount_before(self, gap: Gap, supposed: Supposed) -> str:
        """Return what last year's amount is taken for: a part of what it is compared with."""
        now, part = supposed.now.get(gap.path), supposed.part
        if now is not None and gap.is_money and (now.value or part == 1):
            return f"{(now.value * part / self._unit.fen).quantize(Decimal('0.01')):f}"
        whole = self.by_path.get((*gap.path[:-1], "current"))
        if whole is not None:
            return str(int(_made_up(whole) * part))
        return f"{Decimal(1000 + gap.number) * part:f}" if part else "0"


def _fitting(shape: Shape, path: Path, number: int, kinds_alone: Container[str]) -> str:
    """Return any value that may stand at a place; a text has the sign of its number.

    Args:
        shape: of the place.
        path: of it.
        number: of the gap.
        kinds_alone: of expenditure, those beside which nothing more has to be said.
    """
    if shape.code_list:
        return {"economic": "302", "function": "2010101"}.get(shape.code_list, "")
    if offered := shape.here.get("enum"):
        return str(next((one for one in offered if one in kinds_alone), offered[0]))
    if path[-1] in _DAYS:
        return "2024-01-01"
    kinds = shape.here.get("type", "string")
    is_number = kinds in ("integer", "number") or shape.is_amount or shape.is_counted
    return "1" if is_number else sign_of(number)


def _made_up(gap: Gap) -> Decimal:
    """Return an amount for a gap that no other gap has."""
    return Decimal(7 * gap.number + 11)


def _gaps(tree: SourceTree, schema: Shape) -> Iterator[Gap]:
    """Yield the gaps whose lines are all there; of other lists nobody knows how long they are."""
    number = 0
    waiting: list[tuple[Path, nodes.Node]] = [((), tree.root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, nodes.Scalar):
            shape = schema.at(path)
            if node.value is None and not shape.code_list and "enum" not in shape.here:
                number += 1
                kinds = shape.here.get("type", "string")
                is_number = shape.is_amount or kinds in ("integer", "number")
                yield Gap(path, number, not is_number, shape.is_amount)
        elif not isinstance(node, nodes.Sequence) or path in _LISTS:
            waiting += (((*path, step), child) for step, child in nodes.children(node))
