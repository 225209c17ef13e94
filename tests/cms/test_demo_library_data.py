"""The demo's references, people, pictures and panels hide nothing and claim nothing."""

from tests.cms.test_demo_data import DATA, PAGES, values


def test_the_packet_says_whose_interest_it_serves() -> None:
    packet = next(record for record in DATA.panels if record["slug"] == "information-packet")
    assert packet["disclosure"] == "The organisation that offers this packet sells the treatment described."


def test_references_hold_csl_fields_only() -> None:
    for record in DATA.references:
        assert set(record) - {"integrity", "notices"} == {"key", "verification", "note", "csl"}
        assert record["csl"]["id"] == record["key"]
        assert not [name for name in record["csl"] if name.startswith("_")]


def test_a_notice_is_about_a_made_up_publication_alone() -> None:
    noticed = [record for record in DATA.references if "integrity" in record or "notices" in record]
    assert [record["key"] for record in noticed] == ["madeup2020"]
    assert noticed[0]["csl"]["DOI"].startswith("10.5555/")
    assert "Made-up" in noticed[0]["csl"]["title"]
    assert "Made up" in noticed[0]["note"]


def test_an_unconfirmed_author_list_is_left_out() -> None:
    yang = next(record for record in DATA.references if record["key"] == "yang2021")
    assert (yang["verification"], "author" in yang["csl"]) == ("unverified", False)


def test_made_up_people_are_called_fictional() -> None:
    for person in DATA.people:
        assert person["credentials"] == "fictional person for this demonstration"
        assert person["name"].startswith("Demo ")


def test_alt_texts_say_that_pictures_are_abstract() -> None:
    alts = [record["alt"] for record in DATA.images]
    alts += [page["image_alt"] for page in PAGES.values()]
    alts += [value["image"]["alt_text"] for page in PAGES.values() for value in values(page, "figure")]
    assert all(alt.startswith("Abstract drawing: ") for alt in alts)
