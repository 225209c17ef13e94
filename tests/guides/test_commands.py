"""The commands of the README and the guides, run in their order against the demo, say what is printed below them."""

import json
import re
import subprocess

import pytest
from playwright.sync_api import Page

from tests.guides.answers import last_json, mismatch, text_mismatch
from tests.guides.examples import GUIDES, README, TRIED_ELSEWHERE, Example, examples_of
from tests.guides.newcomer import change_a_word
from tests.guides.running import Demo

pytestmark = [pytest.mark.slow, pytest.mark.curl]

# Has a site of its own: `test_hosts.py`.
HOSTS = "hosts.md"


def steps() -> list[tuple[Example, list[Example]]]:
    """Commands and programs, each with what is printed below it."""
    found: list[tuple[Example, list[Example]]] = []
    for guide in (README, *GUIDES):
        if guide.name == HOSTS or guide.name in TRIED_ELSEWHERE:
            continue
        for example in examples_of(guide):
            if not example.is_run_here:
                continue
            if example.language in ("sh", "js"):
                found.append((example, []))
            elif example.language in ("json", "text"):
                found[-1][1].append(example)
    return found


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(step, id=str(step[0]), marks=[pytest.mark.node] if step[0].language == "js" else [])
        for step in steps()
    ],
)
def test_the_commands_do_what_is_said(demo: Demo, step: tuple[Example, list[Example]]):
    example, printed = step
    if example.language == "js":
        (demo.folder / "example.mjs").write_text(demo.moved(example.text), encoding="utf-8")
        ran = demo.run("node example.mjs")
    else:
        ran = demo.run(example.text)
    assert ran.returncode == expected_status(example), said(ran)
    for answer in printed:
        problem = compared(answer, demo.moved_back(ran.stdout))
        assert problem == "", f"{answer}: {problem}"


@pytest.mark.browser
def test_a_newcomer_changes_a_word_and_sees_it(demo: Demo, page: Page):
    """Last in this file: the summary that the commands ask for is another one afterwards."""
    change_a_word(
        page,
        admin=f"http://localhost:{demo.port}/admin/",
        frontend=f"http://localhost:{demo.frontend_port}",
        password=demo.password,
        word="Truly:",
    )


def expected_status(example: Example) -> int:
    """0, unless a comment in the block says which one it is: `# exit status 1`."""
    stated = re.search(r"# exit status (\d+)", example.text)
    return int(stated[1]) if stated else 0


def compared(printed: Example, output: str) -> str:
    if printed.language == "json":
        return mismatch(json.loads(printed.text), last_json(output))
    return text_mismatch(printed.text, output)


def said(ran: subprocess.CompletedProcess[str]) -> str:
    return f"{ran.args[-1]}\n{ran.stdout}\n{ran.stderr}"
