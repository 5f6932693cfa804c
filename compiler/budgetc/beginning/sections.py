"""The skeleton of a source with sections of its own: what its schema asks for, empty and marked."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import islice

from budgetc.beginning.fill import NewDepartment
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Bilingual, Message, Translator, msg
from budgetc.formatting import plain_or_quoted
from budgetc.jurisdiction.declared import places
from budgetc.source.shape import Shape

_MOST = 1_000
"""How many lines are written; a stranger's schema may ask for any number of required keys."""

_STEP = "  "


def sections_text(
    department: NewDepartment, shape: Shape, amounts: Container[str], words: Translator
) -> str:
    """Return the source of a new department, made of what the schema of such a source asks for.

    Lists of amounts are written out where they need not be there as well, with one entry each.

    Args:
        department: what is known of it.
        shape: of such a source.
        amounts: the keys of those that its document is about, and is compared with.
        words: the language of the comments.
    """
    writing = _Writing(department, amounts, words)
    return "\n".join((*writing.head(), *islice(writing.sections(shape), _MOST), ""))


class _Writing:
    """Writes lines of a skeleton."""

    def __init__(
        self, department: NewDepartment, amounts: Container[str], words: Translator
    ) -> None:
        self.department, self.amounts, self.words = department, amounts, words
        self.mark = words.text("fill in")

    def head(self) -> Iterator[str]:
        """Yield what is known, below comments that say what to do."""
        known = self.department
        about = msg("{name}, {year}", name=printable(known.name), year=str(known.year))
        yield f"# yaml-language-server: $schema={known.schema_file}"
        yield "#"
        for said in (
            about,
            msg("Only what nothing else tells is typed; every total is derived."),
            msg(
                'Fill in what is marked "{mark}", or delete an entry that there is not; budgetc '
                "check says what is left.",
                mark=self.mark,
            ),
        ):
            yield self._comment(said)
        yield ""
        yield f"jurisdiction: {known.jurisdiction}"
        yield f"year: {known.year}"
        yield f"unit: {plain_or_quoted(known.unit)}"
        yield f"kind: {known.kind}"
        yield from known.of_stage
        yield ""
        yield "department:"
        yield f"{_STEP}name: {plain_or_quoted(known.name)}"

    def sections(self, shape: Shape) -> Iterator[str]:
        """Yield the sections, each below what it is called."""
        for key in shape.keys:
            below = shape.under(key)
            if key in _HEAD or not (key in shape.required or _has_amounts(below)):
                continue
            yield ""
            if below.name is not None:
                yield self._comment(below.name)
            # What the section itself says, not what that does which it refers to.
            about = shape.here["properties"][key].get("description")
            if isinstance(about, str):
                yield self._comment(Bilingual.of_lines(about))
            yield from self._under(key, below, self.mark, frozenset())

    def _under(self, key: str, shape: Shape, mark: str, around: frozenset[str]) -> Iterator[str]:
        """Yield a key and what is below it, or the mark where that is one value."""
        typed = f"{plain_or_quoted(key)}:"
        below = [*islice(self._value(shape, around), _MOST)]
        if below:
            yield typed
            yield from (f"{_STEP}{line}" for line in below)
        else:
            yield f"{typed}  # {mark}"

    def _value(self, shape: Shape, around: frozenset[str]) -> Iterator[str]:
        """Yield the lines of a list or of an entry; none of one value.

        Args:
            shape: of the value.
            around: the definitions that it is a part of: one that asks for itself has no end.
        """
        definition = str(shape.here.get("$ref", ""))
        if definition in around:
            return
        inside = around | {definition} if definition else around
        if "items" in shape.here:
            entry = islice(self._value(shape.under(None), inside), _MOST)
            first, *rest = [*entry] or [f"# {self.mark}"]
            yield f"- {first}"
            yield from (f"{_STEP}{line}" for line in rest)
            return
        for key in shape.keys:
            below = shape.under(key)
            if key in shape.required or key in self.amounts or _is_of_document(below):
                mark = self.mark
                if below.name is not None:
                    mark = self._words(msg("{mark}: {name}", mark=mark, name=below.name))
                yield from self._under(key, below, mark, inside)

    def _comment(self, said: Message | Bilingual) -> str:
        return f"# {self._words(said)}"

    def _words(self, said: Message | Bilingual) -> str:
        return printable(said.in_words(self.words).partition("\n")[0])


_HEAD = frozenset({"jurisdiction", "year", "unit", "kind", "department"})


def _has_amounts(shape: Shape) -> bool:
    """Tell whether amounts of the document stand in a section."""
    if shape.serves:
        return False
    return any(place.margin for place in places(shape))


def _is_of_document(shape: Shape) -> bool:
    return bool(shape.margin) and not shape.serves
