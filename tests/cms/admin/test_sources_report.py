import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import block, change, cite, items, make_reference, make_summary


@pytest.fixture
def retracted(site):
    reference = make_reference("doe2020", title="A retracted trial")
    return change(reference, integrity="retracted", notices=[{"kind": "retraction", "date": "2021-03-04"}])


def finding(**item):
    value = {"outcome": "Pain", "direction": "lower", "certainty": "low", "citations": items(item)}
    return block("finding", value)


def report(editor, **parameters):
    return editor.get(reverse("cms_sources_report"), parameters).content.decode()


def rows(editor):
    answer = editor.get(reverse("cms_sources_report"), {"export": "csv"})
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def test_an_empty_report_says_what_would_stand_there(editor, site):
    assert "the pages that rest on it are listed here" in report(editor)


def test_a_page_that_cites_a_retracted_source_is_listed(editor, retracted):
    make_summary("About pain", body=[finding(reference=retracted.pk)])
    page = report(editor)
    assert "About pain" in page
    assert "1 citation to look at" in page


def test_a_source_that_is_clean_or_unchecked_is_not_listed(editor, site):
    unchecked, clean = make_reference(), change(make_reference(), integrity="clean")
    make_summary("About pain", body=[finding(reference=each.pk) for each in (unchecked, clean)])
    assert "About pain" not in report(editor)


def test_an_acknowledged_citation_is_settled_with_its_reason(editor, retracted):
    said = {"acknowledged_status": "retracted", "acknowledged_reason": "It is about the retraction."}
    make_summary("About pain", body=[finding(reference=retracted.pk, **said)])
    assert "Acknowledged: It is about the retraction." in report(editor)


def test_an_acknowledgement_of_a_correction_does_not_cover_a_retraction(editor, retracted):
    said = {"acknowledged_status": "corrected", "acknowledged_reason": "Only a typing error."}
    make_summary("About pain", body=[finding(reference=retracted.pk, **said)])
    assert "1 citation to look at" in report(editor)


def test_a_page_that_summarises_a_retracted_source_is_listed(editor, retracted):
    make_summary("About pain", subject_reference=retracted, live=False)
    assert "Listed or summarised, not cited in the text" in report(editor)


def test_the_export_has_a_row_for_each_page_and_source(editor, retracted):
    make_summary("About pain", body=[block("paragraph", "<p>One.</p>"), finding(reference=retracted.pk)])
    make_summary("About sleep", body=[block("quote", {"text": "So", "citations": cite(retracted)})])
    found = [
        (row["Page"], row["Citation key"], row["Status"], row["Date of the notice"]) for row in rows(editor)
    ]
    assert found == [
        ("About pain", "doe2020", "retracted", "2021-03-04"),
        ("About sleep", "doe2020", "retracted", "2021-03-04"),
    ]


def test_the_report_can_be_narrowed_to_a_status(editor, retracted):
    corrected = change(make_reference(), integrity="corrected")
    make_summary("About pain", body=[finding(reference=retracted.pk)])
    make_summary("About sleep", body=[finding(reference=corrected.pk)])
    page = report(editor, integrity="corrected")
    assert ["About pain" in page, "About sleep" in page] == [False, True]


def test_the_menu_leads_to_the_report(editor, site):
    assert reverse("cms_sources_report") in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_somebody_without_pages_does_not_see_it(client, django_user_model, retracted):
    user = django_user_model.objects.create_user("reader", "reader@example.org", "x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("cms_sources_report")).status_code == 302


def test_the_number_of_queries_does_not_depend_on_the_number_of_pages(editor, retracted):
    def count():
        with CaptureQueriesContext(connection) as captured:
            report(editor)
        return len(captured)

    make_summary(body=[finding(reference=retracted.pk)])
    report(editor)
    few = count()
    for _ in range(4):
        make_summary(body=[finding(reference=retracted.pk)])
    assert count() == few
