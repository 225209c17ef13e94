"""Which network addresses are public: a closed list for IPv6, the IANA special-purpose registries for IPv4.

An IPv6 address that carries an IPv4 one in it (mapped, compatible, 6to4, Teredo, NAT64) is never asked, whatever it
carries: it is a way round the list. Sources: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

__all__ = ["AllowedHosts", "is_public", "literal_address"]

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

NOT_PUBLIC_V4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a provider's customers
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local; metadata services of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
GLOBAL_UNICAST_V6 = IPv6Network("2000::/3")
"""Everything else is loopback, mapped, NAT64, unique local, link-local, multicast or not given out."""
NOT_PUBLIC_V6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)


def is_public(address: Address) -> bool:
    """Whether the address belongs to a host on the public internet."""
    if isinstance(address, IPv4Address):
        return not any(address in block for block in NOT_PUBLIC_V4)
    if address.scope_id is not None:
        return False
    return address in GLOBAL_UNICAST_V6 and not any(address in block for block in NOT_PUBLIC_V6)


def literal_address(host: str) -> Address | None:
    """The address that a URL's host is, with or without the brackets of IPv6; None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


@dataclass(frozen=True)
class AllowedHosts:
    """Hosts and networks that may be asked although they are not public: receivers in one's own network."""

    names: frozenset[str]
    networks: tuple[Network, ...]

    @classmethod
    def parse(cls, entries: Iterable[str]) -> "AllowedHosts":
        """From names, addresses and networks in CIDR notation. What is no network is a name."""
        names, networks = set(), []
        for entry in entries:
            try:
                networks.append(ip_network(entry.strip("[]"), strict=False))
            except ValueError:
                names.add(_canonical(entry))
        return cls(names=frozenset(names), networks=tuple(networks))

    def permits(self, address: Address, *, host: str) -> bool:
        """Whether the host may be asked at the address."""
        if is_public(address) or _canonical(host) in self.names:
            return True
        return any(address in network for network in self.networks if network.version == address.version)


def _canonical(name: str) -> str:
    return name.strip().rstrip(".").lower()
