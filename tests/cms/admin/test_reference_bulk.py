"""What editors do to several references at once."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry

from cms.admin.reference_bulk import MarkVerified
from cms.models import MergedReference, Reference
from tests.builders import make_reference, make_summary

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]

LIST = reverse(Reference.snippet_viewset.get_url_name("list"))


def url(action, *references, **query):
    address = reverse("wagtail_bulk_action", args=("cms", "reference", action))
    parts = [f"id={reference.pk}" for reference in references] + [f"{key}={query[key]}" for key in query]
    return f"{address}?{'&'.join(parts)}&next={LIST}"


@pytest.fixture
def librarian(django_user_model):
    """Somebody who may change references, and nothing else."""
    group = Group.objects.create(name="Librarians")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "change_reference"]))
    user = django_user_model.objects.create_user("librarian", password="x")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_records_are_marked_as_verified_and_the_history_says_by_whom(editor, admin_user):
    first, second = make_reference(), make_reference()
    Reference.objects.filter(pk=second.pk).update(verification="verified")
    assert "Mark as verified" in editor.get(url("mark_verified", first, second)).content.decode()
    editor.post(url("mark_verified", first, second))
    assert set(Reference.objects.values_list("verification", flat=True)) == {"verified"}
    assert [entry.user for entry in registry.get_logs_for_instance(first)] == [admin_user]
    assert not registry.get_logs_for_instance(second).exists()


def test_records_are_marked_as_unverified(editor):
    reference = make_reference()
    Reference.objects.filter(pk=reference.pk).update(verification="verified")
    editor.post(url("mark_unverified", reference))
    reference.refresh_from_db()
    assert reference.verification == "unverified"


def test_marking_a_record_leaves_what_was_corrected_meanwhile(editor, monkeypatch):
    reference = make_reference(title="Wrong")
    prepare = MarkVerified.prepare_action

    def correct(action, *args):
        csl = {**reference.csl, "title": "Right"}
        Reference.objects.filter(pk=reference.pk).update(csl=csl, title="Right", integrity="retracted")
        return prepare(action, *args)

    monkeypatch.setattr(MarkVerified, "prepare_action", correct)
    editor.post(url("mark_verified", reference))
    reference.refresh_from_db()
    assert (reference.verification, reference.csl["title"]) == ("verified", "Right")
    assert (reference.title, reference.integrity) == ("Right", "retracted")
    assert reference.latest_revision.content["title"] == "Right"


def test_records_stand_side_by_side_before_they_are_merged(editor):
    one, other = (
        make_reference(key="one", title="A study"),
        make_reference(key="other", title="Another study"),
    )
    make_summary(subject_reference=other)
    text = editor.get(url("merge", one, other, keep=one.pk)).content.decode()
    assert "Another study" in text
    assert "Merge into “one”" in text
    assert "1 page is changed" in text
    assert "The old keys (other) lead to “one”" in text
    assert Reference.objects.count() == 2


def test_what_a_record_lacks_is_shown_as_it_will_be(editor):
    one, other = make_reference(key="one"), make_reference(key="other", volume="12", PMID="32322279")
    rows = editor.get(url("merge", one, other, keep=one.pk)).context["rows"]
    results = {row.label: row.result for row in rows}
    assert (results["Volume"], results["PMID"]) == ("12", "32322279")


def test_records_with_different_identifiers_may_be_different_works(editor):
    one, other = make_reference(DOI="10.1000/a", PMID="1"), make_reference(DOI="10.1000/b")
    assert editor.get(url("merge", one, other)).context["contradictions"] == ["DOI"]
    assert "do not have the same DOI" in editor.get(url("merge", one, other)).content.decode()


def test_a_missing_identifier_contradicts_nothing(editor):
    one, other = make_reference(DOI="10.1000/a"), make_reference(PMID="1")
    assert "do not have the same" not in editor.get(url("merge", one, other)).content.decode()


def test_the_record_that_is_used_most_is_proposed_to_stay(editor):
    one, other = make_reference(key="one"), make_reference(key="other")
    make_summary(subject_reference=other)
    assert editor.get(url("merge", one, other)).context["kept"] == other


def test_the_one_that_is_chosen_stays(editor):
    one, other, third = (make_reference(key=key) for key in ("one", "other", "third"))
    page = make_summary(subject_reference=other)
    answer = editor.post(url("merge", one, other, third), {"keep": one.pk}, follow=True)
    assert "2 records were merged into “one”" in answer.content.decode()
    page.refresh_from_db()
    assert page.subject_reference == one
    assert set(MergedReference.objects.values_list("key", flat=True)) == {"other", "third"}


def test_one_record_alone_is_not_merged(editor):
    one = make_reference()
    assert "Select at least two records" in editor.get(url("merge", one)).content.decode()
    assert editor.post(url("merge", one), {"keep": one.pk}).status_code == 200
    assert Reference.objects.count() == 1


def test_too_many_records_are_not_merged(editor):
    references = [make_reference() for _ in range(11)]
    editor.post(url("merge", *references), {"keep": references[0].pk})
    assert Reference.objects.count() == 11


@pytest.mark.parametrize("odd", ["9223372036854775808", "9" * 5000, "x", "-1"])
@pytest.mark.parametrize("action", ["merge", "mark_verified"])
def test_what_is_no_number_of_a_record_is_passed_over(editor, action, odd):
    one, other = make_reference(), make_reference()
    assert editor.get(f"{url(action, one, other)}&id={odd}").status_code == 200
    assert editor.get(url(action, id=odd)).status_code == 404


def test_who_may_not_delete_records_does_not_merge_them(librarian):
    one, other = make_reference(), make_reference()
    assert "You may not change and delete" in librarian.get(url("merge", one, other)).content.decode()
    librarian.post(url("merge", one, other), {"keep": one.pk})
    assert Reference.objects.count() == 2


def test_who_may_change_records_marks_them(librarian):
    reference = make_reference()
    librarian.post(url("mark_verified", reference))
    reference.refresh_from_db()
    assert reference.verification == "verified"


@pytest.mark.parametrize("gone", ["one", "third"])
def test_what_is_gone_since_it_was_shown_is_not_merged_but_compared_again(editor, gone):
    records = {key: make_reference(key=key) for key in ("one", "other", "third")}
    address, keep = url("merge", *records.values()), records["one"].pk
    left = [reference for key, reference in records.items() if key != gone]
    records[gone].delete()
    answer = editor.post(address, {"keep": keep})
    assert "Nothing was merged" in answer.content.decode()
    assert Reference.objects.count() == 2
    assert not MergedReference.objects.exists()
    again = answer.context["submit_url"]
    editor.post(again, {"keep": left[1].pk})
    assert list(Reference.objects.all()) == [left[1]]


@pytest.mark.parametrize("keep", ["", "0", "x", "99999"])
def test_a_choice_that_is_none_of_them_is_not_followed(editor, keep):
    one, other = make_reference(key="one"), make_reference(key="other")
    assert editor.get(url("merge", one, other, keep=keep)).context["kept"] == one


def test_the_histories_of_the_record_and_of_its_pages_say_what_was_merged(editor):
    one, other = make_reference(key="one"), make_reference(key="other", title="Another study")
    other.save_revision(log_action=True)
    page = make_summary(subject_reference=other)
    editor.post(url("merge", one, other), {"keep": one.pk})
    history = reverse(Reference.snippet_viewset.get_url_name("history"), args=(one.pk,))
    text = editor.get(history).content.decode()
    assert "“other: Another study” was merged into this record." in text
    assert "Edited" in text
    of_page = editor.get(reverse("wagtailadmin_pages:history", args=(page.pk,))).content.decode()
    assert "The reference “other” was merged into “one”" in of_page
