"""The words by which people mark what a line is, in the languages that are read.

A table is a set of phrases in lower case. Adding a
language is adding a line to each.
"""

from __future__ import annotations

import re


def _table(text: str) -> tuple[str, ...]:
    """Return the phrases of `text`, parted by commas and line ends, the longest first."""
    phrases = {phrase.strip() for line in text.splitlines() for phrase in line.split(",")} - {""}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def alternatives(phrases: tuple[str, ...]) -> str:
    """Return a regular expression that matches any of `phrases`, the longest first."""
    return "(?:" + "|".join(map(re.escape, phrases)) + ")"


TITLE = _table("""
    title, headline, subject
    titel, betreff
    titre, objet
    título, titulo, asunto
    titolo, 标题, 標題, 题目, 제목, заголовок, τίτλος, العنوان, शीर्षक
""")
BYLINE = _table("""
    author, authors, by, byline, written by
    autor, autorin, autoren, verfasser, verfasserin, von
    auteur, auteure, auteurs, par
    autora, autores, por
    autore, di, 作者, 撰文, 记者, 記者, 저자, 기자, автор, авторы, συγγραφέας, του, της, الكاتب, بقلم, लेखक
""")
SOURCE = _table("""
    source, sources, publisher, publication, published in, published by, outlet
    quelle, quellen, erschienen in, verlag
    éditeur, paru dans
    fuente, fuentes, publicado en, editorial
    fonte, 来源, 來源, 출처, источник, πηγή, المصدر, स्रोत
""")
# Their lines belong to the header, but no field is theirs: they stay in the text.
OTHER = _table("""
    to, from, cc, bcc, re, ref, reference, no, url, link, tag, tags, topic, topics, keywords, category
    section, location, place, copyright, contact, email, e-mail, phone, reading time, language, issue, volume, edition
    status, classification, subtitle
    an, von an, ort, kontakt, lesezeit, untertitel, rubrik, schlagwörter
    à, de, lieu, mots-clés, rubrique
    para, lugar, etiquetas
    кому, от кого, тема, إلى, من, 致, 抄送
""")
UPDATED = _table("""
    updated, last updated, aktualisiert, mis à jour, actualizado, обновлено, 更新时间
""")
DATE = _table("""
    date, dated, publication date, date published, date of publication, published, posted, issued
    datum, erscheinungsdatum, veröffentlicht, erschienen, stand
    date de publication, publié, publiée, paru, mis en ligne
    fecha, fecha de publicación, publicado, publicada
    data, pubblicato, gepubliceerd, дата, дата публикации, опубликовано, ημερομηνία
    发布日期, 发布时间, 發布日期, 发表于, 日期, 时间, 時間, 日付, 날짜
    تاريخ النشر, التاريخ, تاريخ, दिनांक, तारीख, प्रकाशित
""")
# What stands above a text and is neither its title nor a section's.
KICKERS = _table("""
    for immediate release, press release, news release, media release, breaking, breaking news, exclusive
    advertisement, advertising, sponsored, sponsored content, anzeige, werbung, pressemitteilung
    pressemeldung, publicité, communiqué de presse, publicidad, nota de prensa, comunicado de prensa, comunicato stampa
    реклама, пресс-релиз, 广告, 新闻稿, إعلان, विज्ञापन, διαφήμιση, δελτίο τύπου
""")
# Between the names of two writers.
JOINERS = frozenset(_table("and, und, et, y, e, en, och, og, &, with, mit, avec, con"))
# Inside a name, in lower case.
PARTICLES = frozenset(
    _table("""
    de, del, della, di, da, do, dos, das, du, des, la, le, los, las, y, e
    van, von, der, den, dem, zu, zum, ten, ter, bin, ibn, al, el
""")
)
# Between a writer's name and a place or a paper.
WHERE = frozenset(_table("in, for, für, from, at, of, aus, pour, para, en, à"))
WRITERS = frozenset(
    _table("""
    staff, agencies, agency, correspondent, reporter, editor, writer, desk, anonymous, redaktion, rédaction
    redacción, reuters, afp, ap, dpa, epd, kna, ansa, efe, bbc
""")
)
WRITER_AT_END = _table("""
    staff, writer, staff writer, correspondent, reporter, editor, columnist
    redakteur, redakteurin, korrespondent, korrespondentin
    correspondant, correspondante, journaliste, redactor, redactora, periodista, corresponsal
""")
