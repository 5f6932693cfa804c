"""How much one rendering of a template may do."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar

from budgetc.diagnostics.messages import msg
from budgetc.templating.faults import MisuseError

MAX_STEPS = 200_000
"""Turns of all loops of one rendering. A real document takes about a thousand."""

MAX_OUTPUT = 8_000_000
"""Characters that one rendering may print through its expressions; 1,250 a project are usual."""

MAX_PARTS = 100_000
"""Values inside one another that a template may make into one, or compare; each counts each time
that it is in it, for so often it is looked at. A hundred letters of a text are one."""

_PARTS_OF_STEP = 100
"""Parts that take as long as a turn of a loop."""

MAX_DEPTH = 50
"""How many macros may be at work inside one another."""


class Allowance:
    """What is left of the steps and of the output of one rendering, and what is at work in it.

    Attributes:
        names: what each template at work has set; it ends with the rendering.
    """

    def __init__(self) -> None:
        self.steps = MAX_STEPS
        self.output = MAX_OUTPUT
        self._macros = 0
        self._templates: list[str] = []
        self.names: list[dict[str, object]] = []

    def step(self) -> None:
        """Take one turn of a loop."""
        self.steps -= 1
        if self.steps < 0:
            raise MisuseError(msg("more than {most} turns of loops", most=MAX_STEPS))

    def weigh(self, value: object) -> None:
        """Take the steps that looking through a value takes."""
        parts, waiting = 0, [value]
        while waiting:
            one = waiting.pop()
            parts += 1
            if isinstance(one, str):
                parts += len(one) // _PARTS_OF_STEP
            elif isinstance(one, Mapping):
                waiting += [*one, *one.values()]
            elif isinstance(one, tuple | list):
                waiting += one
            if parts + len(waiting) > MAX_PARTS:
                raise MisuseError(msg("more than {most} values in one", most=MAX_PARTS))
        self.steps -= parts // _PARTS_OF_STEP
        self.step()

    def print(self, characters: int) -> None:
        """Take some output."""
        self.output -= characters
        if self.output < 0:
            raise MisuseError(msg("more than {most} characters of output", most=MAX_OUTPUT))

    def begin_macro(self) -> None:
        """Have one more macro at work."""
        if self._macros == MAX_DEPTH:
            raise MisuseError(msg("macros call one another more than {most} deep", most=MAX_DEPTH))
        self._macros += 1

    def end_macro(self) -> None:
        """Have one macro less at work."""
        self._macros -= 1

    def begin_template(self, name: str) -> None:
        """Have one more template at work."""
        if name in self._templates:
            raise MisuseError(msg("{name} is in itself", name=name))
        self._templates.append(name)

    def end_template(self) -> None:
        """Have one template less at work."""
        self._templates.pop()


ALLOWANCE: ContextVar[Allowance] = ContextVar("allowance")


def charge(text: str) -> str:
    """Count the output of one expression against the bounds of the rendering."""
    ALLOWANCE.get().print(len(text))
    return text
