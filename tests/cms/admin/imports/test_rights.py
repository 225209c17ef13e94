"""Who gets to which address of imports."""

import pytest
from django.urls import reverse

from cms.models import LegacyRun, LegacyUpload

LOOK = ("cms_imports", "cms_import", "cms_import_progress", "cms_import_entry", "cms_import_report_html")
OF_A_PAGE = ("cms_import_proposals", "cms_import_original")


def address_of(name, run):
    outcome = run.outcomes.get()
    arguments = {
        "cms_imports": (),
        "cms_import_add": (),
        "cms_import_entry": (run.pk, outcome.position),
        "cms_import_proposals": (outcome.page_id,),
        "cms_import_original": (outcome.page_id,),
    }
    return reverse(name, args=arguments.get(name, (run.pk,)))


@pytest.mark.parametrize(
    "name", [*LOOK, "cms_import_report_json", "cms_import_add", "cms_import_act", *OF_A_PAGE]
)
def test_nobody_gets_there_without_an_account(client, finished, name):
    answer = client.get(address_of(name, finished))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize(
    "name", [*LOOK, "cms_import_report_json", "cms_import_add", "cms_import_act", *OF_A_PAGE]
)
def test_an_editor_without_the_permission_is_sent_away(member, finished, name):
    client = member()
    address = address_of(name, finished)
    assert client.get(address).status_code == 302
    if name != "cms_import_original":
        assert client.post(address, {"do": "cancel"}).status_code == 302
    assert client.get(address, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403


@pytest.mark.parametrize("name", [*LOOK, "cms_import_report_json"])
def test_whoever_may_look_sees_lists_and_reports(member, finished, name):
    assert member("view_legacyrun").get(address_of(name, finished)).status_code == 200


def test_whoever_may_only_look_begins_nothing(member, upload):
    client = member("view_legacyrun", "add_page")
    assert upload(client, {"tea.txt": b"Tea"}).status_code == 302
    assert not LegacyRun.objects.exists()
    assert reverse("cms_import_add") not in client.get(reverse("cms_imports")).content.decode()


@pytest.mark.parametrize("do", ["import", "cancel", "again"])
def test_whoever_may_only_look_decides_nothing(member, examined, act, do):
    client = member("view_legacyrun", "add_page")
    act(client, examined, do)
    examined.refresh_from_db()
    assert examined.state == LegacyRun.State.EXAMINED
    assert LegacyUpload.objects.filter(run=examined).exists()
    page = client.get(reverse("cms_import", args=(examined.pk,))).content.decode()
    assert 'name="do"' not in page


def test_whoever_may_edit_the_page_sees_its_origin_without_any_other_permission(member, finished):
    client = member("change_page")
    for name in OF_A_PAGE:
        assert client.get(address_of(name, finished)).status_code == 200


def test_the_menu_shows_imports_to_those_who_may_look(member, editor, index):
    address = reverse("cms_imports")
    home = reverse("wagtailadmin_home")
    assert address in member("view_legacyrun").get(home).content.decode()
    assert address not in member("change_page").get(home).content.decode()


def test_groups_can_be_given_the_two_permissions(editor):
    form = editor.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "imports of old articles" in form.lower() or "import of old articles" in form.lower()
