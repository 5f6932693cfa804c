"""Which jurisdictions there are, and the `layout.yaml` of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from budgetc.budget.declarations import APPROVED
from budgetc.budget.declarations import STAGES as OF_SOURCES
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import Resources, kept
from budgetc.frozen import frozen
from budgetc.jurisdiction.amounts import AMOUNT
from budgetc.jurisdiction.overrides import Target, apply_overrides, overridden
from budgetc.jurisdiction.parts import STAGES
from budgetc.jurisdiction.spec import DEPARTMENTAL, Layout
from budgetc.jurisdiction.upon import SCHEMA, upon
from budgetc.lists import money_units
from budgetc.schema import load_schema
from budgetc.source.nodes import SourceTree
from budgetc.source.read import read_data
from budgetc.templating.sandbox import OVERRIDES
from budgetc.upgrading.check import read_layout

KINDS = ("department", "unit")
"""The kinds of documents."""


def layout_name(jurisdiction: str) -> str:
    """Return the name of the file that declares a jurisdiction."""
    return f"templates/{jurisdiction}/layout.yaml"


@kept
def jurisdictions(resources: Resources) -> tuple[str, ...]:
    """Return the names of all jurisdictions."""
    return tuple(
        name for name in resources.folders("templates") if resources.has(layout_name(name))
    )


def offered(resources: Resources) -> tuple[str, ...]:
    """Return the names of all jurisdictions, those first on which most others stand."""
    names = jurisdictions(resources)
    trees = (read_data(resources, layout_name(name))[0] for name in names)
    below = Counter(tree.said("base") for tree in trees if tree is not None)
    return tuple(sorted(names, key=lambda name: (-below[name], name)))


def jurisdiction_name(resources: Resources, jurisdiction: str) -> str:
    """Return what a jurisdiction is called; empty where its layout does not say."""
    tree, _ = read_data(resources, layout_name(jurisdiction))
    return tree.said("name") if tree is not None else ""


def jurisdiction_called(resources: Resources, typed: str) -> str:
    """Return the jurisdiction that a name means, in full or by its begin; else what was typed.

    Its folder may be written in small letters or in capitals.
    """
    known = jurisdictions(resources)
    if typed in known or not typed:
        return typed
    meant = [one for one in known if one.casefold() == typed.casefold()]
    meant = meant or [one for one in known if jurisdiction_name(resources, one).startswith(typed)]
    return meant[0] if len(meant) == 1 else typed


def stage_name(jurisdiction: str, stage: str) -> str:
    """Return the name of the file that says how documents of one stage differ."""
    return f"templates/{jurisdiction}/{STAGES}/{stage}.yaml"


def stages(resources: Resources, jurisdiction: str) -> tuple[str, ...]:
    """Return the stages whose documents a jurisdiction has otherwise than usual."""
    names = resources.names(f"templates/{jurisdiction}/{STAGES}")
    return tuple(PurePosixPath(name).stem for name in names)


def _misnamed(resources: Resources, jurisdiction: str) -> Iterator[Diagnostic]:
    """Yield the files of a workspace that would be for a stage, and are named after none."""
    known = tuple(PurePosixPath(stage_name(jurisdiction, stage)).name for stage in OF_SOURCES)
    for file in resources.own_names(f"templates/{jurisdiction}/{STAGES}"):
        path = PurePosixPath(file)
        if path.suffix in _YAML and path.name not in known:
            problem = msg("{file} has the name of no stage", file=path.name)
            yield finding("LAY001", problem, Span.point(file), hint=choices(path.name, known))


_YAML = (".yaml", ".yml")


def layout_of_source(
    tree: SourceTree, resources: Resources
) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    """Return the layout of a source's document, as `load_layout` does."""
    return load_layout(resources, tree.said("jurisdiction"), tree.said("stage") or APPROVED)


@kept
def load_layout(
    resources: Resources, jurisdiction: str, stage: str
) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    """Return the layout of a jurisdiction's documents of one stage of the budget.

    What is wrong with it, if it cannot be used; neither, if there is no such jurisdiction.
    """
    unit = next(iter(money_units(resources).values()))
    chain, findings = _standing_on(resources, jurisdiction)
    findings = findings or tuple(one for name in chain for one in _misnamed(resources, name))
    if findings or not chain:
        return None, findings
    schema = load_schema(resources, SCHEMA)
    layout, findings = schema.bind(read_layout(resources, layout_name(chain[0])), Layout, unit)
    for name in chain:
        if layout is not None and name != chain[0]:
            layout, findings = upon(resources, layout, layout_name(name), unit)
        if layout is not None:
            folder = PurePosixPath(layout_name(name)).parent / OVERRIDES
            layout, findings = apply_overrides(resources, layout, folder, unit)
    for name in chain:
        file = stage_name(name, stage)
        if layout is not None and resources.has(file):
            layout, findings = upon(resources, layout, file, unit)
            layout = layout and replace(layout, stages=(*layout.stages, stage))
    if layout is not None and layout.reports not in layout.amounts:
        return None, (_of_no_amount(layout),)
    return layout, findings


def _of_no_amount(layout: Layout) -> Diagnostic:
    """Return that documents would report an amount that no source has."""
    key = "amounts" if layout.reports == AMOUNT else "reports"
    tree = next((one for one in layout.trees if not one.at((key,))[1]), layout.origin.tree)
    span = tree.span(tree.at((key,))[0])
    known = tuple(layout.amounts)
    if key == "reports":
        problem = msg("amounts: has no {name}", name=layout.reports)
        return finding("LAY001", problem, span, hint=choices(layout.reports, known))
    return finding(
        "LAY001",
        msg(
            "amounts: has no {name}, which documents report where reports: names no other",
            name=AMOUNT,
        ),
        Span.point(span.file, span.line, span.column),
        hint=msg(
            "add reports: with the key of what the documents are about: {names}",
            names=enumerated(known),
        ),
    )


def sections_of(resources: Resources, jurisdiction: str) -> str:
    """Return the file of the sections that a jurisdiction's sources have, be its layout wrong."""
    chain, _ = _standing_on(resources, jurisdiction)
    trees = (read_data(resources, layout_name(name))[0] for name in reversed(chain))
    said = (tree.said("source") for tree in trees if tree is not None)
    return next(filter(None, said), DEPARTMENTAL)


def _standing_on(
    resources: Resources, jurisdiction: str
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Return a jurisdiction and those that it stands on, the lowest first."""
    chain: list[str] = []
    name = jurisdiction
    while resources.has(layout_name(name)):
        chain.insert(0, name)
        tree, _ = read_data(resources, layout_name(name))
        name = tree.said("base") if tree is not None else ""
        if tree is not None and name and (name in chain or not resources.has(layout_name(name))):
            problem = msg("there is no jurisdiction {name}", name=name)
            if name in chain:
                problem = msg("{name} stands on this one, or is it", name=name)
            known = (one for one in jurisdictions(resources) if one not in chain)
            span = tree.span(tree.at(("base",))[0])
            return (), (finding("LAY001", problem, span, hint=choices(name, tuple(known))),)
    return tuple(chain), ()


@frozen()
class Jurisdiction:
    """One jurisdiction, for a list of them.

    Attributes:
        name: of its folder.
        title: as its people write it; empty where its layout is wrong.
        tables: how many tables the document of each kind has.
        shipped: whether it came with the compiler.
        overrides: what the workspace replaces of it.
    """

    name: str
    title: str
    tables: tuple[tuple[str, int], ...]
    shipped: bool
    overrides: tuple[Target, ...]


def survey(resources: Resources) -> Iterator[Jurisdiction]:
    """Yield the jurisdictions, sorted by name."""
    replaced = tuple(overridden(resources))
    for name in jurisdictions(resources):
        layout, _ = load_layout(resources, name, APPROVED)
        kinds = (layout.words or KINDS) if layout else ()
        every = layout.tables if layout else ()
        tables = tuple(
            (kind, len({table.id for table in every if not table.kinds or kind in table.kinds}))
            for kind in kinds
        )
        own = tuple(target for target in replaced if target.file.startswith(f"templates/{name}/"))
        yield Jurisdiction(
            name,
            layout.name if layout else "",
            tables,
            resources.ships(layout_name(name)),
            own,
        )
