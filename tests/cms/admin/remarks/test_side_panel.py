"""The side panel of the editor, and what its script asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import PageJudgement, StoredRemark
from tests.builders import block, make_standard, make_summary
from tests.cms.remarks.house_rules import EXCITED, Broken, NoShouting, ShortTitle, Unstorable


def ask(client, page):
    return client.get(reverse("cms_remarks", args=(page.pk,)))


def accept(client, page, **values):
    kept = StoredRemark.objects.filter(judgement=page.pk).first()
    sent = {"fingerprint": kept.fingerprint if kept else "", "reason": "As in the source.", **values}
    return client.post(reverse("cms_acknowledge_remark", args=(page.pk,)), sent)


def form_of(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()


def test_the_form_has_the_panel_and_the_number_of_remarks(editor, loud):
    text = form_of(editor, loud)
    toggle = text.split('data-side-panel-toggle="remarks"')[1].split("</button>")[0]
    assert "1" in toggle.split("data-side-panel-toggle-counter")[1]
    assert f'data-cms-remarks-page-value="{loud.pk}"' in text


def test_so_has_the_form_of_a_new_page_and_of_every_type(editor, site):
    address = reverse("wagtailadmin_pages:add", args=("cms", "researchsummarypage", site.root_page_id))
    text = editor.get(address).content.decode()
    assert 'data-cms-remarks-page-value=""' in text
    assert "Save the page once" in text
    assert "cms-remarks" in form_of(editor, make_standard())


def test_saving_in_the_background_leaves_the_panel_alone(editor, loud):
    address = reverse("wagtailadmin_pages:edit", args=(loud.pk,))
    assert "cms-remarks" not in editor.get(address, {"_w_hydrate_create_view": "1"}).content.decode()


def test_a_remark_says_what_is_wrong_how_to_mend_it_and_where_it_is(editor, loud):
    answer = ask(editor, loud).json()
    for words in ("Warning", "This paragraph shouts 1 times.", "Say it calmly.", "Body, block 1 (Paragraph)"):
        assert words in answer["html"]
    assert f'data-cms-remarks-block-param="{loud.body.get_prep_value()[0]["id"]}"' in answer["html"]
    assert (answer["open"], answer["errors"]) == (1, 0)


def test_a_remark_about_a_field_leads_to_that_field(editor, site, only):
    only(ShortTitle)
    html = ask(editor, make_standard("A title that is longer than thirty characters")).json()["html"]
    assert 'data-cms-remarks-field-param="title"' in html
    assert "Title</p>" in html


def test_a_page_without_remarks_is_told_so(editor, site, only):
    only(NoShouting)
    answer = ask(editor, make_summary()).json()
    assert "No remarks: " in answer["html"]
    assert answer["open"] == 0


def test_a_remark_is_accepted_and_taken_back(editor, loud):
    accepted = accept(editor, loud).json()
    assert accepted["said"] == "The remark is acknowledged."
    assert accepted["open"] == 0
    for words in ("No open remarks", "1 acknowledged", "admin, ", "“As in the source.”", "Take back"):
        assert words in accepted["html"]
    fingerprint = StoredRemark.objects.get(judgement=loud.pk).fingerprint
    address = reverse("cms_withdraw_remark", args=(loud.pk,))
    assert editor.post(address, {"fingerprint": fingerprint}).json()["open"] == 1
    assert editor.post(address, {"fingerprint": fingerprint}).status_code == 409
    history = editor.get(reverse("wagtailadmin_pages:history", args=(loud.pk,))).content.decode()
    assert "Remark acknowledged: This paragraph shouts 1 times. Reason: As in the source." in history


@pytest.mark.parametrize(
    ("values", "status", "words"),
    [
        ({"reason": " "}, 400, "Give a reason"),
        ({"reason": "x" * 1001}, 400, "1001 characters"),
        ({"fingerprint": "0" * 64}, 409, "has changed meanwhile"),
        ({"fingerprint": ""}, 409, "has changed meanwhile"),
    ],
)
def test_what_can_not_be_accepted_is_explained(editor, loud, values, status, words):
    answer = accept(editor, loud, **values)
    assert answer.status_code == status
    assert words in answer.json()["error"]


def test_what_was_written_into_a_reason_is_text(editor, loud):
    html = accept(editor, loud, reason="<script>alert(1)</script>").json()["html"]
    assert "<script>" not in html


def test_a_rule_that_fails_is_named_and_the_others_are_heard(editor, site, only, caplog):
    only(Broken, NoShouting)
    page = make_summary(body=[block("paragraph", EXCITED)])
    html = ask(editor, page).json()["html"]
    assert "so says nothing of it: Broken rule." in html
    assert "shouts" in html


def test_a_page_that_can_not_be_judged_is_told_so(editor, site, only, caplog):
    only(Unstorable)
    answer = ask(editor, make_summary())
    assert answer.status_code == 500
    assert "could not be checked" in answer.json()["error"]


def test_what_is_stale_is_judged_again(editor, loud):
    PageJudgement.objects.filter(page=loud.pk).delete()
    assert ask(editor, loud).json()["open"] == 1


def test_it_is_for_who_may_edit_the_page(client, local, loud, site):
    browser, index = local
    assert ask(browser, loud).status_code in (302, 403)
    assert accept(browser, loud).status_code in (302, 403)
    assert ask(browser, make_summary(parent=index)).status_code == 200
    assert ask(client, loud).status_code == 302
    signed_out = client.get(
        reverse("cms_remarks", args=(loud.pk,)), headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert signed_out.status_code == 403


def test_a_page_that_is_gone_is_not_found(editor, site):
    assert editor.get(reverse("cms_remarks", args=(10**6,))).status_code == 404


@pytest.mark.parametrize("blocks", [1, 40])
def test_the_number_of_queries_does_not_depend_on_the_number_of_remarks(editor, site, only, blocks):
    only(NoShouting)
    page = make_summary(body=[block("paragraph", EXCITED) for _ in range(blocks)], live=False)
    ask(editor, page)
    with CaptureQueriesContext(connection) as captured:
        ask(editor, page)
    assert len(captured) <= 18


def test_of_a_great_many_the_gravest_are_listed_and_the_others_counted(editor, site, only, settings):
    only(NoShouting, ShortTitle)
    settings.CMS_RULES = {"short_title": {"severity": "error"}}
    body = [block("paragraph", f"<p>Number {number}!</p>") for number in range(102)]
    page = make_summary("A title that is longer than thirty characters", body=body, live=False)
    answer = ask(editor, page).json()
    assert (answer["open"], answer["errors"]) == (103, 1)
    assert answer["html"].count("data-cms-remark=") == 100
    assert "The title is long." in answer["html"]
    assert ">(102)<" in answer["html"]
    assert "3 more remarks are not listed yet" in " ".join(answer["html"].split())
