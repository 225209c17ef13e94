"""Serves the example frontend on an origin of its own, as a decoupled site is: for the demo, not for production."""

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from cms.conf import conf
from cms.management.site_paths import PathAnswer, path_asker
from cms.management.static_site import StaticSite, content_security_policy

CONFIG = "config.js"
OWN_PATH = re.compile(r'^export const \w+_PATH = "(.*)";$', re.MULTILINE)
API_LINE = re.compile(r'^export const API = ".*";$', re.MULTILINE)


class Command(BaseCommand):
    """`manage.py serve_frontend --port 8001`. SIGINT ends it."""

    help = (
        "Serves the example frontend (fixtures/frontend), which reads the API of this site. For development."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen at (%(default)s)")
        parser.add_argument("--port", type=int, default=8001, help="port to listen at (%(default)s)")
        parser.add_argument("--api", default="", help="address of the API; by default that of this site")

    def handle(self, *args: Any, host: str, port: int, api: str, **options: Any) -> None:
        try:
            site = frontend(host, port, api or f"{conf.api_base_url}{reverse('cms_api:root')}")
        except OSError as error:
            raise CommandError(f"The frontend can not be served at {host}:{port}: {error.strerror}") from None
        with site:
            try:
                site.serve_forever()
            except KeyboardInterrupt:
                return


def frontend(host: str, port: int, api: str) -> StaticSite:
    """The server of the example frontend, which is told where the API is. Raises `OSError`."""
    folder: Path = conf.fixtures_dir / "frontend"
    servers = (api, conf.api_base_url, conf.media_base_url)
    admins = (*_names(api), *servers, conf.admin_base_url)
    line = f'export const API = "{api.rstrip("/")}";'

    def config() -> bytes:
        return API_LINE.sub(lambda _: line, (folder / CONFIG).read_text(encoding="utf-8")).encode()

    own = OWN_PATH.findall((folder / CONFIG).read_text(encoding="utf-8"))
    ask = path_asker(api)

    def resolve(path: str) -> PathAnswer:
        # The frontend has pages of its own, in every language; the API knows nothing of those.
        return PathAnswer() if any(each in f"{path}/" for each in own) else ask(path)

    return StaticSite(
        (host, port),
        folder,
        substitutes={f"/{CONFIG}": config},
        policy=content_security_policy(*servers),
        resolve=resolve,
        policies={conf.preview_path: content_security_policy(*servers, conf.admin_base_url, admins=admins)},
    )


def _names(api: str) -> list[str]:
    """The API's server by the two names of this machine: an editor may use either."""
    pair = ("//localhost", "//127.0.0.1")
    return [api.replace(mine, other) for mine in pair for other in pair if mine in api]
