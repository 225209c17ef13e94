"""Writing: how often the database is asked, and what becomes of rows."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.delivery.search.index import Entry, write_many
from cms.models import DocumentText
from tests.cms.delivery.search.conftest import titles


def test_many_pages_are_written_with_one_statement_for_each_table(written):
    rows = [written(f"Page {number}") for number in range(4)]
    entries = [Entry(row.pk, row.page.specific, "en") for row in rows]
    with CaptureQueriesContext(connection) as captured:
        write_many(entries)
    assert sum("cms_document" in query["sql"] for query in captured) <= 2


def test_a_page_is_found_in_the_language_in_which_it_was_last_written(written, indexed):
    row = written("Estudios clínicos", language="en")
    assert titles("clínica") == []
    indexed(row.page.specific, language="es")
    assert titles("clínica") == ["Estudios clínicos"]
    assert DocumentText.objects.get(pk=row.pk).language == "es"


def test_a_page_without_words_is_no_trouble(written):
    row = written("…")
    assert DocumentText.objects.get(pk=row.pk).text == ""
