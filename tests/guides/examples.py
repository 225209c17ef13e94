"""Takes the examples out of the README and the guides: what is printed there is what the tests run."""

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

__all__ = ["GUIDES", "README", "ROOT", "TRIED_ELSEWHERE", "Example", "code_outside_of_fences", "examples_of"]

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
GUIDES = sorted((ROOT / "cms" / "guides").glob("*.md"))
TRIED_ELSEWHERE = {"production.md": "tests/production"}
"""A guide whose files and commands a program of its own reads and runs, and where that is."""

REMARK = re.compile(r"<!--\s*(by hand|tried by):?\s+(.+?)\s*-->", re.DOTALL)
FILE = re.compile(r"# (\S+\.\w+)(?:, .*)?\n")


@dataclass(frozen=True)
class Example:
    """A fenced block. ``line`` is that of its fence.

    ``by_hand`` says why no test can run it; ``tried_by`` is the path of what tries it instead of these tests. Both
    stand in a comment before the block: ``<!-- by hand: reason -->``, ``<!-- tried by path -->``.
    """

    guide: Path
    line: int
    language: str
    text: str
    by_hand: str = ""
    tried_by: str = ""

    def __str__(self) -> str:
        return f"{self.guide.relative_to(ROOT)}:{self.line}"

    @property
    def is_run_here(self) -> bool:
        return not (self.by_hand or self.tried_by)

    @property
    def file(self) -> str:
        """The file that a block of code belongs to, which its first line names (``# trials/rules.py``)."""
        found = FILE.match(self.text)
        return found[1] if found else ""


def examples_of(guide: Path) -> list[Example]:
    """The fenced blocks of a guide, in their order."""
    tokens = MarkdownIt().parse(guide.read_text(encoding="utf-8"))
    found = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "fence":
            continue
        remark = REMARK.match(before.content) if before is not None and before.type == "html_block" else None
        said = {remark[1].replace(" ", "_"): " ".join(remark[2].split())} if remark else {}
        found.append(Example(guide, (token.map or [0])[0] + 1, token.info.strip(), token.content, **said))
    return found


def code_outside_of_fences(guide: Path) -> list[int]:
    """Lines where code is indented only, so that no language says how to try it."""
    tokens = MarkdownIt().parse(guide.read_text(encoding="utf-8"))
    return [(token.map or [0])[0] + 1 for token in tokens if token.type == "code_block"]
