"""The forms in which a check is handed to a forge; each is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from budgetc.cli.speech import translator
from budgetc.diagnostics.messages import Translator
from budgetc.files.workspace import Workspace
from budgetc.reports.baseline import Baselined, has_baseline
from budgetc.reports.checked_source import CheckedSource

if TYPE_CHECKING:
    from budgetc.reports.checked import Checked

REPORTS: Mapping[str, str] = MappingProxyType(
    {name: f"budgetc.reports.{name}" for name in ("github", "gitlab", "sarif", "junit")}
)
"""The names of the forms, and the modules whose `render(checked, translator)` makes them."""


def render_report(
    form: str, baselined: Baselined, sources: Sequence[CheckedSource], workspace: Workspace
) -> str:
    """Return a check in one of the `REPORTS`."""
    # Known to checks that want such a form, and to no others: a check starts fast.
    from budgetc.reports.checked import Checked  # noqa: PLC0415

    checked = Checked(
        baselined,
        tuple(sources),
        folder=_folder_in_repository(workspace.root),
        has_baseline=has_baseline(workspace),
    )
    render: Callable[[Checked, Translator], str] = import_module(REPORTS[form]).render
    return render(checked, translator())


def _folder_in_repository(root: Path) -> str:
    """Return the way from the top of the git repository to a workspace; empty where it is the top.

    Forges name files from there, whatever folder the budgets are in.
    """
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return "".join(f"{part}/" for part in root.relative_to(folder).parts)
    return ""
