"""A tree against a JSON Schema: a fast yes or no first, an explanation only for a no.

Explanations go by the schema's keyword, never by the validator's English.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NoReturn

import jsonschema_rs

from budgetc.diagnostics import Diagnostic
from budgetc.files.data import Resources, kept
from budgetc.schema.explain import explain
from budgetc.source.nodes import SourceTree, plain


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """One schema, ready for use."""

    document: dict[str, Any]
    fast: Any

    def check(self, tree: SourceTree) -> tuple[Diagnostic, ...]:
        """Return what does not fit; nothing means that binding is safe."""
        instance = plain(tree.root)
        if self.fast.is_valid(instance):
            return ()
        return tuple(explain(self.document, tree, self.fast.iter_errors(instance)))


@kept
def load_schema(resources: Resources, name: str) -> Schema:
    """Return a schema of the `schema/` folder, such as `budget.schema.json`.

    Raises:
        DataFaultError: there is no such schema, or it cannot be understood.
    """
    return resources.parsed(f"schema/{name}", lambda text: make_schema(json.loads(text)))


def make_schema(document: dict[str, Any]) -> Schema:
    """Return a schema ready for use.

    A workspace may bring its own, and a stranger may have written it: nothing that it refers to is
    fetched, and its patterns take time in proportion to the text.

    Raises:
        ValueError: it is no schema, refers to another file, or has a pattern that looks around.
    """
    fast = jsonschema_rs.validator_for(
        document, retriever=_refuse, pattern_options=jsonschema_rs.RegexOptions()
    )
    return Schema(document, fast)


def _refuse(uri: str) -> NoReturn:
    raise ValueError(f"a schema may not refer to {uri}")
