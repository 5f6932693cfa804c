"""A tree against a JSON Schema: a fast yes or no first, an explanation only for a no.

Explanations go by the schema's keyword, never by the validator's English.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

import jsonschema_rs

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.characters import shortened
from budgetc.diagnostics.messages import Message, msg
from budgetc.files.data import Resources, kept
from budgetc.frozen import frozen
from budgetc.numbers.money import Unit
from budgetc.schema.binding import Binding
from budgetc.schema.size import check_size
from budgetc.source.keys import with_known_keys
from budgetc.source.nodes import Path, SourceTree, plain
from budgetc.source.shape import Shape

if TYPE_CHECKING:
    from budgetc.source.slips import Edit


class NoSchemaError(ValueError):
    """A document that is none of a schema.

    Attributes:
        path: the keys that lead to what is wrong.
        reason: what is wrong with it.
    """

    def __init__(self, path: Path, reason: Message) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


@frozen(eq=False)
class Schema:
    """One schema, ready for use."""

    document: dict[str, Any]
    fast: Any
    shape: Shape

    def check(self, tree: SourceTree) -> tuple[Diagnostic, ...]:
        """Return what does not fit; nothing means that binding is safe."""
        tree = self.shaped(tree)
        instance = plain(tree.root)
        if self.fast.is_valid(instance):
            return ()
        # Imported only for what does not fit: their patterns take longer than the check itself.
        from budgetc.schema.explain import explain  # noqa: PLC0415

        return tuple(explain(self.document, tree, self.fast.iter_errors(instance)))

    def edits(self, tree: SourceTree) -> tuple[Edit, ...]:
        """Return what mends the slips of a tree whose meaning is not in doubt."""
        from budgetc.schema.explain import safe_edits  # noqa: PLC0415

        tree = self.shaped(tree)
        errors = self.fast.iter_errors(plain(tree.root))
        return tuple(safe_edits(self.document, tree, errors))

    def misfits(self, tree: SourceTree) -> int:
        """Return in how many ways a tree does not fit."""
        return sum(1 for _ in self.fast.iter_errors(plain(self.shaped(tree).root)))

    def bind(
        self, read: tuple[SourceTree | None, tuple[Diagnostic, ...]], kind: Any, unit: Unit
    ) -> tuple[Any, tuple[Diagnostic, ...]]:
        """Return what a file says as a value of a type, or what is wrong with it.

        Args:
            read: the file, or why it cannot be read.
            kind: the type.
            unit: of the amounts.
        """
        tree, findings = read
        if tree is not None and not findings:
            tree = self.shaped(tree)
            findings = self.check(tree)
        if tree is None or findings:
            return None, findings
        binding = Binding(tree, unit)
        value = binding.bind(kind, tree.root)
        return (None if binding.findings else value), tuple(binding.findings)

    def shaped(self, tree: SourceTree) -> SourceTree:
        """Return a tree that knows what the schema says of its places, and calls its keys so."""
        return with_known_keys(replace(tree, shape=self.shape))

    def __reduce__(self) -> tuple[Callable[[dict[str, Any], Shape], Schema], tuple[Any, Any]]:
        """Travel without the validator, which is made again; what it checks was found fit."""
        return _again, (self.document, self.shape)


def _again(document: dict[str, Any], shape: Shape) -> Schema:
    return Schema(document, _validator(document), shape)


@kept
def load_schema(resources: Resources, name: str) -> Schema:
    """Return a schema of the `schema/` folder, such as `region.schema.json`.

    Raises:
        DataFaultError: there is no such schema, or it cannot be understood.
    """
    return resources.parsed(f"schema/{name}", lambda text: make_schema(json.loads(text)))


def make_schema(document: dict[str, Any]) -> Schema:
    """Return a schema ready for use.

    A workspace may bring its own, and a stranger may have written it: nothing that it refers to is
    fetched, and its patterns take time in proportion to the text.

    Raises:
        NoSchemaError: it has what no schema has.
        ValueError: it refers to another file, has a pattern that looks around, or is
            too large with all that it refers to.
    """
    check_size(document)
    try:
        return Schema(document, _validator(document), Shape.of(document))
    except jsonschema_rs.ValidationError as error:
        if not error.instance_path:
            raise
        *_, place = error.instance_path
        value = shortened(json.dumps(error.instance, ensure_ascii=False))
        reason = msg("{key} is not {value} in any JSON Schema", key=str(place), value=value)
        raise NoSchemaError((*error.instance_path,), reason) from error


def _validator(document: dict[str, Any]) -> Any:
    return jsonschema_rs.validator_for(
        document, retriever=_refuse, pattern_options=jsonschema_rs.RegexOptions()
    )


def _refuse(uri: str) -> NoReturn:
    raise ValueError(f"a schema may not refer to {uri}")
