"""A tree against a JSON Schema: a fast yes or no first, an explanation only for a no.

`jsonschema-rs` answers whether a source fits (about a millisecond); `jsonschema`, which is slow to
import and to run, is loaded only to say why a source does not. Explanations go by the schema's
keyword, never by another library's English.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from budgetc.diagnostics import Diagnostic, finding
from budgetc.messages import msg
from budgetc.resources import Resources
from budgetc.source.nodes import SourceTree, plain
from budgetc.spans import Span

if TYPE_CHECKING:
    from jsonschema.protocols import Validator


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
        from budgetc.schema.explain import explain  # noqa: PLC0415  # slow import, failure path

        findings = tuple(explain(self.validator(), tree, instance))
        return findings or (self._unexplained(tree, instance),)

    def validator(self) -> Validator:
        """Return the explaining validator of this schema."""
        from budgetc.schema.explain import validator_of  # noqa: PLC0415

        return validator_of(self.document)

    def properties(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every property that the schema describes, with its own part of the schema."""
        yield from _properties(self.document)

    def _unexplained(self, tree: SourceTree, instance: object) -> Diagnostic:
        reason = next((e.message for e in self.fast.iter_errors(instance)), "?")
        problem = msg("this does not fit the schema: {reason}", reason=reason)
        return finding("SCH005", problem, Span.point(tree.file))


def _properties(part: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for name, child in part.get("properties", {}).items():
            yield name, child
        for child in part.values():
            yield from _properties(child)
    elif isinstance(part, list):
        for child in part:
            yield from _properties(child)


@cache
def load_schema(resources: Resources, name: str) -> Schema:
    """Return a schema of the `schema/` folder, such as `budget.schema.json`.

    Raises:
        FileNotFoundError: there is no such schema.
    """
    document = json.loads(resources.text(f"schema/{name}"))
    return Schema(document, jsonschema_rs.validator_for(document))
