"""Reading `budgets/region.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources
from budgetc.files.workspace import Source
from budgetc.jurisdiction.load import units
from budgetc.region.model import RegionSettings
from budgetc.schema import load_schema
from budgetc.schema.binding import Binding
from budgetc.source.nodes import SourceTree
from budgetc.source.read import read_file


@dataclass(frozen=True, slots=True, eq=False)
class SettingsReading:
    """What the file says.

    Attributes:
        tree: the file as read; none where there is no file, or no reading it.
        settings: none where there is no file, or something is wrong with it.
        findings: what is wrong.
    """

    tree: SourceTree | None = None
    settings: RegionSettings | None = None
    findings: tuple[Diagnostic, ...] = ()


def read_settings(source: Source, resources: Resources) -> SettingsReading:
    """Return the settings of a region; a region needs none."""
    if not source.path.exists():
        return SettingsReading()
    tree, findings = read_file(source.path, source.name)
    if tree is None or findings:
        return SettingsReading(tree, None, findings)
    findings = load_schema(resources, "region.schema.json").check(tree)
    if findings:
        return SettingsReading(tree, None, findings)
    binding = Binding(tree, next(iter(units(resources).values())))
    settings = binding.bind(RegionSettings, tree.root)
    findings = tuple(binding.findings)
    return SettingsReading(tree, None if findings else settings, findings)
