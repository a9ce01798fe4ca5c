"""Bytes become text: marks, UTF-8, old encodings, what is no text at all, and what is cleaned away."""

import codecs
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from old_texts import samples

from reader.errors import ReaderError
from reader.importing.encoding.cleaning import MARKS, clean
from reader.importing.encoding.decoding import decode

TEXT = "Straße, été, Жук, 大橋 – “good” 👍.\n"


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_what_says_its_encoding_needs_no_word(mark: bytes, name: str) -> None:
    decoded = decode(mark + TEXT.encode(name))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (TEXT, "", ())


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(name: str) -> None:
    text = "A text of some words, with an é in it."
    assert decode(text.encode(name)).text == text
    assert decode(text.encode(name)).encoding == name


def test_old_encodings_come_out_whole() -> None:
    wrong = []
    all_samples = samples()
    for name, encoding, text in all_samples:
        decoded = decode(text.encode(encoding))
        if decoded.text != text:
            wrong.append((name, encoding, decoded.encoding))
        assert decoded.encoding
    assert len(wrong) <= len(all_samples) * 0.05, wrong
    assert len({encoding for _, encoding, _ in all_samples}) >= 40


def test_english_with_quotes_is_not_taken_for_a_macintoshs() -> None:
    for text in ("“Quoted”", "It’s £5 – and €6.", "He said “yes” — and left…", "© 2004 by the author"):
        assert decode(text.encode("cp1252")).text == text


def test_a_long_text_takes_no_longer_to_detect() -> None:
    data = ("Le troisième été fut très sec.\n" * 100_000).encode("cp1252")
    started = time.process_time()
    assert decode(b"x" * 5_000_000 + b"\n" + data).encoding == "cp1252"
    assert time.process_time() - started < 3


class TestNamed:
    def test_it_is_taken_at_its_word(self) -> None:
        assert decode("Žluťoučký".encode("cp852"), "CP852").text == "Žluťoučký"
        assert decode("été".encode(), "cp1252").text == "Ã©tÃ©"
        assert decode(codecs.BOM_UTF8 + b"x", "utf-8").text == "x"

    def test_latin_1_is_what_browsers_take_it_for(self) -> None:
        assert decode("“é”".encode("cp1252"), "latin-1").text == "“é”"
        assert decode(b"\x81\xe9", "latin-1").text == "é"

    @pytest.mark.parametrize(
        "name", ["klingon", "rot13", "base64", "idna", "punycode", "unicode_escape", "a\0b", "x" * 999]
    )
    def test_a_name_of_none(self, name: str) -> None:
        with pytest.raises(ReaderError, match="unknown encoding") as caught:
            decode(b"text", name)
        assert "--encoding" in caught.value.remedy

    def test_bytes_that_do_not_fit(self) -> None:
        with pytest.raises(ReaderError, match="byte 3 does not fit"):
            decode(b"abc\xff", "utf-8")
        with pytest.raises(ReaderError, match="does not fit"):
            decode(b"abc", "utf-16")


class TestBroken:
    def test_utf_8_with_a_few_bad_bytes_is_still_utf_8(self) -> None:
        decoded = decode("été ".encode() * 30 + b"\xff\n")
        assert decoded.text.endswith("été \ufffd\n")
        assert decoded.encoding == ""
        assert "1 place" in decoded.warnings[0]

    def test_utf_16_that_is_cut_off(self) -> None:
        decoded = decode(codecs.BOM_UTF16_LE + "text".encode("utf-16-le") + b"x")
        assert decoded.text == "text\ufffd"
        assert decoded.warnings


class TestBinary:
    @pytest.mark.parametrize(
        "data",
        [
            bytes(range(256)) * 20,
            b"\x00" * 1000,
            b"MZ\x90\x00\x03\x00\x00\x00" * 50,
            b"\xca\xfe\x00\x01\x02\x03\x04\x05abc" * 50,
            b"%PDF-1.4 and so on",
            b"\x89PNG\r\n\x1a\n" + bytes(100),
            b"SQLite format 3\x00",
        ],
    )
    def test_is_no_text(self, data: bytes) -> None:
        with pytest.raises(ReaderError, match="not text"):
            decode(data)

    def test_a_text_with_a_nul_is(self) -> None:
        decoded = decode(b"Some\x00 words of a text.\x1a")
        assert decoded.text == "Some words of a text."
        assert decoded.warnings == ("2 control characters left out",)


class TestCleaning:
    def test_line_ends(self) -> None:
        assert (
            clean("a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029i\r\r\nj")[0] == "a\nb\nc\nd\ne\nf\ng\nh\n\ni\n\nj"
        )

    def test_what_goes_and_what_stays(self) -> None:
        text, warnings = clean("a\x00\x1b[1m\x7f\x9b\ufffe\uffffb\tc\ufeff\u200bd\u00ade\u202ef")
        assert text == "a[1mb\tc\u200bd\u00ade\u202ef"
        assert warnings == ("6 control characters left out",)

    def test_nfc(self) -> None:
        assert clean("e\u0301")[0] == "é"

    @pytest.mark.parametrize("mark", ["\u0301", "\u0323\u0301", "\u0f73", "\u0344", "\u20dd"])
    def test_a_run_of_marks_is_cut_and_said_and_takes_no_time(self, mark: str) -> None:
        started = time.process_time()
        text, warnings = clean("a" + mark * 500_000 + "b")
        assert time.process_time() - started < 10
        assert len(unicodedata.normalize("NFD", text)) <= 2 * MARKS + 2
        assert text[-1] == "b"
        assert "combining marks" in warnings[0]

    def test_as_many_marks_as_a_script_needs_stay(self) -> None:
        text = "נִקּוּד ก็ a\u0301\u0323\u0300"
        assert clean(text)[0] == unicodedata.normalize("NFC", text)
        assert clean("👍🏽‍🔬 !?…–—" * 50)[1] == ()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "cp1252", "utf-16", "shift_jis", "latin-1"]))
def test_any_bytes_are_text_or_are_refused(data: bytes, encoding: str) -> None:
    try:
        text = decode(data, encoding).text
    except ReaderError:
        return
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_utf_8_is_kept_as_it_is(text: str) -> None:
    decoded = decode(text.encode("utf-8", "replace") + b" some words of ASCII to make it a text")
    assert decoded.encoding == ""
    kept = clean(text.encode("utf-8", "replace").decode())[0]
    assert decoded.text.startswith(kept.rstrip("\n"))
