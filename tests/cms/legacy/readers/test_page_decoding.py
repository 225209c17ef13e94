"""Pages are read in the encoding a browser would read them in, and what was wrong before is put right."""

import codecs

import pytest

from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.page_decoding import decode_page, mend_twice_encoded

META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (codecs.BOM_UTF8 + "<p>é".encode(), "<p>é", "utf-8"),
        ("<p>é".encode("utf-16"), "<p>é", "utf-16"),
        ("<p>ordinary words of a page é".encode("utf-16-le"), "<p>ordinary words of a page é", "utf-16-le"),
        (META.format("iso-8859-1").encode() + b"\x93caf\xe9\x94 \x80",
         META.format("iso-8859-1") + "“café” €", "cp1252"),
        (META.format("windows-1251").encode() + "да".encode("cp1251"), META.format("windows-1251") + "да", "cp1251"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>" + "日本".encode("shift_jis"),
         "<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>日本", "shift_jis"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?>' + "ł".encode("iso-8859-2"),
         '<?xml version="1.0" encoding="ISO-8859-2"?>ł', "iso8859-2"),
        ("<p>é".encode(), "<p>é", "utf-8"),
    ],
)  # fmt: skip
def test_the_encoding_that_is_declared_is_taken(data, text, encoding):
    decoded = decode_page(data, source="a.html")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, encoding, False)


def test_an_encoding_that_is_given_goes_before_the_declared_one():
    data = META.format("utf-8").encode() + "zdrój".encode("iso-8859-2")
    assert decode_page(data, source="a.html", encoding="iso-8859-2").text.endswith("zdrój")


def test_western_bytes_without_a_declaration_are_a_guess():
    decoded = decode_page("<p>“Le café d’à côté” – naïve".encode("cp1252"), source="a.html")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (
        "<p>“Le café d’à côté” – naïve",
        "cp1252",
        True,
    )


def test_cyrillic_bytes_without_a_declaration_are_guessed():
    text = "<p>Системная красная волчанка поражает многие органы, и лечения пока нет. " * 5
    decoded = decode_page(text.encode("cp1251"), source="a.html")
    assert (decoded.text, decoded.guessed) == (text, True)


def test_a_declaration_that_is_wrong_is_said():
    decoded = decode_page(META.format("utf-8").encode() + "café “à” la".encode("cp1252"), source="a.html")
    assert decoded.text.endswith("café “à” la")
    assert decoded.mended == ("declared_encoding_wrong",)


def test_a_few_broken_bytes_do_not_change_the_encoding():
    decoded = decode_page(b"<p>" + "é".encode() * 50 + b"\xff", source="a.html")
    assert decoded.encoding == "utf-8"
    assert decoded.mended == ("invalid_bytes_replaced",)


def test_text_that_was_encoded_twice_is_put_right_and_that_is_said():
    twice = "It’s “naïve”".encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
    decoded = decode_page(f"<p>{twice}".encode(), source="a.html")
    assert decoded.text == "<p>It’s “naïve”"
    assert decoded.mended == ("encoded_twice",)


@pytest.mark.parametrize("text", ["São Paulo, Ângela, Ãgua", "5 Â°", "Âge"])
def test_letters_that_only_look_so_are_left_alone(text):
    assert mend_twice_encoded(text) == text


def test_nul_characters_are_taken_out_and_that_is_said():
    decoded = decode_page(b"<p>a\0b", source="a.html")
    assert (decoded.text, decoded.mended) == ("<p>ab", ("nul_removed",))


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"PK\x03\x04abc", b"\x01\x02\x03" * 50])
def test_what_is_no_page_is_refused_by_name(data):
    with pytest.raises(UnreadableSource, match=r"a\.html: not a page"):
        decode_page(data, source="a.html")


@pytest.mark.parametrize("encoding", ["no-such-encoding", "utf-8"])
def test_an_encoding_given_that_does_not_fit_is_refused(encoding):
    with pytest.raises(UnreadableSource, match=encoding):
        decode_page(b"caf\xe9", source="a.html", encoding=encoding)


@pytest.mark.parametrize(
    "name", ["punycode", "undefined", "unicode_escape", "idna", "utf-7", "rot13", "base64"]
)
def test_an_encoding_that_no_page_is_in_is_none(name):
    decoded = decode_page(META.format(name).encode() + "C:\\new é".encode(), source="a.html")
    assert decoded.text.endswith("C:\\new é")


@pytest.mark.parametrize("name", ["undefined", "idna"])
def test_what_can_not_be_decoded_as_it_is_said_to_be_is_refused(name):
    with pytest.raises(UnreadableSource, match=name):
        decode_page(b"\xff.", source="a.html", encoding=name)


def test_what_a_file_says_of_a_page_in_it_counts_where_the_page_says_nothing():
    assert decode_page("<p>да".encode("koi8-r"), source="a.mht", said="koi8-r").text == "<p>да"
    page = META.format("utf-8").encode() + "да".encode()
    assert decode_page(page, source="a.mht", said="koi8-r").text.endswith("да")
