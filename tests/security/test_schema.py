"""A schema from a stranger: nothing it refers to is fetched, and none of its patterns hangs."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.support import KORLA, ROOT, found

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Return what a web server was asked for; its address comes first."""
    paths: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    paths.append(f"http://127.0.0.1:{server.server_port}/x.json")
    yield paths
    server.shutdown()
    thread.join()
    server.server_close()


def _workspace(folder: Path, change: Change, text: str = KORLA) -> Workspace:
    schema = json.loads((ROOT / "schema/budget.schema.json").read_text(encoding="utf-8"))
    change(schema)
    for name, content in (
        ("budgets/bureau/2024.yaml", text), ("schema/budget.schema.json", json.dumps(schema)),
    ):  # fmt: skip
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    return Workspace.find(folder)


def _find(workspace: Workspace) -> set[str]:
    (source,) = workspace.sources()
    return {code for _, _, code in found(compile_source(source, workspace.resources()).findings)}


def test_nothing_that_a_schema_refers_to_is_fetched(tmp_path: Path, asked: list[str]) -> None:
    file = tmp_path / "x.json"
    file.write_text("{}", encoding="utf-8")
    for number, place in enumerate((asked[0], file.as_uri())):
        changes: list[Change] = [
            lambda s, p=place: s["properties"].__setitem__("year", {"$ref": p}),  # type: ignore[misc]
            lambda s, p=place: s.__setitem__("allOf", [{"$ref": p}]),  # type: ignore[misc]
            lambda s, p=place: s.__setitem__("$schema", p),  # type: ignore[misc]
        ]
        for other, change in enumerate(changes):
            folder = tmp_path / f"{number}{other}"
            assert _find(_workspace(folder, change)) == {"DAT001"}
    assert asked[1:] == []


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from budgetc.__main__ import main
sys.argv = ["budgetc", "check", "--lang", "en"]
main()
"""


@pytest.mark.parametrize("key", ["properties", "patternProperties"])
def test_a_pattern_made_to_be_slow_is_not(tmp_path: Path, key: str) -> None:
    """In a process that is ended after 20 s: the pattern would take years."""
    slow = "^(a+)+$"
    name = "a" * 60 + "!"

    def change(schema: dict[str, Any]) -> None:
        if key == "properties":
            schema["properties"]["zzz"] = {"type": "string", "pattern": slow}
        else:
            schema["patternProperties"] = {slow: {"type": "string"}}

    text = KORLA + (f"zzz: {name}\n" if key == "properties" else f'"{name[:-1]}b": 1\n')
    _workspace(tmp_path, change, text)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(ROOT / "compiler"), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr[-300:]
    assert "error[SCH00" in done.stdout


@pytest.mark.parametrize("name", ["budgets/baseline.json", "schema/units.json"])
def test_data_nested_too_deep_is_reported(tmp_path: Path, name: str) -> None:
    workspace = _workspace(tmp_path, lambda _: None)
    (workspace.root / name).write_text("[" * 100_000, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "budgetc", "check", "--lang", "en"], cwd=tmp_path, text=True,
        env={"PYTHONPATH": str(ROOT / "compiler"), "PYTHONUTF8": "1"}, capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert name in done.stdout + done.stderr
