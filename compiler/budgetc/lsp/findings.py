"""What was found in the sources that are open, by the file where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.spans import Span
from budgetc.lsp.session import View


def by_file(views: Iterable[View]) -> Mapping[Path, Mapping[Diagnostic, View]]:
    """Return what was found in each file, with the source by which; of one without any, nothing.

    What stands in a file that the workspace does not have, such as a list that ships, is told at
    the top of the source: an editor could not open it.
    """
    found: dict[Path, dict[Diagnostic, View]] = {}
    for view in views:
        found.setdefault(view.source.path, {})
        for one in view.compilation.findings:
            shown = (
                one
                if _is_here(view, one.span.file)
                else replace(one, span=Span.point(view.source.name))
            )
            found.setdefault(view.path_of(shown.span.file), {}).setdefault(shown, view)
    return found


def _is_here(view: View, file: str) -> bool:
    return file == view.source.name or replace(view.source, file=file).is_there()
