"""A list without entries says what it is for, and what to do first; one that a filter has emptied does not."""

import pytest
from django.urls import reverse

from cms.models import CallToAction, Person, ResearchSummaryPage, Topic

WORDS = {
    CallToAction: ("a panel that asks readers to do something", "No call to action matches"),
    Topic: ("what summaries are about", "No topic matches"),
    Person: ("named on its page", "Nobody matches"),
}


@pytest.mark.parametrize("model", WORDS)
def test_an_empty_list_of_the_library_says_what_it_is_for(editor, model):
    viewset = model.snippet_viewset
    address = reverse(viewset.get_url_name("list"))
    purpose, nothing = WORDS[model]
    empty = editor.get(address).content.decode()
    assert purpose in empty
    assert nothing not in empty
    assert reverse(viewset.get_url_name("add")) in empty
    searched = editor.get(f"{address}?q=xylophone").content.decode()
    assert nothing in searched
    assert purpose not in searched


def test_an_empty_list_of_summaries_leads_to_the_guide_and_to_the_first_one(editor):
    assert not ResearchSummaryPage.objects.exists()
    address = reverse("research-summaries:index")
    empty = editor.get(address).content.decode()
    assert "There are no research summaries yet." in empty
    assert reverse("cms_guide") in empty
    assert reverse("research-summaries:choose_parent") in empty
    assert "No summary matches" in editor.get(f"{address}?q=xylophone").content.decode()
