"""What the guide for production says is what is run here: its files and its commands, with this machine's paths."""

import re
from collections.abc import Mapping
from functools import cache

from tests.production.commands import ROOT, expect

__all__ = ["command", "commands", "config", "environment", "exec_start", "substitute", "timers"]

GUIDE = ROOT / "cms" / "guides" / "production.md"


@cache
def _fences() -> tuple[tuple[str, str], ...]:
    """(language, content) of every fenced block."""
    found = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    return tuple(found)


def config(path: str) -> str:
    """The file that the guide shows for this path: its block begins with `# ` and the path."""
    found = [content for _, content in _fences() if content.partition("\n")[0] == f"# {path}"]
    expect(len(found) == 1, f"The guide shows {path} {len(found)} times.")
    return found[0]


def environment() -> Mapping[str, str]:
    """The variables of the guide's /etc/summaries.env."""
    lines = config("/etc/summaries.env").splitlines()
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name: value.strip("'") for name, _, value in pairs}


def exec_start(unit: str) -> str:
    """What the unit of this name runs."""
    content = config(f"/etc/systemd/system/{unit}").replace("\\\n", " ")
    found = re.search(r"^ExecStart=(.*)$", content, re.MULTILINE)
    expect(found is not None, f"{unit} starts nothing.")
    return " ".join(found[1].split())


def timers() -> tuple[str, ...]:
    """Every command that a unit of the kind `oneshot` runs."""
    units = [content for _, content in _fences() if "\nType=oneshot\n" in content]
    return tuple(re.findall(r"^ExecStart=-?(.*)$", "\n".join(units), re.MULTILINE))


def commands() -> tuple[str, ...]:
    """Every command of the guide's blocks of the language `console`, in its order."""
    blocks = [content.replace("\\\n", " ") for language, content in _fences() if language == "console"]
    lines = [line for block in blocks for line in block.splitlines()]
    return tuple(" ".join(line.removeprefix("$ ").split()) for line in lines if line.startswith("$ "))


def command(*parts: str) -> str:
    """The one command that has these parts."""
    found = [each for each in dict.fromkeys(commands()) if all(part in each for part in parts)]
    expect(len(found) == 1, f"The guide has {len(found)} commands with {' and '.join(parts)}.")
    return found[0]


def substitute(text: str, places: Mapping[str, str]) -> str:
    """The text with this machine's paths and addresses, the longest first."""
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, places[place])
    return text
