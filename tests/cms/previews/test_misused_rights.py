"""A preview whose object has gone or whose editor may not see it any more: refused as if it had never been."""

from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import GroupPagePermission

from cms.models import PreviewKey, PreviewSnapshot
from tests.builders import make_site, make_summary
from tests.cms.previews.looking import Looking
from tests.cms.previews.refusing import assert_refused


def test_a_token_shows_one_object_whatever_else_is_asked(looking, draft):
    other = make_summary("Another draft", live=False)
    token = looking.token(draft)
    assert looking.token(other) != token
    assert looking.get(token).json["page"]["id"] == draft.pk
    assert looking.get(token, id=other.pk).status == 400


def test_a_token_shows_its_own_snapshot_and_no_later_one(looking, draft, page_form):
    first = looking.token(draft, page_form(title="The first words"))
    second = looking.token(draft, page_form(title="The second words"))
    titles = [looking.get(token).json["page"]["title"] for token in (first, second)]
    assert titles == ["The first words", "The second words"]


def test_the_object_is_deleted(looking, draft):
    code, token = looking.code(draft), looking.token(draft)
    draft.delete()
    assert_refused(looking.exchange(code))
    assert_refused(looking.get(token))


def test_the_page_is_moved_to_another_site(looking, draft):
    token = looking.token(draft)
    draft.move(make_site("b.example.org").root_page, pos="last-child")
    assert_refused(looking.get(token))


def test_another_user_gets_the_own_form_and_not_this_one(looking, draft, page_form):
    looking.token(draft, page_form(title="Words of the writer"))
    other = Client()
    other.force_login(User.objects.create_superuser("other", "other@example.org", "a long password"))
    assert Looking(other, page_form).see(draft)["page"]["title"] == "A draft"


def test_another_user_signs_in_with_the_same_browser(looking, draft, writer):
    code, token = looking.code(draft), looking.token(draft)
    writer.force_login(User.objects.create_superuser("other", "other@example.org", "a long password"))
    assert_refused(looking.exchange(code))
    assert_refused(looking.get(token))


def test_after_logout(looking, draft, writer):
    code, token = looking.code(draft), looking.token(draft)
    writer.logout()
    assert_refused(looking.exchange(code))
    assert_refused(looking.get(token))


def test_after_a_change_of_the_password(looking, draft, user):
    code, token = looking.code(draft), looking.token(draft)
    user.set_password("another long password")
    user.save()
    assert_refused(looking.exchange(code))
    assert_refused(looking.get(token))


def test_permission_is_withdrawn(looking, draft):
    code, token = looking.code(draft), looking.token(draft)
    GroupPagePermission.objects.all().delete()
    assert_refused(looking.exchange(code))
    assert_refused(looking.get(token))


def test_access_to_the_admin_is_withdrawn(looking, draft, user):
    token = looking.token(draft)
    user.groups.get().permissions.clear()
    assert_refused(looking.get(token))


def test_the_account_is_deactivated(looking, draft, user):
    code, token = looking.code(draft), looking.token(draft)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert_refused(looking.exchange(code))
    assert_refused(looking.get(token))


def test_the_account_is_deleted(looking, draft, user):
    token = looking.token(draft)
    user.delete()
    assert_refused(looking.get(token))


def test_the_database_holds_nothing_that_opens_anything(looking, draft, writer):
    code, token = looking.code(draft), looking.token(draft)
    stored = [*PreviewKey.objects.values_list(), *PreviewSnapshot.objects.values_list()]
    text = repr(stored)
    for secret in (code, token, writer.session.session_key):
        assert secret not in text
    for key in PreviewKey.objects.all():
        assert_refused(looking.exchange(key.hash))
        assert_refused(looking.get(key.hash))
