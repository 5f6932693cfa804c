"""Derivations and lists of figures as data, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from budgetc.diagnostics.messages import Translator
from budgetc.document.figures import InCell, Where
from budgetc.document.model import Figure
from budgetc.trace.answer import Answer
from budgetc.trace.blame import commits_of
from budgetc.trace.derivation import Derivation, Leaf

Data = dict[str, object]


def answer_data(answer: Answer, translator: Translator) -> Data:
    """Return what is known of a figure: its places, its derivation and, if known, its commits."""
    commits = commits_of(answer.node)
    data: Data = {
        "figure": answer.node.figure_id,
        "printed": answer.node.printed,
        "places": [where_data(where) for where in answer.places],
        "tree": node_data(answer.node, translator),
    }
    if commits:
        data["commits"] = [{**asdict(commit), "lines": lines} for commit, lines in commits]
    return data


def figure_data(figure: Figure, places: Sequence[Where]) -> Data:
    """Return one figure of a list, and where it is printed."""
    return {
        "id": figure.id,
        "value": figure.exact,
        "unit": figure.unit,
        "printed": figure.text,
        "formula": figure.formula.value,
        "places": [where_data(where) for where in places],
    }


def node_data(node: Derivation, translator: Translator) -> Data:
    """Return a derivation as plain data.

    `value` is the value in its unit; `exact` the same before rounding, as a fraction of whole
    numbers: of an amount in 分, of a percentage in points.
    """
    return {
        "id": node.figure_id,
        "label": node.words(translator),
        "formula": node.formula.value,
        "value": node.shown,
        "unit": node.unit,
        "exact": None if node.value is None else str(node.value),
        "printed": node.printed,
        "note": None if node.note is None else translator(node.note),
        "leaf": None if node.leaf is None else _leaf(node.leaf, translator),
        "children": [node_data(child, translator) for child in node.children],
    }


def where_data(where: Where) -> Data:
    """Return where a figure is printed."""
    if isinstance(where, InCell):
        return {
            "table": where.table.id,
            "title": where.table.title,
            "row": where.row.id,
            "label": where.row.label,
            "column": where.column.id,
            "header": list(where.column.header),
        }
    return {
        "table": where.table.id if where.table else None,
        "heading": where.heading,
        "text": where.text,
        "start": where.start,
        "end": where.end,
    }


def _leaf(leaf: Leaf, translator: Translator) -> Data:
    data = asdict(leaf) | {"place": leaf.place.in_words(translator)}
    if leaf.commit is None:
        del data["commit"]
    if not leaf.evidence:
        del data["evidence"], data["page"]
    return data
