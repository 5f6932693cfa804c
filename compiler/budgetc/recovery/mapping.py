"""What a workbook calls otherwise than the layout, as a data file says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources
from budgetc.jurisdiction.load import layout_name, offered
from budgetc.lists import money_units
from budgetc.recovery.wording import Words
from budgetc.schema import load_schema
from budgetc.source.read import read_data

_SCHEMA = "import.schema.json"


def _folder(jurisdiction: str) -> str:
    """Return the folder of a jurisdiction that has its mappings."""
    return f"templates/{jurisdiction}/imports"


def mappings(resources: Resources) -> tuple[str, ...]:
    """Return the names of all mappings, of whatever jurisdiction."""
    names = {name for one in offered(resources) for name in _names_of(resources, one)}
    return tuple(sorted(names))


def _names_of(resources: Resources, jurisdiction: str) -> Iterator[str]:
    files = resources.names(_folder(jurisdiction))
    return (PurePosixPath(file).stem for file in files if file.endswith(".yaml"))


def load_mapping(
    resources: Resources, jurisdiction: str, name: str
) -> tuple[Words | None, tuple[Diagnostic, ...]]:
    """Return a mapping of a jurisdiction, or of the one that it stands on; neither if none has it.

    Args:
        resources: data files of the workspace.
        jurisdiction: whose.
        name: of the mapping.
    """
    seen: set[str] = set()
    while jurisdiction and jurisdiction not in seen:
        seen.add(jurisdiction)
        file = f"{_folder(jurisdiction)}/{name}.yaml"
        if name in _names_of(resources, jurisdiction):
            unit = next(iter(money_units(resources).values()))
            schema = load_schema(resources, _SCHEMA)
            return schema.bind(read_data(resources, file), Words, unit)
        tree, _ = read_data(resources, layout_name(jurisdiction))
        jurisdiction = tree.said("base") if tree is not None else ""
    return None, ()
