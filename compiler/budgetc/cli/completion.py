"""`budgetc completion`: the script that a shell reads; `completions` answers it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import click
from click.shell_completion import FishComplete, ShellComplete, ZshComplete

from budgetc.cli.app import COMPLETE
from budgetc.cli.completions import Bash
from budgetc.cli.declared import argument, declared
from budgetc.cli.speech import in_words, say
from budgetc.diagnostics.messages import msg

_SHELLS: Mapping[str, tuple[type[ShellComplete], str]] = MappingProxyType(
    {
        "bash": (Bash, "budgetc completion bash >> ~/.bashrc"),
        "zsh": (ZshComplete, "budgetc completion zsh >> ~/.zshrc"),
        "fish": (FishComplete, "budgetc completion fish > ~/.config/fish/completions/budgetc.fish"),
    }
)
"""The shells: what makes the script of each, and the line that installs it."""

_ZSH_HEAD = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }\n"
"""Zsh has no completion until this was said; many a .zshrc does not say it."""


@declared(
    "completion",
    msg(
        "Print a script that lets the Tab key of a shell complete commands, options, sources, "
        "figures, codes of rules and jurisdictions. A line in the script says how to install "
        "it; it works in every shell that is opened after that."
    ),
    argument("shell", type=click.Choice(list(_SHELLS))),
    example=msg("Example: budgetc completion bash >> ~/.bashrc"),
)
def command(shell: str) -> None:
    say(_script(shell).rstrip("\n"))


def _script(shell: str) -> str:
    make, install = _SHELLS[shell]
    script = make(click.Command("budgetc"), {}, "budgetc", COMPLETE).source()
    hint = f"# {in_words(msg('install it once: {command}', command=install))}\n"
    if shell != "zsh":
        return hint + script
    first, _, rest = script.partition("\n")  # zsh looks for the name of the command there
    return f"{first}\n{hint}{_ZSH_HEAD}{rest}"
