"""The words by which people mark what a line is, in the languages that are read.

A table is a set of phrases in lower case. Adding a
language is adding a line to each.
"""

from __future__ import annotations

import re

from reader.importing.lines.characters import is_wide


def _table(text: str) -> tuple[str, ...]:
    """Return the phrases of `text`, parted by commas and line ends, the longest first."""
    phrases = {phrase.strip() for line in text.splitlines() for phrase in line.split(",")} - {""}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def alternatives(phrases: tuple[str, ...]) -> str:
    """Return a regular expression that matches any of `phrases`, the longest first."""
    return "(?:" + "|".join(map(re.escape, phrases)) + ")"


_FIRST = re.compile(r"[^\w]*([^\W\d_]+)")


def first_words(*tables: tuple[str, ...]) -> frozenset[str]:
    """Return the words, in lower case, of which a line must begin with one if it begins with a phrase."""
    return frozenset(
        match[1].casefold() for table in tables for each in table if (match := _FIRST.match(each))
    )


def begins(line: str, words: frozenset[str]) -> bool:
    """Whether `line` may begin with a phrase whose first words are `words`: most lines do not, at once.

    Words of scripts without spaces are not told apart; a line that begins in one may begin so.
    """
    match = _FIRST.match(line)
    return match is not None and (match[1].casefold() in words or is_wide(match[1][0]))


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
    autore, di, 作者, 撰文, 记者, 記者, 저자, 기자, автор, авторы, συγγραφέας, του, της, الكاتب
    بقلم, लेखक
""")
SOURCE = _table("""
    source, sources, publisher, publication, published in, published by, outlet
    quelle, quellen, erschienen in, verlag
    éditeur, paru dans
    fuente, fuentes, publicado en
    fonte, 来源, 來源, 출처, источник, πηγή, المصدر, स्रोत
""")
# Their lines belong to the header, but no field is theirs: they stay in the text.
OTHER = _table("""
    dateline, to, from, cc, bcc, re, ref, reference, no, url, link, tag, tags, topic, topics, keywords
    category
    section, location, place, copyright, contact, email, e-mail, phone, reading time, language
    issue
    volume
    edition, status, classification, subtitle
    an, von an, ort, kontakt, lesezeit, untertitel, rubrik, schlagwörter
    à, de, lieu, mots-clés, rubrique
    para, lugar, etiquetas
    кому, от кого, тема, إلى, من, 致, 抄送
""")
UPDATED = _table("""
    updated, last updated, last modified, as of, aktualisiert, mis à jour, actualizado, обновлено, 更新时间
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
    for immediate release, press release, news release, media release, breaking, breaking news
    exclusive
    advertisement, advertising, sponsored, sponsored content, anzeige, werbung, pressemitteilung
    pressemeldung, publicité, communiqué de presse
    publicidad, nota de prensa, comunicado de prensa, comunicato stampa
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
    staff, agencies, agency, correspondent, reporter, editor, writer, desk, anonymous, redaktion
    rédaction
    redacción, reuters, afp, ap, dpa, epd, kna, ansa, efe, bbc
""")
)
WRITER_AT_END = _table("""
    staff, writer, staff writer, correspondent, reporter, editor, columnist
    redakteur, redakteurin, korrespondent, korrespondentin
    correspondant, correspondante, journaliste, redactor, redactora, periodista, corresponsal
""")
# Words that a letter begins with, and those that end it above the signature.
SALUTATIONS = _table("""
    dear, to whom it may concern, ladies and gentlemen, good morning, good afternoon, good evening
    greetings
    sehr geehrte, sehr geehrter, guten tag, guten morgen, verehrte
    chers, chères, madame, monsieur, mesdames, messieurs, bonjour, bonsoir
    estimado, estimada, estimados, estimadas, querido, querida, queridos, queridas, muy señor mío
    buenos días
    egregio, geachte, prezado, prezada, caros
    уважаемый, уважаемая, уважаемые, дорогой, дорогая, дорогие, здравствуйте
    αγαπητέ, αγαπητή, αγαπητοί, αξιότιμε, 尊敬的, 亲爱的, 親愛的, 拝啓
    عزيزي, عزيزتي, السادة, السيد, السيدة, प्रिय, आदरणीय, महोदय
""")
PERHAPS_SALUTATIONS = _table("""
    liebe, lieber, liebes, hi, hello, hallo, hola, cher, chère, caro, cara, cari, beste, gentile
""")
CLOSINGS = _table("""
    sincerely, sincerely yours, yours, yours sincerely, yours faithfully, yours truly, best regards
    best wishes
    kind regards, warm regards, with kind regards, regards, respectfully, respectfully yours
    cordially
    many thanks
    with best wishes, all the best, signed, on behalf of the committee, with thanks, thank you
    thanks
    mit freundlichen grüßen, mit freundlichem gruß, freundliche grüße, herzliche grüße, viele grüße
    beste grüße
    hochachtungsvoll, gezeichnet, mit besten grüßen, liebe grüße
    cordialement, bien cordialement, sincèrement, salutations distinguées, meilleures salutations
    amicalement
    atentamente, un saludo, saludos, saludos cordiales, cordialmente, un cordial saludo
    reciba un cordial saludo
    distinti saluti, cordiali saluti, met vriendelijke groet, atenciosamente
    с уважением, с наилучшими пожеланиями, με εκτίμηση, με φιλικούς χαιρετισμούς, 此致, 敬礼
    此致 敬礼, 敬具, 谨启
    مع التحية, مع أطيب التحيات, وتفضلوا بقبول فائق الاحترام, सादर, भवदीय, धन्यवाद
""")
# What leads on to other texts, at the end of one.
MORE = _table("""
    more on this, more on this story, more, related, related articles, related stories, see also
    further reading, learn more, find out more, recommended
    mehr dazu, mehr zum thema, siehe auch, auch interessant, voir aussi, en savoir plus, sur le même sujet
    ver también, más información, te puede interesar, подробнее, 相关报道, 相关新闻, 更多内容
""")
# Of these no heading consists, with or without a colon.
READ_MORE = _table("""
    read more, read also, also read, read next, keep reading, continue reading
    weiterlesen, lesen sie auch, lesen sie mehr, lire aussi, à lire aussi, lire la suite
    leer más, lea más, lea también, lee también, leggi anche, lees ook, leia também, читайте также
    διαβάστε επίσης, διαβάστε περισσότερα, 阅读更多, 延伸阅读, 相关阅读
    اقرأ أيضا, اقرأ أيضًا, اقرأ المزيد, और पढ़ें, यह भी पढ़ें
""")
# Before a colon or a number: what stands under a picture or names who made it.
CAPTIONS = _table("""
    photo, photos, photograph, photographs, photography, picture, pictures, pictured, image, images
    illustration
    graphic, chart, map, video, audio, credit, credits, photo credit, caption, file photo, above
    below
    left, right
    foto, fotos, bild, bilder, grafik, karte, abbildung, abb., quelle, crédit, crédits, crédit photo
    photographie
    légende, carte, imagen, fotografía, gráfico, mapa, pie de foto, immagine, 图, 圖, 图片, 圖片
    摄影, 图源, фото
    рис.
    рисунок, φωτογραφία, εικόνα, صورة, الصورة, चित्र, फोटो, तस्वीर
""")
NUMBERED_CAPTIONS = _table("""
    figure, fig., fig, table, tab., chart, map, plate, exhibit, graph, abbildung, abb., tabelle
    bild
    tableau
    tabla, figura, gráfico, рис., рисунок, таблица, 图, 圖, 表, εικόνα, πίνακας, चित्र, تابل
""")
# Before a colon: how somebody is reached, or what is owed to whom.
CONTACTS = _table("""
    tel, tel., telephone, phone, fax, mobile, email, e-mail, mail, web, website, url, contact
    contacts
    press contact
    media contact, address, copyright, editing by, reporting by, to, from, cc, bcc, attn, attention
    note to editors
    telefon, mobil, kontakt, anschrift, adresse, pressekontakt, téléphone, courriel, contact presse
    teléfono, correo, contacto, dirección, телефон, контакт, адрес, 电话, 联系, 联系方式, 地址, 邮箱
    编辑, 责任编辑
    هاتف, البريد, للتواصل, संपर्क, फोन, ईमेल
""")
# As they stand in brackets in a dateline; these keep their capitals.
AGENCIES = _table("""
    AP, AFP, UPI, Reuters, dpa, DPA, EFE, ANSA, TASS, Xinhua, PA, epd, KNA, ATS, APA, AAP, PTI, ANI, CP, SDA
""")
# The last word of an English street's name.
STREETS = _table("""
    street, st, st., road, rd, rd., avenue, ave, ave., lane, ln, path, drive
    crescent
    terrace
    boulevard, blvd, highway, way, row, mews, quay, park, gardens, house, floor
    suite
""")
# Names that programs give to files, and words that say what a file is, not what it tells.
EMPTY_NAMES = frozenset(
    _table("""
    article, articles, attachment, brief, briefing, briefings, clipboard, content, copy, data, doc
    docs
    document
    documents, download, downloads, draft, email, example, examples, export, file, files, final
    image
    img, input
    item, latest, letter, mail, markdown, message, misc, new, news, note, notes, output, page, paper
    part, paste
    pasted, print, readme, report, rev, revision, sample, samples, scan, scanned, screenshot, stdin
    story, temp
    temporary, test, tests, text, texts, tmp, todo, txt, unknown, unnamed, untitled, upload, version
    default, my, the, a, an, of, and
    artikel, bericht, datei, dokument, entwurf, kopie, neu, neues, seite, textdokument, unbenannt
    brouillon, copie, fichier, nouveau, sans, texte, titre, archivo, borrador, copia, documento
    nuevo
    sin, texto
    titulo, título, senza, titolo, nuovo, без, имени, новый, документ
    文本, 文本文档, 文档, 新建, 新建文本文档, 无标题, 未命名
""")
)
