"""A question in the query languages of the two databases. Lexemes hold letters, digits, marks and `_` alone, and are
quoted all the same."""

from collections.abc import Callable, Iterable

from cms.delivery.search.query import Phrase, Question, Term

__all__ = ["fts5", "tsquery"]


def tsquery(question: Question, languages: Iterable[str], *, exclusions: bool = True) -> str:
    """For PostgreSQL, as a literal of the type `tsquery`; empty if nothing can be found. A rank does without the
    exclusions: what they name is on no page that is ranked."""
    return _either(languages, lambda language: _tsquery(question.terms(language), exclusions), " | ")


def _tsquery(terms: Iterable[Term], exclusions: bool) -> str:
    parts = []
    for term in terms:
        if exclusions or not term.excluded:
            phrases = " | ".join(map(_tsphrase, term.phrases))
            parts.append(f"!({phrases})" if term.excluded else f"({phrases})")
    return " & ".join(parts)


def _tsphrase(phrase: Phrase) -> str:
    return " <-> ".join(f"'{lexeme}'" for lexeme in phrase.lexemes) + (":*" if phrase.open else "")


def fts5(question: Question, languages: Iterable[str]) -> str:
    """For SQLite, as an expression of FTS5; empty if nothing can be found."""
    return _either(languages, lambda language: _fts5(question.terms(language)), " OR ")


def _fts5(terms: Iterable[Term]) -> str:
    written = [(f"({' OR '.join(map(_fts5_phrase, term.phrases))})", term.excluded) for term in terms]
    wanted = " AND ".join(text for text, excluded in written if not excluded)
    excluded = " OR ".join(text for text, excluded in written if excluded)
    return f"({wanted}) NOT ({excluded})" if wanted and excluded else wanted


def _fts5_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.lexemes)}"' + (" *" if phrase.open else "")


def _either(languages: Iterable[str], write: Callable[[str], str], separator: str) -> str:
    written = (write(language) for language in dict.fromkeys(languages))
    return separator.join(f"({each})" for each in written if each)
