"""A third jurisdiction is files in a folder; the installed command builds it, and no code knows it.

The numbers below were worked out by hand from `third.SOURCE`.
"""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.jurisdiction import third

COMMAND = shutil.which("budgetc", path=str(Path(sys.executable).parent)) or "budgetc"

DOCUMENT = """\
# Budget of the Harbour Office for 2024

## Overview

The office takes in 1,300k and spends 1,300k.
That is 300k more than in 2023, or 30.0%.

Its running takes 76.9% of it.

1\\. General services: 1,200k.

2\\. Housing: 100k.

## Tables

### Table 1 Where the money comes from

Harbour Office　In k, thousands of yuan

| Source | Amount |
| --- | ---: |
| From the general fund | 1,234.5 |
| Own earnings | 65.5 |
| Left from last year | - |
| **Total** | **1,300.0** |

### Table 2 What it is for

Harbour Office　In k, thousands of yuan

| Code | Purpose | Basic | Projects | Together |
| --- | --- | ---: | ---: | ---: |
| | **Total** | **1,000.0** | **300.0** | **1,300.0** |
| 201 | General services | 900.0 | 300.0 | 1,200.0 |
| 2013801 | Running of the office | 900.0 | - | 900.0 |
| 2013805 | Supervision projects | - | 300.0 | 300.0 |
| 221 | Housing | 100.0 | - | 100.0 |
| 2210201 | Housing fund | 100.0 | - | 100.0 |

### Table 3 Projects in yuan

Harbour Office　In yuan

| Project | Budget |
| --- | ---: |
| Repair of the pier | 300'000.00 |
| **All projects** | **300'000.00** |
"""


def _budgetc(*arguments: str, cwd: Path) -> str:
    """Run the installed command in a folder, without a word about this checkout."""
    done = subprocess.run(
        [COMMAND, *arguments],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done
    return done.stdout


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    third.write_third(tmp_path)
    return tmp_path


def test_the_third_jurisdiction_reads_as_it_should(harbour: Path) -> None:
    assert "errors: 0; warnings: 0" in _budgetc("check", "--strict", cwd=harbour)
    _budgetc("build", "--format", "markdown", "--format", "latex", cwd=harbour)
    folder = harbour / "build" / "harbour-office"
    assert (folder / "2024.md").read_text(encoding="utf-8") == DOCUMENT
    assert "Repair of the pier" in (folder / "2024.tex").read_text(encoding="utf-8")


def test_the_third_jurisdiction_counts_as_it_should(harbour: Path) -> None:
    _budgetc("build", "--format", "json", cwd=harbour)
    text = (harbour / "build" / "harbour-office" / "2024.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    cells = {
        (table["id"], row["label"]): row["cells"]
        for table in document["tables"]
        for row in table["rows"]
    }
    assert cells == {
        ("1", "From the general fund"): ["1234.5"],
        ("1", "Own earnings"): ["65.5"],
        ("1", "Left from last year"): ["0"],
        ("1", "Total"): ["1300"],
        ("2", "Total"): ["1000", "300", "1300"],
        ("2", "General services"): ["900", "300", "1200"],
        ("2", "Running of the office"): ["900", "0", "900"],
        ("2", "Supervision projects"): ["0", "300", "300"],
        ("2", "Housing"): ["100", "0", "100"],
        ("2", "Housing fund"): ["100", "0", "100"],
        ("3", "Repair of the pier"): ["300000"],
        ("3", "All projects"): ["300000"],
    }
    assert document["figures"]["revenue.change.growth"] == "30.0"
    assert document["figures"]["basic.share"] == "76.9"


def test_the_third_jurisdiction_is_in_the_list(harbour: Path) -> None:
    known = json.loads(_budgetc("jurisdictions", "--format", "json", cwd=harbour))
    (found,) = (one for one in known if one["name"] == "harbour")
    assert found["title"] == "The Harbour"
    assert found["tables"] == {"department": 3, "unit": 3}
    assert found["shipped"] is False
    assert len(known) >= 3


def test_no_code_of_the_compiler_is_imported_here() -> None:
    for module in (Path(__file__), Path(third.__file__)):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert "budgetc" not in ast.unparse(node)
