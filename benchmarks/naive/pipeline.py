"""Load, validate, add up, fill in a template."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import jsonschema
import yaml
from ruamel.yaml import YAML

from benchmarks.naive.document import money, percent, values
from benchmarks.naive.sums import Data, Sums, add_up, balance, projects_of
from benchmarks.naive.templates import TEMPLATES

_SCHEMA = "budget.schema.json"
"""The file in the folder of all departments, as the editors take it too."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How the three libraries are used."""

    load: Callable[[Path], Data]
    validate: Callable[[Data, Path], None]
    environment: Callable[[], jinja2.Environment]

    def check(self, path: Path) -> Sums:
        """Load, validate and add up one source.

        Raises:
            InvalidError: sums that should agree do not.
        """
        return self._checked(path)[1]

    def build(self, path: Path) -> str:
        """Return one source as Markdown."""
        data, sums = self._checked(path)
        template = self.environment().get_template("document.md")
        return template.render(values(data, sums))

    def _checked(self, path: Path) -> tuple[Data, Sums]:
        data = self.load(path)
        self.validate(data, path.parent.parent / _SCHEMA)
        sums = add_up(data)
        balance(sums)
        return data, sums


# The libraries, as their first pages show them.


def _load_ruamel(path: Path) -> Data:
    with path.open(encoding="utf-8") as file:
        data: Data = YAML().load(file)
    return _texts_for_dates(data)


def _validate_anew(data: Data, path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(  # noqa: S701  # Markdown, not HTML
        loader=jinja2.DictLoader(TEMPLATES), trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["money"] = money
    environment.filters["percent"] = percent
    return environment


def _texts_for_dates(data: Any) -> Data:
    """Undo what YAML does to `2024-02-08`; the schema wants a text."""
    if "issued" in data:
        data["issued"] = str(data["issued"])
    for project in projects_of(data):
        period: Any = project.get("period") or {}
        for key in period:
            period[key] = str(period[key])
    return data  # type: ignore[no-any-return]


NAIVE = Pipeline(_load_ruamel, _validate_anew, _environment)


# The same by someone who measured.


def _load_libyaml(path: Path) -> Data:
    with path.open("rb") as file:
        return _texts_for_dates(yaml.load(file, yaml.CSafeLoader))


@cache
def _validator(path: Path) -> Any:
    schema = json.loads(path.read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def _validate_again(data: Data, path: Path) -> None:
    _validator(path).validate(data)


TUNED = Pipeline(_load_libyaml, _validate_again, cache(_environment))
