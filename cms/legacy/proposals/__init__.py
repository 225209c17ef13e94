"""Facts of a study that the prose of an article seems to state, proposed for an editor to accept or dismiss.

Everything here prefers silence: what a sentence does not say itself, or says with a doubt, is not proposed. Numbers
keep the digits that are printed, and each proposal names the words it was read from.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from blocks.vocabulary import StudyDesign
from cms.legacy.drafts import SuggestionDraft
from cms.legacy.items import Item
from cms.legacy.proposals.counts import arms_of_trial, groups_by_design, participants_in_all, total_studies
from cms.legacy.proposals.designs import REVIEWS, study_design
from cms.legacy.proposals.findings import findings_in
from cms.legacy.proposals.limitations import limitations_in
from cms.legacy.proposals.sentences import Sentence, sentences_of
from cms.legacy.proposals.timing import follow_up, search_date

__all__ = ["propose"]

MAX_PROPOSALS = 60
"""So many proposals are made of one article; more than that is no summary of a study."""

Kind = Literal["study", "finding", "limitations"]


def propose(item: Item) -> tuple[SuggestionDraft, ...]:
    """What the article seems to state, in the order of the text, the study first; each proposal once."""
    sentences = list(sentences_of(item))
    found: dict[str, SuggestionDraft] = {}
    for suggestion in (*_study(sentences), *_from_each(sentences)):
        found.setdefault(suggestion.key, suggestion)
    return tuple(found.values())[:MAX_PROPOSALS]


def _study(sentences: Sequence[Sentence]) -> Iterator[SuggestionDraft]:
    named = study_design(sentences)
    if named is None:
        return
    design, sentence = named
    said = [sentence]

    def noted(found: tuple[Any, Sentence] | None) -> Any:
        if found is None:
            return None
        said.append(found[1])
        return found[0]

    is_review = design in REVIEWS
    value = {
        "reference": None,
        "design": design.value,
        "population": "",
        "intervention": "",
        "comparator": "",
        "outcomes": [],
        "total": noted(total_studies(sentences)) if is_review else None,
        "participants": noted(participants_in_all(sentences, design)),
        "groups": noted(groups_by_design(sentences)) or []
        if is_review
        else _own_group(design, noted, sentences),
        "search_date": noted(search_date(sentences)) if is_review else None,
        "follow_up": noted(follow_up(sentences)) or "",
        "registration": "",
        "citations": [],
    }
    yield _suggestion("study", value, said)


def _own_group(design: StudyDesign, noted: Any, sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
    """The arms of a study that includes no others, as its one group."""
    arms = noted(arms_of_trial(sentences))
    return [{"design": design.value, "label": "", "studies": None, "arms": arms}] if arms else []


def _from_each(sentences: Sequence[Sentence]) -> Iterator[SuggestionDraft]:
    for sentence in sentences:
        for value in findings_in(sentence):
            yield _suggestion("finding", value, [sentence])
        limitations = limitations_in(sentence)
        if limitations:
            yield _suggestion("limitations", limitations, [sentence])


def _suggestion(kind: Kind, value: dict[str, Any], said: Sequence[Sentence]) -> SuggestionDraft:
    """``quote`` has the sentences in the order in which they were needed, one a line."""
    written = json.dumps([kind, value], sort_keys=True, ensure_ascii=False)
    return SuggestionDraft(
        kind=kind,
        key=hashlib.sha256(written.encode()).hexdigest()[:40],
        value=value,
        quote="\n".join(dict.fromkeys(sentence.text for sentence in said)),
        line=said[0].line,
    )
