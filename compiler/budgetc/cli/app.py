"""The command group: commands are imported when asked for, and speak the chosen language."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import pairwise
from keyword import iskeyword
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from budgetc import __version__
from budgetc.cli import streams
from budgetc.cli.declared import LANGUAGE, Command
from budgetc.diagnostics.characters import printable, shortened
from budgetc.diagnostics.messages import (
    LANGUAGES,
    LOCALE_FOLDER,
    Message,
    Translator,
    language_called,
    language_of_environment,
    msg,
)

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from budgetc.diagnostics import Diagnostic

COMPLETE = "_BUDGETC_COMPLETE"
"""Stands in the environment when a shell asks what could be typed next."""

_COMMANDS: Mapping[str, Message] = MappingProxyType(
    {
        "audit": msg("Find where published documents contradict themselves."),
        "build": msg("Build the documents of sources."),
        "check": msg("Report everything that is wrong with sources."),
        "classification": msg("Say what an edition of the code lists changed, and read a new one."),
        "compare": msg(
            "Find what a document published by hand has otherwise than the compiled one."
        ),
        "completion": msg("Print a script that lets the Tab key of a shell complete commands."),
        "diff": msg("Say what changed between two revisions, and what follows from it."),
        "facts": msg("Write the amounts as tables for DuckDB, pandas and the like."),
        "fmt": msg("Write sources in one order and style."),
        "form": msg("Write a source as an Excel form to fill in."),
        "git": msg("Set git up to merge budgets, and to show what changed in them."),
        "import": msg("Bring a form that was filled in back into its source."),
        "jurisdictions": msg("List whose documents there are, and copy one to change it."),
        "lsp": msg("Answer an editor while sources are typed in it (language server)."),
        "new": msg("Begin a workspace, a department, a project, or a new year."),
        "preview": msg("Show sources and documents on a page that follows what is saved."),
        "release": msg("Publish a budget: all formats, their digests, and a tag of git."),
        "rules": msg("Say what can be found wrong, and what to do then."),
        "schema": msg("Print the schema of sources for editors, with the codes of a year."),
        "trace": msg("Show where a figure comes from."),
        "upgrade": msg("Write sources and layouts of an earlier budgetc in the present format."),
        "verify": msg(
            "Verify a published folder by its manifest and sources, or a PDF by its facts."
        ),
    }
)
"""Each command, and what it is for in a line; the module of its name declares it as `command`."""


class _LazyGroup(click.Group):
    """A group whose commands are made when they are needed."""

    def __init__(self, translator: Translator, help_text: str) -> None:
        super().__init__(
            "budgetc",
            help=help_text,
            epilog=translator.text("Example: budgetc check"),
            context_settings={
                "max_content_width": 100,
                "obj": translator,
                "help_option_names": ["-h", "--help"],
            },
            options_metavar=translator.text("[OPTIONS]"),
            subcommand_metavar=translator.text("COMMAND [ARGS]..."),
        )
        self._translator = translator

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        declared: Command = import_module(f"budgetc.cli.{module}").command
        command = declared.made(self._translator)
        if COMPLETE in os.environ:
            from budgetc.cli.completions import offering  # noqa: PLC0415

            return offering(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; `help` is no command, and shows that of another one."""
        name, *others = args
        if name == "help" and not others:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()
        if name == "help":
            return super().resolve_command(ctx, [*others, "--help"])
        if name not in _COMMANDS and not name.startswith("-"):
            from budgetc.diagnostics.suggest import choices  # noqa: PLC0415  # for a slip

            problem = msg(
                "there is no command {name}; {hint}",
                name=shortened(printable(name)),
                hint=choices(name, sorted(_COMMANDS)),
            )
            ctx.fail(self._translator(problem))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a file that may not or cannot be used is a finding of any of them."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:  # of which click would make a failure like any other
            raise SystemExit(streams.INTERRUPTED) from error
        except Exception as error:
            found = getattr(error, "diagnostic", None)
            if found is None:
                raise
            _report(found)
            raise SystemExit(1) from error

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Offer the commands without making any."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415

        commands = [
            CompletionItem(name, help=self._translator(summary))
            for name, summary in _COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without making any: help needs no compiler."""
        rows = [(name, self._translator(summary)) for name, summary in _COMMANDS.items()]
        with formatter.section(self._translator.text("Commands")):
            formatter.write_dl(rows)


def make_group(translator: Translator) -> click.Group:
    """Return the command group in one language."""
    group = _LazyGroup(
        translator,
        translator.text(
            "The compiler for public budgets: a department's amounts are typed once, in YAML; "
            "every total, table and sentence of its published budget follows."
        ),
    )
    group.params.append(LANGUAGE(translator))
    group.params.extend((_verbose(translator), _version(translator)))
    return group


_VERBOSE = f"{__name__}.verbose"


def _verbose(translator: Translator) -> click.Option:
    """Return the option that has `--version` say more; it is read first, wherever it stands."""

    def remember(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001
        ctx.meta[_VERBOSE] = asked

    text = translator.text("With --version: what a report of a fault needs.")
    return click.Option(["--verbose"], is_flag=True, is_eager=True, expose_value=False,
                        callback=remember, help=text)  # fmt: skip


def _version(translator: Translator) -> click.Option:
    """Return the option that says which version this is."""

    def say(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001
        verbose = ctx.meta.get(_VERBOSE, False)
        if ctx.resilient_parsing or not (asked or verbose):
            return
        if not asked:
            ctx.fail(translator(msg("--verbose goes with --version")))
        lines: Iterable[str] = (f"budgetc {__version__}",)
        if verbose:
            from budgetc.cli.about import about  # noqa: PLC0415  # for a report of a fault

            lines = about(translator.language)
        for line in lines:
            click.echo(line)
        ctx.exit()

    text = translator.text("Show the version and exit.")
    return click.Option(["--version"], is_flag=True, expose_value=False, callback=say, help=text)


def run(arguments: Sequence[str]) -> None:
    """Run the command line and exit."""
    translator = Translator(_asked_language(arguments) or language_of_environment())
    _let_click_speak(translator.language)
    if COMPLETE in os.environ:
        from budgetc.cli.completions import prepare  # noqa: PLC0415

        prepare()
    streams.prepare()
    with streams.guarded(partial(_complain, translator)):
        make_group(translator).main(list(arguments), prog_name="budgetc")


def _complain(translator: Translator, error: OSError) -> None:
    """Say which file the system did not let a command use, and why."""
    from budgetc.files.reasons import reason_of  # noqa: PLC0415  # of what went wrong alone

    file = shortened(printable(str(error.filename or "-")))
    problem = msg("cannot go on: {file}: {reason}", file=file, reason=reason_of(error))
    click.echo(translator(problem), err=True)


def _report(found: Diagnostic) -> None:
    from budgetc.cli.report import report  # noqa: PLC0415  # for one finding

    report((found,), (), 0)


def _let_click_speak(language: str) -> None:
    """Have click's own words ("Usage", "Error") in the same language.

    Click asks the process's gettext domain, whose language only the environment can set.
    """
    gettext.bindtextdomain("click", str(LOCALE_FOLDER))
    gettext.textdomain("click")
    os.environ["LANGUAGE"] = LANGUAGES[language]


def _asked_language(arguments: Sequence[str]) -> str | None:
    """Return the value of --lang: messages, even those about a wrong option, are in it."""
    for option, value in pairwise((*arguments, "")):
        if option.startswith("--lang="):
            return language_called(option.removeprefix("--lang="))
        if option == "--lang":
            return language_called(value)
    return None
