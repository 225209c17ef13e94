"""Captchas for tests: one that knows a word, and one whose service does not answer."""

from cms.outgoing import UnknownHost
from cms.submissions.captcha import Captcha

__all__ = ["Silent", "Word"]


class Word(Captcha):
    """Passed by whoever knows the word."""

    def __init__(self, word: str) -> None:
        self.word = word

    def check(self, answer: str, client: str) -> bool:
        return answer == self.word


class Silent(Captcha):
    """Its service is nowhere."""

    def check(self, answer: str, client: str) -> bool:
        raise UnknownHost("captcha.example.org")
