"""The example frontend is JavaScript whose types are checked against the API's description, as a copy of it can be."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.api.openapi import openapi_document
from tests.test_typescript import BIN, run, tools

__all__ = ["tools"]

FRONTEND = Path(__file__).parents[1] / "fixtures" / "frontend"

# File -> what is right in it -> what has to be an error in its place.
MISTAKES = {
    "a block type that is forgotten": ("blocks/index.js", "  finding,\n", ""),
    "a block type that does not exist": ("blocks/index.js", "  quote,\n", "  quote,\n  hologram: quote,\n"),
    "a field that is not there": ("blocks/finding.js", "value.time_point", "value.timepoint"),
    "a field that may be null": ("views/list.js", "list.count ?? list.items.length", "list.count"),
    "a type of field that is forgotten": ("forms/fields.js", "  postal_address: address,\n", ""),
    "a key of a request that does not exist": ("views/confirm.js", "({ token })", "({ code: token })"),
    "a word that a language lacks": ("words/es.js", '  tryAgain: "Intentar de nuevo",\n', ""),
}

pytestmark = [pytest.mark.node, pytest.mark.slow]

Compile = Callable[..., list[str]]


@pytest.fixture(scope="module")
def compile_copy(tools: None, tmp_path_factory: pytest.TempPathFactory) -> Compile:
    """What the compiler says of a copy of the frontend, in which one text may stand for another."""
    schema = tmp_path_factory.mktemp("schema") / "schema.d.ts"
    described = schema.with_name("openapi.json")
    described.write_text(json.dumps(openapi_document()))
    code, output = run(BIN / "openapi-typescript", described, "--output", schema, cwd=schema.parent)
    assert code == 0, output

    def errors(name: str = "", right: str = "", wrong: str = "") -> list[str]:
        folder = tmp_path_factory.mktemp("frontend") / "copy"
        shutil.copytree(FRONTEND, folder, ignore=shutil.ignore_patterns("schema.d.ts"))
        shutil.copy(schema, folder)
        if name:
            source = (folder / name).read_text()
            assert right in source
            (folder / name).write_text(source.replace(right, wrong, 1))
        _, output = run(BIN / "tsc", "-p", "jsconfig.json", cwd=folder)
        return output.splitlines()

    return errors


def test_every_module_agrees_with_the_api(compile_copy: Compile) -> None:
    assert compile_copy() == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_does_not_compile(compile_copy: Compile, mistake: str) -> None:
    assert compile_copy(*MISTAKES[mistake]) != []


def test_nothing_comes_from_another_origin() -> None:
    """Neither scripts nor styles, and none of either in the HTML itself."""
    html = (FRONTEND / "index.html").read_text()
    assert "http" not in html
    assert "<style" not in html
    assert "style=" not in html
    elsewhere = re.compile(r"""(from|import\()\s*["'](https?:|//)""")
    assert [script.name for script in FRONTEND.rglob("*.js") if elsewhere.search(script.read_text())] == []
