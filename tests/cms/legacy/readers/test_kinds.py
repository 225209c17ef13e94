"""What is given by mistake is told by its name, and what is given in odd ways is read."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest

from cms.legacy.readers.decoding import UnreadableSource
from cms.legacy.readers.kinds import judge
from cms.legacy.readers.opening import Sources
from tests.cms.legacy.readers.test_opening import PAGE, TEXT, outcome
from tests.cms.legacy.readers.wxr.exports import export, item

TYPES = b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml" + b"\0" * 40
SQL = b"-- A dump\nDROP TABLE IF EXISTS `wp_posts`;\nINSERT INTO `wp_posts` VALUES (1,'<p>a</p><p>b</p>');\n"
GHOST = b'{"db":[{"meta":{"exported_on":1},"data":{"posts":[{"html":"<p>a</p>"}]}}]}'


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("letter.zip", TYPES + b"word/document.xml", "Word"),
        ("page.html", TYPES + b"xl/workbook.xml", "Excel"),
        ("book.zip", b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "EPUB"),
        ("a.txt", b"\n%PDF-1.4", "PDF"),
        ("page.webarchive", b"bplist00\xd1\x01\x02", "Safari"),
        (
            "page.webarchive",
            b"<?xml version='1.0'?><plist><dict><key>WebMainResource</key></dict></plist>",
            "Safari",
        ),
        ("site.rar", b"Rar!\x1a\x07\0", "RAR"),
        ("site.7z", b"7z\xbc\xaf\x27\x1c", "7z"),
        ("site.tar.gz", gzip.compress(b"a.xml".ljust(257, b"\0") + b"ustar", mtime=0), "tar"),
        ("dump.txt", SQL, "SQL"),
        ("dump.xml", SQL, "SQL"),
        ("ghost.txt", GHOST, "Ghost"),
        ("ghost.json", GHOST, "Ghost"),
        ("posts.json", b'[{"id": 1, "content": {"rendered":"<p>a</p>"}}]', "WordPress"),
        ("data.txt", b'{"a": "<p>b</p><p>c</p>"}', "JSON"),
        (
            "blog.txt",
            b"AUTHOR: Jane\nTITLE: A title\nDATE: 01/31/2002\n-----\nBODY:\nWords.\n-----\n",
            "Movable Type",
        ),
        ("feed.xml", b"<feed xmlns:b='http://schemas.google.com/blogger/2018'/>", "Blogger"),
        ("export.xml", b" \n\0", "empty"),
    ],
)
def test_what_is_given_by_mistake_is_refused_by_its_name(tmp_path: Path, name: str, data: bytes, what: str):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableSource, match=what):
        Sources([path])


def test_data_of_a_page_is_no_export(tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "settings.json").write_text('{"menu": ["a"]}')
    assert [kind for _key, kind in outcome(tmp_path)] == ["article"]


def test_headers_of_a_mail_are_known_whatever_the_file_is_called():
    head = b"\xef\xbb\xbf\nSubject: A\n page\nMIME-Version: 1.0\n"
    assert judge(head, "page.html").kind == "mhtml"
    assert judge(PAGE.encode(), "page.mht").kind == "html"


def test_a_packed_export_is_read_as_far_as_it_goes(tmp_path: Path):
    path = tmp_path / "export.xml.gz"
    data = gzip.compress(export(item(1), item(2)).encode())
    keys = [("old.example.org:post:1", "article"), ("old.example.org:post:2", "article")]
    path.write_bytes(data + b"\0" * 512 + b"behind it")
    assert outcome(path) == keys
    path.write_bytes(gzip.compress(b"") + data)
    assert outcome(path) == keys
    path.write_bytes(data[:-1])
    assert outcome(path) == [*keys, ("export.xml.gz", "unreadable")]


def test_archives_of_windows_have_folders_too(tmp_path: Path):
    path = tmp_path / "site.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("old\\a.txt", TEXT)
        archive.writestr("..\\b.txt", TEXT)
    assert dict(outcome(path)) == {"site.zip/old/a.txt": "article", "site.zip/../b.txt": "unreadable"}


def test_a_folder_that_can_not_be_read_is_reported(tmp_path: Path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    real = os.scandir

    def scandir(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert [kind for _key, kind in outcome(tmp_path)] == ["article", "unreadable"]
