"""Caches that purge by tags: Fastly, Cloudflare, and whatever takes the tags in a header, such as Varnish with xkey."""

from collections.abc import Iterator, Mapping, Sequence

import orjson

from cms import outgoing
from cms.delivery.purge.backends import PurgeBackend

__all__ = ["CloudflareBackend", "FastlyBackend", "HTTPBackend"]


class FastlyBackend(PurgeBackend):
    """Fastly's batch purge by surrogate keys, at most 256 a call.

    Options: `service_id`, `token` (with the scope to purge), and `soft` to mark as stale instead of forgetting.
    Source: https://www.fastly.com/documentation/reference/api/purging/
    """

    tags_per_call = 256

    def __init__(
        self, *, service_id: str, token: str, soft: bool = False, api: str = "https://api.fastly.com"
    ) -> None:
        self.url = f"{api.rstrip('/')}/service/{service_id}/purge"
        self.headers = {
            "Fastly-Key": token,
            "Accept": "application/json",
            "Content-Type": "application/json",
            **({"Fastly-Soft-Purge": "1"} if soft else {}),
        }

    def request(self, tags: Sequence[str]) -> outgoing.Answer:
        body = orjson.dumps({"surrogate_keys": list(tags)})
        return self.fetch("POST", self.url, headers=self.headers, body=body)


class CloudflareBackend(PurgeBackend):
    """Cloudflare's purge by `Cache-Tag`, at most 30 a call: every plan takes as many.

    Options: `zone_id` and `token` (with the permission “Cache Purge” for the zone). The API also answers 200 when it
    refuses, so that its `success` is read. Source: https://developers.cloudflare.com/cache/how-to/purge-cache/
    """

    tags_per_call = 30

    def __init__(
        self, *, zone_id: str, token: str, api: str = "https://api.cloudflare.com/client/v4"
    ) -> None:
        self.url = f"{api.rstrip('/')}/zones/{zone_id}/purge_cache"
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def request(self, tags: Sequence[str]) -> outgoing.Answer:
        return self.fetch("POST", self.url, headers=self.headers, body=orjson.dumps({"tags": list(tags)}))

    def accepts(self, answer: outgoing.Answer) -> bool:
        try:
            said = orjson.loads(answer.body)
        except orjson.JSONDecodeError:
            return False
        return answer.is_success and isinstance(said, dict) and said.get("success") is True


class HTTPBackend(PurgeBackend):
    """A request whose header lists the tags, as the configuration of a cache of one's own expects it.

    Options: `url`; `method` (`PURGE`), `header` (`xkey-purge`, of Varnish's module xkey), `separator` (a space),
    `headers` that go along, such as a password of the cache. A header line has at most 4 000 bytes: half of what
    Varnish takes without being told.
    """

    tags_per_call = 1000
    header_bytes = 4000

    def __init__(
        self,
        *,
        url: str,
        method: str = "PURGE",
        header: str = "xkey-purge",
        separator: str = " ",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.url, self.method = url, method
        self.header, self.separator = header, separator
        self.headers = dict(headers or {})

    def calls(self, tags: Sequence[str]) -> Iterator[Sequence[str]]:
        portion: list[str] = []
        for tag in tags:
            longer = self.separator.join([*portion, tag])
            if portion and (len(longer.encode()) > self.header_bytes or len(portion) == self.tags_per_call):
                yield portion
                portion = []
            portion.append(tag)
        if portion:
            yield portion

    def request(self, tags: Sequence[str]) -> outgoing.Answer:
        headers = {**self.headers, self.header: self.separator.join(tags)}
        return self.fetch(self.method, self.url, headers=headers)
