"""Formatted text that is required has words in it."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from blocks.text import InlineRichTextBlock, ParagraphBlock


@pytest.mark.parametrize("block", [ParagraphBlock(), InlineRichTextBlock()], ids=["paragraph", "inline"])
@pytest.mark.parametrize(
    "html", ["", "<p></p>", '<p data-block-key="a">\u00a0 </p>', "<p>&nbsp;<br/></p>", "<ul><li></li></ul>"]
)
def test_markup_without_words_is_not_enough(block, html):
    with pytest.raises(ValidationError, match="This field is required"):
        block.clean(RichText(html))


def test_words_are_enough():
    assert ParagraphBlock().clean(RichText("<p><b>0</b></p>")).source == "<p><b>0</b></p>"


def test_an_optional_text_may_be_empty():
    assert InlineRichTextBlock(required=False).clean(RichText("<p></p>")).source == "<p></p>"


def test_a_draft_may_be_empty():
    assert ParagraphBlock().clean_deferred(RichText("<p></p>")).source == "<p></p>"
