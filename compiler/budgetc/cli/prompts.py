"""What a command needs to know: from its options, else asked on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

import click

from budgetc.cli.speech import UsageError, in_words
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, enumerated, msg


def asked(  # one parameter for each thing a question has
    given: str | None,
    option: str,
    question: str,
    *,
    default: str | None = None,
    choices: Sequence[str] = (),
    check: Callable[[str], str],
) -> str:
    """Return what an option says; without it, ask on a terminal.

    Args:
        given: the value of the option, if it was given.
        option: its name, such as `--name`.
        question: what is asked.
        default: what an empty answer means.
        choices: the possible answers, where they are few.
        check: returns the value, or raises `click.UsageError`; on a terminal it is asked again.

    Raises:
        click.MissingParameter: nobody is there to answer.
        click.UsageError: the option's value is wrong.
    """
    if given is not None:
        return check(given)
    if not sys.stdin.isatty():
        known = msg("choose one of: {words}", words=enumerated(choices))
        raise click.MissingParameter(
            message=in_words(known) if choices else None,
            ctx=click.get_current_context(),
            param_hint=f"'{option}'",
            param_type="option",
        )
    answer: str = click.prompt(
        question,
        default=default,
        type=click.Choice(choices) if choices else None,
        value_proc=None if choices else _asking_again(check),
        err=True,
    )
    return answer


def will_not_do(value: str, wanted: Message) -> NoReturn:
    """Refuse a value, and say what is wanted instead.

    Raises:
        click.UsageError: always.
    """
    shown = printable(value) or '""'
    raise UsageError(msg("{value} does not do; write {wanted}", value=shown, wanted=wanted))


def _asking_again(check: Callable[[str], str]) -> Callable[[str], str]:
    """Return a check that has `click.prompt` ask again."""

    def checked(answer: str) -> str:
        try:
            return check(answer.strip())
        except click.UsageError as error:
            raise click.BadParameter(error.message) from error

    return checked
