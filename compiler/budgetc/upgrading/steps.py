"""What each format of sources and layouts has otherwise than the one before: data of `schema/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetc.files.data import DataFaultError, Resources, kept
from budgetc.frozen import frozen
from budgetc.schema.data import bound_data

if TYPE_CHECKING:
    from budgetc.source.nodes import Path

FILE = "schema/upgrades.json"

SOURCE, LAYOUT, TEMPLATE = "source", "layout", "template"
"""The files that have a format."""


@frozen()
class Renamed:
    """A key that is called otherwise since some format.

    Attributes:
        since: the format.
        file: `source` or `layout`.
        at: the mapping that it stands in, its steps joined by points: a key, `*` for any key or
            item of a list, `**` for any number of these; empty for the outermost.
        was: what the key was called.
        now: what it is called.
    """

    since: int
    file: str
    at: str
    was: str
    now: str

    def stands_at(self, path: Path) -> bool:
        """Tell whether the mapping at a path is one that the key stands in."""
        return _fits(tuple(self.at.split(".")) if self.at else (), path)


@frozen()
class Dissolved:
    """A function of templates that is gone, because what it was given is what it gave."""

    since: int
    file: str
    function: str


@frozen()
class Steps:
    """The steps from the formats that there were to the present one.

    Attributes:
        format: the present one.
        renamed: keys.
        dissolved: functions of templates.
    """

    format: int
    renamed: tuple[Renamed, ...] = ()
    dissolved: tuple[Dissolved, ...] = ()


@kept
def load_steps(resources: Resources) -> Steps:
    """Return the steps that ship; a workspace has no say in them.

    Raises:
        DataFaultError: the workspace has others.
    """
    text = resources.parsed_as_shipped(FILE, str)
    steps, findings = bound_data(FILE, text.encode(), Steps)
    if findings:
        raise DataFaultError(FILE, findings[0].message, findings[0].span.line)
    told: Steps = steps
    return told


def _fits(pattern: tuple[str, ...], path: Path) -> bool:
    if not pattern:
        return not path
    first, *rest = pattern
    if first == "**":
        return any(_fits(tuple(rest), path[skipped:]) for skipped in range(len(path) + 1))
    return bool(path) and first in ("*", path[0]) and _fits(tuple(rest), path[1:])
