"""Connections that judge the address they are made to, in the moment they are made: the name is looked up once, and
the socket goes to that very answer. A name server that says something else a moment later changes nothing.
"""

import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError
from urllib3.util import Retry

from cms.outgoing.addresses import AllowedHosts, literal_address
from cms.outgoing.errors import AddressRefused, TimeLimitExceeded, UnknownHost
from cms.outgoing.time_limit import TimeLimit, call_within

__all__ = ["Guard", "GuardedAdapter", "LimitedRetry"]


class Guard:
    """Makes the sockets of one request."""

    def __init__(self, allowed: AllowedHosts, *, limit: TimeLimit) -> None:
        self.allowed, self.limit = allowed, limit

    def look_up(self, host: str, *, port: int) -> list[Any]:
        """The permitted ones of a host's addresses, as `getaddrinfo` gives them.

        Raises `UnknownHost`, `AddressRefused` if none is permitted, `TimeLimitExceeded`.
        """
        name = host.strip("[]")
        try:
            found = call_within(
                self.limit.remaining(), lambda: socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
            )
        except TimeLimitExceeded as error:
            raise TimeLimitExceeded(self.limit.seconds) from error
        except (OSError, UnicodeError) as error:
            raise UnknownHost(name) from error
        permitted = [entry for entry in found if self._permits(str(entry[4][0]), host=name)]
        if not permitted:
            addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
            raise AddressRefused(name, addresses=tuple(addresses))
        return permitted

    def connect(self, host: str, *, port: int, options: Any = ()) -> socket.socket:
        """A connected socket. Tries the permitted addresses in turn. Raises as `look_up`, and `OSError`."""
        failure = OSError("no address")
        for family, kind, protocol, _name, address in self.look_up(host, port=port):
            connection = socket.socket(family, kind, protocol)
            try:
                for option in options or ():
                    connection.setsockopt(*option)
                connection.settimeout(self.limit.remaining())
                connection.connect(address)
                # What the socket is connected to is what counts, whatever led there.
                peer = str(connection.getpeername()[0])
                if not self._permits(peer, host=host.strip("[]")):
                    raise AddressRefused(host, addresses=(peer,))
                self.limit.hold(connection)
            except OSError as error:
                connection.close()
                failure = error
            except BaseException:
                connection.close()
                raise
            else:
                return connection
        raise failure

    def _permits(self, address: str, *, host: str) -> bool:
        judged = literal_address(address)
        return judged is not None and self.allowed.permits(judged, host=host)


class GuardedHTTPConnection(HTTPConnection):
    """Plain HTTP."""

    guard: Guard

    def _new_conn(self) -> socket.socket:
        return _connected(self, self.guard)


class GuardedHTTPSConnection(HTTPSConnection):
    """HTTPS: the certificate is checked against the host's name, whatever address was connected to."""

    guard: Guard

    def _new_conn(self) -> socket.socket:
        return _connected(self, self.guard)


def _connected(connection: HTTPConnection, guard: Guard) -> socket.socket:
    """The guard's socket; what `LimitedRetry` understands if there is none."""
    host, port = connection._dns_host, connection.port or connection.default_port
    try:
        return guard.connect(host, port=port, options=connection.socket_options)
    except OSError as error:
        raise NewConnectionError(connection, str(error)) from error


class GuardedPoolManager(PoolManager):
    """Pools whose connections have the guard of this one request."""

    guard: Guard

    def _new_pool(
        self, scheme: str, host: str, port: int, request_context: dict[str, Any] | None = None
    ) -> HTTPConnectionPool:
        pool = super()._new_pool(scheme, host, port, request_context=request_context)
        kind = GuardedHTTPSConnection if isinstance(pool, HTTPSConnectionPool) else GuardedHTTPConnection
        pool.ConnectionCls = type(kind.__name__, (kind,), {"guard": self.guard})
        return pool


class GuardedAdapter(HTTPAdapter):
    """The transport of one request. Used without a session: no cookies, no proxies and no `.netrc` of the system."""

    def __init__(self, guard: Guard, *, retries: Retry) -> None:
        self.guard = guard
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=retries)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        """Called by the base class when it is made."""
        manager = GuardedPoolManager(num_pools=connections, maxsize=maxsize, block=block, **options)
        manager.guard = self.guard
        self.poolmanager = manager


class LimitedRetry(Retry):
    """Asks again after a short wait, but never waits beyond the limit of the whole request."""

    limit: TimeLimit

    @classmethod
    def of(cls, count: int, *, limit: TimeLimit) -> "LimitedRetry":
        """`count` more attempts for GET and HEAD when nobody answers, or the server says that it is busy."""
        made = cls(
            total=count,
            redirect=False,
            allowed_methods=frozenset({"GET", "HEAD"}),
            status_forcelist=(429, 502, 503, 504),
            backoff_factor=0.5,
            raise_on_status=False,
        )
        made.limit = limit
        return made

    def new(self, **changes: Any) -> "LimitedRetry":
        """Called by urllib3 for what is left of the attempts."""
        made = super().new(**changes)
        made.limit = self.limit
        return made

    def sleep(self, response: Any = None) -> None:
        """Called by urllib3 between two attempts. Raises `TimeLimitExceeded` if there is not time enough."""
        wait = (response is not None and self.get_retry_after(response)) or self.get_backoff_time()
        if wait >= self.limit.remaining():
            raise TimeLimitExceeded(self.limit.seconds)
        super().sleep(response)
