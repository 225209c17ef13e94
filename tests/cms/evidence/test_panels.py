"""Calls to action: promotion has to be disclosed, and there is one of a kind."""

import pytest

from tests.cms.evidence.contents import (
    codes,
    judged,
    make_block,
    make_content,
    make_panel,
    make_source,
    paragraph,
    said,
)

PROMOTES = "promotion_without_disclosure"
PACKET = {
    "heading": "Request Information Packet",
    "text": "Our entire stress-free stem cell treatment process!",
}


def page(panel, *blocks, **values):
    return make_content(*blocks, panels=(panel,), **values)


ABOUT = [
    ("title", page(make_panel(**PACKET), title="Mesenchymal stem cells for lupus")),
    ("acronym", page(make_panel(heading="Ask us about MSC therapy"), title="What MSC infusions do")),
    ("topic", page(make_panel(**PACKET), fields={"topics": ("Stem cells",)})),
    ("subject", (page(make_panel(**PACKET), subject=make_source(1, title="Stem Cells for Lupus")))),
    ("study", page(make_panel(**PACKET), make_block("study", value={"intervention": "Stem cells"}))),
    ("text", page(make_panel(**PACKET), paragraph("Considering their abilities, mesenchymal stem cells are studied."))),
    ("heading", page(make_panel(heading="Talk to us about glargine"), title="Two strengths of insulin glargine")),
    ("es", page(
        make_panel(heading="Solicite información sobre células madre"), title="Célula madre y lupus", language="es"
    )),
]  # fmt: skip


@pytest.mark.parametrize(("where", "content"), ABOUT, ids=[where for where, _ in ABOUT])
def test_a_panel_about_what_is_summarised_needs_a_disclosure(where, content):
    (remark,) = judged(PROMOTES, content)
    assert (remark.code, remark.block) == ("undisclosed", "panel-1")


OTHER = [
    ("nothing shared", page(make_panel(heading="Ask our librarians"), title="Stem cells for lupus")),
    ("common words", page(
        make_panel(heading="Questions about this study?", text="Contact our research team about the results."),
        paragraph("The research team reports the results of a study of a treatment."),
        title="A study of a treatment and its results",
    )),
    ("one word of the text", page(
        make_panel(heading="Our lupus group meets"), paragraph("People with lupus took part.")
    )),
    ("short words", page(make_panel(heading="Join us on the way"), title="The way to go on")),
    ("es", page(make_panel(heading="Reciba nuestro boletín sobre salud"), title="Salud y resultados", language="es")),
    ("another language", page(make_panel(heading="Une brochure pour vous"), title="Tout pour le coeur", language="fr")),
    ("empty", page(make_panel(), title="Stem cells")),
]  # fmt: skip


@pytest.mark.parametrize(("why", "content"), OTHER, ids=[why for why, _ in OTHER])
def test_a_panel_about_something_else_needs_none(why, content):
    assert codes(PROMOTES, content) == []


@pytest.mark.parametrize("kind", ["information_packet", "contact", "download", "link", "donate"])
def test_every_kind_but_a_newsletter_is_judged(kind):
    assert codes(PROMOTES, page(make_panel(kind, **PACKET), title="Stem cells")) == ["undisclosed"]
    assert codes(PROMOTES, page(make_panel("newsletter", **PACKET), title="Stem cells")) == []


def test_a_disclosure_of_the_panel_settles_it():
    panel = make_panel(**PACKET, disclosure="This organisation offers the treatment described.")
    assert codes(PROMOTES, page(panel, title="Stem cells")) == []


@pytest.mark.parametrize(
    ("language", "fields"),
    [
        ("en", {"conflicts": "This page carries a panel by an organisation that sells the treatment."}),
        ("en", {"conflicts": "The authors declared none. Our clinic offers the treatment."}),
        ("en", {"disclosure": "We have an interest."}),
        ("es", {"conflicts": "Esta página lleva un panel de una empresa que vende el tratamiento."}),
    ],
)
def test_a_disclosure_of_the_page_settles_it(language, fields):
    content = page(make_panel(**PACKET), title="Stem cells", language=language, fields=fields)
    assert codes(PROMOTES, content) == []


def test_what_the_studys_authors_declared_does_not():
    fields = {"conflicts": "According to the paper the authors had no competing interests."}
    assert codes(PROMOTES, page(make_panel(**PACKET), title="Stem cells", fields=fields)) == ["undisclosed"]


def test_a_panel_by_rule_is_about_the_page():
    content = page(make_panel(block=None, by_rule=True, **PACKET), title="Stem cells")
    assert [remark.block for remark in judged(PROMOTES, content)] == [None]


def test_the_message_names_panel_and_words():
    (message,) = said(PROMOTES, page(make_panel(**PACKET), title="Stem cells and lupus"))
    assert message == (
        "The panel “Request Information Packet” promotes what the page is about (“stem, cell”), and nothing says what "
        "interest is behind it."
    )


def test_the_remark_is_another_once_the_panel_says_something_else():
    content = [
        page(make_panel(**PACKET, pk=1), title="Stem cells"),
        page(make_panel(heading="Stem cells!"), title="Stem cells"),
    ]
    one, other = (judged(PROMOTES, each)[0] for each in content)
    assert one.fingerprint != other.fingerprint


def test_a_second_panel_of_a_kind_is_told_at_its_block():
    panels = (make_panel(block="first"), make_panel(block="second", repeats=True))
    assert [remark.block for remark in judged("repeated_panel", make_content(panels=panels))] == ["second"]


def test_one_of_each_kind_is_fine():
    panels = (make_panel("newsletter", block="first"), make_panel("contact", block="second"))
    assert judged("repeated_panel", make_content(panels=panels)) == []
