"""A link that is shared shows one version of a draft to whoever has it, until it expires or is taken back."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import GroupPagePermission, PageLogEntry

from cms.models import PreviewSnapshot
from tests.builders import CANARY, block, make_panel, make_site, make_standard, make_summary, restrict
from tests.cms.previews.looking import FRONTEND, code_in
from tests.cms.previews.refusing import after, assert_not_kept, assert_refused


def share(writer, page, days=7, note="For Ada"):
    """The address that the editor is shown."""
    answer = writer.post(reverse("shared-previews:share", args=(page.pk,)), {"days": days, "note": note})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return re.search(r'value="(https://[^"]+)"', answer.content.decode())[1]


@pytest.fixture
def link(writer, draft):
    """The token in the address of a link that is valid for seven days."""
    address = share(writer, draft)
    assert address.startswith(f"{FRONTEND}/preview/?code=")
    return code_in(address)


def listed(client):
    return client.get(reverse("shared-previews:index")).content.decode()


def test_the_link_opens_as_often_as_it_is_asked(looking, link):
    for _ in range(3):
        exchanged = looking.exchange(link)
        assert_not_kept(exchanged)
        seen = looking.get(exchanged.json["token"]).json
        assert (seen["page"]["title"], seen["shared"]) == ("A draft", True)


def test_what_is_shared_stays_as_it_was(looking, draft, link):
    draft.title = "Later words"
    draft.save_revision()
    assert looking.get(looking.exchange(link).json["token"]).json["page"]["title"] == "A draft"


def test_the_newest_saved_draft_is_shared(looking, writer, draft):
    draft.title = "Later words"
    draft.save_revision()
    token = looking.exchange(code_in(share(writer, draft))).json["token"]
    assert looking.get(token).json["page"]["title"] == "Later words"


def test_it_tells_when_it_ends(looking, link):
    [snapshot] = PreviewSnapshot.objects.all()
    assert snapshot.expires_at - snapshot.created_at == timedelta(days=7)
    seen = looking.get(looking.exchange(link).json["token"]).json
    assert seen["ends_at"][:19] == snapshot.expires_at.isoformat()[:19]


def test_nothing_of_the_editor_is_in_it(looking, link):
    token = looking.exchange(link).json["token"]
    seen = looking.get(token).json
    assert seen["edit"] is None
    for word in ("/admin/", "For Ada", "writer"):
        assert word not in json.dumps(seen)
    assert_refused(looking.get(token, path="/preview/userbar/"))


def test_it_survives_the_logout_of_who_made_it(looking, link, writer):
    writer.logout()
    assert looking.get(looking.exchange(link).json["token"]).status == 200


@pytest.mark.parametrize("days", [1, 7, 30])
def test_an_expired_link(looking, writer, draft, days):
    link = code_in(share(writer, draft, days=days))
    with after(days=days, minutes=-5):
        token = looking.exchange(link).json["token"]
    with after(days=days):
        assert_refused(looking.exchange(link))
        assert_refused(looking.get(token))


def test_a_shared_token_as_bearer(looking, link):
    assert_refused(looking.get(link))


def test_a_tampered_link(looking, link):
    assert_refused(looking.exchange(link[:-1] + ("A" if link[-1] != "A" else "B")))


@pytest.mark.parametrize("origin", ["https://evil.example.org", "null", None])
def test_another_origin(looking, link, origin):
    assert_refused(looking.exchange(link, origin=origin))


def test_the_right_of_who_made_it_is_withdrawn(looking, link):
    token = looking.exchange(link).json["token"]
    GroupPagePermission.objects.all().delete()
    assert_refused(looking.exchange(link))
    assert_refused(looking.get(token))


def test_the_account_of_who_made_it_is_deactivated(looking, link, user):
    token = looking.exchange(link).json["token"]
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert_refused(looking.exchange(link))
    assert_refused(looking.get(token))


def test_the_page_is_deleted(looking, link, draft):
    draft.delete()
    assert_refused(looking.exchange(link))


def test_the_page_is_moved_to_another_site(looking, link, draft):
    draft.move(make_site("b.example.org").root_page, pos="last-child")
    assert_refused(looking.exchange(link))


def test_the_page_becomes_one_for_some_people_only(looking, link, draft):
    token = looking.exchange(link).json["token"]
    restriction = restrict(draft.get_parent())
    assert_refused(looking.exchange(link))
    assert_refused(looking.get(token))
    restriction.delete()
    assert looking.get(token).status == 200


def test_a_page_for_some_people_only_is_not_shared(writer, draft):
    restrict(draft)
    url = reverse("shared-previews:share", args=(draft.pk,))
    for answer in (writer.get(url), writer.post(url, {"days": 7})):
        assert "Only some people may see this page" in answer.content.decode()
    assert not PreviewSnapshot.objects.exists()


def test_no_other_draft_is_shared_with_it(looking, writer, site, user):
    user.groups.get().permissions.add(Permission.objects.get(codename="change_calltoaction"))
    panel = make_panel(heading="As published")
    panel.heading = CANARY
    panel.save_revision()
    body = [
        block(
            "paragraph", f'<p><a linktype="page" id="{make_standard(CANARY, live=False).pk}">there</a></p>'
        ),
        block("call_to_action", {"call_to_action": panel.pk}),
    ]
    page = make_summary(body=body, live=False, parent=make_standard(CANARY, live=False))
    seen = looking.get(looking.exchange(code_in(share(writer, page))).json["token"])
    assert "As published" in seen.content.decode()
    assert CANARY not in seen.content.decode()
    assert "href=" not in seen.json["page"]["body"][0]["value"]["html"]


def test_a_link_that_was_taken_back(looking, link, draft, writer):
    token = looking.exchange(link).json["token"]
    [snapshot] = PreviewSnapshot.objects.all()
    url = reverse("shared-previews:revoke", args=(snapshot.pk,))
    assert "A draft" in writer.get(url).content.decode()
    assert looking.get(token).status == 200
    assert writer.post(url).status_code == 302
    assert_refused(looking.exchange(link))
    assert_refused(looking.get(token))
    actions = PageLogEntry.objects.filter(page=draft.pk, action__startswith="cms.preview")
    assert sorted(actions.values_list("action", flat=True)) == ["cms.preview.revoke", "cms.preview.share"]


def test_the_list_has_the_links_and_not_their_secrets(link, writer):
    text = listed(writer)
    assert "For Ada" in text
    [snapshot] = PreviewSnapshot.objects.all()
    assert date_format(timezone.localtime(snapshot.expires_at), "DATETIME_FORMAT") in text
    assert link not in text


def test_somebody_else_sees_and_revokes_nothing(link):
    other = User.objects.create_user("other", "other@example.org", "a long password")
    other.groups.add(User.objects.get(username="writer").groups.get())
    GroupPagePermission.objects.all().delete()
    client = Client()
    client.force_login(other)
    [snapshot] = PreviewSnapshot.objects.all()
    assert "For Ada" not in listed(client)
    assert client.post(reverse("shared-previews:revoke", args=(snapshot.pk,))).status_code == 404
    assert PreviewSnapshot.objects.exists()


def test_who_edits_the_page_and_who_may_everything_see_it(link, user):
    colleague = User.objects.create_user("colleague", "colleague@example.org", "a long password")
    colleague.groups.add(user.groups.get())
    chief = User.objects.create_superuser("chief", "chief@example.org", "a long password")
    for each in (colleague, chief):
        client = Client()
        client.force_login(each)
        assert "For Ada" in listed(client)


def test_who_may_not_edit_the_page_can_not_share_it(writer, draft):
    GroupPagePermission.objects.all().delete()
    answer = writer.post(reverse("shared-previews:share", args=(draft.pk,)), {"days": 7})
    assert answer.status_code == 302
    assert not PreviewSnapshot.objects.exists()


@pytest.mark.parametrize("days", ["", "0", "365", "x"])
def test_the_days_are_chosen_from_those_that_are_offered(writer, draft, days):
    answer = writer.post(reverse("shared-previews:share", args=(draft.pk,)), {"days": days})
    assert answer.status_code == 200
    assert not PreviewSnapshot.objects.exists()


def test_the_days_are_a_setting(writer, draft, settings):
    settings.CMS_PREVIEW_SHARE_DAYS = (3,)
    text = writer.get(reverse("shared-previews:share", args=(draft.pk,))).content.decode()
    assert "3 days" in text
    assert "30 days" not in text


def test_without_a_frontend_the_form_says_what_to_set(writer, draft, settings):
    settings.CMS_FRONTEND_URLS = {}
    text = writer.get(reverse("shared-previews:share", args=(draft.pk,))).content.decode()
    assert "CMS_FRONTEND_URLS" in text


def test_the_editor_has_a_button_for_it(writer, draft):
    edit = writer.get(reverse("wagtailadmin_pages:edit", args=(draft.pk,))).content.decode()
    assert reverse("shared-previews:share", args=(draft.pk,)) in edit


def test_what_is_over_is_purged(looking, draft, link, capsys):
    looking.code(draft)
    PreviewSnapshot.objects.filter(kind="live").update(expires_at=timezone.now())
    call_command("purge_previews")
    assert capsys.readouterr().out == "Purged: 1 previews\n"
    assert [each.kind for each in PreviewSnapshot.objects.all()] == ["share"]
    call_command("purge_previews", all=True)
    assert not PreviewSnapshot.objects.exists()
    assert_refused(looking.exchange(link))
