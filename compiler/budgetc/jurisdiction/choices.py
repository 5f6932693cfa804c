"""A source's choices against the layout of its jurisdiction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from budgetc.budget.declarations import ADJUSTED
from budgetc.budget.model import Budget, Options
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Bilingual, msg
from budgetc.diagnostics.suggest import choices
from budgetc.jurisdiction.spec import Layout
from budgetc.numbers.money import Unit
from budgetc.source.spoken import value_typed


def check_stage(
    budget: Budget, layout: Layout, others: Callable[[], Collection[str]]
) -> tuple[Diagnostic, ...]:
    """Return a finding if a jurisdiction prints no documents of a budget's stage.

    Args:
        budget: the source.
        layout: of its documents.
        others: returns further stages of which the jurisdiction has documents of their own.
    """
    if budget.stage in layout.stages:
        return ()
    tree, at = budget.origin.tree, ("stage",)
    typed, name = value_typed(tree, at, budget.stage), tree.shape.at(at).words.get(budget.stage)
    called = Bilingual(typed, budget.stage)  # in Chinese the name goes before it
    problem = msg(
        "{jurisdiction} has no document of the stage {stage} ({name})",
        jurisdiction=budget.jurisdiction,
        stage=budget.stage if typed == budget.stage else called,
        name=name or budget.stage,
    )
    printed = dict.fromkeys((*layout.stages, *others()))
    hint = choices(typed, [value_typed(tree, at, stage) for stage in printed])
    if budget.stage == ADJUSTED:
        hint = msg(
            "{choices}; leave the approved source as it was approved: accounts print it as the "
            "budget that the year began with, and their reasons say what was changed since",
            choices=hint,
        )
    return (finding("JUR002", problem, budget.origin.span("stage"), hint=hint),)


def check_units(
    budget: Budget, layout: Layout, units: Mapping[str, Unit]
) -> tuple[Diagnostic, ...]:
    """Return that amounts would be printed as money of another currency than the source's."""
    fitting = units_of(layout, units)
    if budget.unit in fitting:
        return ()
    problem = msg("{path} may not be {text}", path=budget.origin.called("unit"), text=budget.unit)
    hint = choices(budget.unit, tuple(fitting))
    return (finding("SCH004", problem, budget.origin.span("unit"), hint=hint),)


def units_of(layout: Layout, units: Mapping[str, Unit]) -> Mapping[str, Unit]:
    """Return the units of money that sources may have: of the currency that documents print."""
    printed = {units[name].currency for name in _units(layout) if name in units}
    return {name: unit for name, unit in units.items() if {unit.currency} == printed}


def _units(layout: Layout) -> frozenset[str]:
    """Return the units of money that documents print."""
    numbers = layout.numbers
    changes = (*(table.numbers for table in layout.tables), *numbers.sections.values())
    changed = (one.unit for one in changes if one is not None and one.unit is not None)
    return frozenset((numbers.table.unit, numbers.prose.unit, *changed))


def check_options(budget: Budget, layout: Layout) -> tuple[Diagnostic, ...]:
    """Return the choices in a source that its layout does not offer: wording, tables, sections."""
    return () if budget.options is None else tuple(_not_offered(budget.options, layout))


def _not_offered(options: Options, layout: Layout) -> Iterator[Diagnostic]:
    wording = {name: choice.values for name, choice in layout.wording.items()}
    tables = layout.table_ids
    for key, chosen, known in (
        ("wording", options.wording, tuple(wording)),
        ("by_table", options.by_table, tables),
        ("sections", options.sections, tuple(layout.numbers.sections)),
    ):
        for name in chosen:
            if name not in known:
                problem = msg("the key {key} is not known here", key=name)
                span = options.origin.child(key).key_span(name)
                yield finding("SCH002", problem, span, hint=choices(name, known))
    for name, value in options.wording.items():
        if value not in (values := wording.get(name, (value,))):
            problem = msg("{path} may not be {text}", path=f"options.wording.{name}", text=value)
            span = options.origin.child("wording").span(name)
            yield finding("SCH004", problem, span, hint=choices(value, values))
