"""A web server for a site of static files whose pages are drawn in the browser: any path without a file is the shell.

The shell has the status that the path deserves: what is not there is a 404, what was taken down a 410, and what has
moved leads on. For development only. It sends the headers that a production server should send too.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from cms.management.site_paths import PathAnswer

__all__ = ["StaticSite", "content_security_policy"]

SHELL = "index.html"
PLAYERS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")


class StaticSite(ThreadingHTTPServer):
    """Serves a folder.

    `substitutes` make what is answered instead of a file, by its path. `resolve` says what is at the path of a page.
    `policy` is the `Content-Security-Policy`;
    `policies` has those of paths that have another one.
    """

    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        folder: Path,
        *,
        substitutes: Mapping[str, Callable[[], bytes]],
        policy: str,
        policies: Mapping[str, str] | None = None,
        resolve: Callable[[str], PathAnswer] = lambda path: PathAnswer(),
    ) -> None:
        handler = partial(
            _Handler,
            directory=str(folder),
            substitutes=substitutes,
            policy=policy,
            policies=policies or {},
            resolve=resolve,
        )
        super().__init__(address, handler)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}

    def __init__(
        self,
        *args: Any,
        substitutes: Mapping[str, Callable[[], bytes]],
        policy: str,
        policies: Mapping[str, str],
        resolve: Callable[[str], PathAnswer],
        **kwargs: Any,
    ) -> None:
        self.resolve = resolve
        self.substitutes = substitutes
        self.policy, self.policies = policy, policies
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path in self.substitutes:
            self._send(HTTPStatus.OK, self.substitutes[path](), self.guess_type(path))
        elif path.endswith("/") or not PurePosixPath(path).suffix:
            self._send_shell(self.resolve(path))
        else:
            self._send_file()

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send_file(self) -> None:
        """A file of the site. A missing script or picture is a 404."""
        if self.command == "HEAD":
            super().do_HEAD()
        else:
            super().do_GET()

    def _send_shell(self, found: PathAnswer) -> None:
        if not found.location:
            self._send(found.status, (Path(self.directory) / SHELL).read_bytes(), "text/html; charset=utf-8")
            return
        self.send_response(found.status)
        self.send_header("Location", found.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, content: bytes, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def end_headers(self) -> None:
        policy = self.policies.get(urlsplit(self.path).path, self.policy)
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        # Players of videos ask which site they are on; nobody is told which page, or the token in its address.
        self.send_header("Referrer-Policy", "strict-origin-when-cross-origin")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing: addresses may have tokens in them."""


def content_security_policy(*servers: str, admins: Sequence[str] = ()) -> str:
    """What the pages may load: their own files, data and pictures of these servers, and the players of videos.

    `admins` are where editors work: pages that show drafts may stand in their frames, and have Wagtail's user bar.
    """
    editing = "".join(f" {origin}" for origin in dict.fromkeys(_origin(admin) for admin in admins if admin))
    origins = " ".join(dict.fromkeys(_origin(server) for server in servers if server))
    rules = {
        "default-src": "'none'",
        "script-src": f"'self'{editing}",
        "style-src": f"'self'{editing}",
        "connect-src": origins,
        "img-src": f"'self' data: {origins}{editing}",
        "frame-src": " ".join(PLAYERS),
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": editing.strip() or "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
