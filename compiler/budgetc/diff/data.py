"""A comparison for programs."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.diagnostics.data import finding_list, json_text
from budgetc.diagnostics.messages import Translator
from budgetc.diff.bridge import Bridge
from budgetc.diff.model import Consequence, Diff, FigureChange, SourceDiff, TypedChange
from budgetc.diff.typed import TypedValue
from budgetc.numbers.money import Unit, exact_text

Data = dict[str, object]


def diff_json(diff: Diff, say: Translator) -> str:
    """Return a comparison as JSON.

    Amounts are strings of exact digits in the unit beside them, never floats.
    """
    data = {
        "before": diff.before,
        "after": diff.after,
        "differs": diff.differs,
        "compared": diff.compared,
        "compiled": diff.compiled,
        "changes": [_change(change, say) for change in diff.changes],
        "files": [
            {"number": one.number, "act": one.operation.value, "name": one.name}
            for one in diff.files
        ],
        "sources": [_source(one, say) for one in diff.sources],
    }
    return json_text(data)


def _change(change: TypedChange, say: Translator) -> Data:
    unit = change.there.unit
    return {
        "number": change.number,
        "act": change.operation.value,
        "path": change.address.path,
        "place": change.address.name.in_words(say),
        "before": _typed(change.before),
        "after": _typed(change.after),
        "difference": _amount(change.difference, unit),
        "unit": unit and unit.name,
    }


def _typed(typed: TypedValue | None) -> Data | None:
    if typed is None:
        return None
    return {
        "file": typed.span.file,
        "line": typed.span.line,
        "column": typed.span.column,
        "written": typed.text,
        "values": typed.values,
        "amount": _amount(typed.fen, typed.unit),
        "unit": typed.unit and typed.unit.name,
    }


def _amount(fen: int | None, unit: Unit | None) -> str | None:
    return None if fen is None or unit is None else exact_text(fen, unit)


def _source(one: SourceDiff, say: Translator) -> Data:
    return {
        "before": one.before,
        "after": one.after,
        "title": one.title,
        "states": [state.value for state in one.states],
        "totals": [
            {
                "amount": exact_text(total.fen, total.unit) if total else None,
                "unit": total.unit.name if total else None,
            }
            for total in one.totals
        ],
        "groups": [
            {
                "title": group.title,
                "table": group.table or None,
                "consequences": [_consequence(one) for one in group.consequences],
            }
            for group in one.groups
        ],
        "figures": _figures(one.figures),
        "bridges": [_bridge(bridge) for bridge in one.bridges],
        "findings": {
            "new": finding_list(one.findings.new, say),
            "fixed": finding_list(one.findings.fixed, say),
            "still": finding_list(one.findings.still, say),
            "unjudged": finding_list(one.findings.unjudged, say),
            "revealed": finding_list(one.findings.revealed, say),
        },
    }


def _bridge(bridge: Bridge) -> Data:
    def amount(fen: int) -> str:
        return exact_text(fen, bridge.unit)

    return {
        "of": bridge.of,
        "unit": bridge.unit.name,
        "before": amount(bridge.before),
        "steps": [
            {
                "code": step.code,
                "name": step.name,
                "entity": step.entity or None,
                "before": amount(step.before),
                "after": amount(step.after),
                "difference": amount(step.difference),
                "reasons": list(step.reasons),
            }
            for step in bridge.steps
        ],
        "after": amount(bridge.after),
    }


def _consequence(one: Consequence) -> Data:
    row, column = one.label
    return {
        "part": one.part.value,
        "id": one.id or None,
        "row": row or None,
        "column": column or None,
        "before": one.before,
        "after": one.after,
        "figures": _figures(one.figures),
        "causes": list(one.causes),
    }


def _figures(figures: Sequence[FigureChange]) -> list[Data]:
    return [
        {
            "id": figure.id,
            "before": figure.before,
            "after": figure.after,
            "difference": _difference(figure),
            "unit": figure.unit,
        }
        for figure in figures
    ]


def _difference(figure: FigureChange) -> str | None:
    counted = None if figure.difference is None else str(figure.difference)
    return _amount(figure.difference, figure.counted_in) if figure.counted_in else counted
