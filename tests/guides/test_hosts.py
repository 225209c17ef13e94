"""The guide for hosts, followed from its first line to its last in a site that `wagtail start` made."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.guides.answers import last_json, text_mismatch
from tests.guides.examples import README, ROOT, Example, examples_of
from tests.guides.running import run

GUIDE = ROOT / "cms" / "guides" / "hosts.md"
STEPS = [example for example in examples_of(GUIDE) if example.is_run_here]


def in_site(folder: Path, script: str) -> Any:
    return run(script, folder=folder, PYTHONPATH=str(ROOT), PYTHONWARNINGS="ignore")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after the last line of the guide."""
    folder = tmp_path_factory.mktemp("host")
    made = in_site(folder, f"{sys.executable} -m wagtail.bin.wagtail start mysite .")
    assert made.returncode == 0, made.stdout + made.stderr
    for step in STEPS:
        follow(step, folder)
    return folder


def follow(step: Example, folder: Path) -> None:
    if step.language == "sh":
        ran = in_site(folder, step.text)
        assert ran.returncode == 0, f"{step}\n{ran.stdout}\n{ran.stderr}"
        assert text_mismatch("…", ran.stdout) == ""
        return
    path = folder / step.file
    assert step.file, f"{step} does not say which file it belongs to"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{step.text}", encoding="utf-8")


@pytest.fixture(scope="module")
def outcome(site: Path) -> Any:
    program = ROOT / "tests" / "guides" / "host_trial.py"
    ran = in_site(site, f"python manage.py shell --no-imports < {program}")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return last_json(ran.stdout)


@pytest.mark.slow
def test_the_document_of_a_page_type_of_ones_own_has_its_fields_and_blocks(outcome: Any):
    report = outcome["report"]
    assert (report["type"], report["phase"]) == ("trial_report", "3")
    assert [(block["type"], block["value"]) for block in report["body"]] == [
        ("visit", {"day": 3, "place": "Basel"}),
        ("dose", {"drug": "Aspirin", "amount": "2.50 mg", "citations": ["c1"]}),
    ]
    assert report["references"][0]["id"] == "doe2026"


@pytest.mark.slow
def test_a_page_type_that_was_there_is_delivered(outcome: Any):
    event = outcome["event"]
    assert (event["type"], event["starts_at"]) == ("event", "2026-12-01T18:00:00Z")
    assert event["url"] == "https://www.example.org/evening/"
    assert [block["value"] for block in event["programme"]] == ["Welcome"]


@pytest.mark.slow
def test_a_rule_of_ones_own_is_asked(outcome: Any):
    assert "short_standfirst" in outcome["remarks"]


@pytest.mark.slow
def test_receivers_and_registries_of_ones_own_are_used(outcome: Any):
    assert outcome["receiver"] == "Register"
    assert outcome["registries"][0] == "HouseRegistry"
    assert outcome["ranks"] == [0, None]


@pytest.mark.slow
def test_rules_of_ones_own_for_old_articles_match(outcome: Any):
    assert outcome["rules"] == [True, True]


@pytest.mark.slow
def test_the_contract_describes_blocks_of_ones_own(site: Path):
    ran = in_site(site, "python manage.py openapi")
    assert ran.returncode == 0, ran.stderr
    schemas = json.loads(ran.stdout)["components"]["schemas"]
    assert {"Visit", "Dose"} <= schemas.keys()


def test_what_the_readme_shows_stands_in_the_guide():
    """Whole lines: the guide has more of the same file."""
    guide = {line for example in STEPS for line in example.text.splitlines()}
    shown = [example for example in examples_of(README) if example.language == "python"]
    assert shown
    for example in shown:
        assert [line for line in example.text.splitlines() if line not in guide] == []


def test_a_block_of_code_names_its_file():
    assert [str(step) for step in STEPS if step.language == "python" and not step.file] == []
