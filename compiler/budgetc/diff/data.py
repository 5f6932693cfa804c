"""A comparison for programs."""

from __future__ import annotations

from collections.abc import Sequence

from budgetc.diagnostics.data import finding_list, json_text
from budgetc.diagnostics.messages import Translator
from budgetc.diff.model import (
    Change,
    Consequence,
    Diff,
    End,
    FigureChange,
    FileChange,
    Group,
    SourceDiff,
    Total,
)
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
        "changes": [_change(change) for change in diff.changes],
        "files": [_file(change) for change in diff.files],
        "sources": [_source(one, say) for one in diff.sources],
    }
    return json_text(data)


def _change(change: Change) -> Data:
    return {
        "number": change.number,
        "act": change.act.value,
        "path": change.path,
        "names": [step.name for step in change.steps],
        "before": _end(change.before),
        "after": _end(change.after),
        "difference": _amount(change.difference, change.unit),
        "unit": change.unit.name if change.unit else None,
    }


def _end(end: End | None) -> Data | None:
    if end is None:
        return None
    return {
        "file": end.span.file,
        "line": end.span.line,
        "column": end.span.column,
        "written": end.text,
        "values": end.values,
        "amount": _amount(end.fen, end.unit),
        "unit": end.unit.name if end.unit else None,
    }


def _amount(fen: int | None, unit: Unit | None) -> str | None:
    return None if fen is None or unit is None else exact_text(fen, unit)


def _file(change: FileChange) -> Data:
    return {"number": change.number, "act": change.act.value, "name": change.name}


def _source(one: SourceDiff, say: Translator) -> Data:
    return {
        "before": one.before,
        "after": one.after,
        "title": one.title,
        "states": [state.value for state in one.states],
        "totals": [_total(total) for total in one.totals],
        "groups": [_group(group) for group in one.groups],
        "figures": _figures(one.figures),
        "findings": {
            "new": finding_list(one.findings.new, say),
            "fixed": finding_list(one.findings.fixed, say),
            "still": finding_list(one.findings.still, say),
        },
    }


def _total(total: Total) -> Data:
    return {
        "amount": _amount(total.fen, total.unit),
        "unit": total.unit.name if total.unit else None,
    }


def _group(group: Group) -> Data:
    return {
        "title": group.title,
        "table": group.table or None,
        "consequences": [_consequence(one) for one in group.consequences],
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
    if figure.difference is None:
        return None
    return str(figure.difference) if figure.money is None else exact_text(figure.difference,
                                                                          figure.money)  # fmt: skip
