"""The one way from a budget and its indexed ledger to its document."""

from __future__ import annotations

from collections.abc import Iterable

from budgetc.budget.model import Budget
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.document.model import Document, line_text
from budgetc.jurisdiction.conventions import Conventions
from budgetc.jurisdiction.spec import TableSpec
from budgetc.layout.context import template_values
from budgetc.layout.datum import Datum
from budgetc.layout.page import Gap, PageContext, finalize, join_printed, read_blocks
from budgetc.layout.quantities import Quantities
from budgetc.layout.style import Style, prose_style, table_style
from budgetc.layout.tables import TableContext
from budgetc.layout.wording import Wording
from budgetc.ledger import Cube
from budgetc.source.nodes import path_text
from budgetc.templating.sandbox import (
    TemplateEnvironment,
    TemplateFaultError,
    load_template,
    make_environment,
    render,
)
from budgetc.templating.templates import Templates


def lay_out(
    budget: Budget,
    cube: Cube,
    conventions: Conventions,
    last: Cube | None = None,
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the document of a budget, or why there is none.

    Args:
        budget: as typed.
        cube: its amounts.
        conventions: of its jurisdiction and year.
        last: the amounts of last year's source, if there is one.
    """
    try:
        document, gaps = _lay_out(budget, cube, conventions, last)
    except TemplateFaultError as fault:
        return None, (_fault_finding(fault),)
    if gaps:
        return None, tuple(_gap_findings(gaps))
    return document, ()


def _lay_out(
    budget: Budget,
    cube: Cube,
    conventions: Conventions,
    last: Cube | None,
) -> tuple[Document, tuple[Gap, ...]]:
    catalogue, layout, money = conventions.catalogue, conventions.layout, conventions.money
    numbers = layout.numbers
    options = budget.options
    prose = numbers.prose.changed(options.prose if options else None)
    in_tables = numbers.table.changed(options.tables if options else None)
    style = prose_style(prose, numbers.percent, money)
    source = Datum(budget, style)
    environment = conventions.templates.kept(_environment)
    quantities = Quantities(budget, catalogue, layout, cube, style, source, last)
    values = template_values(budget, layout, quantities)
    wording = Wording(environment, values, source.beside, layout.trees)

    by_table = options.by_table if options else {}

    def style_of(table: TableSpec) -> Style:
        changed = in_tables.changed(table.numbers).changed(by_table.get(table.id))
        return table_style(changed, numbers.percent, money)

    tables = TableContext(budget, catalogue, layout, cube, style_of, wording)
    template = load_template(environment, layout.template)
    with PageContext() as page:
        output = render(template, {**values, **tables.functions()})
        blocks, gaps = read_blocks(page, output, layout.template)
    document = Document(
        department=budget.department.name,
        year=budget.year,
        jurisdiction=budget.jurisdiction,
        unit=in_tables.unit,
        title=line_text(wording.line(layout.title, layout.title)),
        issued=budget.issued,
        blocks=blocks,
    )
    return document, (*gaps, *wording.gaps)


def _environment(templates: Templates) -> TemplateEnvironment:
    return make_environment(templates, finalize=finalize, filters={"join": join_printed})


def _fault_finding(fault: TemplateFaultError) -> Diagnostic:
    return finding(
        "TPL001",
        msg("the template fails: {reason}", reason=fault.reason),
        Span.point(fault.template, fault.line),
    )


def _gap_findings(gaps: Iterable[Gap]) -> Iterable[Diagnostic]:
    reported = set()
    for gap in gaps:
        origin, keys = gap.absent.origin, gap.absent.keys
        # Of an entry that is there, a part is missing; else the entry is, with all its parts.
        there = keys[0] in origin.node.entries
        span = origin.key_span(keys[0]) if there else origin.span()
        missing = keys if there else keys[:1]
        # What is missing inside a missing entry is missing with it: one finding for the entry.
        if (span, missing) in reported:
            continue
        reported.add((span, missing))
        at_root = not origin.path
        yield finding(
            "DOC001",
            msg(
                "{path} is missing; “{heading}” needs it: {sentence}",
                path=path_text((*origin.path, *missing)),
                heading=gap.heading,
                sentence=gap.sentence,
            ),
            span,
            hint=msg("add {key}: at the left margin of the file", key=keys[0])
            if at_root and not there
            else msg("add {key}: to this entry", key=missing[-1]),
        )
