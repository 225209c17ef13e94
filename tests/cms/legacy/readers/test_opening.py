"""Files, folders and archives are opened alike, and what can do harm is refused."""

import gzip
import os
import stat
import zipfile
from pathlib import Path

import pytest

from cms.legacy.markup import BoilerplateRule
from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.kinds import judge
from cms.legacy.readers.opening import Sources
from cms.legacy.readers.options import ReadingOptions
from tests.cms.legacy.readers.wxr.exports import export, item

TEXT = "A title\n\nThe first sentence of a made-up text.\n"
PAGE = "<html><head><title>A page</title></head><body><p>The words of the page.</p></body></html>"


def zipped(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return path


def outcome(path: Path, **options) -> list[tuple[str, str]]:
    sources = Sources([path], options=ReadingOptions(**options))
    with sources.index() as index:
        entries = list(sources.entries())
        assert index.total == len(entries)
    return [(entry.key, entry.kind) for entry in entries]


def test_a_folder_is_walked_in_order_without_hidden_files_and_pictures_of_pages(tmp_path: Path):
    folder = tmp_path / "old"
    (folder / "b_files").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.html").write_text(PAGE)
    (folder / "b_files" / "ad.html").write_text(PAGE)
    (folder / "b_files" / "a.png").write_bytes(b"picture")
    (folder / ".git" / "c.txt").write_text(TEXT)
    (folder / "d.pdf").write_bytes(b"%PDF-1.7")
    (folder / "e.xml").write_text(export(item()))
    assert outcome(folder) == [
        ("old/a.txt", "article"),
        ("old/b.html", "article"),
        ("old/d.pdf", "unreadable"),
        ("old.example.org:post:12", "article"),
    ]


def test_what_lies_beside_a_page_is_read_and_nothing_outside_its_folder(tmp_path: Path):
    folder = tmp_path / "old"
    (folder / "b_files").mkdir(parents=True)
    (folder / "b.html").write_text(PAGE)
    (folder / "b_files" / "a 1.png").write_bytes(b"picture")
    (folder / "secret.png").symlink_to("/etc/hostname")
    (tmp_path / "outside.png").write_bytes(b"secret")
    sources = Sources([folder])
    entry = next(sources.entries())
    assert sources.read_file(entry, "./b_files/a%201.png?x") == b"picture"
    assert sources.read_file(entry, "https://old.example.org/x/b_files/a%201.png") == b"picture"
    assert sources.read_file(entry, "../outside.png") is None
    assert sources.read_file(entry, "/etc/hostname") is None
    assert sources.read_file(entry, "secret.png") is None
    assert sources.read_file(entry, "nothing.png") is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<rss version='2.0'><channel><item><title>x</title></item></channel></rss>", "RSS"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><entry/></feed>", "Atom"),
        ("<feed xmlns='x'><generator>Blogger http://www.blogger.com</generator></feed>", "Blogger"),
        ("<?xml version='1.0'?><node_export><node/></node_export>", "Drupal"),
        ("<?xml version='1.0'?><urlset/>", "sitemap"),
        ("<?xml version='1.0'?><opml/>", "opml"),
        ("only words", "no XML"),
    ],
)
def test_xml_that_is_no_export_is_refused_by_its_name(tmp_path: Path, text: str, what: str):
    path = tmp_path / "feed.xml"
    path.write_text(text)
    with pytest.raises(UnreadableSource, match=what):
        Sources([path])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_an_export_that_declares_entities_is_refused(tmp_path: Path, encoding: str):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>\n<rss '
    path = tmp_path / "export.xml"
    path.write_bytes(export(item()).replace("<rss ", bomb, 1).encode(encoding))
    with pytest.raises(UnreadableSource, match="DTD"):
        Sources([path])


@pytest.mark.parametrize("name", ["nothing.txt", "picture.png", "letter.docx", "data.bin"])
def test_what_is_missing_or_no_article_is_refused(tmp_path: Path, name: str):
    path = tmp_path / name
    if name == "letter.docx":
        zipped(path, word="x")
    elif name != "nothing.txt":
        path.write_bytes(b"\0\1\2")
    with pytest.raises(UnreadableSource):
        Sources([path])


def test_the_content_of_a_file_counts_more_than_its_name(tmp_path: Path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    entry = next(Sources([path]).entries())
    assert entry.media_type == "text/html"
    assert entry.item.title == "A page"


def test_an_archive_is_read_where_it_is(tmp_path: Path):
    path = zipped(
        tmp_path / "site.zip",
        one__e1_DOT_xml=export(item(1)),
        one__e2_DOT_xml=export(item(2)),
        b_DOT_txt=TEXT,
    )
    assert outcome(path) == [
        ("site.zip/b.txt", "article"),
        ("old.example.org:post:1", "article"),
        ("old.example.org:post:2", "article"),
    ]


def test_an_export_may_be_packed(tmp_path: Path):
    path = tmp_path / "export.xml.gz"
    path.write_bytes(gzip.compress(export(item()).encode()))
    assert outcome(path) == [("old.example.org:post:12", "article")]


def test_a_packed_export_that_is_cut_off_is_reported(tmp_path: Path):
    path = tmp_path / "export.xml.gz"
    data = gzip.compress(export(*(item(n, content=str(n) * 999) for n in range(1, 400))).encode())
    path.write_bytes(data[: len(data) // 2])
    kinds = [kind for _key, kind in outcome(path)]
    assert kinds[-1] == "unreadable"


def test_archives_that_grow_without_measure_are_refused(tmp_path: Path):
    path = zipped(tmp_path / "bomb.zip", a_DOT_txt=b"\n" * 50_000_000)
    with pytest.raises(UnreadableSource, match="bomb"):
        Sources([path])
    with pytest.raises(UnreadableSource, match="more than"):
        Sources(
            [zipped(tmp_path / "large.zip", a_DOT_txt=TEXT * 100)],
            options=ReadingOptions(max_unpacked_bytes=99),
        )
    with pytest.raises(UnreadableSource, match="more than 1 files"):
        Sources(
            [zipped(tmp_path / "many.zip", a_DOT_txt=TEXT, b_DOT_txt=TEXT)],
            options=ReadingOptions(max_files=1),
        )


def test_a_packed_file_that_grows_without_measure_is_refused(tmp_path: Path):
    path = tmp_path / "export.xml.gz"
    path.write_bytes(gzip.compress(export(item(content=" " * 60_000_000)).encode()))
    assert [kind for _key, kind in outcome(path)] == ["unreadable"]


def test_files_of_an_archive_that_are_not_what_they_seem_are_reported(tmp_path: Path):
    path = tmp_path / "site.zip"
    inner = zipped(tmp_path / "inner.zip", a_DOT_txt=TEXT)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", TEXT)
        archive.writestr("../b.txt", TEXT)
        archive.writestr("c.zip", inner.read_bytes())
        link = zipfile.ZipInfo("d.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert dict(outcome(path)) == {
        "site.zip/a.txt": "article",
        "site.zip/a.txt#2": "unreadable",
        "site.zip/../b.txt": "unreadable",
        "site.zip/c.zip": "unreadable",
        "site.zip/d.txt": "unreadable",
    }


def test_a_page_that_was_saved_as_one_file_brings_its_pictures(tmp_path: Path):
    path = tmp_path / "page.mhtml"
    path.write_text(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n"
        f"Content-Location: https://old.example.org/page/\n\n{PAGE}\n--x\nContent-Type: image/png\n"
        "Content-Location: https://old.example.org/a.png\n\npicture\n--x--\n"
    )
    sources = Sources([path])
    entry = next(sources.entries())
    assert entry.item.title == "A page"
    assert sources.read_file(entry, "/a.png") == b"picture"


def test_reading_goes_on_at_any_position_and_tells_how_far_it_is(tmp_path: Path):
    path = tmp_path / "export.xml"
    path.write_text(export(*(item(n) for n in range(1, 8))))
    (tmp_path / "z.txt").write_text(TEXT)
    sources = Sources([path, tmp_path / "z.txt"])
    keys = [entry.key for entry in sources.entries()]
    assert sources.done_bytes == sources.size
    assert [[entry.key for entry in sources.entries(start=start)] for start in range(9)] == [
        keys[start:] for start in range(9)
    ]


def test_a_fingerprint_changes_with_the_bytes(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    before = Sources([path]).fingerprint()
    assert Sources([path]).fingerprint() == before
    path.write_text(f"{TEXT}!")
    assert Sources([path]).fingerprint() != before


def test_a_name_in_another_encoding_is_shown_as_far_as_it_can_be(tmp_path: Path):
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT)
    sources = Sources([folder])
    (entry,) = sources.entries()
    assert (entry.kind, entry.label, entry.file_name) == ("article", "old/caf\\xe9.txt", "caf\\xe9.txt")
    assert len(sources.fingerprint()) == 64


def test_an_address_longer_than_any_name_is_that_of_no_file(tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT)
    sources = Sources([tmp_path / "a.txt"])
    (entry,) = sources.entries()
    assert sources.read_file(entry, f"https://old.example.org/{'a' * 300}") is None


def test_the_list_of_an_archive_is_read_once_however_many_files_it_has(tmp_path: Path, monkeypatch):
    path = zipped(tmp_path / "old.zip", **{f"{number}_DOT_txt": f"{TEXT}{number}" for number in range(20)})
    opened = []
    real = zipfile.ZipFile.__init__

    def counted(self, file, *given):
        opened.append(file)
        real(self, file, *given)

    monkeypatch.setattr(zipfile.ZipFile, "__init__", counted)
    assert len(outcome(path)) == 20
    assert opened == [path]


def test_comments_before_what_is_no_page_are_judged_in_one_go():
    assert judge(b"<!-- a -->\n" * 1000 + b"words", "a.txt").kind == "text"


class Failing(BoilerplateRule):
    """A rule of a site that has a mistake in it."""

    def matches(self, node):
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("name", "content"),
    [("b.html", PAGE.replace("<p>", "<p class=x>")), ("b.xml", export(item(content="<p class=x>a</p>")))],
)
def test_an_error_of_a_rule_costs_one_entry_and_is_logged(tmp_path: Path, caplog, name, content):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / name).write_text(content)
    options = ReadingOptions(boilerplate_rules=(Failing("failing", "a mistake"),))
    entries = list(Sources([tmp_path / "a.txt", tmp_path / name], options=options).entries())
    assert [entry.kind for entry in entries] == ["article", "unreadable"]
    assert "ZeroDivisionError" in entries[1].problem
    assert "ZeroDivisionError" in caplog.text
