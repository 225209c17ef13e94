"""What is in use is not deleted, and the editor is shown who uses it."""

import pytest
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.models import Person, Reference, Topic
from tests.builders import (
    block,
    cite,
    make_panel,
    make_person,
    make_reference,
    make_standard,
    make_summary,
    make_topic,
)

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]


def delete(editor, instance):
    address = reverse(instance.snippet_viewset.get_url_name("delete"), args=(quote(instance.pk),))
    return editor.post(address)


def delete_in_bulk(editor, *instances):
    meta = instances[0]._meta
    address = reverse("wagtail_bulk_action", args=(meta.app_label, meta.model_name, "delete"))
    query = "&".join(f"id={instance.pk}" for instance in instances)
    return editor.post(f"{address}?{query}&next={reverse('wagtailadmin_home')}")


def test_a_reference_that_is_cited_stays_and_its_page_is_named(editor):
    reference = make_reference()
    page = make_summary(
        "Stem cells",
        body=[block("quote", {"text": "A word.", "attribution": "", "citations": cite(reference)})],
    )
    answer = delete(editor, reference).content.decode()
    assert "can not be deleted" in answer
    assert reverse("wagtailadmin_pages:edit", args=(page.pk,)) in answer
    assert "Research summary, live" in answer
    assert Reference.objects.filter(pk=reference.pk).exists()


def test_a_reference_that_only_a_draft_cites_stays_too(editor):
    reference = make_reference()
    page = make_summary("Stem cells")
    page.further_reading = [("reference", reference)]  # type: ignore[assignment]
    page.save_revision()
    assert "Stem cells" in delete(editor, reference).content.decode()
    assert Reference.objects.filter(pk=reference.pk).exists()


def test_the_answer_leads_to_the_exact_places(editor):
    reference = make_reference()
    make_summary(subject_reference=reference)
    usage = reverse(Reference.snippet_viewset.get_url_name("usage"), args=(reference.pk,))
    assert usage in delete(editor, reference).content.decode()


def test_the_question_whether_to_delete_is_not_even_asked(editor):
    reference = make_reference()
    make_summary(subject_reference=reference)
    address = reverse(Reference.snippet_viewset.get_url_name("delete"), args=(reference.pk,))
    assert "Yes, delete" not in editor.get(address).content.decode()


@pytest.mark.parametrize("make", [make_reference, make_person, make_topic, make_panel])
def test_what_nothing_uses_is_deleted(editor, make):
    unused = make()
    assert delete(editor, unused).status_code == 302
    assert not type(unused).objects.filter(pk=unused.pk).exists()


def test_an_author_stays(editor):
    author = make_person()
    make_summary(authors=[author])
    delete(editor, author)
    assert Person.objects.filter(pk=author.pk).exists()


def test_a_selection_with_something_in_use_is_kept_as_a_whole(editor):
    used, unused = make_topic("Lupus"), make_topic("Diabetes")
    make_summary(topics=[used])
    answer = delete_in_bulk(editor, used, unused).content.decode()
    assert "Nothing was deleted" in answer
    assert Topic.objects.count() == 2


def test_a_selection_that_nothing_uses_is_deleted(editor):
    delete_in_bulk(editor, make_topic("Lupus"), make_topic("Diabetes"))
    assert not Topic.objects.exists()


def test_the_title_of_a_page_that_is_not_the_editors_is_not_told(editor, django_user_model):
    reference = make_reference()
    make_summary("A secret plan", subject_reference=reference)
    librarians = Group.objects.create(name="Librarians")
    codes = ["access_admin", "delete_reference", "change_reference"]
    librarians.permissions.set(Permission.objects.filter(codename__in=codes))
    user = django_user_model.objects.create_user("librarian", password="x")
    user.groups.add(librarians)
    librarian = Client()
    librarian.force_login(user)
    answer = delete(librarian, reference).content.decode()
    assert "can not be deleted" in answer
    assert "A secret plan" not in answer


def test_many_users_are_counted(editor, monkeypatch):
    monkeypatch.setattr("cms.admin.deletion.MOST", 1)
    reference = make_reference()
    for _ in range(3):
        make_summary(subject_reference=reference)
    assert "and 2 more" in delete(editor, reference).content.decode()
    assert Page.objects.filter(depth__gt=2).count() == 3


def test_a_page_is_deleted_together_with_one_below_it(editor):
    page = make_standard("Above")
    below = make_standard("Below", parent=page)
    answer = delete_in_bulk(editor, *Page.objects.filter(pk__in=[below.pk, page.pk]))
    assert answer.status_code == 302
    assert not Page.objects.filter(pk__in=[below.pk, page.pk]).exists()
