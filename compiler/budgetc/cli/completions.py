"""What a shell is offered when the Tab key is pressed.

A shell asks by running budgetc with `app.COMPLETE` in its environment. Then, and only then, the
parameters of commands are given what they offer; a run without that costs nothing more. An answer
to Tab is never an error: where something cannot be read, nothing is offered.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from budgetc.cli.departments import named_sources
from budgetc.cli.inputs import resources_here, workspace_here
from budgetc.diagnostics.characters import printable
from budgetc.files.workspace import Workspace

_SPECIAL_IN_BASH = re.compile(r"([^\w./:@%+,=\u0080-\U0010ffff-])")


class Bash(BashComplete):
    """Bash, which inserts what it is given as it is: the special characters are to be escaped."""

    source_template = (
        BashComplete.source_template.replace("read type value", "read -r type value")
        .replace("COMPREPLY+=($value)", 'COMPREPLY+=("$value")')
        .replace("=bash_complete $1)", '=bash_complete "$1" 2>/dev/null)')
    )

    @staticmethod
    def _check_version() -> None:
        """Ask no other bash: the script is for the one that reads it."""

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Return the line that the script reads, such as `plain,trace`."""
        if item.type != "plain" or _in_quotes():
            return super().format_completion(item)
        escaped = _SPECIAL_IN_BASH.sub(r"\\\1", item.value)
        return f"plain,{escaped}"


def _in_quotes() -> bool:
    """Tell whether the word that is being typed began with a quotation mark."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    return words[-1][:1] in ("'", '"')


def prepare() -> None:
    """Make ready to answer a shell."""
    add_completion_class(Bash)


def offering(command: click.Command, within: str = "") -> click.Command:
    """Give the parameters of a command, and of those under it, what they offer."""
    for parameter in command.params:
        offer = _OFFERS.get(f"{within}{parameter.name}")
        if offer is not None:
            parameter.type = _Offering(offer)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            offering(inner, f"{command.name} ")
    return command


Offer = Callable[[click.Context, str], Iterator[CompletionItem[str]]]
"""Gives what may stand in the place of a word that has begun."""


class _Offering(click.ParamType[str]):
    """The type of a parameter while a shell asks: any text, and what may be offered."""

    name = "text"

    def __init__(self, offer: Offer) -> None:
        self._offer = offer

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem[str]]:
        try:
            items = self._offer(ctx, incomplete)
            return [item for item in items if item.value == printable(item.value)]
        except Exception:  # the shell would print the traceback into the line that is being typed
            return []


def _sources(_: click.Context, begun: str) -> Iterator[CompletionItem[str]]:
    """Return the sources of the workspace; where none fits, the shell offers files."""
    here = workspace_here()
    sources = here.sources() if here is not None else ()
    names = (os.path.relpath(source.path, Path.cwd().resolve()) for source in sources)
    called: Iterable[str] = ()
    if not begun.isascii():
        called = dict.fromkeys(one.word for one in named_sources(begun.partition("/")[0]))
    fitting = tuple(_that_begin(begun, (*names, *called)))
    return iter(fitting or (CompletionItem(begun, type="file"),))


def _departments(_: click.Context, begun: str) -> Iterator[CompletionItem[str]]:
    """Return the departments of the workspace, by their folders, or once that is begun by name."""
    names: Iterable[str] = (one.department for one in Workspace.find(Path.cwd()).sources())
    if not begun.isascii():
        names = (one.name for one in named_sources(begun))
    return _that_begin(begun, dict.fromkeys(names))


def _figures(context: click.Context, begun: str) -> Iterator[CompletionItem[str]]:
    """Return the figures and cells of the source that stands before."""
    from budgetc.document.called import known_names  # noqa: PLC0415  # few ask for this
    from budgetc.pipeline import compile_source  # noqa: PLC0415
    from budgetc.trace.answer import known_ids  # noqa: PLC0415

    path = Path(str(context.params["source"]))
    workspace = Workspace.find(path.absolute().parent)
    document = compile_source(workspace.source(path), workspace.resources()).document
    if document is None:
        return iter(())
    return _that_begin(begun, sorted({*known_ids(document), *known_names(document)}))


def _rules(_: click.Context, begun: str) -> Iterator[CompletionItem[str]]:
    """Return the codes of all findings, those of the workspace's own rules among them."""
    from budgetc.diagnostics import SEVERITIES  # noqa: PLC0415
    from budgetc.rules.local_pages import pages_of  # noqa: PLC0415

    own = pages_of(workspace_here()).local
    return _that_begin(begun.upper(), sorted((*SEVERITIES, *own)))


def _jurisdictions(_: click.Context, begun: str) -> Iterator[CompletionItem[str]]:
    from budgetc.jurisdiction.load import jurisdiction_name, jurisdictions  # noqa: PLC0415

    resources = resources_here()
    known = jurisdictions(resources)
    names = (jurisdiction_name(resources, one) for one in known) if not begun.isascii() else ()
    return _that_begin(begun, (*known, *names))


def _that_begin(begun: str, words: Iterable[str]) -> Iterator[CompletionItem[str]]:
    return (CompletionItem(word) for word in words if word.startswith(begun))


_OFFERS: Mapping[str, Offer] = MappingProxyType(
    {
        "sources": _sources,
        "source": _sources,
        "words": _sources,
        "from_": _sources,
        "department": _departments,
        "figure": _figures,
        "codes": _rules,
        "jurisdiction": _jurisdictions,
        "jurisdictions name": _jurisdictions,
    }
)
"""What parameters offer, by their name; with that of their group where the name says too little."""
