"""`budgetc schema`: the same schema, with lists in it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetc.classification import load_catalogue
from budgetc.editor import editor_schema, schema_text
from budgetc.editor.words import put_words
from budgetc.files.data import DataFaultError, Resources
from budgetc.jurisdiction.sources import source_schema
from tests.cli.run import call
from tests.jurisdiction.district import ACCOUNTS, SECTIONS, write_district
from tests.support import ROOT, with_change

RESOURCES = Resources.of_workspace(None)
SCHEMA = editor_schema(RESOURCES, 2024, "shanghai")
PLAIN: dict[str, Any] = source_schema(RESOURCES, "", 2024).document
CODES = ("function_code", "function_code_or_class", "economic_code", "economic_code_or_class")


def _of(schema: dict[str, Any], definition: str) -> Any:
    part = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    return jsonschema_rs.validator_for({"$schema": PLAIN["$schema"], **part})


VALIDATORS = {name: (_of(PLAIN, name), _of(SCHEMA, name)) for name in CODES}

LISTED = st.sampled_from(
    sorted(
        code
        for codes in (
            load_catalogue(RESOURCES, 2024).function,
            load_catalogue(RESOURCES, 2024).economic,
        )
        for code in codes.entries
    )
)
DIGITS = st.from_regex(r"[0-9]{1,3}(-?[0-9]{2}){0,3}", fullmatch=True)


@given(st.sampled_from(CODES), LISTED | DIGITS, st.booleans())
def test_codes_are_accepted_as_without_the_lists(name: str, code: str, number: bool) -> None:  # noqa: FBT001
    value = int(code.replace("-", "")) if number else code
    plain, editor = VALIDATORS[name]
    assert editor.is_valid(value) == plain.is_valid(value)


def _without_help(part: Any) -> Any:
    """Return a schema without what takes no part in validation."""
    if isinstance(part, dict):
        helps = ("title", "description", "examples", "defaultSnippets", "enumDescriptions", "$id")
        return {key: _without_help(value) for key, value in part.items() if key not in helps}
    return [_without_help(value) for value in part] if isinstance(part, list) else part


def test_all_else_is_the_schema_as_it_is() -> None:
    editor = _without_help(editor_schema(RESOURCES, 2024))
    for name in CODES:
        links = editor["$defs"][name].pop("allOf")
        own = [link for link in links if "$ref" not in link]
        editor["$defs"][name] |= {"allOf": own} if own else {}
        for link in links:
            editor["$defs"].pop(link.get("$ref", "").removeprefix("#/$defs/"), None)
    with_words = copy.deepcopy(PLAIN)
    put_words(with_words)
    assert editor == _without_help(with_words)


def _conditions(part: Any) -> list[Any]:
    """Return what stands under `then`, at any depth."""
    if isinstance(part, dict):
        own = [part["then"]] if "then" in part else []
        return own + [found for value in part.values() for found in _conditions(value)]
    return [f for value in part for f in _conditions(value)] if isinstance(part, list) else []


def test_the_lists_say_names_and_demand_nothing() -> None:
    lists = [value for name, value in SCHEMA["$defs"].items() if "_level_" in name]
    said = [found for part in lists for found in _conditions(part)]
    assert len(said) > 1800
    assert {key for found in said for key in found} == {"allOf", "title", "description"}


def test_every_code_of_the_list_is_offered_once_with_its_name() -> None:
    catalogue = load_catalogue(RESOURCES, 2024)
    for dimension, codes in (("function", catalogue.function), ("economic", catalogue.economic)):
        offered = [
            snippet
            for name, part in SCHEMA["$defs"].items()
            if name.startswith(f"{dimension}_level_")
            for snippet in part["defaultSnippets"]
        ]
        assert {str(snippet["body"]) for snippet in offered} == set(codes.entries)
        assert len(offered) == len(codes.entries)
        assert len({snippet["label"] for snippet in offered}) == len(offered)
        for snippet in offered:
            entry = codes.entries[str(snippet["body"])]
            assert snippet["label"].startswith(f"{entry.code} {entry.name}")


def test_a_jurisdiction_brings_the_codes_of_its_own_lists() -> None:
    boston = editor_schema(RESOURCES, 2019, "boston")["$defs"]
    accounts = boston["account_level_2"]["defaultSnippets"]
    assert {"label": "51200 Overtime", "body": 51200} in accounts
    assert {"$ref": "#/$defs/account_level_2"} in boston["account"]["allOf"]
    cabinets = boston["cabinet_level_1"]
    assert {"label": "arts-and-culture Arts & Culture", "body": "arts-and-culture"} in (
        cabinets["defaultSnippets"]
    )
    assert {
        "if": {"type": "string", "pattern": "^arts-and-culture$"},
        "then": {"title": "arts-and-culture Arts & Culture", "description": "Arts & Culture"},
    } in cabinets["allOf"]


def test_codes_of_any_level_are_offered_where_a_key_says_so_itself(tmp_path: Path) -> None:
    account = '{"x-list": "account", "x-levels": [], "x-dimension": "account"}'
    typed = '{"type": ["integer", "string"], "x-dimension": "account"}'
    codes = f"{ACCOUNTS}0700,Loans,account,6\n"
    write_district(
        tmp_path,
        {
            "templates/district/source.schema.json": with_change(SECTIONS, typed, account),
            "templates/district/accounts.csv": codes,
        },
    )
    schema = editor_schema(Resources.of_workspace(tmp_path), 2024, "district")
    here = schema["$defs"]["money_line"]["properties"]["account"]
    levels = [link["$ref"].removeprefix("#/$defs/") for link in here["allOf"] if "$ref" in link]
    offered = [one for level in levels for one in schema["$defs"][level]["defaultSnippets"]]
    assert [one["label"] for one in offered] == [
        "0700 Loans", "5100 Salaries", "5200 Pensions", "6100 Books", "6200 Desks", "5 People",
        "6 Things",
    ]  # fmt: skip
    assert [one["body"] for one in offered][:2] == ["0700", 5100]


def test_a_jurisdiction_brings_its_tables_and_wordings() -> None:
    options = SCHEMA["$defs"]["options"]["properties"]
    assert options["by_table"]["properties"]
    (wording,) = (v for k, v in options["wording"]["properties"].items() if k == "items")
    assert {snippet["body"] for snippet in wording["defaultSnippets"]} >= {"item", "class"}
    plain = editor_schema(RESOURCES, 2024)["$defs"]["options"]["properties"]
    assert "properties" not in plain["by_table"]


def test_the_text_is_the_schema() -> None:
    text = schema_text(SCHEMA)
    assert json.loads(text) == SCHEMA
    assert max(map(len, text.splitlines())) < 2500
    assert len(text.encode()) < 1_000_000


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("budget", ""),
        ("boston", "--jurisdiction boston --year 2019"),
        ("shanghai-final", "--jurisdiction shanghai --stage final"),
    ],
)
def test_the_committed_schemas_are_what_the_command_prints(
    monkeypatch: pytest.MonkeyPatch, name: str, options: str
) -> None:
    monkeypatch.chdir(ROOT)
    file = f"budgets/{name}.schema.json"
    assert call("schema", *options.split()).out == Path(file).read_text(encoding="utf-8"), (
        f"run: budgetc schema {options} --output {file}"
    )


def test_it_writes_a_file_where_there_is_no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = call("schema", "--year", "2024", "--output", "budgets/budget.schema.json")
    assert (ran.code, ran.out) == (0, "budgets/budget.schema.json\n")
    assert json.loads(Path("budgets/budget.schema.json").read_text(encoding="utf-8"))["$defs"]


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (
            "budgets/bureau/2024.yaml",
            "budgets/bureau/2024.yaml is no name for JSON Schema: let it end with .json",
        ),
        (
            "budgets/baseline.json",
            (
                "budgets/baseline.json is there already, and is no schema: choose another name, "
                "or delete it"
            ),
        ),
    ],
)
def test_it_is_written_over_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, says: str
) -> None:
    """A source was replaced by 780 KB of schema, and nobody was asked."""
    monkeypatch.chdir(tmp_path)
    Path(file).parent.mkdir(parents=True)
    Path(file).write_text("year: 2024\n", encoding="utf-8")
    ran = call("schema", "-o", file)
    assert (ran.code != 0, ran.out) == (True, "")
    assert says in ran.err
    assert Path(file).read_text(encoding="utf-8") == "year: 2024\n"


@pytest.mark.parametrize("options", [(), ("--rules",)])
def test_it_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert call("schema", *options, "-o", "x.json").code == 0


def test_a_workspace_adds_its_own_codes(tmp_path: Path) -> None:
    folder = tmp_path / "schema/classification/2026"
    folder.mkdir(parents=True)
    rows: tuple[str, ...] = ("code,name,level,parent", "299,其他\u202e类,类,", "29901,事务,款,299")
    rows += ("2990101,新科目,项,29901", "X1,怪,项,")
    (folder / "functional.csv").write_text("\n".join(rows), encoding="utf-8")
    resources = Resources.of_workspace(tmp_path)
    items = editor_schema(resources, 2026)["$defs"]["function_level_3"]["defaultSnippets"]
    assert items == [{"label": "2990101 新科目 (事务)", "body": 2990101}]
    assert "\u202e" not in schema_text(editor_schema(resources, 2026))
    assert (
        len(editor_schema(resources, 2025)["$defs"]["function_level_3"]["defaultSnippets"]) > 1000
    )


@pytest.mark.parametrize("arguments", [("--jurisdiction", "xinjang"), ("--year", "1999")])
def test_what_there_is_not_is_said(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = call("schema", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "xinjiang" in ran.err or "2000" in ran.err


def test_a_schema_of_the_workspace_that_is_no_schema_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "budgets").mkdir()
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/budget.schema.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataFaultError):
        editor_schema(Resources.of_workspace(tmp_path), 2024)
    monkeypatch.chdir(tmp_path)
    ran = call("schema")
    assert ran.code == 2
    assert "schema/budget.schema.json" in ran.err
