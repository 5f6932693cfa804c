"""The one way from a budget and its indexed ledger to its document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from budgetc.budget.consistency import repeated
from budgetc.budget.consolidate import SECTIONS_OF_ALL, VALUES_OF_ALL, lines_from_above
from budgetc.budget.consolidated import Consolidated, ConsolidatedBudget
from budgetc.classification.codes import DEFAULT
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.document.model import Block, Document, Figure, OnePage, PageMaker, Table, line_text
from budgetc.frozen import NamedTuple
from budgetc.jurisdiction.conventions import Conventions
from budgetc.jurisdiction.spec import DEPARTMENTAL, Layout, OnePageSpec
from budgetc.layout.absent import Absent
from budgetc.layout.blocks import (
    Marks,
    Omission,
    Sections,
    Wording,
    finalize,
    join_printed,
    read_blocks,
)
from budgetc.layout.charts import charts, compared_in_charts
from budgetc.layout.context import glossary, template_values
from budgetc.layout.ended import NO_BODIES, Bodies, about_ended, bodies_of
from budgetc.layout.figures import Figures
from budgetc.layout.kinds import sections_of, sections_of_page, unshown_in_text
from budgetc.layout.onepage import one_page
from budgetc.layout.reads import NOTHING_KEPT, Kept, Reads, Unread
from budgetc.layout.record import Record
from budgetc.layout.rows import TableContext
from budgetc.layout.style import Styles
from budgetc.layout.tables import Tables
from budgetc.ledger import Amounts, Period
from budgetc.numbers.values import by_fund_key
from budgetc.source import nodes
from budgetc.source.adding import entry_that_lacks, entry_to_add
from budgetc.source.identity import names_of_files, no_code_names
from budgetc.source.nodes import Path, SourceTree
from budgetc.source.origin import Origin
from budgetc.source.spoken import key_typed
from budgetc.templating.faults import TemplateFaultError
from budgetc.templating.sandbox import (
    OVERRIDES,
    TemplateEnvironment,
    load_template,
    make_environment,
    render_lines,
)
from budgetc.templating.templates import Templates


def lay_out(
    budget: Consolidated,
    cube: Amounts,
    conventions: Conventions,
    beside: Mapping[str, Amounts] = MappingProxyType({}),
    typed_beside: Mapping[str, Consolidated] = MappingProxyType({}),
    broken: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the document of a budget, or why there is none.

    Args:
        budget: a department's with its units, or a region's.
        cube: its amounts.
        conventions: of its jurisdiction and year.
        beside: the amounts of other sources by the period that they are of here, such as last
            year's.
        typed_beside: these sources themselves.
        broken: the sources with errors, by the period whose amounts would come from them.
    """
    try:
        made = _lay_out(budget, cube, conventions, beside, typed_beside)
        document, omissions, differences = made
    except TemplateFaultError as fault:
        return None, (fault.diagnostic,)
    if omissions:
        told = _after_mending(budget.origin, _for_sure(omissions), broken)
        bodies = bodies_of(budget, typed_beside.get(Period.PRIOR))
        return None, (*told.findings, *_omission_findings(told.omissions, conventions, bodies))
    return document, differences


def _lay_out(
    budget: Consolidated,
    cube: Amounts,
    conventions: Conventions,
    beside: Mapping[str, Amounts],
    typed_beside: Mapping[str, Consolidated],
) -> tuple[Document, tuple[Omission, ...], tuple[Diagnostic, ...]]:
    catalogue, layout = conventions.catalogue, conventions.layout
    environment = conventions.templates.kept(layout_environment)
    styles = Styles(layout, budget.options, conventions.units)
    style, counted = styles.of_sentences(), styles.of_measures()
    reads = (Reads if isinstance(budget, ConsolidatedBudget) else Unread)(cube)
    # The one page repeats the document; its charts compare with amounts that only they may show.
    source, unrecorded = (
        Record(budget, style, reader, layout.further, counted=counted)
        for reader in (reads, Unread(cube))
    )
    of_periods = {
        layout.period(key): counted[spec.measure]
        for key, spec in layout.amounts.items()
        if spec.measure is not None and spec.measure in counted
    }
    figures = Figures(
        budget, catalogue, layout, cube, style, source, beside, of_periods, typed_beside
    )
    seen = replace(figures, source=unrecorded)
    values = template_values(budget, layout, figures)
    wording = Wording(environment, values, source.beside, layout.trees)
    context = TableContext(budget, catalogue, layout, cube, wording, reads, figures.figure)
    tables = Tables(context, styles.of_table)
    in_style = Sections(styles.of_sections()).in_style
    placing = {"table": tables.table, "tables": tables.tables, "in_style": in_style}
    template = load_template(environment, layout.template)
    output = render_lines(template, {**values, **placing})
    with Marks() as marks, closing(output):
        blocks, omissions = read_blocks(marks, output, layout.template)
    _check_placed_once(blocks, layout)
    document = Document(
        department=budget.department.name,
        year=budget.year,
        jurisdiction=budget.jurisdiction,
        unit=styles.tables.unit,
        language=layout.speaks,
        region=layout.language.partition("-")[2],
        negative=styles.negative,
        point=styles.tables.point,
        table_pages=layout.table_pages,
        paper=layout.paper,
        title=line_text(wording.line(layout.title, layout.title)),
        issued=budget.issued,
        blocks=blocks,
        index=tables.index(),
        charts=charts(seen),
        names=dict(layout.names),
    )
    if layout.onepage is not None:
        maker = _page_maker(document, layout.onepage, seen, environment, conventions)
        document = replace(document, one_page=maker)
    findings = context.differences
    findings += _unshown(sections_of(blocks), figures)
    if isinstance(budget, ConsolidatedBudget):
        for mask in compared_in_charts(seen):
            reads.sum(mask)
        findings += reads.unused(budget.origin.tree, cube.facts(reads.mask), _kept(budget))
    return document, (*omissions, *wording.omissions), tuple(findings)


def _unshown(
    sections: Iterable[tuple[str, Iterable[Figure]]], figures: Figures
) -> Iterator[Diagnostic]:
    """Yield a finding for each total in sentences that has what none of its parts shows."""
    layout, cube, catalogue = figures.layout, figures.cube, figures.catalogue
    for heading, one in unshown_in_text(sections, layout, cube, catalogue):
        yield one.finding(heading, figures.style.unit, catalogue)


def _kept(budget: ConsolidatedBudget) -> Kept:
    """Return what of a source the other documents of its department are made of."""
    if budget.kind == "unit":
        lines = frozenset(id(line.node) for line in lines_from_above(budget.own))
        return Kept(SECTIONS_OF_ALL, VALUES_OF_ALL, lines)
    return Kept(SECTIONS_OF_ALL) if budget.units else NOTHING_KEPT


def _page_maker(
    document: Document,
    spec: OnePageSpec,
    figures: Figures,
    environment: TemplateEnvironment,
    conventions: Conventions,
) -> PageMaker:
    """Return what makes the one page of a document when it is asked for.

    Args:
        document: whose charts it may show.
        spec: what the layout says of it.
        figures: that record nothing as read.
        environment: compiles its texts.
        conventions: tell what is called how, where something is missing.
    """

    def make() -> tuple[OnePage | None, tuple[Diagnostic, ...]]:
        budget, layout = figures.budget, figures.layout
        values = template_values(budget, layout, figures)
        wording = Wording(environment, values, figures.source.beside, layout.trees)
        terms = glossary(budget, layout, figures)
        try:
            page = one_page(spec, wording, document.charts, terms)
        except TemplateFaultError as fault:
            return None, (fault.diagnostic,)
        findings = (
            *_omission_findings(_for_sure(wording.omissions), conventions),
            *_unshown(sections_of_page(page), figures),
        )
        return (None if findings else page), findings

    return make


def _check_placed_once(blocks: Iterable[Block], layout: Layout) -> None:
    """See to it that no table is printed twice: its cells have their names once in a document.

    Raises:
        TemplateFaultError: one is.
    """
    declared = {spec.id: spec for spec in layout.tables}
    tables = (one for one in blocks if isinstance(one, Table) and one.id in declared)
    for table, _ in repeated(tables, lambda one: one.id):
        place = declared[table.id].origin.span("id")
        raise TemplateFaultError(
            place.file,
            place.line,
            msg("the templates place the table {id} twice", id=table.id),
            place.column,
            hint=msg("place it once; a form of it beside it is a table of its own"),
        )


def layout_environment(templates: Templates) -> TemplateEnvironment:
    """Return what the templates of documents, and the short texts of layouts, are compiled in."""
    return make_environment(templates, finalize=finalize, filters={"join": join_printed})


def _omission_findings(
    omissions: Iterable[Omission], conventions: Conventions, bodies: Bodies = NO_BODIES
) -> Iterable[Diagnostic]:
    names = names_of_files(no_code_names)
    reported = set()
    for omission in omissions:
        origin, keys = omission.absent.origin, omission.absent.keys
        # Of an entry that is there, a part is missing; else the entry is, with all its parts.
        there = keys[0] in origin.node.entries
        span = origin.key_span(keys[0]) if there else origin.span()
        missing = keys if there else keys[:1]
        # What is missing inside a missing entry is missing with it: one finding for the entry.
        # Entries that are in no list yet would all stand where it is.
        if (span, origin.path, missing) in reported:
            continue
        reported.add((span, origin.path, missing))
        path = names(origin.tree).to_type((*origin.path, *missing))
        sentence = omission.sentence
        problem = msg("{path} is missing; the document needs it: {sentence}",
                      path=path, sentence=sentence)  # fmt: skip
        if heading := omission.heading:
            problem = msg("{path} is missing; “{heading}” needs it: {sentence}",
                          path=path, heading=heading, sentence=sentence)  # fmt: skip
        yield finding(
            "DOC001",
            problem,
            span,
            hint=_way_out(omission.absent, missing, conventions, bodies),
        )


class _Told(NamedTuple):
    """What is told of what is missing."""

    omissions: Sequence[Omission]
    findings: Sequence[Diagnostic]


def _after_mending(
    origin: Origin, omissions: Sequence[Omission], broken: Mapping[str, str]
) -> _Told:
    """Return what is missing without what sources would tell if they were mended.

    Of that, each source has one finding: whoever typed it here would have to delete it again.
    """
    there = dict.fromkeys(_place(one.absent) for one in omissions)
    waiting = Counter(str(path[-1]) for _, path in there if path[-1] in broken)
    findings = [
        finding(
            "DOC001",
            msg("amounts that are left out here come from {file}, which has errors: {count}",
                file=broken[period], count=count),
            origin.span("year"),
            hint=msg("mend {file} first, and type none of them", file=broken[period]),
        )
        for period, count in waiting.items()
    ]  # fmt: skip
    return _Told([one for one in omissions if one.absent.keys[-1] not in broken], findings)


def _for_sure(omissions: Iterable[Omission]) -> Sequence[Omission]:
    """Return what is missing however amounts are typed that are missing as well.

    While an amount is, nobody knows whether it changed, and so whether it needs a reason.
    """
    told = tuple(omissions)
    unknown = {_entry(one.absent) for one in told if _is_amount(one.absent)}
    return [
        one for one in told if one.absent.keys[-1] != "reason" or _entry(one.absent) not in unknown
    ]


def _entry(absent: Absent) -> tuple[SourceTree, Path]:
    return absent.origin.tree, (*absent.origin.path, *absent.keys[:-1])


def _place(absent: Absent) -> tuple[str, Path]:
    tree, path = _entry(absent)
    return tree.file, (*path, absent.keys[-1])


def _is_amount(absent: Absent) -> bool:
    tree, entry = _entry(absent)
    return tree.shape.at((*entry, absent.keys[-1])).is_amount


def _way_out(
    absent: Absent, missing: tuple[str, ...], conventions: Conventions, bodies: Bodies
) -> Message:
    origin, key = absent.origin, missing[-1]
    # What tells an entry of a list is no key: typed as one, it would break the file.
    listed = (*origin.path, *absent.keys[:-1])
    if origin.tree.shape.at(listed).entry_keys:
        return entry_to_add(origin.tree, listed, absent.keys[-1])
    if line := entry_that_lacks(origin, key):
        return about_ended(line, key, origin, bodies)
    if key == "group":
        return _group_to_add(origin, conventions)
    if key in {"name", "function_name"}:
        return msg("correct the code; or, if it is right, type what it is called")
    if key == "economic" and "by_function" in origin.path:
        return msg("type the line under matrix:, with its economic items")
    return _key_to_declare(origin, missing, conventions) or _key_to_add(
        origin, missing, conventions
    )


def _group_to_add(origin: Origin, conventions: Conventions) -> Message:
    groups = enumerated(conventions.catalogue.groups)
    if origin.tree.shape.at(origin.path[:1]).has("matrix"):
        return msg(
            "add group: ({groups}); of a line that is both, make two lines, or type its economic "
            "items under matrix:",
            groups=groups,
        )
    return msg("add group: ({groups}); of a line that is both, make two lines", groups=groups)


def _funds(project: nodes.Mapping, usual: str) -> Iterator[str]:
    """Yield the funds that pay for a project, as its allocation says."""
    own = _fund(project, usual)
    parts = project.get("allocation")
    for part in parts.items if isinstance(parts, nodes.Sequence) else ():
        yield _fund(part, own)


def _fund(node: nodes.Node, otherwise: str) -> str:
    fund = node.get(_FUND) if isinstance(node, nodes.Mapping) else None
    return fund.text if isinstance(fund, nodes.Scalar) else otherwise


_FUND = "fund"


def _key_to_declare(
    origin: Origin, missing: tuple[str, ...], conventions: Conventions
) -> Message | None:
    """Return that sections of a place's own may not have a key there, if so it is."""
    source, holder = conventions.layout.source, origin.tree.shape.at((*origin.path, *missing[:-1]))
    if source == DEPARTMENTAL or not holder.keys or holder.has(missing[-1]):
        return None
    return msg(
        "no source may have that key here: declare it in {file}, with another word for it under "
        "x-also, if people have one; or take out of the template what prints it",
        file=source,
    )


def _key_to_add(origin: Origin, missing: tuple[str, ...], conventions: Conventions) -> Message:
    key = missing[-1]
    written = origin.written(key) if len(missing) == 1 else key
    shape = origin.tree.shape.at((*origin.path, *missing))
    if shape.code_list == _FUND and "patternProperties" in shape.here:
        funds = dict.fromkeys(_funds(origin.node, conventions.catalogue.fund.coded(DEFAULT)))
        typed = key_typed(origin.tree, (*origin.path, *missing))
        typed += f": {{{', '.join(f'{one}: ' for one in funds)}}}"
        whole = next((one for one in origin.node.entries if by_fund_key(one) == key), None)
        if whole is not None:  # beside it the whole would be typed twice
            instead = key_typed(origin.tree, (*origin.path, whole))
            return msg("write {line} in place of {key}:", line=typed, key=instead)
        return msg("add to this entry: {line}", line=typed)
    if len(missing) == 1 and not origin.path and key not in origin.node.entries:
        if line := _to_paste(origin.tree, written, _spoken_of(conventions, key)):
            return msg("add at the left margin of the file: {line}", line=line)
        return msg("add {key}: at the left margin of the file", key=written)
    if key == Period.PRIOR:
        return msg(
            "add {key}: to this entry, 0 where there was nothing; or, where the source of last "
            "year lies in another folder, name that folder under predecessors: of department:",
            key=written,
        )
    return msg("add {key}: to this entry", key=written)


def _to_paste(tree: SourceTree, key: str, spoken_of: Container[str]) -> str:
    """Return what is typed of a section, its values left open: `operating_cost: {prior: , …}`.

    Of what need not be there, what the document speaks of: the rest would be typed for nothing.
    Nothing of what is no section: an example that was pasted would be taken for the truth.
    """
    shape = tree.shape.under(key)
    keys = [one for one in shape.keys if one not in shape.here.get("if", {}).get("required", ())]
    open_keys = [one for one in keys if not shape.under(one).serves]
    told = (one for one in keys if one in spoken_of)
    printed = [one for one in told if one in open_keys or shape.under(one).is_amount]
    needed = [one for one in open_keys if one in shape.required] or printed or open_keys
    typed = ", ".join(f"{key_typed(tree, (key, one))}: " for one in needed)
    return f"{key_typed(tree, (key,))}: {{{typed}}}" if needed else ""


_WORD = re.compile(r"\w+")


def _spoken_of(conventions: Conventions, section: str) -> frozenset[str]:
    """Return the words of the templates of a document, the keys of a section among them.

    What is typed in place of a sum is none: most sources leave it out, and a rule tells the others.
    """
    figures = conventions.layout.figures.values()
    instead = [path.split(".") for path in (one.instead for one in figures) if path]
    left_out = {key for above, key in instead if above == section}
    folder = PurePosixPath(conventions.layout.template).parent
    templates = conventions.templates
    names = [one for one in templates.beginning(f"{folder}/")
             if PurePosixPath(one).parent in (folder, folder / OVERRIDES)]  # fmt: skip
    texts = [(templates.get(name) or b"").decode("utf-8", "replace") for name in names]
    texts += [tree.text for tree in conventions.layout.trees]
    return frozenset(word for text in texts for word in _WORD.findall(text)) - left_out
