"""The network address of whoever sends something: found behind the site's proxies, and kept only as far as it may be.

What is counted is a client as networks hand them out: one address of IPv4, a /64 of IPv6.
"""

import hashlib
import hmac
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from cms.conf import conf

__all__ = ["client_address", "client_key", "kept_client"]

Address = IPv4Address | IPv6Address
TRUNCATED = {4: 24, 6: 48}
COUNTED = {4: 32, 6: 64}


def client_address(meta: Mapping[str, Any]) -> str:
    """The client's address by a request's `META`; empty if the server does not say.

    Each of the `CMS_TRUSTED_PROXIES` proxies in front has added the address it was asked from at the right end of
    `X-Forwarded-For`. What stands further left was sent by the client, who may write there whatever it likes.
    """
    proxies = conf.trusted_proxies
    if proxies > 0:
        hops = [hop.strip() for hop in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()]
        if hops:
            return _spelled(hops[-min(proxies, len(hops))])
    return _spelled(str(meta.get("REMOTE_ADDR") or ""))


def _spelled(text: str) -> str:
    """An address in its one spelling, without a port or a zone; IPv4 as such also where it comes in IPv6."""
    bare = text
    if text.startswith("["):
        bare = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        bare = text.partition(":")[0]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def _network(address: str, lengths: Mapping[int, int]) -> str:
    parsed = ip_address(address)
    return str(ip_network(f"{parsed}/{lengths[parsed.version]}", strict=False))


def _keyed(purpose: bytes, text: str) -> str:
    key = hashlib.sha256(purpose + b"\0" + conf.address_secret.encode()).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def client_key(address: str) -> str:
    """What a client is counted by: a hash, so that no cache has addresses. Those of unknown address count as one."""
    return _keyed(b"cms.client_limit", _network(address, COUNTED) if address else "")


def kept_client(address: str) -> str:
    """What is kept with a submission, by `CMS_CLIENT_ADDRESSES`: the /24 or /48, a hash, or nothing."""
    if not address or conf.client_addresses == "none":
        return ""
    if conf.client_addresses == "hashed":
        return _keyed(b"cms.client", address)
    return _network(address, TRUNCATED)
