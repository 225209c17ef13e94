"""A panel by itself: as it would be, and as it would be after its form was sent."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.test.utils.form_data import nested_form_data

from cms.models import CallToAction, PreviewSnapshot
from tests.builders import make_panel
from tests.cms.admin.test_calls_to_action import FORM, url
from tests.cms.previews.looking import code_in

PREVIEW = "preview_on_edit"


@pytest.fixture
def panel(site, user):
    for codename in ("add_calltoaction", "change_calltoaction"):
        user.groups.get().permissions.add(Permission.objects.get(codename=codename))
    return make_panel(live=False)


def ask(looking, address, mode="", **values):
    sent = looking.browser.post(address, nested_form_data({**FORM, **values}))
    assert sent.json()["is_valid"] is True
    return looking.browser.get(address, {"mode": mode} if mode else {})


def see(looking, address, mode="", **values):
    answer = ask(looking, address, mode, **values)
    assert answer.status_code == 302, answer.content
    return looking.get(looking.exchange(code_in(answer.headers["Location"])).json["token"]).json


@pytest.mark.parametrize("mode", ["panel", "sent"])
def test_the_frontend_gets_the_unsaved_panel(looking, panel, mode):
    seen = see(looking, url(PREVIEW, panel.pk), mode, heading="Words that nobody has saved")
    assert (seen["kind"], seen["mode"], seen["locale"]) == ("call_to_action", mode, "en")
    assert seen["call_to_action"]["heading"] == "Words that nobody has saved"
    assert seen["call_to_action"]["form"]["fields"]
    assert seen["edit"] == {"url": f"http://testserver{url('edit', panel.pk)}", "blocks": {}}


def test_a_panel_that_was_never_saved(looking, panel):
    seen = see(looking, url("preview_on_add"), slug="quite-new")
    assert seen["call_to_action"]["form"]["fields"]
    assert seen["edit"] is None
    assert CallToAction.objects.count() == 1


def test_without_a_kind_the_panel_says_what_is_missing(looking, panel):
    answer = ask(looking, url("preview_on_add"), kind="")
    assert answer.status_code == 200
    assert "There is too little to show yet." in answer.content.decode()
    assert not PreviewSnapshot.objects.exists()


def test_a_panel_that_asks_for_nothing_is_never_sent(panel):
    assert [name for name, _ in panel.preview_modes] == ["panel", "sent"]
    panel.kind = "donate"
    assert [name for name, _ in panel.preview_modes] == ["panel"]


@pytest.mark.parametrize("codename", ["change_calltoaction", "access_admin"])
def test_the_right_to_edit_panels_is_withdrawn(looking, panel, user, codename):
    token = looking.exchange(code_in(ask(looking, url(PREVIEW, panel.pk)).headers["Location"])).json["token"]
    user.groups.get().permissions.remove(Permission.objects.get(codename=codename))
    assert looking.get(token).status == 401


def test_the_panel_is_deleted(looking, panel):
    code = code_in(ask(looking, url(PREVIEW, panel.pk)).headers["Location"])
    panel.delete()
    assert looking.exchange(code).status == 401
