"""Addresses that may leave, and how they are written; the bad ones are in `tests.blocks.hostile_html`."""

import pytest

from blocks.clean import Profile, clean


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.org/A", "https://Example.org/A"),
        (" https://example.org/a ", "https://example.org/a"),
        ("https://exam\nple.org/a\tb", "https://example.org/ab"),
        ("https://example.org/a b.pdf", "https://example.org/a%20b.pdf"),
        ("https://example.org/ü?q=µ#ß", "https://example.org/ü?q=µ#ß"),
        ("https://bücher.example/", "https://bücher.example/"),
        ("https://example.org:8080/", "https://example.org:8080/"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://doi.org/10.1002/(SICI)1097<1::AID>3", "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("mailto:editor@example.org?subject=a%20b", "mailto:editor@example.org?subject=a%20b"),
        ("tel:+441632960001", "tel:+441632960001"),
        ("/research/x/", "/research/x/"),
        ("/", "/"),
        ("/a//b", "/a//b"),
        ("#ref-1", "#ref-1"),
    ],
)
def test_a_good_address_stays(address, expected):
    assert clean(f'<a href="{address}">a</a>', profile=Profile.INLINE) == f'<a href="{expected}">a</a>'
