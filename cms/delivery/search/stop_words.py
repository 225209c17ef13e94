"""Words that only hold a sentence together, by language.

They are in the index, so that phrases with them are found (“quality of life”). In what a reader types they are left
out, because a page about stem cells in lupus need not have the word “does” of “does stem cell therapy help?”.
"""

from collections.abc import Mapping

__all__ = ["STOP_WORDS"]

_WORDS: Mapping[str, str] = {
    "de": (
        "aber als am an auch auf aus bei bin bis da das dass dem den der des die du durch ein eine einem einen einer "
        "eines er es für hat ich ihr im in ist kann man mit nach nicht noch nur oder sich sie sind so und vom von vor "
        "war was wenn wer wie wir wird zu zum zur über"
    ),
    "en": (
        "a about am an and any are as at be been but by can could did do does for from had has have how i if in into "
        "is it its me my no not of on or our should so than that the their there these they this to was we were what "
        "when which who why will with would you your"
    ),
    "es": (
        "a al como con cual cuando de del donde e el ella en entre es esta este ha hay la las le lo los me mi muy no o "
        "para pero por porque que qué se si sin sobre son su sus te tu u un una y ya yo"
    ),
    "fr": (
        "a au aux avec ce ces cette comme dans de des du elle en est et eu il ils je la le les leur lui ma mais me "
        "mon ne nous on ont ou où par pas pour qu que qui sa se ses son sont sur ta te tu un une vos votre vous y "
        "à"
    ),
    "it": (
        "a ad al alla alle anche che chi ci come con da dal dalla dei del della delle di e ed è fra gli ha i il in io "
        "la le lo ma mi nel nella non o per più se si sono su sul sulla tra tu un una uno"
    ),
    "nl": (
        "aan als bij dan dat de den der die dit door een en er het hij hoe ik in is je kan maar me met mijn naar niet "
        "nog of om ook op over te tot u uit van voor was wat we wie wij zijn"
    ),
    "pt": (
        "a ao aos as com como da das de do dos e é ela em entre essa esse esta este eu há isso já la mais mas me meu "
        "na nas no nos não o os ou para pela pelo por que quem se sem seu sua são te tu um uma"
    ),
}

STOP_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _WORDS.items()
}
