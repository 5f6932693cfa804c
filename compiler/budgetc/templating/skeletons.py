"""The frames of output formats, filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from budgetc.diagnostics.messages import msg
from budgetc.files.data import Resources
from budgetc.templating.bounds import charge
from budgetc.templating.faults import TemplateFaultError
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


def skeleton_environment(templates: Templates) -> TemplateEnvironment:
    """Return what the frames of output formats are compiled in."""
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
    frames = templates_of(resources).kept(skeleton_environment)
    return render(load_template(frames, name), values)


_BODY = "\x02body\x03"
"""Stands for the body while the frame is filled in."""


def framed(
    resources: Resources, name: str, values: Mapping[str, str], body: Iterable[str]
) -> Iterator[str]:
    """Return the parts of a document in its frame, which has one place for the body.

    The body is no template's output, and is not bounded as such: a region's is as long as the
    region is large. It is made while the parts are taken.

    Args:
        resources: the data files.
        name: of the frame.
        values: of the frame, besides `body`.
        body: its parts, in the output format.

    Raises:
        TemplateFaultError: the skeleton is wrong, or prints the body twice.
    """
    before, *after = render_skeleton(resources, name, {**values, "body": _BODY}).split(_BODY)
    if len(after) > 1:
        raise TemplateFaultError(name, 1, msg("body is printed more than once"))
    return chain([before], body, after) if after else iter([before])
