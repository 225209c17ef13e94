"""A page editor is told 403 at every address of these screens; all of them are walked, also those that come later."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet

from cms.admin.submissions.guard import GuardedViewSet
from cms.models import ConsentRecord, ErasedAddress, Submission, SubmissionTarget, Subscriber
from tests.cms.admin.submissions.builders import browser_of, submitted, subscribed

pytestmark = pytest.mark.usefixtures("site")
PERSONAL = (Submission, Subscriber, SubmissionTarget, ConsentRecord, ErasedAddress)
MENU = ("submissions:index", "subscribers:index", "submission-counts:index", "reader-data:index")


@pytest.fixture
def page_editor(db):
    """Somebody of Wagtail's group of editors, who may also edit what a research desk does."""
    return browser_of("change_calltoaction", "view_calltoaction", "add_reference", groups=("Editors",))


def guarded_viewsets():
    reverse("wagtailadmin_home")  # viewsets are known once the addresses have been read
    return [viewset for viewset in viewsets.viewsets if isinstance(viewset, GuardedViewSet)]


def addresses():
    """Every address of every guarded viewset, with the row that there is."""
    for viewset in guarded_viewsets():
        for pattern in viewset.get_urlpatterns():
            name = viewset.get_url_name(pattern.name)
            try:
                yield name, reverse(name)
            except NoReverseMatch:
                yield name, reverse(name, args=(1,))


def bulk_addresses():
    for action in bulk_action_registry.get_bulk_actions_for_model("cms", "submission"):
        yield reverse("wagtail_bulk_action", args=("cms", "submission", action.action_type)) + "?id=all&id=1"


@pytest.fixture(autouse=True)
def _rows(db):
    submission = submitted(pk=1, email="ada@example.org")
    subscribed("ada@example.org", pk=1, submission=submission)
    SubmissionTarget.objects.create(pk=1, name="The desk", kind="email", recipients="ada@example.org")


def test_every_viewset_of_personal_data_is_guarded():
    unguarded = [
        viewset
        for viewset in viewsets.viewsets
        if isinstance(viewset, ModelViewSet)
        and viewset.model in PERSONAL
        and not isinstance(viewset, GuardedViewSet)
    ]

    assert unguarded == []
    for viewset in guarded_viewsets():
        for pattern in viewset.get_urlpatterns():
            assert pattern.callback.guarded_by, pattern


def test_a_page_editor_gets_403_at_every_address(page_editor):
    walked = [*addresses(), *(("bulk", address) for address in bulk_addresses())]
    assert len(walked) >= 18
    for name, address in walked:
        for send in (
            page_editor.get,
            page_editor.post,
            page_editor.head,
            page_editor.put,
            page_editor.delete,
        ):
            answer = send(address)
            assert answer.status_code == 403, name
            assert b"ada@" not in answer.content
        assert page_editor.get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403, (
            name
        )
    assert Submission.objects.filter(state="accepted").count() == Subscriber.objects.count() == 1


def test_a_row_that_is_not_there_is_refused_in_the_same_way(page_editor):
    for name in ("submissions:inspect", "submissions:delete", "submissions:change", "subscribers:delete"):
        assert page_editor.get(reverse(name, args=(999,))).status_code == 403


def test_the_refusal_says_why_and_whom_to_ask(page_editor):
    text = page_editor.get(reverse("submissions:index")).content.decode()

    assert "You may not see this" in text


def test_nobody_without_a_session_gets_further_than_the_login():
    for name, address in [*addresses(), *(("bulk", address) for address in bulk_addresses())]:
        for send in (Client().get, Client().post):
            answer = send(address)
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith(reverse("wagtailadmin_login")), name


def test_a_page_editor_sees_neither_menu_nor_number(page_editor):
    text = page_editor.get(reverse("wagtailadmin_home")).content.decode()

    assert not [name for name in MENU if reverse(name) in text]
    assert "New submission" not in text


def test_each_menu_item_is_shown_to_whoever_may_open_it():
    shown = browser_of("view_submission", "view_subscriber", "erase_submission").get(
        reverse("wagtailadmin_home")
    )

    assert all(reverse(name) in shown.content.decode() for name in MENU)


@pytest.mark.parametrize(
    ("codename", "open_to"),
    [
        ("view_submission", {"submissions", "submission-counts"}),
        ("view_subscriber", {"subscribers"}),
        ("erase_submission", {"reader-data", "personal-data-log"}),
    ],
)
def test_each_permission_opens_its_own_screens_and_no_others(codename, open_to):
    member = browser_of(codename)
    ours = {"submissions", "subscribers", "submission-counts", "reader-data", "personal-data-log"}
    for name in ours:
        expected = 200 if name in open_to else 403
        assert member.get(reverse(f"{name}:index")).status_code == expected, name


def test_reports_and_histories_of_wagtail_hold_nothing_personal():
    member = browser_of("view_submission", "change_submission")
    one = Submission.objects.get()
    member.get(reverse("submissions:inspect", args=(one.pk,)))
    member.post(reverse("submissions:change", args=(one.pk,)), {"do": "note", "note": "ada@example.org"})
    text = member.get(reverse("wagtailadmin_reports:site_history")).content.decode()

    assert "Write to us" in text
    assert "ada@" not in text
    for row in (one, Subscriber.objects.get()):
        assert "ada" not in str(row)


def test_a_page_editor_does_not_see_the_entries_in_the_site_history(page_editor):
    browser_of("view_submission").get(reverse("submissions:inspect", args=(1,)))

    assert "Write to us" not in page_editor.get(reverse("wagtailadmin_reports:site_history")).content.decode()


def test_the_permissions_can_be_given_to_a_group(editor):
    text = editor.get(reverse("wagtailusers_groups:add")).content.decode()
    codenames = [
        "view_submission", "change_submission", "delete_submission", "export_submission", "erase_submission",
        "view_subscriber", "change_subscriber", "delete_subscriber",
    ]  # fmt: skip

    for permission in Permission.objects.filter(codename__in=codenames):
        assert f'value="{permission.pk}"' in text, permission.codename
