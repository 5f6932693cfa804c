"""How GitHub's runner reads commands out of what a step prints.

A reading of the runner's own code (actions/runner, src/Runner.Common/ActionCommand.cs, MIT): a line
that begins with `::`, or one that has `##[` anywhere, is a command if its name is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

NAMES = frozenset(
    ("error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-matcher",
     "remove-matcher", "set-output", "save-state", "set-env", "add-path", "echo", "stop-commands",
     "internal-set-repo-path")
)  # fmt: skip


class Command(NamedTuple):
    """One command: its name, its properties and its text, as they arrive."""

    name: str
    properties: Mapping[str, str]
    data: str


def commands(output: str) -> list[Command]:
    """Return the commands in the output of a step; between stop tokens there are none."""
    found = []
    stopped = ""
    for line in output.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if stopped:
            stopped = "" if line.strip() == f"::{stopped}::" else stopped
            continue
        command = _second_form(line) or _first_form(line)
        if command is None:
            continue
        if command.name == "stop-commands":
            stopped = command.data
        found.append(command)
    return found


def _second_form(line: str) -> Command | None:
    line = line.lstrip()
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    info, _, data = line[2:].partition("::")
    name, _, rest = info.partition(" ")
    if name not in NAMES:
        return None
    pairs = (part.split("=", 1) for part in rest.strip().split(",") if part)
    properties = {pair[0]: _undo(pair[1], "\r\n:,") for pair in pairs if len(pair) == 2}
    return Command(name, properties, _undo(data, "\r\n"))


def _first_form(line: str) -> Command | None:
    _, mark, rest = line.partition("##[")
    info, bracket, data = rest.partition("]")
    name = info.partition(" ")[0]
    return Command(name, {}, data) if mark and bracket and name in NAMES else None


def _undo(text: str, characters: str) -> str:
    for character in characters:
        text = text.replace(f"%{ord(character):02X}", character)
    return text.replace("%25", "%")
