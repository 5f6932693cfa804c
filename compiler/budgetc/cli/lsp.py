"""`budgetc lsp`."""

from __future__ import annotations

from importlib.util import find_spec

from budgetc.cli.declared import declared
from budgetc.cli.speech import UsageError, translator
from budgetc.diagnostics.messages import msg


@declared(
    "lsp",
    msg(
        "Answer an editor while sources are typed in it, by the Language Server Protocol over "
        "standard input and output: what is found is told before the file is saved. Editors "
        "start it themselves; it writes nothing."
    ),
    example=msg("Example: budgetc lsp"),
)
def command() -> None:
    if find_spec("pygls") is None:
        raise UsageError(msg("the language server needs pygls: pip install 'budgetc[lsp]'"))
    from budgetc.lsp.server import serve  # noqa: PLC0415  # of an extra

    raise SystemExit(serve(translator()))
