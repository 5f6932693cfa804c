"""What a command line consists of, declared once and made in the language of each run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from budgetc.cli.departments import SourcePath
from budgetc.diagnostics.messages import (
    LANGUAGES,
    Message,
    Translator,
    language_called,
    msg,
)
from budgetc.frozen import frozen

Parameter = Callable[[Translator], click.Parameter]
"""Makes an argument or an option whose words are in one language."""


@frozen()
class Command:
    """A command, or a group of commands.

    Attributes:
        name: what is typed.
        run: what it does, a group given its context; one without it does nothing of its own.
        text: what it is for.
        parameters: its arguments and options; `--lang` is one of every command.
        example: a line at the end of its help.
        summary: the line in the list of its group; the first sentence of `text`, if left out.
        commands: those of a group.
        hidden: whether it is for programs, and no list shows it.
    """

    name: str
    run: Callable[..., None] | None
    text: Message
    parameters: tuple[Parameter, ...] = ()
    example: Message | None = None
    summary: Message | None = None
    commands: tuple[Command, ...] = ()
    hidden: bool = False

    def made(self, translator: Translator) -> click.Command:
        """Return it in one language."""
        words: dict[str, Any] = {
            "help": translator(self.text),
            "short_help": translator(self.summary) if self.summary else None,
            "epilog": translator(self.example) if self.example else None,
            "hidden": self.hidden,
            "options_metavar": translator(msg("[OPTIONS]")),
            "params": [make(translator) for make in (*self.parameters, LANGUAGE)],
        }
        run = self.run
        if not self.commands:
            return click.Command(self.name, callback=run, **words)
        alone = msg("[COMMAND [ARGS]...]") if run else msg("COMMAND [ARGS]...")
        return click.Group(
            self.name,
            callback=click.pass_context(run) if run else None,
            invoke_without_command=run is not None,
            commands=[one.made(translator) for one in self.commands],
            subcommand_metavar=translator(alone),
            **words,
        )


def declared(
    name: str, text: Message, *parameters: Parameter, **more: Any
) -> Callable[[Callable[..., None]], Command]:
    """Make a command of the function that runs it; `more` is the rest of a `Command`."""
    return lambda run: Command(name, run, text, parameters, **more)


def option(
    *names: str, text: Message, metavar: Message | None = None, **settings: Any
) -> Parameter:
    """Return an option with a value; `settings` are those of `click.Option`."""

    def make(translator: Translator) -> click.Option:
        shown = translator(metavar) if metavar else None
        return click.Option(list(names), help=translator(text), metavar=shown, **settings)

    return make


def flag(*names: str, text: Message) -> Parameter:
    """Return an option that is there or not."""
    return option(*names, text=text, is_flag=True)


def choice(*names: str, choices: Sequence[str], text: Message) -> Parameter:
    """Return an option with one of some values; without it, the first."""
    kind = click.Choice(list(choices))
    return option(*names, text=text, type=kind, default=choices[0], show_default=True)


def argument(name: str, metavar: Message | None = None, **settings: Any) -> Parameter:
    """Return an argument; `settings` are those of `click.Argument`."""
    return lambda translator: click.Argument(
        [name], metavar=translator(metavar) if metavar else None, **settings
    )


def file_argument(name: str, metavar: Message) -> Parameter:
    """Return an argument that names a file that is there."""
    there = click.Path(exists=True, dir_okay=False, path_type=Path)
    return argument(name, metavar, type=there)


def output_file(text: Message) -> Parameter:
    """Return the option that names the file which a command writes."""
    kind = click.Path(dir_okay=False, path_type=Path)
    return option("--output", "-o", text=text, metavar=msg("FILE"), type=kind)


def output_folder(text: Message, usual: str) -> Parameter:
    """Return the option that names the folder which a command writes into."""
    kind = click.Path(file_okay=False, path_type=Path)
    return option("--output", "-o", text=text, metavar=msg("FOLDER"), type=kind,
                  default=Path(usual), show_default=True)  # fmt: skip


ONE_SOURCE = SourcePath(exists=True, dir_okay=False, path_type=Path)
"""The type of a path to one source."""

SOURCE = argument("source", msg("SOURCE"), type=ONE_SOURCE)
"""One source."""

OPTIONAL_SOURCE = argument("source", msg("[SOURCE]"), required=False, type=ONE_SOURCE)
"""One source, or none."""

SOURCES = argument(
    "sources", msg("[SOURCE]..."), nargs=-1, type=SourcePath(exists=True, path_type=Path)
)
"""Sources, or folders of them; none means the whole workspace."""

FONTS = option(
    "--fonts",
    text=msg(
        "Folder with fonts for Typst, beside those of the system; the variable BUDGETC_FONTS "
        "may name it."
    ),
    metavar=msg("FOLDER"),
    type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path),
    envvar="BUDGETC_FONTS",
)
"""The fonts with which documents are set."""


class _LanguageName(click.Choice[str]):
    """One of the languages, by its name or by a locale of it: zh, zh-CN, zh_CN."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(language_called(str(value)) or value, param, ctx)


LANGUAGE = option(
    "--lang",
    text=msg("Language of messages: en or zh. Default: the language of the system."),
    type=_LanguageName(sorted(LANGUAGES)),
    expose_value=False,
)
"""The language, which every command takes; it has been read before the command runs."""
