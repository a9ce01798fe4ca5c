"""How likely a text is Chinese, Japanese or Korean, as its encoding makes it."""

from __future__ import annotations

import math

# The most frequent characters of each, a third of a text and more.
_JAPANESE = "のいるにはをたとがしてでなかれっうこさんすらもりきま、。"
_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里，。"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡，。"
)
_KOREAN = "이다는의을를에가고지한하은도로사기자어리아그서일있시해대나정인. "
_COMMON = math.log(0.4 / 40)
_KANA = math.log(0.15 / 80)
_KATAKANA = math.log(0.1 / 80)
_STOP = math.log(0.1 / 10)
_USUAL = math.log(0.4 / 1500)
_SYLLABLE = math.log(0.5 / 600)
_RARE = -14.0
_HALF = -10.0
_ODD = -12.0
# Language, characters it uses most, and the codec whose first byte tells usual characters from rare
# ones, up to which byte.
_KINDS = {
    "cp932": ("ja", frozenset(_JAPANESE), "euc_jp", 0xCF),
    "euc_jp": ("ja", frozenset(_JAPANESE), "euc_jp", 0xCF),
    "gb18030": ("zh", frozenset(_SIMPLIFIED), "gb2312", 0xD7),
    "big5hkscs": ("zh", frozenset(_TRADITIONAL), "big5", 0xC6),
    "cp949": ("ko", frozenset(_KOREAN), "euc_kr", 0xC8),
}


def east_asian_score(text: str, encoding: str) -> float:
    """Return the logarithm of the likelihood of `text`, which `encoding` made of some bytes."""
    language, common, codec, last = _KINDS[encoding]
    return sum(_likelihood(c, language, common, codec, last) for c in text if c > "\x7f")


def _likelihood(character: str, language: str, common: frozenset[str], codec: str, last: int) -> float:
    if character in common:
        return _COMMON
    if "\u3040" <= character <= "\u30ff":
        if language != "ja":
            return _ODD
        return _KANA if character < "\u30a0" else _KATAKANA
    if "\u3000" <= character <= "\u301f" or "\uff01" <= character <= "\uff5e" or character in "“”‘’…—·":
        return _STOP
    if "\uff61" <= character <= "\uff9f":
        return _HALF
    is_hangul = "\uac00" <= character <= "\ud7a3"
    if is_hangul != (language == "ko") or not (is_hangul or "\u4e00" <= character <= "\u9fff"):
        return _ODD if not "\u4e00" <= character <= "\u9fff" else _RARE
    try:
        first = character.encode(codec)[0]
    except UnicodeEncodeError:
        return _RARE
    if first > last:
        return _ODD
    return _SYLLABLE if is_hangul else _USUAL
