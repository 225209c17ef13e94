"""PostgreSQL, Redis and nginx of the site's own: none that runs on this machine already is ever touched."""

import gzip
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psycopg
import redis

from tests.production.commands import Failed, demote, free_port, run, wait_until
from tests.production.processes import end

__all__ = ["Nginx", "PostgreSQL", "Redis", "program"]


def program(name: str, *places: str) -> str:
    """Where a program lies. Raises `Failed`."""
    found = shutil.which(name, path=os.pathsep.join((*places, os.environ.get("PATH", ""), "/usr/sbin")))
    if found is None:
        raise Failed(f"{name} is not installed.")
    return found


class PostgreSQL:
    """A cluster in a folder. Its superuser is `summaries`, and it trusts whoever comes from this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.user = folder, free_port(), demote()
        versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name))
        self.programs = [str(each) for each in reversed(versions)]
        folder.mkdir()
        if self.user is not None:
            os.chown(folder, self.user, -1)
        initdb = program("initdb", *self.programs)
        command = [
            initdb,
            "--username=summaries",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        ]
        run([*command, f"--pgdata={folder / 'data'}"], user=self.user, folder=folder)
        try:
            self.start()
        except Failed:
            self.close()
            raise

    def url(self, database: str) -> str:
        """What `DATABASE_URL` says for one of its databases."""
        return f"postgres://summaries@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Returns when it takes connections."""
        # No socket in the file system: not every machine has the folder for it, and its path has a limit.
        options = (
            f"-p {self.port} -h 127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=60"
        )
        self._control(
            "start", "--wait", "--timeout=180", f"--log={self.folder / 'log'}", f"--options={options}"
        )

    def stop(self) -> None:
        """Ends it as an administrator does: whoever is connected loses the connection."""
        self._control("stop", "--wait", "--timeout=180", "--mode=fast")

    def close(self) -> None:
        """Stop it if it runs, whatever it is doing."""
        with suppress(Failed):
            self._control("stop", "--wait", "--mode=immediate")

    def create(self, database: str) -> str:
        """The address of a new, empty database."""
        self.query("postgres", f'CREATE DATABASE "{database}"')
        return self.url(database)

    def restored(self, database: str, dump: Path) -> str:
        """The address of a new database with the contents of a dump, which is compressed SQL."""
        url = self.create(database)
        run(["psql", "--quiet", "--set=ON_ERROR_STOP=1", url], given=gzip.decompress(dump.read_bytes()))
        return url

    def query(self, database: str, statement: str, parameters: Sequence[object] = ()) -> list[tuple]:
        """The rows that a statement gives, none if it gives no rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    def _control(self, action: str, *options: str) -> None:
        command = [program("pg_ctl", *self.programs), action, f"--pgdata={self.folder / 'data'}", *options]
        # What pg_ctl leaves running must not hold its output open.
        done = subprocess.run(
            command,
            user=self.user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            log = self.folder / "log"
            raise Failed(f"pg_ctl {action}:\n{log.read_text()[-2000:] if log.exists() else ''}")


class Redis:
    """A server that keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        folder.mkdir()
        self.start()

    @property
    def url(self) -> str:
        """What `CACHE_URL` says."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Returns when it answers."""
        command = [program("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL)
        try:
            wait_until(self._answers, "Redis answers")
        except Failed:
            self.process.kill()
            raise

    def _answers(self) -> bool:
        with suppress(redis.RedisError), redis.Redis(port=self.port) as client:
            return bool(client.ping())
        return False

    def stop(self) -> None:
        """Whoever is connected loses the connection."""
        end(self.process, seconds=60)

    close = stop


class Nginx:
    """A web server with a configuration of its own."""

    def __init__(self, folder: Path, configuration: str) -> None:
        self.folder = folder
        file = folder / "nginx.conf"
        site = folder / "summaries"
        for name in ("body", "proxy"):
            (folder / name).mkdir(parents=True)
        # What a distribution has in its own nginx.conf around the site's configuration.
        file.write_text(
            f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nworker_processes 1;\n"
            "events { worker_connections 256; }\n"
            f"http {{\naccess_log off;\nclient_body_temp_path {folder}/body;\nproxy_temp_path {folder}/proxy;\n"
            f"include {site};\n}}\n"
        )
        site.write_text(configuration)
        command = [program("nginx"), "-c", str(file), "-p", str(folder)]
        run([*command, "-t"])
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def reload(self) -> None:
        """As `nginx -s reload`: connections that are open are answered as before."""
        self.process.send_signal(signal.SIGHUP)
        time.sleep(1)

    def errors(self) -> str:
        """The end of its error log."""
        log = self.folder / "error.log"
        return log.read_text()[-2000:] if log.exists() else ""

    def close(self) -> None:
        """Ends when its requests are answered."""
        end(self.process, seconds=60)
