"""The evidence of a document, from its compilation: derivations, places, findings, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import Translator
from budgetc.document.figures import InCell, figures_by_id, printed_figures
from budgetc.document.model import Figure, Formula
from budgetc.ledger import Fact
from budgetc.pipeline import Compilation, Draft
from budgetc.render.evidence import Evidence, Known, Remark, Step, Typed
from budgetc.source.nodes import SourceTree, scalars
from budgetc.trace import Derivation, Leaf
from budgetc.trace.answer import made_of
from budgetc.trace.derive import derivations
from budgetc.trace.text import asides, evidence_text, formula_text, merged, value_text, where_text

_COMPARING = frozenset({Formula.DIFFERENCE, Formula.GROWTH, Formula.RATE})
"""The formulas whose second operand may be last year's of the first."""

_UNDER = " › "
"""What stands between a body and the place of its source."""


def evidence_of(compilation: Compilation, *, charts: bool = False) -> Evidence:
    """Return the evidence of a compiled document, in its own language.

    Args:
        compilation: that has a draft.
        charts: whether those of its charts are asked for as well.
    """
    draft = compilation.draft
    if draft is None:
        return Evidence()
    say = Translator(draft.document.language)
    figures = figures_by_id(draft.document)
    for chart in draft.document.charts if charts else ():
        for bar in chart.bars:
            figures |= {one.id: one for one in bar.figures if one.id not in figures}
    entities = draft.ledger.entities
    bodies = {file: one.name for file, one in entities.items() if len(entities) > 1}
    steps = _Steps(say, compilation.inputs.trees(), _called(draft, figures, say), bodies)
    last = {figure.id: steps.put(node) for figure, node in _derived(figures, draft)}
    same: dict[object, int] = {}
    groups = {name: same.setdefault(made_of(figure), len(same)) for name, figure in figures.items()}
    priors = _priors(figures.values(), groups, _years(draft))
    known = {name: Known(last[name], groups[name], priors.get(groups[name])) for name in figures}
    return Evidence(
        tuple(steps.typed),
        tuple(steps.steps),
        known,
        tuple(_remarks(compilation, say, steps.figures_typed_at)),
    )


def _derived(figures: Mapping[str, Figure], draft: Draft) -> Iterator[tuple[Figure, Derivation]]:
    return zip(figures.values(), derivations(figures.values(), draft), strict=True)


def _called(draft: Draft, figures: Mapping[str, Figure], say: Translator) -> Mapping[str, str]:
    """Return what people call the figures: the cell that prints one, or whose amount it is."""
    layout = draft.conventions.layout
    amounts = {layout.period(key): spec.called(key) for key, spec in layout.amounts.items()}
    called: dict[str, str] = {}
    for printed in printed_figures(draft.document):
        if isinstance(printed.where, InCell):
            called.setdefault(printed.figure.id, say(where_text(printed.where)))
    for name, figure in figures.items():
        periods = {fact.period for fact in figure.facts}
        if name not in called and len(periods) == 1 and (of := periods.pop()) in amounts:
            called[name] = amounts[of].in_words(say)
    return called


def _years(draft: Draft) -> Callable[[Figure], int | None]:
    """Return what tells which year the amounts of a figure are of, counted from its document's."""
    layout = draft.conventions.layout
    years = {layout.period(key): spec.year for key, spec in layout.amounts.items()}

    def year_of(figure: Figure) -> int | None:
        facts: Iterable[Fact] = (*figure.facts, *(f for one in figure.operands for f in one.facts))
        found = {years.get(fact.period) for fact in facts}
        return found.pop() if len(found) == 1 else None

    return year_of


def _priors(
    figures: Iterable[Figure],
    groups: Mapping[str, int],
    year_of: Callable[[Figure], int | None],
) -> Mapping[int, str]:
    """Return the figures of the year before that the document compares others with."""
    priors: dict[int, str] = {}
    for figure in figures:
        if figure.formula not in _COMPARING or len(figure.operands) != len(("this", "last")):
            continue
        this, last = figure.operands
        its_year, year = year_of(this), year_of(last)
        if its_year is not None and year == its_year - 1:
            priors.setdefault(groups[this.id], last.id)
    return priors


class _Steps:
    """Derivations as steps, each step and each typed place once."""

    def __init__(
        self,
        say: Translator,
        trees: Iterable[SourceTree],
        called: Mapping[str, str],
        bodies: Mapping[str, str],
    ) -> None:
        self._say = say
        self._bodies = bodies
        self._called = called
        self._lines = {tree.file: tree.text.split("\n") for tree in trees}
        self._numbers: dict[Step, int] = {}
        self._typed: dict[Typed, int] = {}
        self._at: dict[tuple[str, int], dict[str, int]] = {}

    @property
    def steps(self) -> Iterable[Step]:
        """All steps, parts first."""
        return self._numbers

    @property
    def typed(self) -> Iterable[Typed]:
        """All that was typed."""
        return self._typed

    def put(self, node: Derivation) -> int:
        """Put the derivation of a figure with the others, and return the number of its step."""
        number, leaves = self._put(node), list(node.leaves())
        for leaf in leaves:
            if node.figure_id is not None:
                at = self._at.setdefault((leaf.file, leaf.line), {})
                at.setdefault(node.figure_id, len(leaves))
        return number

    def figures_typed_at(self, file: str, line: int) -> tuple[str, ...]:
        """Return the ids of the figures made of what stands on a line, and of the least else."""
        found = self._at.get((file, line), {})
        least = min(found.values(), default=0)
        return tuple(name for name, leaves in found.items() if leaves == least)

    def _put(self, node: Derivation) -> int:
        node = merged(node)
        parts = tuple(map(self._put, node.children))
        formula = formula_text(node)
        step = Step(
            self._label(node),
            value_text(node),
            "" if formula is None else self._say(formula),
            tuple(map(self._say, asides(node))),
            None if node.leaf is None else self._place(node.leaf),
            parts,
        )
        return self._numbers.setdefault(step, len(self._numbers))

    def _label(self, node: Derivation) -> str:
        if node.figure_id is None:
            return node.words(self._say)
        return self._called.get(node.figure_id, "")

    def _place(self, leaf: Leaf) -> int:
        lines = self._lines.get(leaf.file, [])
        text = lines[leaf.line - 1].strip() if leaf.line <= len(lines) else ""
        if leaf.evidence and leaf.evidence not in text:
            text = f"{text}  # {self._say(evidence_text(leaf))}"
        body, place = self._bodies.get(leaf.file, ""), leaf.place.in_words(self._say)
        name = f"{body}{_UNDER}{place}" if body and place else place
        typed = Typed(leaf.file, leaf.line, leaf.column, leaf.path, text, name)
        return self._typed.setdefault(typed, len(self._typed))


def _remarks(
    compilation: Compilation, say: Translator, figures_at: Callable[[str, int], tuple[str, ...]]
) -> Iterator[Remark]:
    texts = {
        (tree.file, scalar.line + 1): scalar.text.strip()
        for tree in compilation.inputs.trees()
        for scalar in scalars(tree.root)
        if isinstance(scalar.value, str)
    }
    for found in compilation.named().findings:
        yield _remark(found, say, figures_at, texts.get((found.span.file, found.span.line), ""))


def _remark(
    found: Diagnostic,
    say: Translator,
    figures_at: Callable[[str, int], tuple[str, ...]],
    text: str,
) -> Remark:
    span, address = found.span, found.address
    return Remark(
        found.code,
        found.severity.label,
        say(found.message),
        "" if found.hint is None else say(found.hint),
        "" if found.waived is None else say(found.waived),
        "" if address is None else address.name.in_words(say),
        span.file,
        span.line,
        figures_at(span.file, span.line),
        text,
    )
