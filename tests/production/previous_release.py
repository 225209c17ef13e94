"""`python -m tests.production.previous_release COMMIT`: writes down a release's data, and what it answered with them.

The commit's own `manage.py demo` fills the site, its own endpoints take what readers send, and its own gunicorn is
asked for every body. To be done once, after a release, with the commit of the release; then `PREVIOUS` in
`deployment.py` names it.
"""

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.production import guide
from tests.production.bodies import Body, every_body
from tests.production.commands import ROOT, Failed, run
from tests.production.processes import Host
from tests.production.services import PostgreSQL

__all__ = ["DUMP", "SETTINGS", "check_out", "lacks", "make", "record", "recorded"]

CONTENT = Path(__file__).with_name("previous_content.py")
DUMP = Path(__file__).with_name("previous_release.sql.gz")
BODIES = Path(__file__).with_name("previous_release.json.gz")
"""Path below `/api/v1/` → `[ETag, body]`."""

SETTINGS: Mapping[str, str] = {
    "SECRET_KEY": "only-for-making-the-data-of-the-previous-release-0123456789",
    "ALLOWED_HOSTS": "cms.example.org",
    "WAGTAILADMIN_BASE_URL": "https://cms.example.org",
    "FRONTEND_URLS": "localhost=https://www.example.org",
}
"""What the bodies depend on."""


def lacks(commit: str) -> str:
    """Why this clone cannot give the commit's code, as git says it; empty if it can."""
    try:
        run(["git", "cat-file", "-e", f"{commit}^{{tree}}"])
    except (Failed, FileNotFoundError) as error:
        return str(error)
    return ""


def check_out(commit: str, folder: Path) -> Path:
    """The code of a commit, in a folder that is made. Raises `Failed`, such as in a clone without history."""
    folder.mkdir()
    archive = folder.with_suffix(".tar")
    run(["git", "archive", f"--output={archive}", commit])
    run(["tar", "--extract", f"--file={archive}", f"--directory={folder}"])
    return folder


def recorded() -> Mapping[str, Body]:
    """What the release answered."""
    found = json.loads(gzip.decompress(BODIES.read_bytes()))
    return {path: Body(etag, content.encode()) for path, (etag, content) in found.items()}


def make(commit: str) -> None:
    """Write the dump anew, and the bodies."""
    with _old_site(commit) as (folder, code, postgresql):
        url = postgresql.create("previous")
        environment = {**_environment(folder, url), "EMAIL_URL": "memorymail://"}
        python = str(ROOT / ".venv" / "bin" / "python")
        for arguments in (["migrate", "--verbosity=0"], ["demo"], ["shell", "--no-imports"]):
            given = CONTENT.read_bytes() if arguments[0] == "shell" else None
            run([python, "manage.py", *arguments], environment=environment, folder=code, given=given)
        text = run(["pg_dump", "--no-owner", "--no-privileges", url])
    # Options of newer clients, which an older server does not know.
    lines = [line for line in text.splitlines() if not line.startswith((r"\restrict", r"\unrestrict"))]
    DUMP.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    record(commit)


def record(commit: str) -> None:
    """Write the bodies anew, as the commit's code gives them with the data of the dump."""
    with _old_site(commit) as (folder, code, postgresql):
        url = postgresql.restored("previous", DUMP)
        command = guide.substitute(guide.exec_start("summaries.service"), {"/srv/summaries": str(ROOT)})
        host = Host(folder / "log")
        host.given = lambda: (_environment(folder, url), command, code)
        try:
            host.start()
            host.wait()
            found = {path: (body.etag, body.content.decode()) for path, body in every_body(host.ask).items()}
        finally:
            host.close()
    text = json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True)
    BODIES.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


@contextmanager
def _old_site(commit: str) -> Iterator[tuple[Path, Path, PostgreSQL]]:
    """A folder, the code of the commit in it, and a PostgreSQL that runs while the context is open."""
    with tempfile.TemporaryDirectory(prefix="previous-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        code = check_out(commit, folder / "code")
        postgresql = PostgreSQL(folder / "postgresql")
        try:
            yield folder, code, postgresql
        finally:
            postgresql.close()


def _environment(folder: Path, database: str) -> Mapping[str, str]:
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "DEBUG": "0",
        "DATABASE_URL": database,
        "VAR_DIR": str(folder / "var"),
        "TRUST_X_FORWARDED_PROTO": "1",
        **SETTINGS,
    }


if __name__ == "__main__":
    try:
        make(sys.argv[1])
    except (Failed, subprocess.SubprocessError) as error:
        sys.exit(str(error))
