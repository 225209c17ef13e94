"""What the dialog asks: search, labels and taking in what was pasted."""

import json
from unittest import mock

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import resolve, reverse
from wagtail.models import Site

from cms.admin.cite.texts import TEXTS, cite_config
from cms.bibliography.identifiers import recognise
from cms.lookup.errors import NotKnown
from cms.lookup.pasted import Pasted
from cms.models import Reference, SiteProfile
from cms.models.references import Integrity
from tests.builders import make_reference, make_site

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]

BIBTEX = """@article{zhou2020,
  author = {Zhou, Tianbiao},
  title = {Mesenchymal cells},
  journal = {Stem Cells International},
  year = {2020},
  doi = {10.1155/2020/6518508}
}"""
RIS = "TY  - JOUR\nAU  - Doe, Jane\nTI  - A study\nPY  - 2021\nDO  - 10.1000/abc\nER  - \n"


def url(name):
    return reverse(f"cms_cite_{name}")


def found(editor, words):
    return [each["key"] for each in editor.get(url("search"), {"q": words}).json()["references"]]


def labels(editor, *citations, **asked):
    sent = {"citations": list(citations), **asked}
    return editor.post(url("labels"), json.dumps(sent), content_type="application/json").json()


def label_texts(editor, *citations, **asked):
    return [label["text"] for label in labels(editor, *citations, **asked)["labels"]]


def take(client, text):
    return client.post(url("take"), json.dumps({"text": text}), content_type="application/json")


def of(*references, **more):
    return {"items": [{"reference": each.pk, **more} for each in references], "mode": "parenthetical"}


@pytest.fixture
def author(client, django_user_model):
    """The browser of somebody who may use the admin and nothing else."""
    user = django_user_model.objects.create_user("author", password="x")
    group = Group.objects.create(name="Authors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.fixture
def zhou():
    return make_reference(
        key="zhou2020",
        title="Mesenchymal cells in mice",
        author=[
            {"family": "Zhou", "given": "T"},
            {"family": "Li", "given": "A"},
            {"family": "Wu", "given": "B"},
        ],
        DOI="10.1155/2020/6518508",
        PMID="32322279",
    )


# Who may ask


@pytest.mark.parametrize("name", ["search", "labels", "take"])
def test_nobody_without_access_to_the_admin_gets_an_answer(client, name):
    answers = [client.get(url(name)), client.post(url(name), "{}", content_type="application/json")]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_who_may_not_add_references_can_search(author, zhou):
    assert found(author, "zhou") == ["zhou2020"]


def test_who_may_not_add_references_can_cite_what_the_library_has(author, zhou):
    assert take(author, "https://doi.org/10.1155/2020/6518508").json()["references"][0]["key"] == "zhou2020"


@pytest.mark.parametrize("text", [BIBTEX, "10.1000/unknown"])
def test_who_may_not_add_references_adds_none(author, text):
    answer = take(author, text)
    assert (answer.status_code, Reference.objects.count()) == (403, 0)
    assert answer.json()["message"] == "You are not allowed to add references."


def test_a_search_changes_nothing(editor):
    assert editor.post(url("search")).status_code == 405


def test_what_is_answered_is_kept_by_nobody(editor):
    assert "no-store" in editor.get(url("search"))["Cache-Control"]


def test_no_lock_is_held_while_a_registry_is_asked():
    assert getattr(resolve(url("take")).func, "_non_atomic_requests", None) == {"default"}


# Search


@pytest.mark.parametrize(
    "words",
    [
        "zhou", "Zhou 2020", "mesench", "mice mesenchymal", "zhou2020", "@zhou2020", "ZHOU2020", "2020", "32322279",
        "10.1155/2020/6518508", "https://doi.org/10.1155/2020/6518508", "doi: 10.1155/2020/6518508.", "PMID: 32322279",
        "https://pubmed.ncbi.nlm.nih.gov/32322279/",
    ],
)  # fmt: skip
def test_a_reference_is_found_by(editor, zhou, words):
    make_reference(key="other", title="Something else", issued={"date-parts": [[1999]]})
    assert found(editor, words) == ["zhou2020"]


def test_for_nothing_the_newest_are_found(editor):
    make_reference(key="old")
    make_reference(key="new")
    assert found(editor, "") == ["new", "old"]


@pytest.mark.parametrize(
    "words", ["\x00", "'\"%_\\", "AND OR NOT (", "a" * 10_000, "*", "<script>", "–", "10.1/" * 500]
)
def test_hostile_words_find_nothing(editor, zhou, words):
    assert set(found(editor, words)) <= {"zhou2020"}


def test_what_is_known_of_a_reference_is_said(editor, zhou):
    Reference.objects.filter(pk=zhou.pk).update(integrity=Integrity.RETRACTED)
    (shown,) = editor.get(url("search"), {"q": "zhou"}).json()["references"]
    assert shown == {
        "id": zhou.pk,
        "key": "zhou2020",
        "label": "Zhou et al. 2020",
        "title": "Mesenchymal cells in mice",
        "year": 2020,
        "type": "Journal article",
        "integrity": "retracted",
        "integrity_label": "Retracted",
        "notice": True,
        "unverified": True,
        "pending": False,
    }


def test_what_was_never_checked_is_not_called_clean(editor, zhou):
    (shown,) = editor.get(url("search"), {"q": "zhou"}).json()["references"]
    assert (shown["integrity"], shown["integrity_label"]) == ("unchecked", "Not checked yet")


def test_a_search_takes_few_queries_however_much_it_finds(editor, django_assert_max_num_queries):
    for number in range(25):
        make_reference(title=f"Mesenchymal cells {number}")
    with django_assert_max_num_queries(8):
        assert len(found(editor, "mesenchymal")) == 20


# Labels


def test_labels_are_those_of_the_document(editor):
    one, two, three, four = (make_reference() for _ in range(4))
    shown = label_texts(editor, of(two), of(one, two, three), of(four, two), style="nlm-citation-sequence")
    assert shown == ["(1)", "(1–3)", "(1,4)"]


def test_raised_numbers_are_said_to_be_raised(editor):
    answer = labels(editor, of(make_reference()), style="american-medical-association")
    assert answer["labels"] == [{"text": "1", "raised": True}]


def test_author_and_year_come_from_the_style(editor, zhou):
    narrative = {**of(zhou, locator="p. 2"), "mode": "narrative"}
    shown = label_texts(editor, of(zhou, locator="p. 2"), narrative, style="apa")
    assert shown == ["(Zhou et al., 2020, p. 2)", "Zhou et al. (2020, p. 2)"]


def test_without_a_style_of_its_own_a_page_has_the_sites(editor, site):
    SiteProfile.objects.update_or_create(site=site, defaults={"citation_style": "apa"})
    answer = labels(editor, of(make_reference()), style="", page=site.root_page_id)
    assert (answer["style"], answer["author_date"]) == ("apa", True)


def test_a_page_of_another_site_has_that_sites_style(editor, site):
    other = make_site("other.example.org")
    SiteProfile.objects.create(site=other, citation_style="american-medical-association")
    assert Site.objects.count() == 2
    assert labels(editor, style="", page=other.root_page_id)["style"] == "american-medical-association"


def test_missing_references_have_no_label(editor):
    assert label_texts(editor, {"items": [{"reference": 999}]}) == [""]


def test_labels_take_few_queries_however_many_there_are(editor, django_assert_max_num_queries):
    references = [make_reference() for _ in range(10)]
    with django_assert_max_num_queries(9):
        labels(editor, *(of(reference) for reference in references * 5))


@pytest.mark.parametrize(
    "body",
    [
        "", "null", "[]", "nonsense", '{"citations": 3}', '{"citations": [1, null, {"items": 2, "mode": []}]}',
        '{"style": [], "page": "x", "citations": [{"items": [{"reference": 1e400}]}]}', "[" * 100_000,
        '{"page": 99999999999999999999}', '{"citations": [{"items": [{"reference": 1, "prefix": {"a": [1]}}]}]}',
    ],
)  # fmt: skip
def test_hostile_bodies_get_an_answer(editor, body):
    make_reference()
    answer = editor.post(url("labels"), body, content_type="application/json")
    assert answer.status_code in (200, 400)


# Taking in


@pytest.mark.parametrize("text", [BIBTEX, RIS])
def test_a_pasted_record_becomes_a_reference(editor, text):
    (shown,) = take(editor, text).json()["references"]
    assert (Reference.objects.get().pk, shown["unverified"]) == (shown["id"], True)


def test_a_record_of_a_known_work_is_that_reference(editor, zhou):
    (shown,) = take(editor, BIBTEX).json()["references"]
    assert (shown["id"], Reference.objects.count()) == (zhou.pk, 1)


def test_several_records_are_taken_together(editor):
    assert len(take(editor, BIBTEX + "\n\n" + BIBTEX.replace("6518508", "6518509")).json()["references"]) == 2


def test_what_can_be_read_is_taken_and_what_can_not_is_said(editor):
    answer = take(editor, BIBTEX + "\n@article{broken, title = {Unfinished").json()
    assert (len(answer["references"]), bool(answer["message"])) == (1, True)


@pytest.mark.parametrize(
    "text", ["@article{broken", "TY  - JOUR\nER  - \n", "{}", "just words", "12345", "<xml/>"]
)
def test_what_is_no_reference_is_refused_with_a_reason(editor, text):
    answer = take(editor, text)
    assert (answer.status_code, Reference.objects.count()) == (422, 0)
    assert len(answer.json()["message"]) > 10


@pytest.mark.parametrize("text", ["", "   ", None, 3, ["x"]])
def test_nothing_is_refused(editor, text):
    assert take(editor, text).status_code == 400


def test_more_than_anybody_pastes_is_refused(editor):
    assert take(editor, "x" * 300_000).status_code == 400


def test_a_whole_library_is_not_pasted(editor):
    many = "\n".join(RIS.replace("abc", f"abc{number}") for number in range(60))
    assert (take(editor, many).status_code, Reference.objects.count()) == (422, 0)


def test_an_unknown_identifier_is_asked_for(editor):
    reference = make_reference(key="new")
    with mock.patch("cms.admin.cite.taking.reference_for", return_value=Pasted(reference, "new")) as asked:
        answer = take(editor, "10.1000/xyz").json()
    assert asked.call_args.args == ("10.1000/xyz",)
    assert [each["key"] for each in answer["references"]] == ["new"]


def test_a_reference_that_waits_for_a_registry_is_said_to_wait(editor):
    reference = make_reference()
    with mock.patch("cms.admin.cite.taking.reference_for", return_value=Pasted(reference, "waiting")):
        assert "No registry could be reached" in take(editor, "10.1000/xyz").json()["message"]


def test_what_the_registry_says_is_shown(editor):
    error = NotKnown(recognise("10.1000/xyz"), registries=("Crossref",))
    with mock.patch("cms.admin.cite.taking.reference_for", side_effect=error):
        answer = take(editor, "10.1000/xyz")
    assert (answer.status_code, answer.json()["message"]) == (422, error.message)


# What the scripts are given


def test_the_editor_of_a_page_has_the_words_and_addresses(editor, site):
    html = editor.get(reverse("wagtailadmin_pages:edit", args=(site.root_page_id,))).content.decode()
    written = html.split('id="cms-cite-config">')[1].split("</script>")[0]
    config = json.loads(written)
    assert config["urls"]["search"] == url("search")
    assert config["texts"].keys() == TEXTS.keys()


def test_no_word_can_end_the_script():
    with mock.patch.dict(TEXTS, {"title": "</script><b>"}):
        assert cite_config().count("</script>") == 1
