"""Bytes become text in the right encoding, or are refused by name."""

import codecs

import pytest

from cms.legacy.readers.decoding import UnreadableSource, decode, read_bytes


@pytest.mark.parametrize(
    ("data", "encoding", "guessed"),
    [
        ("naïve".encode(), "utf-8", False),
        (codecs.BOM_UTF8 + "naïve".encode(), "utf-8", False),
        ("naïve".encode("utf-16"), "utf-16", False),
        (codecs.BOM_UTF16_BE + "naïve".encode("utf-16-be"), "utf-16", False),
        ("naïve".encode("cp1252"), "cp1252", True),
    ],
)
def test_the_encoding_is_found_and_a_guess_is_called_one(data, encoding, guessed):
    decoded = decode(data, source="a.txt")
    assert (decoded.text, decoded.encoding, decoded.guessed) == ("naïve", encoding, guessed)


def test_windows_quotation_marks_are_read():
    assert decode(b"\x93cut off\x85\x94 \x96 caf\xe9", source="a.txt").text == "“cut off…” – café"


def test_a_declared_encoding_is_not_a_guess():
    decoded = decode("zdrój".encode("iso-8859-2"), source="a.txt", encoding="iso-8859-2")
    assert (decoded.text, decoded.guessed) == ("zdrój", False)


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, "NUL"),
        (b"PK\x03\x04" + b"\x01\x02\x03\x04\x05\x06" * 20, None, "control characters"),
        (b"caf\xe9 \x81", None, "neither UTF-8 nor Windows-1252"),
        (b"caf\xe9", "utf-8", "not utf-8 text (byte 4)"),
        (b"text", "no-such-encoding", "unknown"),
        (codecs.BOM_UTF16_LE + b"a", None, "not utf-16 text"),
    ],
)
def test_what_is_not_text_is_refused_and_the_file_is_named(data, encoding, reason):
    with pytest.raises(UnreadableSource) as refused:
        decode(data, source="picture.txt", encoding=encoding)
    assert refused.value.source == "picture.txt"
    assert reason in refused.value.reason
    assert str(refused.value).startswith("picture.txt: ")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UnreadableSource, match=r"nowhere\.txt: there is no such file"):
        read_bytes(tmp_path / "nowhere.txt")


def test_a_directory_is_refused(tmp_path):
    with pytest.raises(UnreadableSource, match="not a regular file"):
        read_bytes(tmp_path)


def test_a_file_that_is_too_large_is_refused(tmp_path):
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 11)
    assert read_bytes(path, max_bytes=11) == b"x" * 11
    with pytest.raises(UnreadableSource, match="larger than 10 bytes"):
        read_bytes(path, max_bytes=10)
