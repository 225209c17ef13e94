"""What has been acknowledged stays so when something else changes, and does not when this does."""

from cms.evidence import Picture, Rule, judge, rules
from tests.cms.evidence.contents import judged, make_block, make_content, make_source, paragraph


def prints(rule, page):
    return {remark.fingerprint for remark in judged(rule, page)}


def pictured(image):
    return make_content(pictures=(Picture("b1", "", False, image),))


def test_another_picture_in_the_same_block_is_another_matter():
    assert prints("alt_missing", pictured(1)) == prints("alt_missing", pictured(1))
    assert prints("alt_missing", pictured(1)).isdisjoint(prints("alt_missing", pictured(2)))


def test_a_further_reference_changes_nothing_about_an_author_who_is_in_none():
    named = paragraph("Zhou et al. found it.", id="p1")
    one, two = make_source(1, "Smith"), make_source(2, "Jones")
    zhou = make_source(3, "Zhou", "Li")
    before = prints("author_not_cited", make_content(named, sources=(one,)))
    assert before
    assert prints("author_not_cited", make_content(named, sources=(one, two))) == before
    assert prints("author_not_cited", make_content(named, sources=(one, zhou))) == set()


def hard(*further):
    words = "Immunomodulatory pharmacotherapy substantially ameliorates multisystemic inflammatory manifestations. "
    return make_content(paragraph(words * 300, id="p1"), *further)


def test_a_few_words_elsewhere_change_nothing_about_a_text_that_is_hard_to_read():
    before = prints("reading_level", hard())
    assert before
    assert prints("reading_level", hard(paragraph("The cat sat on the mat.", id="p2"))) == before


def test_a_rule_that_does_not_say_what_it_is_about_is_about_what_it_names():
    class Counting(Rule):
        id = "counting"
        label = "Counting"
        messages = {"found": "There are %(number)s."}
        mend = {"": "Take some away."}

        def check(self, page):
            yield self.remark("found", number=len(page.blocks))

    one, two = (judge(make_content(*map(paragraph, texts)), [Counting()]) for texts in (["a"], ["a", "b"]))
    assert one[0].fingerprint != two[0].fingerprint


def test_what_is_said_twice_in_a_block_is_one_remark():
    text = "In the end 120% of patients came. Later 120% of patients left."
    assert len(judge(make_content(paragraph(text)), [rules()["percentage_above_100"]()])) == 1


def test_a_sentence_with_two_causal_words_is_one_remark():
    study = make_block("study", value={"design": "cohort"})
    said = "Walking reduces strokes and prevents falls. It cures gout."
    found = judged("causal_words", make_content(study, make_block("conclusion", value={"text": said})))
    assert [remark.params["word"] for remark in found] == ["reduces", "cures"]
