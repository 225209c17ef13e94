"""Who wrote a research summary and who checked it, in its document and in its card."""

from typing import TYPE_CHECKING, Any

from cms.delivery.schemas import Author, Reviewer

if TYPE_CHECKING:
    from cms.delivery.document_resolver import DocumentResolver

__all__ = ["authors_of", "reviewer_of", "written_by"]


def written_by(page: Any) -> list[tuple[str, int]]:
    """(role, primary key of the person), in order."""
    values = (item["value"] for item in page._meta.get_field("authors").raw(page))
    named = (value for value in values if isinstance(value, dict) and value.get("person"))
    return [(str(value.get("role") or ""), value["person"]) for value in named]


def authors_of(page: Any, resolver: "DocumentResolver") -> list[Author]:
    """The authors of the page; who is not found is left out."""
    authors = (_author(role, pk, resolver) for role, pk in written_by(page))
    return [author for author in authors if author is not None]


def reviewer_of(page: Any, resolver: "DocumentResolver") -> Reviewer | None:
    """Who checked the page."""
    person = resolver.get("cms.person", page.reviewed_by_id) if page.reviewed_by_id else None
    return None if person is None else Reviewer(**_person(person))


def _author(role: str, pk: int, resolver: "DocumentResolver") -> Author | None:
    person = resolver.get("cms.person", pk)
    if person is None:
        return None
    photo = resolver.get("image", person.photo_id) if person.photo_id else None
    shown = photo and photo.model_copy(update={"alt": person.name})
    return Author(id=pk, role=role or None, photo=shown, **_person(person))


def _person(person: Any) -> dict[str, Any]:
    """What is said of authors and reviewers alike."""
    said = {name: getattr(person, name) or None for name in ("credentials", "job_title", "orcid", "url")}
    return {"name": person.name, **said}
