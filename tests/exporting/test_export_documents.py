"""DOCX, ODT and PDF, read again by what others made: python-docx, odfdo and lxml, PDFium, LibreOffice."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import time
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import odfdo
import pypdfium2
import pytest
from export_samples import BRIEFING, COUNTED, HOSTILE, NOTES, articles, make_note
from lxml import etree

from reader.exporting.documents.document import document, text
from reader.exporting.documents.pdf_pages import Line, page_breaks
from reader.exporting.registry import ExportOptions, by_name

NAMES = ("docx", "odt", "pdf")
OFFICE = shutil.which("soffice")
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
BODY = """\
Since *when*, and **why *not***? See [the office](https://example.org/a?b=c) and `code <b>`.\\
Next ~~line~~.

# Mine

- office
- boats

  and wait

  3. three
  4. four

> someone *said*

```
a  b
\tc
```
"""
NOTE = make_note(21, "a quote", BODY, ("A", "B"), color="blue", tags=("to do", "a\nb"))


def written(name, notes, **options) -> bytes:
    return b"".join(by_name(name).export(iter(notes), articles, ExportOptions(**options)))


def word(notes, **options):
    return docx.Document(io.BytesIO(written("docx", notes, **options)))


def open_document(notes, **options) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(written("odt", notes, **options))) as archive:
        return etree.fromstring(archive.read("content.xml"))


def pdf_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", "\n")


def pdf_links(data: bytes) -> list[bytes]:
    return re.findall(rb"/URI \((.*?)\)", data)


def test_what_stands_in_a_document(golden):
    notes = [*NOTES[:-1], NOTE]
    golden("one-article.document.txt", "".join(text(iter(notes), articles, ExportOptions())))
    options = ExportOptions(grouped=False, links=False, color_words=True, several=True)
    golden("several.document.txt", "".join(text(iter(NOTES), articles, options)))


def test_the_text_of_a_preview_does_not_wait_for_all_notes():
    asked = []

    def notes():
        for note in NOTES[:2]:
            asked.append(note)
            yield note

    pieces = text(notes(), articles, ExportOptions())
    assert any("small boats" in piece for piece in pieces)
    assert len(asked) == 1


@pytest.mark.parametrize("name", NAMES)
def test_the_same_notes_are_the_same_file_whose_head_names_the_article(name):
    data = written(name, NOTES[:-1])
    assert data == written(name, NOTES[:-1])
    assert BRIEFING.id.encode() in data[:8192]
    assert BRIEFING.id.encode() in written(name, NOTES[:1], links=False)[:8192]
    assert data != written(name, NOTES[:-2])


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_an_archive_has_no_time_of_day(name):
    with zipfile.ZipFile(io.BytesIO(written(name, NOTES))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        assert not [each for each in archive.namelist() if "humbnail" in each]


def test_a_word_document_has_headings_and_named_styles():
    file = word([NOTES[0], NOTE])
    found = [(each.style.name, each.text) for each in file.paragraphs]
    assert found[0] == ("Title", BRIEFING.title)
    assert found[1][0] == "Reader Source"
    assert ("Quote yellow", "closed to all but small boats since Monday") in found
    assert [name for name, _ in found if name.startswith("Heading")] == [
        "Heading 1",
        "Heading 2",
        "Heading 3",
    ]
    assert ("Heading 3", "Mine") in found
    assert ("Quote blue", "a quote") in found
    assert ("Reader Note Quote", "someone said") in found
    assert ("Reader Code", "a  b\n\tc") in found
    assert found[-1] == ("Reader Source", COUNTED)
    assert found[-2] == ("Reader Facts", "#to do · #a b · blue (fact) · 2024-05-24 · passage")
    assert file.styles["Quote blue"].base_style.name == "Quote"
    note = next(each for each in file.paragraphs if each.text.startswith("Since"))
    assert note.text.endswith("code <b>.\nNext line.")
    looks = {run.text: (run.bold, run.italic, run.font.strike) for run in note.runs}
    assert looks["when"] == (None, True, None)
    assert looks["why "] == (True, None, None)
    assert looks["not"] == (True, True, None)
    assert looks["line"] == (None, None, True)
    assert [run.style.name for run in note.runs if run.text == "code <b>"] == ["Reader Code Text"]
    assert [(link.text, link.url) for link in note.hyperlinks] == [
        ("the office", "https://example.org/a?b=c")
    ]
    assert [link.url for link in file.paragraphs[-2].hyperlinks] == [f"reader://note/{NOTE.id}"]


def test_lists_of_a_word_document_count_anew():
    file = word([NOTE, NOTE])
    numbering = file.part.numbering_part.element
    items = [each for each in file.paragraphs if each.style.name == "Reader List"]
    assert [each.text for each in items[:5]] == ["office", "boats", "and wait", "three", "four"]
    numbers = [each._p.pPr.numPr for each in items]
    assert [each is not None for each in numbers[:5]] == [True, True, False, True, True]
    assert [each.ilvl.val for each in numbers if each is not None][:4] == [0, 0, 1, 1]
    used = [each.numId.val for each in numbers if each is not None]
    assert len(set(used)) == 4
    starts = [num.xpath(".//w:startOverride/@w:val") for num in map(numbering.num_having_numId, used)]
    assert starts[2] == starts[3] == ["3"]


def test_the_properties_of_a_word_document():
    properties = word(NOTES[:-1]).core_properties
    assert properties.title == BRIEFING.title
    assert properties.language == "en"
    assert properties.identifier == f"reader://article/{BRIEFING.id}"
    assert properties.created.isoformat() == "2024-05-24T09:15:00+00:00"
    assert word(NOTES, several=True).core_properties.title == "Notes on several articles"


def test_an_open_document_has_headings_and_named_styles():
    root = open_document([NOTES[0], NOTE])
    headings = [
        (each.get(ODF % ("text", "outline-level")), "".join(each.itertext()))
        for each in root.iter(ODF % ("text", "h"))
    ]
    assert headings == [("1", "A"), ("2", "B"), ("3", "Mine")]
    automatic = {
        each.get(ODF % ("style", "name")): each.get(ODF % ("style", "parent-style-name"))
        for each in root.iter(ODF % ("style", "style"))
    }
    names = [each.get(ODF % ("text", "style-name")) for each in root.iter(ODF % ("text", "p"))]
    names = [automatic.get(name, name) for name in names]
    assert names[0] == "Title"
    assert {"Reader_20_Source", "Quote_20_yellow", "Quote_20_blue", "Reader_20_Note", "Reader_20_List"} < set(
        names
    )
    assert names[-2:] == ["Reader_20_Facts", "Reader_20_Source"]
    outer, inner = root.iter(ODF % ("text", "list"))
    assert inner.getparent().getparent() is outer
    assert [each.get(ODF % ("text", "start-value")) for each in inner] == ["3", None]
    assert [len(each) for each in outer] == [1, 3]
    links = [each.get("{http://www.w3.org/1999/xlink}href") for each in root.iter(ODF % ("text", "a"))]
    assert "https://example.org/a?b=c" in links
    assert links[-1] == f"reader://note/{NOTE.id}"


def test_odfdo_reads_an_open_document(tmp_path):
    path = tmp_path / "notes.odt"
    path.write_bytes(written("odt", [*NOTES[:-1], NOTE]))
    file = odfdo.Document(path)
    assert file.get_type() == "text"
    assert file.meta.title == BRIEFING.title
    assert file.get_style("paragraph", display_name="Quote blue").parent_style == "Quote"
    assert "a  b\n\tc" in [each.inner_text for each in file.body.get_paragraphs()]
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_the_pages_of_a_pdf():
    data = written("pdf", [*NOTES[:-1], NOTE])
    words = pdf_text(data)
    for each in (BRIEFING.title, "small boats", "a quote", "Since when", "3.", "three", "code <b>", "1 / 2"):
        assert each in words
    links = pdf_links(data)
    assert f"reader://note/{NOTE.id}".encode() in links
    assert b"https://example.org/a?b=c" in links
    assert b"reader://" not in b"".join(pdf_links(written("pdf", [NOTE], links=False)))
    with pypdfium2.PdfDocument(data) as pdf:
        about = pdf.get_metadata_dict()
        assert (about["Title"], about["CreationDate"]) == (BRIEFING.title, "D:20240524091500Z")
        assert len(pdf) == 2
    # Every letter is in the file.
    assert data.count(b"/FontFile") == data.count(b"/FontDescriptor\n") > 0


def test_a_short_note_is_on_one_page_and_nothing_is_lost_or_doubled():
    notes = [
        make_note(number, f"begin{number} " + "word " * 60, f"middle{number} " * 40 + f"end{number}", ("S",))
        for number in range(30)
    ]
    data = written("pdf", notes)
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert len(pages) > 5
    for number in range(30):
        [first] = [page for page in pages if f"begin{number} " in page]
        assert first.count(f"middle{number} ") + first.count(f"middle{number}\r\n") == 40
        assert re.search(rf"\bend{number}\b", first)
    assert sorted(pdf_links(data)) == sorted(
        [f"reader://note/{note.id}".encode() for note in notes] + [f"reader://article/{BRIEFING.id}".encode()]
    )
    assert [f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)


def test_where_pages_begin():
    def broken(*chains: int) -> list[tuple[float, float]]:
        lines = []
        for chain, count in enumerate(chains):
            for number in range(count):
                top = float(len(lines) * 10)
                lines.append(Line(top, top + 10, chain, number == 0 or 2 <= number <= count - 2))
        return list(page_breaks(lines, 100))

    assert broken() == []
    assert broken(3, 3) == [(0, 60)]
    assert broken(4, 4, 4) == [(0, 80), (80, 120)]  # a short one is whole
    assert broken(4, 9) == [(0, 100), (100, 130)]  # a long one begins where it may
    assert broken(11) == [(0, 90), (90, 110)]  # no line alone on a page
    for pages in (broken(40), broken(7, 30, 2), broken(1, 1, 25)):
        assert all(before[1] == after[0] for before, after in pairwise(pages))
        assert all(bottom - top <= 100 for top, bottom in pages)


@pytest.mark.parametrize("name", NAMES)
def test_whatever_stands_in_a_note(name):
    notes = []
    for number, each in enumerate(
        (*HOSTILE, "\x00\x1b[31m\x9b\ufffe\uffff\ud800 z", "[x](reader://note/\x00)")
    ):
        notes.append(make_note(number, each or "q", each, (each, "b"), tags=(each, "a\nb", "")))
    several = written(name, [*notes, NOTES[-1]], several=True)
    assert several
    data = written(name, notes)
    if name == "pdf":
        assert "alert(1)" in pdf_text(data)
    elif name == "odt":
        assert odfdo.Document(io.BytesIO(data)).get_formatted_text()
    else:
        assert any("<script>" in each.text for each in docx.Document(io.BytesIO(data)).paragraphs)
    assert written(name, [])
    assert written(name, [], several=True)


def test_paragraphs_that_run_from_right_to_left():
    hebrew = make_note(1, "שלום עולם", "הערה **חשובה** word\n\n- אחת", ("פרק",), tags=("תג",))
    kinds = {each.kind: each.is_rtl for each in document([hebrew], articles, ExportOptions()).paragraphs}
    assert kinds == {
        "title": False,
        "source": False,
        "heading": True,
        "quote": True,
        "note": True,
        "facts": True,
    }
    file = word([hebrew])
    quote = next(each for each in file.paragraphs if each.style.name == "Quote yellow")
    assert quote._p.xpath("./w:pPr/w:bidi")
    assert quote._p.xpath("./w:r/w:rPr/w:rtl")
    layouts = open_document([hebrew]).iter(ODF % ("style", "paragraph-properties"))
    assert "rl-tb" in [each.get(ODF % ("style", "writing-mode")) for each in layouts]


def test_without_an_application_or_a_display(tmp_path):
    """As the command does it, in a process of its own."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from export_samples import NOTES, articles\n"
        "from reader.exporting.registry import ExportOptions, by_name\n"
        "data = b''.join(by_name('pdf').export(iter(NOTES), articles, ExportOptions(several=True)))\n"
        "assert 'PySide6.QtWidgets' not in sys.modules\n"
        "sys.stdout.buffer.write(data)\n"
    )
    here = Path(__file__).parent
    run = subprocess.run(
        [sys.executable, "-c", code, str(here), str(here.parent.parent)],
        capture_output=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C"},
    )
    assert run.stderr == b""
    assert "A pasted text" in pdf_text(run.stdout)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_both_as_they_are_meant(tmp_path):
    notes = [*NOTES[:-1], NOTE]
    for name in ("docx", "odt"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"notes.{name}").write_bytes(written(name, notes))
        command = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
        command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path / name]
        subprocess.run([*command, tmp_path / name / f"notes.{name}"], capture_output=True, check=True)
    results = [(tmp_path / name / "notes.txt").read_text("utf-8-sig") for name in ("docx", "odt")]
    for result in results:
        lines = [line.strip() for line in result.splitlines()]
        assert lines[0] == BRIEFING.title
        assert "#to do · #a b · blue (fact) · 2024-05-24 · passage" in lines
        assert [line for line in lines if line.endswith(("three", "four"))] == ["3. three", "4. four"]


@pytest.mark.parametrize("name", NAMES)
def test_a_note_of_many_lines_takes_time_by_its_length(name):
    note = make_note(1, "a quote", "long body with words | and `ticks`\n" * 2_500, ("A",))
    before = time.process_time()
    written(name, [note])
    assert time.process_time() - before < 8  # half a second; minutes where each line looks at all before


def test_spaces_of_a_note_are_all_in_an_odt():
    body = "`  two  three ` and x`  `y\n\n    code  \n    \tend"
    note = make_note(1, "  a  quote ", body, ("A",))
    paragraphs = odfdo.Document(io.BytesIO(written("odt", [note]))).body.paragraphs
    texts = [paragraph.inner_text for paragraph in paragraphs]
    assert " two  three and x  y" in texts
    assert "code  \n\tend" in texts


def test_no_letters_of_a_pdf_are_one_to_who_looks_for_them():
    note = make_note(1, "the first official flight", "an offer, `fi`", ("A",))
    # The tables of what each shape is; some readers of a PDF take a ligature apart, others do not.
    tables = b"".join(re.findall(rb"begincmap.*?endcmap", written("pdf", [note]), re.DOTALL)).lower()
    assert b"<0066>" in tables  # f
    assert not re.search(rb"<fb0[0-4]>", tables)
