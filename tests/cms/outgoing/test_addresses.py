"""Which addresses may be asked: those that are public, and those that a setting allows, by whatever name."""

import socket
from ipaddress import ip_address

import pytest
from django.test import override_settings

from cms import outgoing
from cms.outgoing.addresses import AllowedHosts, is_public
from tests.receivers import receiver

PLAIN = override_settings(CMS_OUTGOING_ALLOW_HTTP=True)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "192.0.2.1",
        "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::8.8.8.8", "::ffff:127.0.0.1",
        "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::",
        "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_no_address_of_a_special_kind_is_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001::200e"])
def test_ordinary_addresses_are_public(address):
    assert is_public(ip_address(address))


def test_what_is_allowed_is_a_name_an_address_or_a_network():
    allowed = AllowedHosts.parse(["Receiver.Internal.", "10.1.0.0/16", "[::1]"])

    assert allowed.permits(ip_address("192.168.0.9"), host="receiver.internal")
    assert allowed.permits(ip_address("10.1.2.3"), host="anything")
    assert allowed.permits(ip_address("::1"), host="anything")
    assert not allowed.permits(ip_address("10.2.0.1"), host="other.internal")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "0"]
)
def test_this_machine_is_not_reached_by_any_of_its_names(host):
    with receiver() as server, PLAIN, pytest.raises(outgoing.AddressRefused):
        outgoing.fetch("GET", f"http://{host}:{server.port}/")

    assert server.requests == []


def test_a_name_that_leads_to_a_private_address_is_refused_when_the_connection_is_made(monkeypatch):
    def rebound(host, port, *args, **kwargs):
        answer = "93.184.215.14" if not asked else "127.0.0.1"
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, port))]

    asked: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    with receiver() as server, PLAIN:
        outgoing.check_address(f"http://rebinding.example:{server.port}/")
        with pytest.raises(outgoing.AddressRefused) as refused:
            outgoing.fetch("GET", f"http://rebinding.example:{server.port}/")

    assert asked == ["rebinding.example"] * 2
    assert refused.value.addresses == ("127.0.0.1",)
    assert server.requests == []


def test_of_several_addresses_only_the_permitted_ones_are_asked(monkeypatch, local):
    def both(host, port, *args, **kwargs):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("127.0.0.2", "127.0.0.1")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with receiver() as server:
        assert outgoing.fetch("GET", f"http://several.example:{server.port}/").status == 200


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("//example.org/", "scheme"),
        ("", "scheme"),
        ("http://example.org/", "http"),
        ("https://", "host"),
        ("https://user:secret@example.org/", "credentials"),
        ("https://user@example.org/", "credentials"),
        ("https://example.org:0/", "port"),
        ("https://example.org:99999/", "malformed"),
        ("https://exa mple.org/", "malformed"),
    ],
)
def test_a_url_that_is_not_asked_is_refused_with_the_part_that_is_wrong(url, reason):
    with pytest.raises(outgoing.InvalidAddress) as refused:
        outgoing.fetch("GET", url)

    assert refused.value.reason == reason
