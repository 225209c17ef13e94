import pytest

from cms.bibliography import styles
from cms.delivery.checks import check_citation_styles
from cms.models.citation_styles import citation_style_choices, register_further_styles

HARVARD = "harvard-cite-them-right"


@pytest.fixture
def further(settings):
    """Further styles as a host configures them; they are forgotten after the test."""
    before = dict(styles._styles)

    def configure(configured):
        settings.CMS_CITATION_STYLES = configured
        register_further_styles()

    yield configure
    styles._styles.clear()
    styles._styles.update(before)


def test_the_styles_of_our_own_can_be_chosen():
    assert [name for name, _ in citation_style_choices()] == [styles.NLM, styles.AMA, styles.APA]


def test_a_style_from_the_settings_can_be_chosen_by_its_label(further):
    further({HARVARD: {"label": "Harvard"}})
    assert citation_style_choices()[-1] == (HARVARD, "Harvard")


def test_a_style_from_the_settings_prints(further):
    further({HARVARD: {"label": "Harvard"}})
    csl = {"id": "a", "type": "book", "title": "A book", "author": [{"family": "Abel", "given": "Ada"}]}
    assert styles.format_citation([csl], [{"id": "a"}], HARVARD).text == "(Abel, no date)"


def test_a_style_of_our_own_is_not_replaced(further):
    further({styles.APA: {"label": "Other", "source": HARVARD}})
    assert styles.STYLES[styles.APA].numeric is False
    assert dict(citation_style_choices())[styles.APA] == "APA 7: author and year"


def test_a_style_that_can_not_be_read_is_named_by_a_check(further):
    further({"gone": {"label": "Gone", "source": "/nowhere/gone.csl"}})
    (message,) = check_citation_styles()
    assert (message.id, "“gone”" in message.msg) == ("cms.E005", True)
    assert "gone" not in dict(citation_style_choices())
