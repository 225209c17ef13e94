import pytest

from cms.submissions.client import client_address, client_key, kept_client


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, "", "203.0.113.7", "203.0.113.7"),
        (0, "198.51.100.1", "203.0.113.7", "203.0.113.7"),
        (1, "", "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (1, "1.1.1.1, 198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (2, "1.1.1.1, 198.51.100.1, 10.0.0.2", "10.0.0.1", "198.51.100.1"),
        (3, "198.51.100.1, 10.0.0.2", "10.0.0.1", "198.51.100.1"),
        (1, "198.51.100.1:4711", "10.0.0.1", "198.51.100.1"),
        (1, "[2001:DB8::1]:4711", "10.0.0.1", "2001:db8::1"),
        (1, "::ffff:198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (0, "", "fe80::1%eth0", "fe80::1"),
        (1, "unknown", "10.0.0.1", ""),
        (1, "<script>", "10.0.0.1", ""),
        (0, "", "", ""),
        (0, "", "unix:", ""),
    ],
)
def test_the_client_is_found_behind_the_proxies_that_are_trusted(
    settings, proxies, forwarded, remote, expected
):
    settings.CMS_TRUSTED_PROXIES = proxies
    assert client_address({"HTTP_X_FORWARDED_FOR": forwarded, "REMOTE_ADDR": remote}) == expected


@pytest.mark.parametrize(
    ("address", "kept"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2:3::4", "2001:db8:1::/48"), ("", "")],
)
def test_an_address_is_kept_truncated(address, kept):
    assert kept_client(address) == kept


def test_an_address_may_be_kept_as_a_hash_or_not_at_all(settings):
    settings.CMS_CLIENT_ADDRESSES = "hashed"
    assert len(kept_client("203.0.113.77")) == 64
    assert kept_client("203.0.113.77") != kept_client("203.0.113.78")
    settings.CMS_CLIENT_ADDRESSES = "none"
    assert kept_client("203.0.113.77") == ""


def test_a_client_is_counted_by_a_hash_of_its_own(settings):
    settings.CMS_CLIENT_ADDRESSES = "hashed"
    assert client_key("203.0.113.77") not in (client_key("203.0.113.78"), kept_client("203.0.113.77"))


def test_a_client_of_ipv6_is_its_whole_network():
    assert client_key("2001:db8:1:2::1") == client_key("2001:db8:1:2:ffff::2")
    assert client_key("2001:db8:1:2::1") != client_key("2001:db8:1:3::1")


def test_clients_of_unknown_address_count_as_one():
    assert len(client_key("")) == 64
