"""Where a document contradicts itself that the workspace's own layout or templates made.

What ships is held by tests. Of a layout of one's own only its documents can tell whether a column
left out, a figure of another code or a share the wrong way round has come in; so they are audited
as if somebody had published them. What they call things is not judged: that is nobody's sum.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from budgetc.audit import Contradiction, Kind, audit
from budgetc.audit.official import Official
from budgetc.audit.text import quoted
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.jurisdiction.own import own_files
from budgetc.jurisdiction.parts import TABLES
from budgetc.jurisdiction.unused import declared_in
from budgetc.pipeline import Draft
from budgetc.published.markdown import read_markdown
from budgetc.render.markdown import render_markdown

_OF_AMOUNTS = frozenset({Kind.ARITHMETIC, Kind.CROSS_TABLE, Kind.TEXT_VS_TABLE})


def contradictions(draft: Draft, resources: Resources) -> Iterator[Diagnostic]:
    """Yield where the amounts of a document do not agree with one another.

    Args:
        draft: without errors.
        resources: the data files, some of which the workspace has itself.
    """
    layout, lists = draft.conventions.layout, draft.conventions.lists
    own = own_files(layout, resources)
    printed = read_markdown(render_markdown(draft.document, resources), lists.printed)
    official = Official(draft.conventions.catalogue, draft.budget.year, {}, ())
    whole = audit(printed, lists, official)
    found = whole.told(lists.audit.least_confidence, with_effects=False)
    places = _places(draft, own)
    of_texts = layout.template if layout.template in own else own[0]
    told: dict[tuple[Span, Kind], Contradiction] = {}
    for one in found.contradictions:
        if one.kind in _OF_AMOUNTS:
            where = _unspaced(one.quotes[0].where)
            tables = (place for name, place in places.items() if where.startswith(name))
            # A column left out makes each row wrong: the first says enough.
            told.setdefault((next(tables, Span.point(of_texts)), one.kind), one)
    for (place, _), one in told.items():
        yield _finding(one, place)


def _places(draft: Draft, own: Collection[str]) -> Mapping[str, Span]:
    """Return where files declare the tables of a document, by what it calls them."""
    layout, document = draft.conventions.layout, draft.document
    declared = declared_in(tree for tree in layout.trees if tree.file in own)
    return {
        _unspaced(table.name): declared[TABLES, table.id]
        for table in document.tables()
        if (TABLES, table.id) in declared
    }


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _finding(one: Contradiction, place: Span) -> Diagnostic:
    problem = msg(
        "a document made by this contradicts itself: {printed}: {reason}",
        printed=quoted(one.quotes[0]),
        reason=one.reason,
    )
    hint = msg(
        "look there for a column, line, fund, code or figure that is left out, doubled or "
        "another's; budgetc audit shows all amounts that it is about"
    )
    return finding("LAY105", problem, place, hint=hint)
