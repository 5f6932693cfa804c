"""Names, reasons and other words."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from benchmarks.mutants.digits import swapped
from benchmarks.mutants.drafts import Draft, Drafts, retyped, reworded, without
from benchmarks.mutants.edits import Edit
from benchmarks.mutants.kind import Kind
from benchmarks.mutants.original import Leaf, Original, unfolded
from benchmarks.mutants.words import words
from budgetc.classification import Catalogue, load_catalogue
from budgetc.files.data import Resources

NAMES = (
    "department.name",
    "department.also_named",
    "department.own_office",
    "department.offices[]",
    "project_expenditure.projects[].name",
    "project_expenditure.projects[].allocation[].item",
    "project_expenditure.projects[].targets.indicators[].name",
    "performance.indicators[].name",
    "programs[].name",
)
"""Where a thing is named."""

PERSONS = ("project_expenditure.projects[].responsible", "performance.contact", "performance.phone")

TEXTS = (
    "department.introduction",
    "department.functions[].text",
    "department.functions[].points[]",
    "purposes[].text",
    "project_expenditure.projects[].targets.goal",
    "performance.goal",
    "project_statement.overview",
    "project_statement.basis",
    "project_statement.implementers",
    "project_statement.plan",
    "project_statement.goal",
    "evaluation.arrangements",
    "mission[]",
    "services[]",
    "programs[].description[]",
)
"""Where sentences stand that are no reasons."""

LEGAL = ("project_expenditure.projects[].legal_basis[]", "project_statement.basis")

_YEAR = re.compile(r"20[0-9]{2}")
_FEWEST = 4
"""Characters of a text that is long enough to lose some."""


def _reasons(original: Original) -> tuple[Leaf, ...]:
    return original.named("reason", "variance_reason")


def _all(original: Original) -> tuple[Leaf, ...]:
    return (*_reasons(original), *original.of_shape(*TEXTS))


def _first_line(original: Original, leaf: Leaf) -> tuple[int, int]:
    """Return the offsets of the first line of a text, its quotation mark left out."""
    start, end = original.inner(leaf)
    folded = original.text.find("\\\n", start, end)
    return start, folded if folded >= 0 else end


def _letters_exchanged(original: Original) -> Drafts:
    for leaf in original.of_shape(*NAMES):
        start, end = _first_line(original, leaf)
        name = original.text[start:end]
        middle = (len(name) - 1) // 2
        if len(name) >= _FEWEST and name[middle] != name[middle + 1]:
            place = start + middle
            typed = name[middle + 1] + name[middle]
            yield reworded(original, leaf, place, place + 2, typed)


def _letter_lost(original: Original) -> Drafts:
    for leaf in original.of_shape(*NAMES):
        start, end = _first_line(original, leaf)
        if end - start >= _FEWEST:
            middle = (start + end) // 2
            yield reworded(original, leaf, middle, middle + 1, "")


def _other_person(original: Original) -> Drafts:
    leaves = original.of_shape(*PERSONS)
    for leaf, other in zip(leaves, (*leaves[1:], *leaves[:1]), strict=True):
        if original.raw(leaf) != original.raw(other):
            yield retyped(original, leaf, original.raw(other))


def _dropped(original: Original) -> Drafts:
    return (without(original, leaf) for leaf in _reasons(original))


def _stale(original: Original) -> Drafts:
    leaves = _reasons(original)
    for place, leaf in enumerate(leaves):
        others = (*leaves[place + 1 :], *leaves[:place])
        other = next((o for o in others if o.value.text != leaf.value.text), None)
        if other:
            yield retyped(original, leaf, unfolded(original.raw(other)))


def _opposite(original: Original) -> Drafts:
    """Say the opposite wherever a reason names a direction."""
    other = dict((*words().opposites, *(pair[::-1] for pair in words().opposites)))
    direction = re.compile("|".join(other))
    for leaf in _reasons(original):
        start, end = original.inner(leaf)
        found = list(direction.finditer(original.text, start, end))
        if found:
            first, last = found[0].start(), found[-1].end()
            typed = direction.sub(lambda m: other[m.group()], original.text[first:last])
            yield reworded(original, leaf, first, last, typed)


def _replaced(
    leaves: Callable[[Original], tuple[Leaf, ...]], by: str
) -> Callable[[Original], Drafts]:
    def make(original: Original) -> Drafts:
        typed = getattr(words(), by)
        for place, leaf in enumerate(leaves(original)):
            yield retyped(original, leaf, typed[place % len(typed)])

    return make


def _cut(original: Original) -> Drafts:
    for leaf in _all(original):
        start, end = _first_line(original, leaf)
        _, last = original.inner(leaf)
        kept = start + (end - start) * 2 // 3
        if kept - start >= _FEWEST:
            edit = Edit(kept, last, "")
            shown = f"cut off after: …{original.text[max(start, kept - 12) : kept]}"
            yield Draft(leaf.path, leaf.line, (edit,), shown)


def _with_placeholder(original: Original) -> Drafts:
    typed = words().placeholders
    for place, leaf in enumerate(_all(original)):
        start, end = _first_line(original, leaf)
        middle = (start + end) // 2
        after = min(middle + 2, end)
        yield reworded(original, leaf, middle, after, typed[place % len(typed)])


def _said_twice(original: Original) -> Drafts:
    """Have the last clause of a text twice."""
    for leaf in _all(original):
        start, end = original.inner(leaf)
        clause = re.split(r"[，；。、]", unfolded(original.text[start:end]))[-1]
        clause = clause or re.split(r"[，；。、]", unfolded(original.text[start:end]))[-2]
        clause = f"，{clause.strip()}"
        edit = Edit(end, end, clause)
        yield Draft(leaf.path, leaf.line, (edit,), f"said twice: {clause[:20]}")


def _other_year(original: Original) -> Drafts:
    for leaf in original.leaves:
        if leaf.is_number or not isinstance(leaf.path[0], str) or leaf.path[-1] in _DATES:
            continue
        start, end = original.inner(leaf)
        if year := _YEAR.search(original.text, start, end):
            typed = str(int(year.group()) - 1)
            yield reworded(original, leaf, *year.span(), typed)


_DATES = ("start", "end", "issued", "as_of", "id", "phone")


def _mistyped_document(original: Original) -> Drafts:
    for leaf in original.of_shape(*LEGAL):
        start, end = original.inner(leaf)
        for wanted, typed in words().document_numbers:
            place = original.text.find(wanted, start, end)
            if place >= 0:
                yield reworded(original, leaf, place, place + len(wanted), typed)


def _half_width(original: Original) -> Drafts:
    for leaf in _all(original):
        start, end = original.inner(leaf)
        for wanted, typed in words().half_width:
            place = original.text.find(wanted, start, end)
            if place >= 0:
                yield reworded(original, leaf, place, place + 1, typed)
                break


def _number_in_text(original: Original) -> Drafts:
    """Type another number in a goal or a statement."""
    for leaf in original.of_shape(*TEXTS):
        start, end = original.inner(leaf)
        for number in re.finditer(r"(?<![0-9.])[0-9]{1,3}(?![0-9年])", original.text[start:end]):
            place = start + number.start()
            typed = str(int(number.group()) + 1)
            yield reworded(original, leaf, place, place + len(number.group()), typed)


PURPOSES = ("purposes[].text", "project_expenditure.projects[].targets.goal")
"""Where it is said what money is for."""


def _purpose_of_another(original: Original) -> Drafts:
    """Leave the words of the next item, as who copies a line and forgets to change them."""
    for one_shape in PURPOSES:
        for leaf, other in pairwise(original.of_shape(one_shape)):
            if leaf.value.text != other.value.text:
                yield retyped(original, leaf, unfolded(original.raw(other)))


def _name_of_another(original: Original) -> Drafts:
    """Say of one item or project that it is for another of the same budget."""
    catalogue = load_catalogue(Resources.of_workspace(None), int(_year(original)))
    for leaf in (*original.of_shape(*PURPOSES), *_reasons(original)):
        own = _named(original, leaf, catalogue)
        names = [name for name in _names(original, catalogue) if name != own]
        if own and names:
            name = names[leaf.line % len(names)]
            yield retyped(original, leaf, words().said_of_another.format(name=name))


def _names(original: Original, catalogue: Catalogue) -> list[str]:
    """Return the names of items and projects that are no other name in part."""
    codes = original.of_shape("basic_expenditure.by_function[].code")
    projects = original.of_shape("project_expenditure.projects[].name")
    named = [catalogue.name_of("function", leaf.value.text) for leaf in codes]
    return [name for name in (*named, *(leaf.value.text for leaf in projects)) if name]


def _named(original: Original, leaf: Leaf, catalogue: Catalogue) -> str:
    """Return the name of the item or project that a text belongs to; empty for other texts."""
    item = leaf.path[:3] if leaf.path[0] != "purposes" else leaf.path[:2]
    name, code = original.leaf((*item, "name")), original.leaf((*item, "code"))
    if name is not None:
        return name.value.text
    return catalogue.name_of("function", code.value.text) if code is not None else ""


def _year(original: Original) -> str:
    year = original.leaf(("year",))
    return year.value.text if year else "0"


def _digits_exchanged(original: Original) -> Drafts:
    """Exchange two digits of a number in a text: a count, a number of a document."""
    for leaf in original.leaves:
        if leaf.is_number or leaf.path[-1] in _DATES or leaf.path[-1] in _NO_TEXTS:
            continue
        start, end = original.inner(leaf)
        for number in re.finditer(r"(?<![0-9.])[0-9]{2,}(?![0-9.年])", original.text[start:end]):
            if (typed := swapped(number.group())) is not None:
                place = start + number.start()
                yield reworded(original, leaf, place, place + len(number.group()), typed)


_NO_TEXTS = ("jurisdiction", "unit", "fund", "code", "function", "economic", "appropriations")


def _other_body(pairs: str) -> Callable[[Original], Drafts]:
    """Speak of another level of government, or another kind of body."""

    def make(original: Original) -> Drafts:
        for leaf in (*_all(original), *original.of_shape("other_matters[]")):
            start, end = original.inner(leaf)
            for wanted, typed in getattr(words(), pairs):
                place = original.text.find(wanted, start, end)
                if place >= 0:
                    yield reworded(original, leaf, place, place + len(wanted), typed)

    return make


KINDS = (
    Kind("name-letters", "name: two characters exchanged", _letters_exchanged),
    Kind("name-letter", "name: a character lost", _letter_lost),
    Kind("person", "another person, or another phone number", _other_person),
    Kind("reason-dropped", "reason: dropped", _dropped),
    Kind("reason-stale", "reason: that of another line", _stale),
    Kind("purpose-stale", "purpose or goal: that of the next item", _purpose_of_another),
    Kind("name-of-another", "reason, purpose or goal: names another item", _name_of_another),
    Kind("reason-opposite", "reason: says the opposite direction", _opposite),
    Kind("reason-junk", "reason: junk", _replaced(_reasons, "junk")),
    Kind("text-junk", "text: junk", _replaced(lambda o: o.of_shape(*TEXTS), "junk")),
    Kind("text-cut", "reason or text: cut off", _cut),
    Kind("placeholder", "reason or text: a placeholder left in it", _with_placeholder),
    Kind("said-twice", "reason or text: a clause twice", _said_twice),
    Kind("half-width", "reason or text: half-width punctuation", _half_width),
    Kind("year-token", "text: last year named for this one", _other_year),
    Kind("number-in-text", "text: another number in it", _number_in_text),
    Kind("digits-in-text", "text: two digits of a number exchanged", _digits_exchanged),
    Kind("other-level", "text: another level of government", _other_body("other_levels")),
    Kind("other-kind", "text: another kind of body", _other_body("other_kinds")),
    Kind("document-number", "legal basis: form of the number or title", _mistyped_document),
)
"""The classes."""
