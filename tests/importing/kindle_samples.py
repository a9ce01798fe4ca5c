"""The same two clippings of one book as Kindles write them in the languages they are set to."""

from __future__ import annotations

from typing import NamedTuple


class Sample(NamedTuple):
    """How one language writes a highlight, the note on it and a bookmark; `time` is that of the highlight."""

    title: str
    highlight: str
    note: str
    bookmark: str
    time: tuple[int, int, int, int, int, int]


# Labels and dates as they stand in clippings that people have published.
SAMPLES: dict[str, Sample] = {
    "en": Sample(
        "The Periodic Table (Levi, Primo)",
        "- Your Highlight on page 211 | Location 3332-3334 | Added on Sunday, December 18, 2022 3:19:56 PM",
        "- Your Note on page 211 | Location 3334 | Added on Sunday, December 18, 2022 3:20:10 PM",
        "- Your Bookmark on page 233 | Location 3570 | Added on Sunday, December 18, 2022 3:30:00 PM",
        (2022, 12, 18, 15, 19, 56),
    ),
    "en-GB": Sample(
        "The Periodic Table (Levi, Primo)",
        "- Your Highlight at location 829-830 | Added on Tuesday, 10 October 2023 21:09:36",
        "- Your Note at location 830 | Added on Tuesday, 10 October 2023 21:10:00",
        "- Your Bookmark at location 900 | Added on Tuesday, 10 October 2023 21:11:00",
        (2023, 10, 10, 21, 9, 36),
    ),
    "de": Sample(
        "Der Prozess (Franz Kafka)",
        "- Ihre Markierung auf Seite 42 | Position 1234-1236 | Hinzugefügt am Montag, 30. Dezember 2024"
        " 14:46:33",
        "- Ihre Notiz auf Seite 42 | Position 1236 | Hinzugefügt am Montag, 30. Dezember 2024 14:47:00",
        "- Ihr Lesezeichen bei Position 1300 | Hinzugefügt am Montag, 30. Dezember 2024 14:48:00",
        (2024, 12, 30, 14, 46, 33),
    ),
    "fr": Sample(
        "Le Petit Prince (Antoine de Saint-Exupéry)",
        "- Votre surlignement sur la page 200 | emplacement 3054-3056 | Ajouté le mercredi 16 août 2017"
        " 02:14:10",
        "- Votre note sur la page 200 | emplacement 3056 | Ajouté le mercredi 16 août 2017 02:15:00",
        "- Votre signet à lʼemplacement 3100 | Ajouté le mercredi 16 août 2017 02:16:00",
        (2017, 8, 16, 2, 14, 10),
    ),
    "es": Sample(
        "Cien años de soledad (Gabriel García Márquez)",
        "- La subrayado en la página 197 | posición 2031-2035 | Añadido el sábado, 12 de octubre de 2019"
        " 0:37:31",
        "- La nota en la página 197 | posición 2035 | Añadido el sábado, 12 de octubre de 2019 0:38:00",
        "- El marcador en la posición 2100 | Añadido el sábado, 12 de octubre de 2019 0:39:00",
        (2019, 10, 12, 0, 37, 31),
    ),
    "it": Sample(
        "Il nome della rosa (Umberto Eco)",
        "-  La tua evidenziazione alla posizione 453-454 | Aggiunto in data lunedì 8 marzo 2021 22:52:57",
        "-  La tua nota alla posizione 454 | Aggiunto in data lunedì 8 marzo 2021 22:53:00",
        "-  Il tuo segnalibro alla posizione 500 | Aggiunto in data lunedì 8 marzo 2021 22:54:00",
        (2021, 3, 8, 22, 52, 57),
    ),
    "pt": Sample(
        "Memórias Póstumas (Machado de Assis)",
        "- Seu destaque ou posição 333-334 | Adicionado: sexta-feira, 29 de novembro de 2019 18:00:13",
        "- Sua nota ou posição 334 | Adicionado: sexta-feira, 29 de novembro de 2019 18:01:00",
        "- Seu marcador ou posição 400 | Adicionado: sexta-feira, 29 de novembro de 2019 18:02:00",
        (2019, 11, 29, 18, 0, 13),
    ),
    "nl": Sample(
        "Max Havelaar (Multatuli)",
        "- Je highlight op pagina 6 | locatie 55 t/m 88 | Toegevoegd op maandag 30 september 2019 18:00:39",
        "- Je notitie op pagina 6 | locatie 88 | Toegevoegd op maandag 30 september 2019 18:01:00",
        "- Je bladwijzer op locatie 99 | Toegevoegd op maandag 30 september 2019 18:02:00",
        (2019, 9, 30, 18, 0, 39),
    ),
    "ru": Sample(
        "К востоку от Эдема (Джон Стейнбек)",
        "– Ваш выделенный отрывок на странице 6 | Место 53–55 | Добавлено: воскресенье, 3 марта 2024 г. в"
        " 18:48:36",
        "– Ваша заметка на странице 6 | Место 55 | Добавлено: воскресенье, 3 марта 2024 г. в 18:49:00",
        "– Ваша закладка в месте 77 | Добавлено: воскресенье, 3 марта 2024 г. в 18:50:00",
        (2024, 3, 3, 18, 48, 36),
    ),
    "ja": Sample(
        "千羽鶴 (川端康成)",
        "- 位置No. 38-39のハイライト |作成日: 2017年8月28日月曜日 17:51:55",
        "- 位置No. 39のメモ |作成日: 2017年8月28日月曜日 17:52:36",
        "- 7ページ｜位置No. 50のブックマーク |作成日: 2017年8月28日月曜日 17:53:00",
        (2017, 8, 28, 17, 51, 55),
    ),
    "zh": Sample(
        "围城 (钱锺书)",
        "- 您在第 47 页（位置 #708-710）的标注 | 添加于 2021年3月5日星期五 下午1:26:56",
        "- 您在位置 #710 的笔记 | 添加于 2021年3月5日星期五 下午1:27:10",
        "- 您在第 78 页（位置 #1558）的书签 | 添加于 2021年3月5日星期五 下午1:30:00",
        (2021, 3, 5, 13, 26, 56),
    ),
    # Labels in one language, dates in another: what newer devices write.
    "de-en": Sample(
        "Der Prozess (Franz Kafka)",
        "- Deine Markierung bei Position 120-180 | Hinzugefügt am Sunday, August 30, 2026 10:00:00 AM",
        "- Deine Notiz bei Position 180 | Hinzugefügt am Sunday, August 30, 2026 10:01:00\u202fAM",
        "- Dein Lesezeichen bei Position 400 | Hinzugefügt am Sunday, August 30, 2026 10:05:00 AM",
        (2026, 8, 30, 10, 0, 0),
    ),
}
WORDS, REMARK = "What is marked in the book.", "What was thought of it"


def clippings(sample: Sample) -> str:
    """Return the file that such a device writes, with a byte order mark and the line ends of DOS."""
    parts = ((sample.highlight, WORDS), (sample.note, REMARK), (sample.bookmark, ""))
    lines = [
        f"{mark}{sample.title}\r\n{label}\r\n\r\n{text}\r\n==========\r\n"
        for mark, (label, text) in zip(("\ufeff", "\ufeff", ""), parts, strict=True)
    ]
    return "".join(lines)
