"""What every test relies on: a migrated database, empty caches, its own files, and what this machine lacks."""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from unittest import mock

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase, override_settings

from tests.template_database import TemplateDatabase, template_database

# A second site with settings of its own, which plugs the apps in: it runs in a pytest of its own.
if os.environ["DJANGO_SETTINGS_MODULE"] != "tests.host.settings":
    collect_ignore = ["host"]
    import tests.hypothesis_profiles  # noqa: F401 - how far property tests look

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

# Marker -> what its tests need, and whether it is here. `REQUIRE_BROWSER=1` and so on turn the skip into a failure.
NEEDS = {
    "browser": ("Chromium", CHROMIUM is not None),
    "curl": ("curl", shutil.which("curl") is not None),
    "node": ("Node and npm", shutil.which("node") is not None and shutil.which("npm") is not None),
    "postgres": ("PostgreSQL (DATABASE_URL)", connection.vendor == "postgresql"),
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "long: minutes of random or concurrent editing; CI runs it, and LONG=1 SLOW=1 make test"
    )
    config.addinivalue_line("markers", "slow: thorough rather than quick; CI runs it, and SLOW=1 make test")
    for marker, (need, present) in NEEDS.items():
        config.addinivalue_line("markers", f"{marker}: needs {need}")
        if not present and os.environ.get(f"REQUIRE_{marker.upper()}") == "1":
            raise pytest.UsageError(f"The {marker} tests have to run, and {need} is missing.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("SLOW") != "1":
        slow = [item for item in items if item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]
    if os.environ.get("LONG") != "1":
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    # The longest files first: what is left at the end is short enough to keep every worker busy.
    long_files = {item.path for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in long_files)
    for item in items:
        for marker, (need, present) in NEEDS.items():
            if not present and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"needs {need}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if os.environ.get("SLOW") != "1":
        terminalreporter.write_line("Slow tests are left to CI; SLOW=1 make test runs them too.")
    reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])]
    for marker, (need, _) in NEEDS.items():
        if count := sum(reason.endswith(f"needs {need}") for reason in reasons):
            terminalreporter.write_line(f"Skipped {count} {marker} tests: {need} is missing.")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment, django_db_blocker, django_db_modify_db_settings
) -> Iterator[None]:
    """The test database, copied from a migrated template; `--create-db` migrates the template again."""
    with django_db_blocker.unblock():
        database = template_database()
        database.create(rebuild=request.config.getvalue("create_db"))
    with copied_again_after_commits(database):
        yield
    with django_db_blocker.unblock():
        database.destroy()


def copied_again_after_commits(database: TemplateDatabase) -> AbstractContextManager[mock.Mock]:
    """A test that commits leaves the template's contents behind, not the empty tables that Django would."""
    return mock.patch.object(TransactionTestCase, "_fixture_teardown", side_effect=database.copy)


@pytest.fixture(scope="session", autouse=True)
def _media_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """Wagtail caches the addresses of sites; a test that is rolled back would leave them to the next one."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The system's Chromium instead of a downloaded one. As root it has no sandbox."""
    # Playwright's event loop runs in the thread of the test, where Django would then refuse any query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags}
