"""Makes, when the package is built, what every run would make of the shipped data files anew."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import jinja2

from budgetc.audit.official import official_names
from budgetc.budget.declarations import APPROVED
from budgetc.classification.catalogue import editions
from budgetc.files.data import Resources
from budgetc.files.prepared import values_file
from budgetc.files.writing import write_file
from budgetc.jurisdiction.conventions import Conventions, load_conventions
from budgetc.jurisdiction.load import jurisdictions, stages
from budgetc.jurisdiction.sources import head_words, source_schema
from budgetc.layout.lay_out import layout_environment
from budgetc.source.nodes import scalars
from budgetc.templating.compiled import Text, code_file
from budgetc.templating.faults import TemplateFaultError
from budgetc.templating.sandbox import TemplateEnvironment, text_of
from budgetc.templating.skeletons import skeleton_environment


def prepared_files() -> Mapping[str, bytes]:
    """Return what is made of the shipped data files, as files for their folder in the package."""
    # Of the files alone: of what was prepared before, only the outermost values would be kept.
    resources = Resources(Resources.of_workspace(None).roots)
    code: dict[Text, bytes] = {}
    homes = tuple(f"templates/{name}/" for name in jurisdictions(resources))
    head_words(resources)
    official_names(resources)
    for name in jurisdictions(resources):
        for stage in (APPROVED, *stages(resources, name)):
            for edition in editions(resources):
                source_schema(resources, name, edition, stage)
                conventions, _ = load_conventions(resources, name, edition, stage)
                if conventions is not None:
                    code |= _code(conventions, homes)
    return {**values_file(resources.all_kept(), resources.roots[-1]), **code_file(code)}


def _code(conventions: Conventions, homes: tuple[str, ...]) -> Iterator[tuple[Text, bytes]]:
    """Yield the code of all templates and of the short texts of a layout.

    Args:
        conventions: of the layout.
        homes: the folders of jurisdictions.
    """
    templates = conventions.templates
    frames, documents = skeleton_environment(templates), layout_environment(templates)
    for name in templates.beginning(""):
        # What belongs to no jurisdiction is the frame of a format, or a template of the region.
        for environment in (documents,) if name.startswith(homes) else (documents, frames):
            with suppress(TemplateFaultError, jinja2.TemplateError):  # of the other kind
                yield _compiled(environment, text_of(templates, name), name)
    for tree in conventions.layout.trees:
        for scalar in scalars(tree.root):
            if "{" in scalar.text:
                yield _compiled(documents, scalar.text)


def _compiled(
    environment: TemplateEnvironment, text: str, name: str | None = None
) -> tuple[Text, bytes]:
    code = environment.compile(text, name, name)
    return environment.text_of(text, name), marshal.dumps(code)


if __name__ == "__main__":
    for name, content in prepared_files().items():
        write_file(Path(sys.argv[1], name), content)
