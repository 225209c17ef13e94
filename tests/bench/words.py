"""Words for made-up pages. Some of them stand on a known number of pages, so that searches have a known size.

Everything follows from the numbers given: the same page has the same words on every machine.
"""

from random import Random

__all__ = ["FREQUENT", "RARE", "marked_words", "name", "sentence", "sentences", "title"]

_WORDS = (
    "about above across after again against age allow almost along also although amount answer appear area "
    "around average balance because become before begin below benefit between blood body bone brain breath "
    "care careful case cause cell certain chance change check child choose clinic close common compare "
    "complete condition consider control cost count course daily day decline depend describe detail differ "
    "difficult discuss dose early effect either energy enough equal evening evidence exact example exercise "
    "expect explain factor fall family feel few figure finding first follow food form further gain general "
    "give group grow half hand harm health hear heart help high home hospital hour however improve include "
    "increase infection interval joint keep kidney kind know large last later lead learn less level life "
    "light likely limit little live liver long low lung main major manage many match matter mean measure "
    "medicine memory method middle might mild minute missing model month more morning most movement muscle "
    "nearly need nerve never night normal notice number nurse observe often older only open order other "
    "outcome overall pain part patient pattern people period person place plan point poor possible pressure "
    "prevent problem protect quality quarter question quick range rare rate reach reason recover reduce "
    "region relate remain repeat report require research rest result return review rise risk routine safe "
    "sample score season second seem serious several severe share short side sign simple since size skin "
    "sleep slow small smoke society some sometimes soon sound spread stable start state stay step still "
    "stomach strong study such sugar summer support surgery swelling symptom system table take test therapy "
    "thing third time tissue together treatment trial trust under until unusual usual vaccine value visit "
    "vitamin walk water week weight while whole winter within without woman work worse year young"
)
WORDS = _WORDS.split()

_RARE = (
    "amblyopia bradykinin chalazion dermatome epiglottis fontanelle glaucoma haptoglobin intubation jejunum "
    "keratin laryngitis myelin nystagmus osteophyte pericardium quinsy rhinitis sarcoid trachoma urticaria "
    "vertigo whitlow xerosis"
)
RARE = _RARE.split()
"""Each stands on forty pages, however many there are (on fewer, if there are fewer than 960)."""
EACH_RARE = 40

FREQUENT = ["ultrasound", "metabolism", "cartilage", "hormone"]
"""Each stands on one page in twenty."""
SHARE = 20

_GIVEN = (
    "Amal Bela Caro Dilan Enid Farid Greta Hana Ivo Juno Kenji Lior Mona Nils Oda Pavel Rui Sina Tomas Uma"
)
GIVEN = _GIVEN.split()
_FAMILY = (
    "Abbott Brandt Castro Dubois Eriksen Ferrari Gruber Haddad Iversen Jansen Kowal Lopes Meyer Nagy Olsen "
    "Petit Rahman"
)
FAMILY = _FAMILY.split()


def sentence(rng: Random, *, words: int = 12) -> str:
    """A made-up sentence of about so many words."""
    chosen = rng.choices(WORDS, k=rng.randint(max(3, words - 4), words + 4))
    return f"{' '.join(chosen).capitalize()}."


def sentences(rng: Random, *, characters: int) -> str:
    """Made-up sentences, together at least so long."""
    text = sentence(rng)
    while len(text) < characters:
        text = f"{text} {sentence(rng)}"
    return text


def title(rng: Random) -> str:
    """A title."""
    return sentence(rng, words=7)[:-1]


def name(rng: Random) -> tuple[str, str]:
    """(given, family) of somebody who does not exist."""
    return rng.choice(GIVEN), rng.choice(FAMILY)


def marked_words(number: int, *, pages: int) -> list[str]:
    """The words with a known number of pages that this page has, by its number from 0."""
    stride = max(1, pages // (len(RARE) * EACH_RARE))
    place, beside = divmod(number, stride)
    found = [RARE[place % len(RARE)]] if not beside and place < len(RARE) * EACH_RARE else []
    if number % SHARE < len(FREQUENT):
        found.append(FREQUENT[number % SHARE])
    return found
