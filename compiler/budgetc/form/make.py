"""A source made into a form: read, laid out as grids, written as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from budgetc.files.data import Resources
from budgetc.form.language import wording_of
from budgetc.form.model import Grid
from budgetc.form.outline import grids_of
from budgetc.form.write import Origin, write_form
from budgetc.jurisdiction.sources import catalogue_of, schema_of
from budgetc.lists import money_units
from budgetc.source.nodes import Path, SourceTree


def make_form(
    content: bytes,
    tree: SourceTree,
    resources: Resources,
    language: str,
    before: Mapping[Path, int] = MappingProxyType({}),
) -> bytes:
    """Return the form of a source, in the language of its document; the same bytes each time.

    Args:
        content: the whole file.
        tree: as it was read, without errors.
        resources: data files of its workspace.
        language: of the form, where the source names no jurisdiction that there is.
        before: last year's amounts in 分, by the places of the source beside which they are shown.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    shaped = schema_of(resources, tree).shaped(tree)
    speaks = wording_of(shaped, resources, language)
    catalogue = catalogue_of(shaped, resources)
    lists = catalogue.lists() if catalogue is not None else {}
    origin = Origin(
        tree.file,
        content,
        shaped.said("department", "name"),
        shaped.year or 0,
        shaped.said("unit"),
        speaks.translator.language,
    )
    grids = grids_of(shaped, lists, speaks)
    if before:
        fen = money_units(resources)[origin.unit].fen
        grids = tuple(_beside_last_year(grid, before, fen) for grid in grids)
    return write_form(origin, grids, resources)


def _beside_last_year(grid: Grid, before: Mapping[Path, int], fen: int) -> Grid:
    """Return a grid whose rows have last year's amounts, in a unit of so many 分."""
    rows = (
        replace(row, before=Decimal(before[row.path]) / fen) if row.path in before else row
        for row in grid.rows
    )
    return replace(grid, rows=tuple(rows))
