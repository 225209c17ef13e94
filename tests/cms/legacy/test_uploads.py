"""Files on their way from an editor to a worker: not a byte is lost, and no name leads anywhere else."""

import pytest

from cms.legacy.uploads import PIECE, forget_uploads, keep_upload, safe_name, write_back
from cms.models import LegacyRun, LegacyUpload


@pytest.fixture
def run(db):
    return LegacyRun.objects.create(label="files")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("tea.txt", "tea.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\files\\tea.html", "tea.html"),
        ("..", "file"),
        ("", "file"),
        (".hidden", "hidden"),
        ("a\0b\n.txt", "a_b_.txt"),
        ("<b>tea</b>.txt", "b_.txt"),
        ("Té (1), copie.txt", "Té (1), copie.txt"),
    ],
)
def test_a_name_is_only_a_name(name, safe):
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_kind():
    name = safe_name("é" * 400 + ".html")
    assert name.endswith(".html")
    assert len(name.encode()) <= 255


def test_a_large_file_comes_back_as_it_was(run, tmp_path):
    content = bytes(range(256)) * 10_000
    keep_upload(run, "a.txt", [content[:1_000_003], content[1_000_003:]])
    assert [len(each.data) for each in run.uploads.all()] == [PIECE, PIECE, len(content) - 2 * PIECE]
    (path,) = write_back(run, tmp_path)
    assert (path.name, path.read_bytes()) == ("a.txt", content)


def test_files_of_one_name_are_kept_apart(run, tmp_path):
    names = [keep_upload(run, name, [name.encode()]) for name in ("a.txt", "A.txt", "b/a.txt")]
    assert names == ["a.txt", "A-2.txt", "a-3.txt"]
    assert [path.read_bytes() for path in write_back(run, tmp_path)] == [b"A.txt", b"b/a.txt", b"a.txt"]


def test_an_empty_file_comes_back_empty(run, tmp_path):
    keep_upload(run, "a.txt", [])
    assert [path.read_bytes() for path in write_back(run, tmp_path)] == [b""]


def test_the_files_of_one_import_are_deleted_without_those_of_another(run):
    other = LegacyRun.objects.create(label="other")
    keep_upload(run, "a.txt", [b"a"])
    keep_upload(other, "a.txt", [b"a"])
    forget_uploads(run)
    assert [each.run for each in LegacyUpload.objects.all()] == [other]


def test_files_whose_long_names_begin_alike_are_kept_apart(run, tmp_path):
    names = [keep_upload(run, f"{'a' * 300}{number}.txt", [str(number).encode()]) for number in range(3)]
    paths = write_back(run, tmp_path)
    assert len(set(names)) == 3
    assert sorted(path.read_bytes() for path in paths) == [b"0", b"1", b"2"]
