"""The output formats, as they are named on the command line."""

from __future__ import annotations

from typing import Any

import click

from budgetc.cli.declared import Parameter, option
from budgetc.diagnostics.messages import Message
from budgetc.render.suffixes import ALSO_CALLED, FORMATS


class FormatName(click.Choice[str]):
    """One of the output formats, by its name, its suffix or the program that people know."""

    def __init__(self) -> None:
        """Take all formats."""
        super().__init__(list(FORMATS))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of a format.

        Raises:
            click.UsageError: there is none that is called so.
        """
        called = str(value).casefold().removeprefix(".")
        return super().convert(ALSO_CALLED.get(called, value), param, ctx)


def formats_option(text: Message, **settings: Any) -> Parameter:
    """Return the option that names some of the formats; `settings` are those of `click.Option`."""
    return option(
        "--format", "-f", "formats", text=text, type=FormatName(), multiple=True, **settings
    )
