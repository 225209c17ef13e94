"""The commissioner's sample, and what the readers and the conversion make of it."""

from pathlib import Path

import pytest

from cms.legacy.convert import convert
from cms.legacy.drafts import Conversion
from cms.legacy.items import Item
from cms.legacy.readers.text import read_text_file

SAMPLE = Path(__file__).resolve().parents[3] / "fixtures" / "demo" / "article.txt"


@pytest.fixture(scope="session")
def sample_path() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def sample() -> Item:
    return read_text_file(SAMPLE)


@pytest.fixture(scope="session")
def converted_sample(sample: Item) -> Conversion:
    return convert(sample)
