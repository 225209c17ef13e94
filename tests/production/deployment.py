"""The site as the guide describes it: two hosts with gunicorn, nginx, PostgreSQL, Redis and the outbox worker."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests.production import guide
from tests.production.commands import ROOT, expect, free_port, run, wait_until
from tests.production.load import Answer, Client, Load
from tests.production.previous_release import DUMP
from tests.production.processes import Host, Worker
from tests.production.services import Nginx, PostgreSQL, Redis

__all__ = ["PREVIOUS", "Deployment"]

PREVIOUS = "5e4a698"
"""The commit that was the release before this one, whose data `DUMP` is."""

LOG_IN = """
from django.contrib import auth
from django.contrib.sessions.backends.db import SessionStore
user = auth.get_user_model().objects.filter(is_superuser=True).first()
session = SessionStore()
session[auth.SESSION_KEY] = str(user.pk)
session[auth.BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""


class Deployment(ExitStack):
    """Everything runs when the context is entered, with the data of the previous release, migrated."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        folder.chmod(0o755)
        for name in ("var", "backups", "tls", "logs"):
            (folder / name).mkdir()
        self.ran: list[str] = []
        self.secret = secrets.token_urlsafe(50)
        self.address_secret = secrets.token_urlsafe(50)

    def __enter__(self) -> Self:
        super().__enter__()
        try:
            self._begin()
        except BaseException:
            self.close()
            raise
        return self

    def _begin(self) -> None:
        self.postgresql = PostgreSQL(self.folder / "postgresql")
        self.callback(self.postgresql.close)
        self.redis = Redis(self.folder / "redis")
        self.callback(self.redis.close)
        self.database = self.restored("summaries")
        ports = {"443": free_port(), "80": free_port()}
        self.port = ports["443"]
        self.hosts = [self.new_host(name) for name in ("first", "second")]
        self.places = {
            "/srv/summaries": str(ROOT),
            "/var/lib/summaries": str(self.folder / "var"),
            "/var/backups/summaries": str(self.folder / "backups"),
            "/etc/summaries.env": str(self.folder / "summaries.env"),
            "/etc/nginx/sites-enabled/summaries": str(self.folder / "nginx" / "summaries"),
            "/etc/nginx/tls": str(self.folder / "tls"),
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "listen 80": f"listen 127.0.0.1:{ports['80']}",
            "10.0.0.11:8000": f"127.0.0.1:{self.hosts[0].port}",
            "10.0.0.12:8000": f"127.0.0.1:{self.hosts[1].port}",
            "https://cms.example.org/": f"https://cms.example.org:{self.port}/",
        }
        self.write_environment()
        self.shell(guide.command("manage.py migrate"))
        self.shell(guide.command("manage.py collectstatic"))
        for host in self.hosts:
            host.start()
        self.worker = Worker(
            self.folder / "logs" / "worker", self.environment, self.unit("summaries-outbox.service")
        )
        self.callback(self.worker.close)
        self.worker.start()
        for host in self.hosts:
            host.wait()
        self._certificate()
        configuration = guide.substitute(guide.config("/etc/nginx/sites-enabled/summaries"), self.places)
        self.nginx = Nginx(self.folder / "nginx", configuration)
        self.callback(self.nginx.close)
        wait_until(lambda: self.client.ask("/api/v1/").status == 200, "nginx answers")

    def new_host(self, name: str) -> Host:
        """One that is not started yet."""
        host = Host(self.folder / "logs" / name)
        self.callback(host.close)
        host.given = lambda: (self.environment, self.unit("summaries.service"), ROOT)
        return host

    def restored(self, database: str) -> str:
        """The address of a new database with the previous release's data."""
        return self.postgresql.restored(database, DUMP)

    def unit(self, name: str) -> str:
        """What a unit of the guide runs, on this machine."""
        return guide.substitute(guide.exec_start(name), self.places)

    def write_environment(self, **changed: str) -> None:
        """The guide's file of variables, with what this machine is different in."""
        values = {
            **guide.environment(),
            "SECRET_KEY": self.secret,
            "ADDRESS_SECRET": self.address_secret,
            "DATABASE_URL": self.database,
            "CACHE_URL": self.redis.url,
            "VAR_DIR": str(self.folder / "var"),
            "MEDIA_ROOT": str(self.folder / "var" / "media"),
            # Mails go nowhere, webhooks to this machine, and one client sends more than readers do.
            "EMAIL_URL": "dummymail://",
            "OUTGOING_ALLOWED_HOSTS": "127.0.0.1",
            "OUTGOING_ALLOW_HTTP": "1",
            "LOOKUP_PROVIDERS": "[]",
            "FORM_LIMITS": '{"client": [1000000, 600], "address": [5, 3600]}',
            **changed,
        }
        lines = [f"{name}='{value}'\n" for name, value in values.items()]
        (self.folder / "summaries.env").write_text("".join(lines))

    @property
    def environment(self) -> Mapping[str, str]:
        """What systemd gives to a unit: the file, and little more."""
        pairs = [line.partition("=") for line in (self.folder / "summaries.env").read_text().splitlines()]
        values = {name: value[1:-1] for name, _, value in pairs}
        return {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            **values,
        }

    def shell(self, said: str, *, given: bytes | None = None, folder: Path = ROOT, **changed: str) -> str:
        """Run a command of the guide as it stands there. What it writes."""
        self.ran.append(said)
        command = ["bash", "-euo", "pipefail", "-c", guide.substitute(said, self.places)]
        return run(command, environment={**self.environment, **changed}, given=given, folder=folder)

    def manage(self, *arguments: str, given: bytes | None = None, folder: Path = ROOT, **changed: str) -> str:
        """A command of Django's with the site's settings."""
        python = str(ROOT / ".venv" / "bin" / "python")
        environment = {**self.environment, **changed}
        return run([python, "manage.py", *arguments], environment=environment, given=given, folder=folder)

    @property
    def client(self) -> Client:
        """A reader, or an editor, who asks nginx."""
        return Client(self.port, self.folder / "tls" / "summaries.crt")

    def load(self, allowed: Callable[[Answer], bool] = lambda answer: False) -> Load:
        """Readers and senders of forms, while the context is open."""
        return Load(self.client, allowed)

    def database_query(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple]:
        """Rows of the site's database."""
        return self.postgresql.query("summaries", statement, parameters)

    def count(self, database: str, table: str) -> int:
        """How many rows a table has."""
        number: int = self.postgresql.query(database, f"SELECT count(*) FROM {table}")[0][0]
        return number

    def expect_once(self, addresses: Sequence[str]) -> None:
        """Raises `Failed` unless there is exactly one submission from each of the addresses."""
        statement = "SELECT email, count(*) FROM cms_submission WHERE email = ANY(%s) GROUP BY email"
        found = dict(self.database_query(statement, [list(addresses)]))
        expect(
            len(found) == len(addresses),
            f"{len(addresses) - len(found)} accepted forms are not in the database.",
        )
        expect(set(found.values()) == {1}, "Some accepted forms are in the database twice.")

    def editor(self) -> Mapping[str, str]:
        """The headers with which a superuser asks the admin, who has logged in before."""
        key = self.manage("shell", "--no-imports", given=LOG_IN.encode()).strip()
        return {"Cookie": f"sessionid={key}"}

    def logs(self) -> str:
        """The ends of all logs."""
        files = sorted((self.folder / "logs").iterdir())
        hosts = [f"--- {file.name}\n{file.read_text(errors='replace')[-2000:]}" for file in files]
        return "\n".join([*hosts, f"--- nginx\n{self.nginx.errors()}"])

    def _certificate(self) -> None:
        folder = self.folder / "tls"
        run(
            [
                *(
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:prime256v1",
                    "-nodes",
                ),
                *(
                    "-days",
                    "2",
                    "-subj",
                    "/CN=cms.example.org",
                    "-addext",
                    "subjectAltName=DNS:cms.example.org",
                ),
                *("-keyout", str(folder / "summaries.key"), "-out", str(folder / "summaries.crt")),
            ]
        )
