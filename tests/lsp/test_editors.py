"""What editors need: the files under `editors/`, and the page of the guide that shows them."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.guide.page import blocks_of
from tests.support import ROOT

EDITORS = ROOT / "editors"
PAGES = [ROOT / "docs" / "guide" / name for name in ("editors.md", "editors.zh-CN.md")]
SHOWN = {
    "lua": EDITORS / "neovim/lsp/budgetc.lua",
    "toml": EDITORS / "helix/languages.toml",
    "json": EDITORS / "jetbrains/template.json",
}
STARTED = ["budgetc", "lsp"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_shows_the_files_as_they_are(page: Path) -> None:
    """Without the comment that begins a file: the page says the same."""
    shown = {block.language: block.text for block in blocks_of(page) if block.language in SHOWN}
    assert shown.keys() == SHOWN.keys()
    for language, file in SHOWN.items():
        text = file.read_text(encoding="utf-8")
        assert shown[language].strip() == re.sub(r"\A((--|#).*\n)+", "", text).strip()


def test_each_editor_starts_the_same_program() -> None:
    helix = tomllib.loads((EDITORS / "helix/languages.toml").read_text(encoding="utf-8"))
    server = helix["language-server"]["budgetc"]
    assert [server["command"], *server["args"]] == STARTED
    assert "budgetc" in helix["language"][0]["language-servers"]
    template = json.loads((EDITORS / "jetbrains/template.json").read_text(encoding="utf-8"))
    assert template["programArgs"]["default"].split() == STARTED
    lua = (EDITORS / "neovim/lsp/budgetc.lua").read_text(encoding="utf-8")
    assert re.findall(r"cmd = \{ (.*) \}", lua) == ['"budgetc", "lsp"']


_HOST = """
const Module = require("module");
const stands = {
  vscode: {workspace: {getConfiguration: (of) => ({get: (key) => ({budgetc: {path: "PATH"}})[of][key]})}},
  "vscode-languageclient/node": {LanguageClient: class {
    constructor(...told) { this.told = told; }
    start() { console.log(JSON.stringify(this.told)); }
    stop() { console.log('"stopped"'); }
  }},
};
const load = Module._load;
Module._load = (name, ...rest) => stands[name] || load(name, ...rest);
const extension = require(process.argv[1]);
extension.activate();
extension.deactivate();
"""  # noqa: E501
"""Stands for VS Code, which is not there: prints what the extension starts."""


@pytest.mark.needs("npm")
def test_the_extension_starts_the_program_that_the_user_names() -> None:
    extension = EDITORS / "vscode/extension.js"
    ran = subprocess.run(
        ["node", "-e", _HOST, str(extension)], capture_output=True, text=True, check=True
    )
    started, ended = map(json.loads, ran.stdout.splitlines())
    _, _, server, client = started
    assert server == {"command": "PATH", "args": ["lsp"]}
    assert [one["language"] for one in client["documentSelector"]] == ["yaml"]
    assert ended == "stopped"


def test_a_workspace_cannot_choose_the_program() -> None:
    about = json.loads((EDITORS / "vscode/package.json").read_text(encoding="utf-8"))
    setting = about["contributes"]["configuration"]["properties"]["budgetc.path"]
    assert (setting["scope"], setting["default"]) == ("machine", "budgetc")
    for page in PAGES:
        assert f"budgetc-{about['version']}.vsix" in page.read_text(encoding="utf-8")
