"""Words of a source in a built document: every field of text, read by three readers of Markdown."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from ruamel.yaml import YAML

from budgetc.diagnostics.characters import misleading
from budgetc.render.markdown import render_markdown
from tests.periods.river import ALONE
from tests.render.readers import Page, pages, shown
from tests.render.test_markdown import HOSTILE
from tests.support import KORLA, MINIMAL, RESOURCES, ROOT, SCHEMA, document_of

Path = tuple[str, ...]

TEXTS = {"name", "text", "reason", "number_or_words"}
"""What the schema calls a text that anybody words as they like."""

SOURCES = (
    KORLA,
    MINIMAL,
    (ROOT / "budgets/putuo-finance-bureau/2025.yaml").read_text(encoding="utf-8"),
    (ROOT / "budgets/putuo-finance-bureau/2024-final.yaml").read_text(encoding="utf-8"),
    ALONE,
)

ADDED: Mapping[str, Any] = {
    "glossary": [{"term": "某词", "meaning": "某义"}],
    "other_matters": ["某事"],
}
"""Sections that neither budget has."""

NOT_PRINTED = {
    "names of codes and of functions, only checked against the lists": {
        "basic_expenditure.by_function.*.name", "basic_expenditure.by_economic.*.name",
        "basic_expenditure.matrix.*.name", "project_expenditure.projects.*.function_name",
    },
    "what two indicators measure in common, which only rules read": {
        "project_expenditure.projects.*.targets.indicators.*.measure",
        "project_expenditure.projects.*.targets.indicators.*.per",
        "performance.indicators.*.measure", "performance.indicators.*.per",
    },
    "why a rule or a list does not hold": {
        "department.subordinate_units.*.exempt", "project_expenditure.projects.*.targets_exempt",
        "local_codes.*.reason", "waive.*.scope", "waive.*.reason", "waive.*.by",
        "approval.document", "expect.*.figure", "expect.*.basis", "three_public.approval",
    },
    "what these budgets have no occasion for; `tests/render/test_markdown.py` fills every place": {
        "carry_over.*.item", "department.staff.over_establishment",
        "department.subordinate_units.*.name", "procurement.lines.*.item",
        "procurement.lines.*.project", "basic_expenditure.matrix.*.reason",
        "basic_expenditure.matrix.*.restated", "operating_cost.restated",
        "three_public.abroad.restated", "three_public.reception.restated",
        "three_public.vehicle_operation.restated", "three_public.vehicle_purchase.restated",
        "performance.indicators.*.evidence", "performance.indicators.*.prior",
        "performance.indicators.*.scoring", "performance.indicators.*.target",
        "project_expenditure.projects.*.targets.indicators.*.prior",
        "project_expenditure.projects.*.implementer",
    },
    "what accounts do not explain, or these have no occasion for": {
        "basic_expenditure.matrix.*.variance_reason", "changes.state_capital.reason",
        *(f"changes.{total}.restated"
          for total in ("total", "fiscal_total", "general", "government_fund", "state_capital")),
        "evaluation.tracked.*", "evaluation.evaluated.*",
    },
    "why amounts changed, or are restated, of which no sentence tells the change": {
        "transfers.*.restated", "other_expenditure.*.restated", "other_expenditure.*.reason",
    },
    "ids of projects, and classes of indicators, which the jurisdiction names": {
        "project_statement.projects.*",
        "project_expenditure.projects.*.targets.indicators.*.dimension",
        "project_expenditure.projects.*.targets.indicators.*.category",
        "performance.indicators.*.dimension", "performance.indicators.*.category",
    },
}  # fmt: skip


def _fields(
    node: Mapping[str, Any], path: Path = (), seen: frozenset[str] = frozenset()
) -> Iterator[Path]:
    """Yield the fields of text that the schema declares."""
    reference = str(node.get("$ref", "")).rpartition("/")[2]
    if reference in TEXTS:
        yield path
    elif reference and reference not in seen:
        yield from _fields(_schema()["$defs"][reference], path, seen | {reference})
    for key, value in node.get("properties", {}).items():
        yield from _fields(value, (*path, key), seen)
    if "items" in node:
        yield from _fields(node["items"], (*path, "*"), seen)
    for choice in ("anyOf", "oneOf", "allOf"):
        for value in node.get(choice, ()):
            yield from _fields(value, path, seen)


@cache
def _schema() -> Mapping[str, Any]:
    return SCHEMA.document


# The note of an amount that a jurisdiction declares is judged (YOY001), and printed by none. The
# file that proves an amount is no word of a document either: who has the source sees it.
_TEXTS = (
    path
    for path in _fields(_schema())
    if not path[-1].startswith("restated_") and path[-2:] != ("source", "file")
)

PRINTED = {".".join(path) for path in _TEXTS} - set().union(*NOT_PRINTED.values())


class _Worded:
    """A source with a text of its own in each field of text."""

    def __init__(self, source: str, text: str) -> None:
        self._text = text
        self.texts: list[tuple[str, str]] = []
        data = self._worded(YAML(typ="safe").load(source) | ADDED, ())
        stream = io.StringIO()
        writer = YAML(typ="safe")
        writer.allow_unicode = True
        writer.dump(data, stream)
        self.source = stream.getvalue()

    def _worded(self, node: Any, path: Path) -> Any:
        if isinstance(node, dict):
            if {"prior", "reason"} <= node.keys() and ".".join((*path, "restated")) in PRINTED:
                node |= {"restated": "某因"}
            return {key: self._worded(value, (*path, key)) for key, value in node.items()}
        if isinstance(node, list):
            return [self._worded(value, (*path, "*")) for value in node]
        if isinstance(node, str) and ".".join(path) in PRINTED:
            text = f"始{len(self.texts)}{self._text}末"
            self.texts.append((".".join(path), text))
            return text
        return node


@pytest.mark.parametrize("source", SOURCES, ids=["korla", "minimal", "putuo", "accounts", "river"])
def test_words_of_a_source_are_no_markup_of_a_document(source: str) -> None:
    typed = " ".join(one for one in HOSTILE if not misleading(one))  # those no source may have
    worded, plain = _Worded(source, typed), _Worded(source, "某")
    for (name, page), (_, expected) in zip(_pages(worded), _pages(plain), strict=True):
        assert _printed(worded, page) == _printed(plain, expected), name
        assert page.elements == expected.elements, name
        assert page.live == expected.live == [], name


def _pages(worded: _Worded) -> list[tuple[str, Page]]:
    return list(pages(render_markdown(document_of(worded.source), RESOURCES)))


def _printed(worded: _Worded, page: Page) -> list[str]:
    """Return the fields whose texts stand on a page as they were typed."""
    text = "".join(text for _, text in page.blocks)
    return [field for field, one in worded.texts if shown(one) in text]


def test_every_field_of_text_is_among_them() -> None:
    printed: set[str] = set()
    for source in SOURCES:
        plain = _Worded(source, "某")
        printed.update(*(_printed(plain, page) for _, page in _pages(plain)))
    assert printed == PRINTED
