"""The promise of `blocks.clean`: safe, canonical, a fixed point, and no word of honest prose lost."""

import html as html_escapes
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blocks import clean as clean_module
from blocks.clean import Profile, clean, plain_text
from blocks.markup.reader import read
from tests.blocks.hostile_html import ATTACKS, BAD_ADDRESSES
from tests.blocks.html_inspector import depth, problems
from tests.blocks.html_strategies import inline, prose, soup, words

PROFILES = pytest.mark.parametrize(
    "profile",
    [
        Profile.PROSE,
        *(pytest.param(each, marks=pytest.mark.slow) for each in (Profile.INLINE, Profile.TABLE)),
    ],
    ids=lambda profile: profile.name,
)
EACH_ATTACK = pytest.mark.parametrize(
    "attack", [html for _, html in ATTACKS], ids=[name for name, _ in ATTACKS]
)


# Attacks


def test_the_corpus_is_large():
    assert len({html for _, html in ATTACKS}) >= 250


@EACH_ATTACK
def test_nothing_but_the_policy_is_left_of_an_attack(attack):
    for profile in Profile:
        assert problems(clean(attack, profile=profile), profile.name) == []


@pytest.mark.slow
@EACH_ATTACK
def test_an_attack_inside_prose_leaves_nothing_but_the_policy(attack):
    around = f"<ul><li><b>before {attack} after</b><table><tr><td>{attack}"
    for profile in Profile:
        assert problems(clean(around, profile=profile), profile.name) == []


@pytest.mark.slow
@EACH_ATTACK
def test_what_is_left_of_an_attack_is_a_fixed_point(attack):
    for profile in Profile:
        once = clean(attack, profile=profile)
        assert clean(once, profile=profile) == once


@pytest.mark.slow
@EACH_ATTACK
def test_bleach_and_nh3_alone_would_stop_an_attack_too(attack):
    # nh3 cannot be given a surrogate.
    attack = attack.encode(errors="replace").decode()
    dangerous = (
        "element",
        "a with ",
        "img with ",
        "th with ",
        "td with ",
        "comment",
        "declaration",
        "processing",
    )
    for profile in Profile:
        found = problems(clean_module._judged(attack, profile), profile.name)
        assert [problem for problem in found if problem.startswith(dangerous)] == []


@pytest.mark.parametrize(("name", "address"), BAD_ADDRESSES, ids=[name for name, _ in BAD_ADDRESSES])
def test_a_link_to_a_bad_address_is_unwrapped_and_its_text_stays(name, address):
    cleaned = clean(f'<a href="{address}">words</a>', profile=Profile.INLINE)
    if "breaking out" in name:
        assert cleaned.startswith('<a href="https://example.org/')
        assert cleaned.endswith('">words</a>')
    else:
        assert cleaned == "words"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>words",
        "words<script>alert(1)",
        "<style>alert</style>words",
        "<svg><text>alert</text></svg>words",
        "<svg><title>alert</title><desc>alert</desc></svg>words",
        "<math><mi>alert</mi></math>words",
        "<template><p>alert</p></template>words",
        "<noscript><p>alert</p></noscript>words",
        "<iframe>alert</iframe>words",
        "<object><p>alert</p></object>words",
        "<textarea>alert</textarea>words",
        "<title>alert</title>words",
        "<select><option>alert</select>words",
        "<!-- alert -->words",
        "<ScRiPt >alert(1)</sCrIpT\n>words",
        "<svg><svg>alert</svg>alert</svg>words",
        "words<math>alert",
    ],
)
def test_content_that_is_not_prose_does_not_show_as_text(attack):
    assert clean(attack, profile=Profile.INLINE) == "words"


# Depth and size


@pytest.mark.slow
@PROFILES
@pytest.mark.parametrize(
    "tag",
    [
        "b",
        "p",
        "div",
        "ul",
        "li",
        "blockquote",
        "table",
        "pre",
        "svg",
        "template",
        "a href=/x",
        "font",
        "form",
    ],
)
def test_five_thousand_levels_leave_the_words_and_little_depth(profile, tag):
    name = tag.split()[0]
    deep = f"<{tag}>" * 5000 + "<p>words</p>" + f"</{name}>" * 5000
    cleaned = clean(deep, profile=profile)
    assert plain_text(cleaned) == ("" if name in {"svg", "template"} else "words")
    assert depth(cleaned) <= 4


def test_lists_deeper_than_ten_levels_go_on_at_the_tenth():
    cleaned = clean("<ul><li>item" * 5000, profile=Profile.PROSE)
    assert cleaned.count("<ul>") == 10
    assert cleaned.count("<li>item</li>") == 4991
    assert depth(cleaned) == 20


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    [
        "<blockquote>" * 80_000,
        "<ul><li>" * 100_000 + "words",
        "<b>words<i>" * 50_000,
        "<p><b class=x>" * 50_000 + "words",
        "<a " + " ".join(f"x{n}=1" for n in range(100_000)) + ">words</a>",
        "<a b='>" * 150_000,
        '<a b=">" ' * 10_000,
        "<!--" * 250_000,
        "<![" * 20_000,
        "<" * 20_000,
        "&" * 20_000,
        "<script>" * 100_000,
        "<svg>" * 100_000 + "</svg>" * 100_000,
        "<table><tr><td>" * 60_000,
        "<ul>" * 100_000 + "</ol>" * 100_000,
        "<ul>" * 50_000 + "<hr>" * 50_000,
        "<sup>" * 100_000 + "</sub>" * 100_000,
        "<p>" + "</p>" * 200_000,
        "&#" + "0" * 1_000_000 + "65;",
        " " * 1_000_000,
        "<br>" * 250_000,
    ],
    ids=lambda hostile: hostile[:16],
)
def test_hostile_bulk_does_not_stall(hostile):
    cleaned = clean(hostile, profile=Profile.TABLE)
    assert problems(cleaned, "TABLE") == []


@pytest.mark.slow
def test_a_megabyte_of_prose_keeps_every_word():
    paragraph = "<p>Stem cells, it is <b>reported</b>, helped <i>n</i> = 12 of 20 &amp; more.</p>"
    cleaned = clean(paragraph * 13_000, profile=Profile.PROSE)
    assert len(paragraph * 13_000) > 1_000_000
    assert (
        plain_text(cleaned).split("\n")
        == ["Stem cells, it is reported, helped n = 12 of 20 & more."] * 13_000
    )


# Properties


@PROFILES
@given(html=soup)
def test_soup_leaves_nothing_but_the_policy(profile, html):
    assert problems(clean(html, profile=profile), profile.name) == []


@PROFILES
@given(html=soup)
def test_cleaning_twice_changes_nothing(profile, html):
    once = clean(html, profile=profile)
    assert clean(once, profile=profile) == once


@PROFILES
@given(html=st.text())
@example("a\x0b\x0c\x1c\x85\u2028b")
def test_any_text_at_all_is_cleaned_to_a_fixed_point(profile, html):
    once = clean(html, profile=profile)
    assert problems(once, profile.name) == []
    assert clean(once, profile=profile) == once


@pytest.mark.slow
@given(html=prose)
@settings(max_examples=8)
def test_a_long_text_is_cleaned_as_its_parts_are(html):
    part = clean(html, profile=Profile.PROSE) + "<p>end</p>"
    assert clean(part * 150, profile=Profile.PROSE) == part * 150


@PROFILES
@given(html=soup.filter(lambda html: "999." not in html))
def test_bleach_and_nh3_have_nothing_to_take_away_from_what_was_read(profile, html):
    written = clean_module._write(read(html, profile), profile)
    assert clean_module._judged(written, profile) == written


@given(html=inline)
def test_what_is_clean_for_a_line_is_clean_for_prose(html):
    line = clean(html, profile=Profile.INLINE)
    assert clean(html, profile=Profile.PROSE) == f"<p>{line}</p>"


@given(html=prose)
def test_prose_without_tables_is_the_same_under_both_profiles(html):
    assert clean(html, profile=Profile.PROSE) == clean(html, profile=Profile.TABLE)


@PROFILES
@given(text=words)
def test_no_character_of_prose_is_lost(profile, text):
    cleaned = clean(f"<p>{html_escapes.escape(text)}</p>", profile=profile)
    assert plain_text(cleaned) == text


@PROFILES
@given(html=prose)
def test_well_formed_prose_keeps_its_words_under_every_profile(profile, html):
    assert plain_text(clean(html, profile=profile)).split() == plain_text(html).split()


@PROFILES
@given(text=words)
def test_text_without_markup_takes_a_short_cut_to_the_same_result(profile, text):
    escaped = html_escapes.escape(text, quote=False)
    slowly = clean_module._judged(clean_module._write(read(escaped, profile), profile), profile)
    assert clean(escaped, profile=profile) == slowly


@pytest.mark.slow
def test_eight_threads_get_what_one_gets():
    inputs = [attack for _, attack in ATTACKS] * 4
    alone = [clean(html, profile=Profile.TABLE) for html in inputs]
    with ThreadPoolExecutor(max_workers=8) as threads:
        together = list(threads.map(lambda html: clean(html, profile=Profile.TABLE), inputs))
    assert together == alone


# When the judges disagree


def test_an_address_that_only_nh3_refuses_is_no_link_in_the_end():
    assert (
        clean('<p><a href="http://999.999.999.999/x">words</a></p>', profile=Profile.PROSE) == "<p>words</p>"
    )


def test_the_judges_may_write_the_same_in_another_way(monkeypatch):
    monkeypatch.setattr(clean_module, "_judged", lambda html, profile: html.replace("&nbsp;", "&#160;"))
    assert clean("<p>a&nbsp;b</p>", profile=Profile.PROSE) == "<p>a&#160;b</p>"


@PROFILES
def test_judges_that_never_agree_leave_the_escaped_words(profile, monkeypatch):
    counter = iter(range(1000))
    monkeypatch.setattr(clean_module, "_judged", lambda html, profile: f"<b>{next(counter)}</b>{html}")
    cleaned = clean("<p>a &lt; <b>b</b></p><p>c</p>", profile=profile)
    line = "a &lt; b<br>c"
    assert cleaned == (line if profile is Profile.INLINE else f"<p>{line}</p>")
