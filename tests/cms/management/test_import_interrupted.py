"""An import that is killed, at whatever point, and started again gives the same tree as one that nobody disturbed."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = 24
SEED = 7
FORM = "<form><h3>Subscribe to our newsletter</h3><input type=email name=m><button>Subscribe</button></form>"
PAGES = "SELECT path, slug, title, url_path, live FROM wagtailcore_page ORDER BY path"
DRAFTS = """
    SELECT page.path, revision.content FROM wagtailcore_page page
    JOIN wagtailcore_revision revision ON revision.id = page.latest_revision_id ORDER BY page.path
"""
OTHERS = (
    "SELECT slug, heading FROM cms_calltoaction ORDER BY id",
    "SELECT key, csl FROM cms_reference ORDER BY id",
    "SELECT title, file_hash, file FROM wagtailimages_image ORDER BY id",
    "SELECT old_path, redirect_page_id FROM wagtailredirects_redirect ORDER BY old_path",
    "SELECT source_key, sha256, page_id FROM cms_legacysource ORDER BY page_id",
    "SELECT key, outcome, page_id FROM cms_legacyoutcome ORDER BY position",
)
OF_THE_MOMENT = ("latest_revision_created_at", "translation_key", "last_published_at")


@pytest.fixture(scope="module")
def old_site(tmp_path_factory):
    """Pages that link to each other, with a form, a picture and a source each."""
    folder = tmp_path_factory.mktemp("old")
    for number in range(ARTICLES):
        following = (number + 1) % ARTICLES
        Image.new("RGB", (4, 4), (number, 0, 0)).save(folder / f"dot-{number}.gif")
        (folder / f"{number:02}.html").write_text(
            f'<html><head><title>Article {number}</title><link rel="canonical" '
            f'href="https://old.example.org/{number}/"></head><body><article><h1>Article {number}</h1>'
            f'<p>Lupus is a disease, says article {number}. See <a href="/{following}/">the next one</a>.</p>'
            f'<img src="dot-{number}.gif" alt="A dot"><p>Source: “Title {number}.” doi:10.5555/{number:08}</p>'
            f"{FORM}</article></body></html>"
        )
    return folder


def environment(folder):
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
    }


def manage(folder, *arguments, wait=True):
    command = [sys.executable, "manage.py", *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if wait:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said.decode()
    return process


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A migrated database."""
    folder = tmp_path_factory.mktemp("empty")
    manage(folder, "migrate", "-v0")
    return folder


def copy_of(empty, folder):
    (folder / "site.sqlite3").write_bytes((empty / "site.sqlite3").read_bytes())
    return folder


def rows(folder, query):
    connection = sqlite3.connect(folder / "site.sqlite3", timeout=30)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def entries_done(folder):
    return sum(row[0] for row in rows(folder, "SELECT position FROM cms_legacyrun"))


def state(folder):
    """Everything that an import writes, without what tells the time."""
    drafts = []
    for path, content in rows(folder, DRAFTS):
        values = json.loads(content)
        drafts.append((path, {name: value for name, value in values.items() if name not in OF_THE_MOMENT}))
    files = sorted(path.name for path in (folder / "media").rglob("*") if path.is_file())
    return [rows(folder, PAGES), drafts, files, *(rows(folder, query) for query in OTHERS)]


def test_killed_at_five_points_it_ends_with_the_tree_of_an_undisturbed_run(old_site, empty, tmp_path):
    (tmp_path / "undisturbed").mkdir()
    (tmp_path / "killed").mkdir()
    undisturbed = copy_of(empty, tmp_path / "undisturbed")
    killed = copy_of(empty, tmp_path / "killed")
    arguments = ("import_legacy", str(old_site), "--parent", "/", "--page-type", "cms.StandardPage")
    manage(undisturbed, *arguments)
    chance = random.Random(SEED)
    deaths = 0
    for point in sorted(chance.sample(range(1, ARTICLES), 5)):
        process = manage(killed, *arguments, wait=False)
        while process.poll() is None and entries_done(killed) < point:
            time.sleep(0.01)
        time.sleep(chance.random() / 10)
        process.send_signal(signal.SIGKILL)
        deaths += process.wait() == -signal.SIGKILL
        process.stdout.close()
    assert deaths == 5
    manage(killed, *arguments)
    assert state(killed) == state(undisturbed)
    assert len(rows(killed, "SELECT id FROM cms_legacyrun")) == 1
    assert len(rows(killed, "SELECT id FROM cms_legacysource")) == ARTICLES
