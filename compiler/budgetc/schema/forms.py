"""The form of a thing of several parts, where somebody typed a single value for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetc.frozen import NamedTuple
from budgetc.source.keys import Saying
from budgetc.source.nodes import Scalar
from budgetc.source.shape import Shape

_PASTED = re.compile(r"\w[^,:#'\"\[\]{}\n]{0,39}")
"""A text that can be pasted between braces as it is."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""An id without letters of other alphabets, in which names are written."""

NOT_BLANK = r"\S"
"""How a schema says that a text has words in it."""

_SHORTEST = 3
"""How many characters a text has at least that is repeated in the form of a list."""

_FEW = 3
"""So many keys are shown whether they are required or not."""


NONE = "[]"
"""How a list is written of which there is nothing."""


class Form(NamedTuple):
    """How a thing is written.

    Attributes:
        shown: its keys, each with an ellipsis: `{current: …, prior: …}`.
        typed: the same with the value that was typed, the others left open.
    """

    shown: str
    typed: str


def form_of(shape: Shape, value: Scalar, saying: Saying) -> Form | None:
    """Return the form of a mapping or of a list; nothing where no keys are known.

    Args:
        shape: of the place.
        value: what was typed there.
        saying: gives the words that keys are typed in.
    """
    entry = shape.under(None)
    if shape.here.get("type") == "array":
        if entry.here.get("type") == "string" and _takes(entry, value):
            # Of one character no name is: it says that there is none.
            return Form("[…]", f"[{value.text}]" if len(value.text) > 1 else NONE)
        # So short a text names nothing, and most likely says that there is none.
        is_name = not isinstance(value.value, str) or len(value.text) >= _SHORTEST
        form = _of_mapping(entry, value, value.text if is_name else "", saying)
        return Form(f"[{form.shown}]", f"[{form.typed}]") if form else None
    return _of_mapping(shape, value, value.text, saying)


def _of_mapping(shape: Shape, value: Scalar, text: str, saying: Saying) -> Form | None:
    ways = _alternatives(shape)
    ids = (key for way in ways for key in way if len(ways) > 1 and _is_id(shape.under(key), value))
    if key := next(ids, ""):
        word = saying(shape, key)
        return Form(f"{{{word}: …}}", f"{{{word}: {text}}}")
    forms = [_needed(shape, required) for required in ways]
    if not any(forms):
        return None
    fitting = ((form, key) for form in forms for key in form if _takes(shape.under(key), value))
    keys, taking = next(fitting, (forms[0], ""))
    typed = (f"{saying(shape, key)}: {text if key == taking else ''}" for key in keys)
    shown = (f"{saying(shape, key)}: …" for key in keys)
    return Form(f"{{{', '.join(shown)}}}", f"{{{', '.join(typed)}}}")


def _alternatives(shape: Shape) -> list[frozenset[str]]:
    """Return which keys are required, in each of the ways that there are."""
    ways = [*shape.here.get("anyOf", ()), *shape.here.get("oneOf", ())]
    named = frozenset(map(str, shape.required))
    return [named | frozenset(way.get("required", ())) for way in ways] or [named]


def _needed(shape: Shape, required: Iterable[str]) -> list[str]:
    open_keys = [key for key in shape.keys if not shape.under(key).serves]
    needed = [key for key in shape.keys if key in required]
    return open_keys if not needed or len(open_keys) <= _FEW else needed


def _is_id(shape: Shape, value: Scalar) -> bool:
    """Tell whether a typed value is meant for a key that takes ids: no name is so written."""
    takes_ids = str(shape.here.get("pattern", "")).startswith("^[a-z")
    return takes_ids and isinstance(value.value, str) and _ID.fullmatch(value.text) is not None


def _takes(shape: Shape, value: Scalar) -> bool:
    """Tell whether a typed value may be meant for a key."""
    if isinstance(value.value, str):
        is_open = shape.here.get("pattern", NOT_BLANK) == NOT_BLANK and "enum" not in shape.here
        is_free = shape.here.get("type") == "string" and is_open
        return is_free and _PASTED.fullmatch(value.text) is not None
    return shape.here.get("type") in ("number", "integer")
