"""The frames of output formats, filled in."""

from __future__ import annotations

from collections.abc import Mapping

from budgetc.files.data import Resources
from budgetc.templating.bounds import charge
from budgetc.templating.sandbox import (
    Delimiters,
    TemplateEnvironment,
    load_template,
    make_environment,
    render,
)
from budgetc.templating.templates import Templates, templates_of

SKELETON_DELIMITERS: Delimiters = ("<%", "%>", "<<", ">>", "<#", "#>")
"""Those of the frames of output formats, for LaTeX means something by braces."""


def _skeletons(templates: Templates) -> TemplateEnvironment:
    return make_environment(
        templates,
        finalize=lambda _, value: charge(str(value)),
        filters={},
        delimiters=SKELETON_DELIMITERS,
    )


def render_skeleton(resources: Resources, name: str, values: Mapping[str, str]) -> str:
    """Fill in the frame of an output format; values are already in that format.

    Raises:
        TemplateFaultError: the skeleton is wrong.
    """
    frames = templates_of(resources).kept(_skeletons)
    return render(load_template(frames, name), values)
