"""The tools that contributors rely on: the requirement files, the Makefile, the settings, the test database."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from django.db import connection
from django.utils.module_loading import import_string
from wagtail.models import Page, Site

from tests import template_database

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ["requirements.txt", "requirements-dev.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the source tree, with nothing of this process's own configuration but the path."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "VIRTUAL_ENV") if name in os.environ}
    return subprocess.run(
        command,
        cwd=ROOT,
        env=inherited | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def production_settings(names: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-c", f"from cms.project import settings as s; print({names})", **environment)


def pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", (ROOT / lock).read_text(), re.MULTILINE))


def distribution_name(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", requirement)[0]).lower()


def declared(*extras: str) -> set[str]:
    """The distributions we ask for, and those that come with every Wagtail because its models are made of them."""
    requirements = [*PROJECT["dependencies"], *(requires("wagtail") or [])]
    for extra in extras:
        requirements += PROJECT["optional-dependencies"][extra]
    return {distribution_name(requirement) for requirement in requirements if "extra ==" not in requirement}


def undeclared(sources: list[Path], declared_names: set[str]) -> set[str]:
    """Installed packages that the sources import, but that only happen to be there."""
    nodes = [node for path in sources for node in ast.walk(ast.parse(path.read_text()))]
    modules = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    owners = packages_distributions()
    found = [owners.get(module.partition(".")[0], []) for module in set(modules)]
    return {names[0] for names in found if names and not {*map(distribution_name, names)} & declared_names}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock):
    for entry in re.findall(r"^[^\s#].*(?:\n    .*)*", (ROOT / lock).read_text(), re.MULTILINE):
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_says_nothing_about_the_machine_that_made_it(lock):
    assert not re.findall(
        r"https?:|file://|--index|--extra-index|--find-links|--trusted|(?<!\w)/\w", (ROOT / lock).read_text()
    )


def test_the_development_lock_holds_the_versions_of_the_site_lock():
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


def test_the_package_declares_what_it_imports():
    sources = [*(ROOT / "blocks").rglob("*.py"), *(ROOT / "cms").rglob("*.py")]
    sources = [path for path in sources if ROOT / "cms" / "project" not in path.parents]
    assert undeclared(sources, declared("citeproc")) == set()


def test_the_site_and_the_tests_declare_what_they_import():
    sources = [*(ROOT / "cms" / "project").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    assert undeclared(sources, declared("site", "dev")) == set()


def test_make_alone_says_what_can_be_made():
    shown = run("make").stdout
    assert all(f"make {target}" in shown for target in ("help", "demo", "test", "lint", "lock", "clean"))


def test_the_continuous_integration_script_parses():
    assert run("bash", "-n", ".ci/run").returncode == 0


def test_production_does_not_start_without_a_secret():
    assert "SECRET_KEY" in production_settings("1").stderr


def test_production_trusts_no_host_by_default():
    assert production_settings("s.ALLOWED_HOSTS", SECRET_KEY="x").stdout == "[]\n"


def test_production_insists_on_https():
    names = "s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0"
    assert production_settings(names, SECRET_KEY="x").stdout == "True True True True\n"


def test_development_generates_a_secret_and_keeps_it(tmp_path):
    first = production_settings("s.SECRET_KEY", DEBUG="1", VAR_DIR=str(tmp_path)).stdout
    assert len(first) > 50
    assert production_settings("s.SECRET_KEY", DEBUG="1", VAR_DIR=str(tmp_path)).stdout == first


def test_sqlite_takes_the_write_lock_at_the_start_of_a_transaction():
    names = "s.DATABASES['default']['OPTIONS']['transaction_mode']"
    assert production_settings(names, SECRET_KEY="x").stdout == "IMMEDIATE\n"


@pytest.mark.parametrize("url", ["sqlite:///x.sqlite3", "postgres://localhost/x"])
def test_a_request_is_one_transaction(url):
    names = "s.DATABASES['default']['ATOMIC_REQUESTS']"
    assert production_settings(names, SECRET_KEY="x", DATABASE_URL=url).stdout == "True\n"


def test_a_cache_address_chooses_redis():
    names = "s.CACHES['default']['BACKEND']"
    shown = production_settings(names, SECRET_KEY="x", CACHE_URL="redis://127.0.0.1/1").stdout
    assert issubclass(import_string(shown.strip()), RedisCache)


def test_workers_of_one_run_do_not_empty_each_others_cache():
    said = run(
        sys.executable,
        "-c",
        "from tests import settings as s; print(s.CACHES['default']['LOCATION'])",
        CACHE_URL="redis://127.0.0.1/8",
        PYTEST_XDIST_WORKER="gw1",
    )
    assert said.stdout == "redis://127.0.0.1/9\n"


def test_uploads_of_tests_go_to_a_folder_of_their_own():
    assert ROOT not in Path(settings.MEDIA_ROOT).parents


@pytest.mark.django_db
def test_the_test_database_has_been_migrated():
    assert Site.objects.get().root_page.depth == 2


@pytest.mark.django_db
def test_a_test_that_is_rolled_back_leaves_nothing_behind():
    _delete_everything_twice_seen()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_that_commits_leaves_nothing_behind(turn):
    _delete_everything_twice_seen()


def _delete_everything_twice_seen():
    assert Page.objects.count() == 2
    Page.objects.all().delete()


def test_the_template_depends_on_every_migration_file(tmp_path, monkeypatch):
    before = template_database.fingerprint("sqlite")
    migration = tmp_path / "9999_more.py"
    migration.write_text("# one more\n")
    migration_files = template_database._migration_files
    monkeypatch.setattr(
        template_database, "_migration_files", lambda label: [*migration_files(label), migration]
    )
    assert template_database.fingerprint("sqlite") != before


def test_the_template_depends_on_the_kind_of_database():
    assert template_database.fingerprint("sqlite") != template_database.fingerprint("postgresql")


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_postgresql_database_is_a_copy_of_a_template():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_database WHERE datname = %s",
            [f"template_{template_database.fingerprint('postgresql')}"],
        )
        assert cursor.fetchone() == (1,)
