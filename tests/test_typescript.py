"""The types that a TypeScript frontend gets from the OpenAPI document are exact: proved by the compiler."""

import fcntl
import os
import subprocess
from pathlib import Path

import pytest

from tests.api_client import GOLDEN

PROJECT = Path(__file__).parent / "typescript"
CLIENT = (PROJECT / "client.ts").read_text()
BIN = PROJECT / "node_modules" / ".bin"
COMPILER = ["--strict", "--noEmit", "--target", "es2022", "--module", "nodenext", "--lib", "es2022,dom"]

# What is exact in the client -> what has to be an error in its place.
MISTAKES = {
    "a block type that is forgotten": ('case "finding": return finding(block.value);', ""),
    "a block type that does not exist": ('case "link":', 'case "hyperlink":'),
    "a value of another field": ("value.certainty;", "value.direction;"),
    "a field that is not there": ("block.value.pico.outcomes", "block.value.outcomes"),
    "a field that may be null": ("block.value.form?.success_message", "block.value.form.success_message"),
    "an order that does not exist": ('order: "-updated_at"', 'order: "newest"'),
    "a field of one type of page in all of them": ('if (page.type === "research_summary") ', ""),
}

pytestmark = [pytest.mark.node, pytest.mark.slow]


def run(*command, cwd):
    finished = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, timeout=300)
    return finished.returncode, finished.stdout + finished.stderr


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    """openapi-typescript and the compiler, installed once as the lock says."""
    with (tmp_path_factory.getbasetemp().parent / "npm.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        installed = PROJECT / "node_modules" / ".package-lock.json"
        if (
            installed.exists()
            and installed.stat().st_mtime >= (PROJECT / "package-lock.json").stat().st_mtime
        ):
            return
        code, output = run("npm", "ci", "--no-audit", "--no-fund", cwd=PROJECT)
        if code and os.environ.get("REQUIRE_NODE") != "1":
            pytest.skip(f"npm can not install the compiler: {output}")
        assert code == 0, output


@pytest.fixture(scope="module")
def errors(tools, tmp_path_factory):
    """What the compiler says of the client, and of it with each of the mistakes."""
    folder = tmp_path_factory.mktemp("client")
    code, output = run(BIN / "openapi-typescript", GOLDEN, "--output", folder / "types.ts", cwd=PROJECT)
    assert code == 0, output
    sources = {"exact": CLIENT}
    for mistake, (exact, wrong) in MISTAKES.items():
        assert exact in CLIENT
        sources[mistake] = CLIENT.replace(exact, wrong)
    (folder / "package.json").write_text('{"type": "module"}')
    for number, source in enumerate(sources.values()):
        (folder / f"client{number}.ts").write_text(source)
    _, output = run(
        BIN / "tsc", *COMPILER, *(f"client{number}.ts" for number in range(len(sources))), cwd=folder
    )
    return {
        name: [line for line in output.splitlines() if line.startswith(f"client{number}.ts")]
        for number, name in enumerate(sources)
    } | {"elsewhere": [line for line in output.splitlines() if line and not line.startswith(("client", " "))]}


def test_a_client_compiles_under_strict_rules(errors):
    assert errors["exact"] == []
    assert errors["elsewhere"] == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_does_not_compile(errors, mistake):
    assert errors[mistake] != []


def test_the_client_is_short():
    assert len(CLIENT.splitlines()) <= 60


def test_the_lock_names_no_machine():
    assert '"resolved"' not in (PROJECT / "package-lock.json").read_text()
