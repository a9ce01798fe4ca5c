"""The words by which a Kindle says, in each language it speaks, what a clipping is and where.

The same device writes its dates in the language of its labels, or in English: they are read by themselves.
"""

from __future__ import annotations

import re

# English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Japanese, Chinese (both), Korean.
_HIGHLIGHT = (
    "highlight underline circle asterisk markierung surlignement surlignage subrayado resaltado"
    " evidenziazione sottolineatura destaque markering выделенный выделение ハイライト 标注 標註 重點"
    " 하이라이트"
)
_BOOKMARK = (
    "bookmark lesezeichen signet marcador segnalibro bladwijzer закладка ブックマーク 书签 書籤 북마크 책갈피"
)
_NOTE = "note notiz nota notitie aantekening заметка メモ 笔记 筆記 註記 메모 노트"
_ARTICLE = "clip artikel artículo articolo artigo extrait вырезка クリップ 剪切 剪輯"
_PAGE = "page seite página pagina página páginas страница странице стр"
_PLACE = (
    "location loc position posición posizione posição emplacement locatie место месте местоположение позиция"
    " позиции 位置 위치"
)
HIGHLIGHT, BOOKMARK, NOTE, ARTICLE = "highlight", "bookmark", "note", "article"
# In this order: an article's clipping may be called a highlight's, and a note holds no other word.
KINDS = tuple(
    (kind, tuple(words.split()))
    for kind, words in (
        (BOOKMARK, _BOOKMARK),
        (HIGHLIGHT, _HIGHLIGHT),
        (ARTICLE, _ARTICLE),
        (NOTE, _NOTE),
    )
)
_RANGE = r"(\d{1,9})(?:\s*(?:[-–—]|t/m|bis|to)\s*(\d{1,9}))?"
_LIMITS = "clipping limit|markierungslimit|limite|límite|limiet|предел|лимит|上限|限制"
_ROMAN = r"[ivxlcdm]{1,12}"
ANY = re.compile(_RANGE)
PLACE = re.compile(rf"(?:{'|'.join(_PLACE.split())})(?:no)?\.?\s*(?:[#＃№]\s*)?{_RANGE}")
PAGE = re.compile(
    rf"(?:{'|'.join(_PAGE.split())})\.?\s*(?:{_RANGE}|({_ROMAN})\b)"
    rf"|{_RANGE}\s*(?:页|頁|ページ|페이지)"
)
# What a book's publisher lets be copied is at its end: the rest of a clipping is this remark.
LIMIT = re.compile(rf"<[^<>\n]*(?:{_LIMITS})[^<>\n]*>\s*\Z", re.IGNORECASE)
AFTERNOON = re.compile(r"\bp\.?\s?m\b\.?|下午|午後|오후|晚上", re.IGNORECASE)
MORNING = re.compile(r"\ba\.?\s?m\b\.?|上午|午前|오전|凌晨|早上", re.IGNORECASE)


LONGEST_LABEL = 400  # code points that are looked at: what is longer no device has written


def kind_of(label: str) -> str:
    """Return what `label`, in lower case, calls the clipping; empty where no word is known."""
    return next((kind for kind, words in KINDS if any(word in label for word in words)), "")


def without_limit(text: str) -> str:
    """Return the words of a clipping without the remark that the publisher lets no more be copied."""
    at = text.rfind("<")
    if at < 0 or len(text) - at > LONGEST_LABEL or LIMIT.match(text, at) is None:
        return text
    return text[:at].rstrip()
