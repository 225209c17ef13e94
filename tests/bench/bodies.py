"""The text of a made-up page: blocks in a fixed mix, as the streams of a research summary store them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, cycle, islice
from random import Random
from typing import Any
from uuid import UUID

from tests.bench.words import name, sentence, sentences

__all__ = ["Library", "body", "stream"]

_MIX = (
    "paragraph study paragraph finding figure paragraph quote heading paragraph call_to_action paragraph "
    "finding paragraph figure paragraph quote heading paragraph finding limitations"
)
MIX = _MIX.split()
"""Twenty blocks; longer bodies repeat them, shorter ones stop before. A page has one panel: its repeats are text."""
CITING = {"study", "finding", "figure", "quote", "limitations"}


@dataclass(frozen=True)
class Library:
    """Primary keys of what the pages share, and of the pages themselves."""

    images: Sequence[int]
    panels: Sequence[int]
    people: Sequence[int]
    topics: Sequence[int]
    references: Sequence[int]
    first_page: int
    pages: int


def stream(kind: str, value: Any, rng: Random) -> dict[str, Any]:
    """An item of a stream or a list block as it is stored."""
    return {"type": kind, "value": value, "id": str(UUID(int=rng.getrandbits(128), version=4))}


def body(
    rng: Random, library: Library, *, blocks: int, cited: Sequence[int], marked: Sequence[str]
) -> list[dict[str, Any]]:
    """So many blocks. The cited references are dealt out to those that can cite; the first has the marked words."""
    again = ["paragraph" if kind == "call_to_action" else kind for kind in MIX]
    kinds = list(islice(chain(MIX, cycle(again)), blocks))
    hands: dict[int, list[int]] = {at: [] for at, kind in enumerate(kinds) if kind in CITING}
    for place, reference in zip(cycle(hands), cited, strict=False) if hands else ():
        hands[place].append(reference)
    made = []
    for at, kind in enumerate(kinds):
        value = _VALUES[kind](rng, library, " ".join(marked) if at == 0 else "")
        if kind in CITING:
            value["citations"] = [
                stream("item", {"reference": pk, "locator": "", "prefix": "", "suffix": ""}, rng)
                for pk in hands[at]
            ]
        made.append(stream(kind, value, rng))
    return made


def _link(rng: Random, library: Library) -> str:
    page = library.first_page + rng.randrange(library.pages)
    return f'<a linktype="page" id="{page}">{sentence(rng, words=4)[:-1]}</a>'


def _paragraph(rng: Random, library: Library, marked: str) -> str:
    more = f" Made up, and about <i>{marked}</i>." if marked else ""
    return (
        f"<p>{sentences(rng, characters=200)} {_link(rng, library)}: <b>{sentence(rng, words=5)}</b>{more}</p>"
        f"<p>{sentences(rng, characters=180)} See also {_link(rng, library)}.</p>"
    )


def _heading(rng: Random, library: Library, marked: str) -> Any:
    return {"text": sentence(rng, words=5)[:-1], "level": "2", "anchor": ""}


def _study(rng: Random, library: Library, marked: str) -> Any:
    arms = [
        stream("item", {"name": sentence(rng, words=4)[:-1], "participants": rng.randint(20, 900)}, rng)
        for _ in range(2)
    ]
    group = {"design": "cohort", "label": "", "studies": rng.randint(1, 30), "arms": arms}
    return {
        "reference": None,
        "design": rng.choice(["meta_analysis", "cohort", "case_control", "randomised_controlled_trial"]),
        "population": sentence(rng),
        "intervention": sentence(rng),
        "comparator": sentence(rng),
        "outcomes": [stream("item", sentence(rng, words=5)[:-1], rng) for _ in range(2)],
        "total": rng.randint(2, 40),
        "participants": rng.randint(100, 9000),
        "groups": [stream("item", group, rng)],
        "search_date": None,
        "follow_up": "",
        "registration": "",
    }


def _finding(rng: Random, library: Library, marked: str) -> Any:
    low = rng.randint(20, 90) / 100
    return {
        "outcome": sentence(rng, words=5)[:-1],
        "time_point": f"{rng.randint(1, 24)} months",
        "comparison": "",
        "interpretation": f"<p>{sentence(rng)}</p>",
        "direction": rng.choice(["lower", "higher", "no_difference"]),
        "favours": "intervention",
        "certainty": rng.choice(["high", "moderate", "low"]),
        "measure": rng.choice(["odds_ratio", "risk_ratio", "hazard_ratio"]),
        "estimate": f"{low + 0.1:.2f}",
        "unit": "",
        "interval_low": f"{low:.2f}",
        "interval_high": f"{low + rng.randint(20, 90) / 100:.2f}",
        "interval_level": "95",
        "p_operator": "=",
        "p_value": f"0.0{rng.randint(1, 9)}",
        "i_squared": str(rng.randint(0, 90)),
        "studies": rng.randint(2, 20),
        "participants": rng.randint(100, 9000),
    }


def _figure(rng: Random, library: Library, marked: str) -> Any:
    image = {"image": rng.choice(library.images), "alt_text": sentence(rng, words=6), "decorative": False}
    return {"image": image, "caption": f"<p>{sentence(rng)}</p>", "credit": "Made up"}


def _quote(rng: Random, library: Library, marked: str) -> Any:
    return {"text": f"<p>{sentence(rng, words=18)}</p>", "attribution": " ".join(name(rng))}


def _call_to_action(rng: Random, library: Library, marked: str) -> Any:
    return {"call_to_action": rng.choice(library.panels)}


def _limitations(rng: Random, library: Library, marked: str) -> Any:
    return {"items": [stream("item", f"<p>{sentence(rng)}</p>", rng) for _ in range(3)]}


_VALUES = {
    "paragraph": _paragraph,
    "heading": _heading,
    "study": _study,
    "finding": _finding,
    "figure": _figure,
    "quote": _quote,
    "call_to_action": _call_to_action,
    "limitations": _limitations,
}
