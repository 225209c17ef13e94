"""The guide for production names every variable that the site reads, and none that it does not read."""

import re
from pathlib import Path

from tests.production import guide

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = (ROOT / "cms/project/settings.py").read_text()
READ = set(re.findall(r'env\.[a-z_]+\(\s*"([A-Z_0-9]+)"', SETTINGS))


def test_the_table_of_variables_is_complete():
    table = (ROOT / "cms/guides/production.md").read_text().partition("\n## Variables\n")[2]
    first_cells = "\n".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`([A-Z_0-9]+)`", first_cells)) == READ


def test_the_example_sets_only_what_is_read():
    assert set(guide.environment()) <= READ
