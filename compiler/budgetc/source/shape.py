"""What a schema says of the places of a file: their keys, their names, what names an entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any

from budgetc.diagnostics.messages import Bilingual
from budgetc.frozen import frozen

_DEFINED = "$defs"
_REFERENCES = f"#/{_DEFINED}/"
AMOUNT = "#/$defs/amount"
"""What a place of money refers to."""
_EVIDENCE = "#/$defs/evidence"
_REASON = "#/$defs/reason"
_OF_A_DAY = ("#/$defs/date", "#/$defs/count")
_BETWEEN_LETTERS = frozenset("\u201c\u201d\uff08\uff09\u3001 ")
"""What may stand in a key beside letters and digits, and means nothing there: full-width brackets
and quotes, the mark between the words of a list, a blank."""
_OF_NAMES = ("amount", "reason", "said")
"""The kinds of values that what names an entry governs: not its other codes, which name it too."""
_OTHER = ""
"""Stands for all keys that the schema knows by their form alone."""


@frozen(eq=False)
class Shape:
    """What a schema says of one place.

    Besides what JSON Schema knows, it says `x-name`, what people call the place, a line a
    language; `x-entry`, of a list, the keys whose values name an entry, the most telling first;
    `x-list`, of a code, or of a mapping whose keys are codes, the list that they are from;
    `x-to-print`, of what serves rules, that it is for readers of the document as well;
    `x-of-its-year`, of a text that the next year's source has anew;
    `x-also`, of a key, other words that may be typed for it, besides its Chinese name;
    `x-words`, of a choice, what people call its values, and `x-called`, of a value, the list of
    other words that may be typed for it;
    `x-only-with`, of a note, the key of the amount that it is about;
    `x-instead-of`, of a yes or no, the key whose entry it says to be elsewhere;
    `x-roles`, of a line, what is typed for keys that are called otherwise in a source;
    `x-governs`, of a key, the kinds of values that have their meaning from it, and `x-governed`,
    the kind of a value that is neither an amount nor a code or a reason;
    `x-margin`, of a list, along what its amounts state the whole budget: what comes in by revenue,
    what is spent by function and once more by economic item.

    Attributes:
        schema: the whole of it, which has the definitions.
        here: the part for this place; empty where the schema says nothing.
        named_by: of an entry of a list, the keys whose values name it.
    """

    schema: Mapping[str, Any]
    here: Mapping[str, Any]
    named_by: tuple[str, ...] = ()
    _below: dict[str | None, Shape] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, schema: Mapping[str, Any]) -> Shape:
        """Return what a schema says of the whole file."""
        return cls(schema, schema)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that may stand here, in their order."""
        return tuple(self.here.get("properties", ()))

    @cached_property
    def key_words(self) -> Mapping[str, str]:
        """The keys that may stand here by the other words for them; a word of two means none."""
        told = [(word, key) for key in self.keys for word in self.under(key).other_words]
        count = Counter(word for word, _ in told)
        return {word: key for word, key in told if count[word] == 1 and not self.has(word)}

    @cached_property
    def _first_words(self) -> Mapping[str, str]:
        return {key: word for word, key in reversed(tuple(self.key_words.items()))}

    def word_of(self, key: str) -> str:
        """Return the Chinese word of a key; empty where it has none."""
        return self._first_words.get(key, "")

    @cached_property
    def words_anywhere(self) -> Mapping[str, str]:
        """The Chinese words of keys that have the same one wherever the schema has them."""
        told: dict[str, set[str]] = {}
        for shape in (
            self,
            *(Shape(self.schema, one) for one in self.schema.get(_DEFINED, {}).values()),
        ):
            for key in shape.keys:
                told.setdefault(key, set()).add(shape.word_of(key))
        return {key: word for key, (word, *others) in told.items() if word and not others}

    @cached_property
    def other_words(self) -> tuple[str, ...]:
        """The words that may be typed for the key of this place: what it is called, if in letters.

        A word of letters and digits alone comes first.
        """
        name = self.name.zh if self.name is not None else ""
        also = self.here.get("x-also", ())
        told = dict.fromkeys(map(str, also) if isinstance(also, list) else ())
        words = dict.fromkeys(word for word in (name, *told) if _is_key(word))
        words |= dict.fromkeys(word for word in told if word.isascii() and word.isidentifier())
        return tuple(sorted(words, key=str.isalnum, reverse=True))  # the plain ones are written

    def has(self, key: str) -> bool:
        """Tell whether a key may stand here."""
        return key in self.here.get("properties", {})

    def words_beside(self, key: str) -> Sequence[str]:
        """Return the keys that may stand here, in the words of one that may not."""
        return [*(() if key.isascii() else self.key_words), *self.keys]

    @property
    def is_code(self) -> bool:
        """Whether a code of a classification stands here: digits, or digits with hyphens."""
        return {"integer", "string"} <= set(self.here.get("type", ())) and "pattern" in self.here

    @cached_property
    def name(self) -> Bilingual | None:
        """What people call the place."""
        name = self.here.get("x-name")
        if not isinstance(name, str):
            return None
        return Bilingual.of_lines(name)

    @property
    def is_amount(self) -> bool:
        """Whether money stands here, in the unit of the file."""
        return self.here.get("$ref") == AMOUNT

    @property
    def is_evidence(self) -> bool:
        """Whether what proves the amounts of an entry stands here."""
        return self.here.get("$ref") == _EVIDENCE

    @property
    def is_reason(self) -> bool:
        """Whether why an amount changed stands here."""
        return self.here.get("$ref") == _REASON

    @cached_property
    def serves(self) -> bool:
        """Whether what stands here serves something else than the document (`x-serves`)."""
        return "x-serves" in self.here

    @cached_property
    def is_to_print(self) -> bool:
        """Whether what stands here is for whoever reads the document, too (`x-to-print`)."""
        return "x-to-print" in self.here

    @cached_property
    def stands_beside(self) -> bool:
        """Whether what stands here says something of what it stands beside (`x-beside`)."""
        return "x-beside" in self.here or "x-dimension" in self.here

    @cached_property
    def only_with(self) -> str:
        """The key of the amount that a note here is about (`x-only-with`); of no note, empty."""
        return str(self.here.get("x-only-with", ""))

    @cached_property
    def is_of_its_year(self) -> bool:
        """Whether what stands here is of this year alone, and asked for anew in the next."""
        return "x-of-its-year" in self.here

    @cached_property
    def required(self) -> frozenset[str | int]:
        """The keys that have to stand here."""
        return frozenset(self.here.get("required", ()))

    @cached_property
    def entry_keys(self) -> tuple[str, ...]:
        """Of a list, the keys whose values name an entry, the most telling first."""
        keys = self.here.get("x-entry", ())
        return tuple(map(str, keys)) if isinstance(keys, list) else ()

    @property
    def margin(self) -> str:
        """Of a list of amounts, along what they state the budget; empty if they state a part."""
        return str(self.here.get("x-margin", ""))

    @property
    def dimension(self) -> str:
        """The declared dimension of which a code stands here; empty where none does."""
        return str(self.here.get("x-dimension", ""))

    @cached_property
    def words(self) -> Mapping[str, Bilingual]:
        """What people call the values that may stand here, as far as otherwise (`x-words`)."""
        told = self.here.get("x-words")
        words = told if isinstance(told, Mapping) else {}
        return {str(value): Bilingual.of_lines(str(called)) for value, called in words.items()}

    @cached_property
    def value_words(self) -> Mapping[str, str]:
        """The values that may stand here by the other words for them; a word of two means none.

        Of a choice these are its Chinese `x-words`, and of any place what `x-called` says.
        """
        listed = self.here.get("enum", ())
        told = [(called.zh, value) for value, called in self.words.items() if value in listed]
        told = [(word, value) for word, value in told if _is_key(word)]
        also = self.here.get("x-called")
        for value, words in also.items() if isinstance(also, Mapping) else ():
            told += [(str(one), value) for one in (words if isinstance(words, list) else [words])]
        count = Counter(word for word, _ in dict.fromkeys(told))
        return {
            word: value
            for word, value in told
            if count[word] == 1 and word not in listed and not word[:1].isascii()
        }

    @cached_property
    def other_values(self) -> Mapping[str, str]:
        """The word that is written for each value that may stand here and has one."""
        written: dict[str, str] = {}
        for word, value in self.value_words.items():
            written.setdefault(value, word)
        return written

    @cached_property
    def words_of_keys(self) -> Mapping[str, frozenset[str]]:
        """The other words for values, by the keys under which the schema has them anywhere."""
        defined = self.schema.get(_DEFINED, {}).items()
        of_some = {f"{_REFERENCES}{name}" for name, one in defined if _has_words(one)}
        above: dict[str, set[str]] = {}
        for part in _parts(self.schema):
            for key, one in _named(part):
                if _has_words(one) or one.get("$ref") in of_some:
                    words = Shape(self.schema, self._resolved(one)).value_words
                elif _has_words(one.get("items")):
                    words = Shape(self.schema, one["items"]).value_words
                else:
                    continue
                above.setdefault(key, set()).update(words)
        return {key: frozenset(words) for key, words in above.items() if words}

    @cached_property
    def plain_words_anywhere(self) -> frozenset[str]:
        """The other words for keys that a schema names in plain Latin letters, wherever it does."""
        also = (part.get("x-also") for part in _parts(self.schema))
        words = (word for one in also if isinstance(one, list) for word in map(str, one))
        return frozenset(word for word in words if word.isascii())

    def value_meant(self, text: str) -> str:
        """Return the value that a text stands for which may be another word for it."""
        return text if text.isascii() else self.value_words.get(text, text)

    @property
    def measure(self) -> str:
        """In what is counted that stands here and is no money; empty where nothing is."""
        return str(self.here.get("x-measure", ""))

    @property
    def is_of_a_day(self) -> bool:
        """Whether a date stands here, or how many there are of something: true on its day."""
        return self.here.get("$ref") in _OF_A_DAY

    @property
    def is_counted(self) -> bool:
        """Whether a number stands here that can be added up."""
        return self.is_amount or bool(self.measure)

    @cached_property
    def steps(self) -> frozenset[int]:
        """How many digits the codes of each level have, of a code that is one of a list."""
        steps = self.here.get("x-steps")
        return frozenset(steps) if isinstance(steps, list) else frozenset()

    @cached_property
    def of_types(self) -> frozenset[str]:
        """The types of body whose section this is (`x-of-types`)."""
        types = self.here.get("x-of-types")
        return frozenset(map(str, types)) if isinstance(types, list) else frozenset()

    @cached_property
    def constants(self) -> Mapping[str, str]:
        """The codes of all amounts inside that are not typed, by dimension."""
        values = self.here.get("x-values")
        told = values if isinstance(values, Mapping) else {}
        return {str(key): str(value) for key, value in told.items()}

    @cached_property
    def governing(self) -> Mapping[str, frozenset[str]]:
        """Keys that may stand here and give others their meaning, each with the kinds of those.

        What names an entry says what its values are of, unless the schema says otherwise.
        """
        parts = (
            (key, self.under(key).here.get("x-governs", _OF_NAMES if key in self.named_by else ()))
            for key in self.keys
        )
        return {key: frozenset(map(str, kinds)) for key, kinds in parts if kinds}

    def instead_of(self, key: str) -> str:
        """Return the key that says of another one that its entry is elsewhere, if there is one."""
        saying = (one for one in self.keys if self.under(one).here.get("x-instead-of") == key)
        return next(saying, "")

    @property
    def kind(self) -> str:
        """The kind of value that stands here, as far as others govern it; else nothing."""
        if self.is_counted:
            return "amount"
        default = "code" if self.is_code else "reason" if self.is_reason else ""
        return str(self.here.get("x-governed", default))

    @cached_property
    def code_list(self) -> str:
        """The list that a code is from; empty where there is none."""
        return str(self.here.get("x-list", "")) or self.dimension

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """The role of each key that is called otherwise here."""
        return {key: role for role, key in self.here.get("x-roles", {}).items()}

    def written(self, key: str) -> str:
        """Return what is typed for a key that has another name here (`x-roles`)."""
        called: str = self.here.get("x-roles", {}).get(key, key)
        return called

    def under(self, key: str | None) -> Shape:
        """Return the shape of what stands under a key, or in a list where there is none.

        A key of a list is what tells an entry that is not there yet.
        """
        if (below := self._below.get(key)) is not None:  # as mostly
            return below
        if key is not None and self.entry_keys:
            return self.under(None)
        if key is not None and (written := self.written(key)) != key:
            return self.under(written)
        named: Mapping[str, Any] = self.here.get("properties", {})
        known = key if key is None or key in named else _OTHER  # all of them have one shape
        if known not in self._below:
            patterns: Mapping[str, Any] = self.here.get("patternProperties", {})
            other: Any = next(iter(patterns.values()), {})
            part = self.here.get("items", {}) if known is None else named.get(known, other)
            named_by = self.entry_keys if known is None else ()
            self._below[known] = Shape(self.schema, self._resolved(part), named_by)
        return self._below[known]

    def at(self, path: Sequence[str | int]) -> Shape:
        """Return the shape of what stands at a path."""
        shape = self
        for key in path:
            shape = shape.under(key if isinstance(key, str) else None)
        return shape

    def _resolved(self, part: Any) -> Mapping[str, Any]:
        """Return a part with what it refers to; what stands beside a reference goes before."""
        found: dict[str, Any] = {}
        followed: set[str] = set()
        while isinstance(part, Mapping):
            found = {**part, **found}
            name = str(part.get("$ref", "")).removeprefix(_REFERENCES)
            if not name or name in followed:
                break
            followed.add(name)
            part = self.schema.get(_DEFINED, {}).get(name)
        return found


UNSHAPED = Shape({}, {})
"""Of a file that no schema is known for."""


def _named(part: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the keys that a part of a schema names, with what it says of each."""
    keys = part.get("properties")
    for key, one in keys.items() if isinstance(keys, Mapping) else ():
        if isinstance(one, Mapping):
            yield key, one


def _has_words(part: object) -> bool:
    """Tell whether a part of a schema says other words for values."""
    return isinstance(part, Mapping) and ("x-words" in part or "x-called" in part)


def _parts(schema: Any) -> Iterator[Mapping[str, Any]]:
    """Yield all parts of a schema that say something."""
    if isinstance(schema, Mapping):
        yield schema
    if isinstance(schema, Mapping | list):
        for part in schema.values() if isinstance(schema, Mapping) else schema:
            yield from _parts(part)


def _is_key(word: str) -> bool:
    """Tell whether a name may be typed as a key: no English one, and without marks of YAML."""
    return not word.isascii() and all(one.isalnum() or one in _BETWEEN_LETTERS for one in word)
