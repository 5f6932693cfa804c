"""The schema of sources, put together: what every source has, and the sections of some.

Neither document lists what a list of the year has. They say where such a list goes: `x-enum`, the
list whose values may be typed, `x-under` and `x-except` the role of those under which they stand or
do not, which is the key where the others are typed; of several roles, each with that key. `x-list`
with `x-levels` is the list and the levels whose codes may be typed. In a description `{choices}` is
all that may be typed, and `{default}` what holds where nothing is. The key of a mapping may be of a
list as well, `{fund}` or `{economic:款}`. A definition with `x-amounts` is of a line: its keys
`amount` and `prior` are called as the jurisdiction calls them, and with `all` it takes the keys of
further amounts. What `prior_by_fund` has as `x-of-others` are the texts of the same key of further
amounts, and what `restated` has as `x-further` those of its own; in both `{key}` is the amount's
key, and `{name}` what it is called. What the definition `evidence` has as `x-of-entries` are those
of the key `source`, which every entry with an amount has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from budgetc.frozen import NamedTuple, frozen
from budgetc.numbers.values import by_fund_key, note_key

Subschema = dict[str, Any]
"""A part of a JSON Schema."""

_NAMES = "$defs"
_REFERENCES = f"#/{_NAMES}/"
_LISTED_KEY = re.compile(r"\{([a-z_]+)(?::([^}]+))?\}")


class Choice(NamedTuple):
    """A value that may be typed, and what it is called; nothing where it says it itself.

    Attributes:
        roles: of itself and of those above it.
        also: another way to type it; empty where there is none.
        above: the official names of those above it.
    """

    value: str
    en: str = ""
    zh: str = ""
    roles: frozenset[str] = frozenset()
    also: str = ""
    above: tuple[str, ...] = ()

    @property
    def typed(self) -> tuple[str, ...]:
        """The ways to type it."""
        return (self.value, self.also) if self.also else (self.value,)


@frozen(eq=False)
class Vocabulary:
    """What the lists of a year have to say to a schema.

    Attributes:
        choices: the values of a list, by its name.
        defaults: the value of a list that holds where none is typed.
        codes: how the codes of some levels of a list are written; of no list, of any.
        roles: what `amount` and `prior` are called where they are called otherwise.
        amounts: the keys of further amounts that a line may have, each as a property; and those of
            `roles`.
    """

    choices: Mapping[str, Sequence[Choice]]
    defaults: Mapping[str, Choice]
    codes: Callable[[str, Sequence[str]], Subschema]
    roles: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, Subschema] = field(default_factory=dict)


def assemble(envelope: Subschema, sections: Subschema, words: Vocabulary) -> Subschema:
    """Return the schema of sources that have some sections; takes both documents over.

    Args:
        envelope: what every source has; its `x-sections-after` is the key that they follow.
        sections: their properties, which of them are required, and their definitions.
        words: what the lists say.

    Raises:
        ValueError: a section or a definition has the name of one of the envelope.
    """
    properties = _joined(envelope["properties"], sections.get("properties", {}))
    after = [*envelope["properties"]].index(envelope.pop("x-sections-after")) + 1
    first = [*envelope["properties"]][:after]
    order = dict.fromkeys((*first, *sections.get("properties", {}), *properties))
    whole = {
        **envelope,
        "required": [*envelope.get("required", ()), *sections.get("required", ())],
        "properties": {key: properties[key] for key in order},
        _NAMES: _joined(envelope[_NAMES], sections.get(_NAMES, {})),
    }
    return filled(whole, words)


def filled(whole: Subschema, words: Vocabulary) -> Subschema:
    """Return a schema with what the lists say; takes it over."""
    for part in tuple(_parts(whole)):
        _put_description(part, whole.get(_NAMES, {}), words)
    for part in tuple(_parts(whole)):
        _put_values(part, words)
        _put_keys(part, words)
    for part in tuple(_parts(whole)):
        _put_amounts(part, words)
    evidence = whole.get(_NAMES, {}).get(_EVIDENCE, {}).pop("x-of-entries", None)
    if evidence is not None:
        for part in tuple(_parts(whole)):
            _put_evidence(part, evidence)
    return whole


def _joined(own: Mapping[str, Any], others: Mapping[str, Any]) -> Subschema:
    twice = sorted(own.keys() & others.keys())
    if twice:
        raise ValueError(f"every source has {', '.join(twice)} already")
    return {**own, **others}


def _parts(part: object) -> Iterator[Subschema]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from _parts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _parts(value)


def _put_values(part: Subschema, words: Vocabulary) -> None:
    if "x-enum" in part:
        if also := {one.value: [one.also] for one in _choices(part, words) if one.also}:
            part["x-called"] = also
            part["x-wider"] = _wider(_choices(part, words))
        elif names := {c.value: f"{c.en}\n{c.zh}" for c in _choices(part, words) if c.zh}:
            part["x-words"] = names
        part["enum"] = [choice.value for choice in _choices(part, words)]
        if but := _excepted(part):
            part["x-elsewhere"] = {
                way: key
                for one in words.choices[part["x-enum"]]
                for role, key in but.items()
                if role in one.roles
                for way in one.typed
            }
        for word in ("x-enum", "x-under", "x-except"):
            part.pop(word, None)
    elif "x-levels" in part:
        part.update(words.codes(part.get("x-list", ""), part["x-levels"]))


def _wider(choices: Sequence[Choice]) -> Mapping[str, list[str]]:
    """Return the names of what stands above some values, each with those below it."""
    wider: dict[str, list[str]] = {}
    for choice in choices:
        for name in choice.above:
            wider.setdefault(name, []).append(choice.value)
    return wider


def _put_keys(part: Subschema, words: Vocabulary) -> None:
    patterns = part.get("patternProperties")
    if isinstance(patterns, dict):
        part["patternProperties"] = {_key(one, words): below for one, below in patterns.items()}


def _key(pattern: str, words: Vocabulary) -> str:
    listed = _LISTED_KEY.fullmatch(pattern)
    if listed is None:
        return pattern
    name, level = listed.groups()
    if level is not None:
        return str(words.codes(name, (level,))["pattern"])
    values = (re.escape(way) for choice in words.choices[name] for way in choice.typed)
    return f"^({'|'.join(values)})$"


def _put_amounts(part: Subschema, words: Vocabulary) -> None:
    """Call the amounts of a line what they are called, and put further ones behind them."""
    which = part.pop("x-amounts", None)
    if which is None:
        return
    own: Subschema = {}
    by_fund = part["properties"].pop(by_fund_key("prior"), None)
    for key, below in part["properties"].items():
        called = words.roles.get(key, key)
        own[called] = below if called == key else {**below, **words.amounts.get(called, {})}
    if words.roles:
        part["x-roles"] = {role: key for role, key in words.roles.items() if key in own}
        if by_fund is not None and "prior" in part["x-roles"]:
            part["x-roles"][by_fund_key("prior")] = by_fund_key(words.roles["prior"])
        part["required"] = [words.roles.get(key, key) for key in part.get("required", ())]
    keys, known = [*own], {"amount", "prior", *words.roles.values()}
    last = max((n for n, key in enumerate(own) if key in known), default=-1) + 1
    further = [key for key in words.amounts if which == "all" and key not in known]
    names = {key: _lines_of_name(key, words) for key in words.amounts}
    paid = _by_fund(by_fund, words.roles.get("prior", "prior"), further, names)
    notes = _notes(own.get("restated"), further, names)
    if "restated" in own:
        own["restated"] = {k: told for k, told in own["restated"].items() if k != _OF_FURTHER}
    order = dict.fromkeys((*keys[:last], *further, *paid, *keys[last:], *notes))
    part["properties"] = {key: {**words.amounts, **own, **paid, **notes}[key] for key in order}


_EVIDENCE = "evidence"
"""The definition of what proves an amount, in a schema whose entries may have some."""


def _put_evidence(part: Subschema, told: Subschema) -> None:
    """Let an entry that has amounts say what proves them, if it has no such key of its own."""
    keys = part.get("properties")
    if part.get("additionalProperties") is not False or not isinstance(keys, dict):
        return
    amount = f"{_REFERENCES}amount"
    if any(isinstance(one, dict) and one.get("$ref") == amount for one in keys.values()):
        keys.setdefault("source", {"$ref": f"{_REFERENCES}{_EVIDENCE}", **told})


_OF_FURTHER = "x-further"
"""The texts of the note of an amount of last year where it is of another."""


def _lines_of_name(key: str, words: Vocabulary) -> Sequence[str]:
    """Return what a further amount is called, a line a language; the key, if nobody says it."""
    return str(words.amounts[key].get("x-name") or f"{key}\n{key}").split("\n")


def _of_amount(texts: Subschema, key: str, name: Sequence[str]) -> Subschema:
    """Return the texts of a key that belongs to an amount, with its key and its name in them."""
    lines = zip(texts["x-name"].split("\n"), name, strict=False)
    return {
        **texts,
        "x-name": "\n".join(line.replace("{name}", word) for line, word in lines),
        "description": texts["description"].replace("{key}", key),
    }


def _notes(
    restated: Subschema | None, further: Sequence[str], names: Mapping[str, Sequence[str]]
) -> Subschema:
    """Return the keys of the notes that say why further amounts were restated, each its own."""
    told = {} if restated is None else {**restated}
    texts = told.pop(_OF_FURTHER, None)
    if texts is None:
        return {}
    return {
        note_key(key): {**told, "x-only-with": key, **_of_amount(texts, key, names[key])}
        for key in further
    }


def _by_fund(
    prior: Subschema | None,
    called: str,
    further: Sequence[str],
    names: Mapping[str, Sequence[str]],
) -> Subschema:
    """Return the keys of amounts fund by fund: last year's, which is called so, and others."""
    if prior is None:
        return {}
    texts = prior.pop("x-of-others")
    told = {word: said for word, said in prior.items() if word != "x-also"}
    keys = [*further] if called == "prior" else [called, *further]
    of_others = {by_fund_key(key): {**told, **_of_amount(texts, key, names[key])} for key in keys}
    return of_others if called != "prior" else {by_fund_key(called): prior, **of_others}


def _put_description(part: Subschema, definitions: Subschema, words: Vocabulary) -> None:
    description = part.get("description")
    if not isinstance(description, str) or "{" not in description:
        return
    listed = _with_list(part, definitions)
    if listed is not None:
        lines = description.split("\n")
        told = zip(lines, _told(listed, words), strict=False)
        part["description"] = "\n".join(_filled(line, texts) for line, texts in told)


def _with_list(part: Subschema, definitions: Subschema) -> Subschema | None:
    """Return the part that says which list is meant: itself, or what it refers to."""
    if "x-enum" in part:
        return part
    below = definitions.get(str(part.get("$ref", "")).removeprefix(_REFERENCES))
    return below if isinstance(below, dict) and "x-enum" in below else None


def _choices(part: Subschema, words: Vocabulary) -> Sequence[Choice]:
    under, but = part.get("x-under"), _excepted(part)
    return [
        choice
        for choice in words.choices[part["x-enum"]]
        if (under is None or under in choice.roles) and choice.roles.isdisjoint(but)
    ]


def _excepted(part: Subschema) -> Mapping[str, str]:
    """Return the roles of values that may not stand in a part, each with the key where they do."""
    but = part.get("x-except", {})
    return but if isinstance(but, dict) else {but: but}


def _told(part: Subschema, words: Vocabulary) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the words of a list in English and in Chinese."""
    choices = _choices(part, words)
    if all(choice.en or choice.zh for choice in choices):
        en = "; ".join(f"{one.value} ({one.en})" if one.en else one.value for one in choices)
        zh = "；".join(f"{one.value} {one.zh}".strip() for one in choices)
    else:
        en, zh = (joiner.join(one.value for one in choices) for joiner in (", ", "、"))
    default = words.defaults.get(part["x-enum"], Choice(""))
    named = f"{default.value}（{default.zh}）" if default.zh else default.value
    return {"choices": en, "default": default.value}, {"choices": zh, "default": named}


def _filled(line: str, texts: Mapping[str, str]) -> str:
    for name, text in texts.items():
        line = line.replace(f"{{{name}}}", text)
    return line
