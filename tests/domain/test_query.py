from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.searching.query import MOST_TERMS, Field, Query, Term, parse, while_typing


def word(value: str, **more: bool) -> tuple[Term, ...]:
    return (Term(value, **more),)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", []),
        ("  \t ", []),
        ("gaza", [word("gaza")]),
        ("gaza talks", [word("gaza"), word("talks")]),
        ('"court order" gaza', [word("court order"), word("gaza")]),
        ("“court order”", [word("court order")]),
        ("cease*", [word("cease", prefix=True)]),
        ('"court ord"*', [word("court ord", prefix=True)]),
        ("-gaza", [word("gaza", negated=True)]),
        ('talks -"court order"', [word("talks"), word("court order", negated=True)]),
        ("cease-fire", [word("cease-fire")]),
        ("gaza OR rafah", [(Term("gaza"), Term("rafah"))]),
        ("talks gaza OR rafah OR hague", [word("talks"), (Term("gaza"), Term("rafah"), Term("hague"))]),
        ("gaza or rafah", [word("gaza"), word("or"), word("rafah")]),
        ("停火", [word("停火")]),
        ("停火*", [word("停火", prefix=True)]),
    ],
)
def test_words(text: str, clauses: list[tuple[Term, ...]]) -> None:
    assert parse(text) == Query(tuple(clauses))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("tag:law", Term("law", Field.TAG)),
        ("TAG:law", Term("law", Field.TAG)),
        ('tag:"human rights"', Term("human rights", Field.TAG)),
        ("-tag:law", Term("law", Field.TAG, negated=True)),
        ("color:blue", Term("blue", Field.COLOR)),
        ("color:Question", Term("pink", Field.COLOR)),
        ("section:method", Term("method", Field.SECTION)),
        ("title:rafah", Term("rafah", Field.TITLE)),
        ("title:raf*", Term("raf", Field.TITLE, prefix=True)),
        ("source:/home/a/b.txt", Term("/home/a/b.txt", Field.SOURCE)),
        ("before:2024-04-01", Term("2024-04-01", Field.BEFORE)),
        ("after:2024-04", Term("2024-04", Field.AFTER)),
        ("after:2024", Term("2024", Field.AFTER)),
        ("has:note", Term("note", Field.HAS)),
        ("-has:notes", Term("note", Field.HAS, negated=True)),
        ('title:"rafah', Term("rafah", Field.TITLE)),  # its end is still to be typed
        ('-"rafah', Term("rafah", negated=True)),
    ],
)
def test_filters(text: str, term: Term) -> None:
    assert parse(text) == Query(((term,),))


def test_filters_join_with_words_and_or() -> None:
    assert parse("talks tag:law OR color:pink") == Query(
        ((Term("talks"),), (Term("law", Field.TAG), Term("pink", Field.COLOR)))
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('"court order', ["court", "order"]),
        ('court"', ["court"]),
        ("OR", ["OR"]),
        ("OR gaza", ["OR", "gaza"]),
        ("gaza OR", ["gaza", "OR"]),
        ("tag:", ["tag:"]),
        ("tag: law", ["tag:", "law"]),
        ("color:purple", ["color:purple"]),
        ("before:yesterday", ["before:yesterday"]),
        ("before:2024-13-01", ["before:2024-13-01"]),
        ("has:legs", ["has:legs"]),
        ("https://example.org/a", ["https://example.org/a"]),
        ('- * & "" -"" () \x00', []),
        ("(gaza AND rafah)", ["(gaza", "AND", "rafah)"]),
        ("ga\x00za \ud800", ["ga", "za"]),
    ],
)
def test_what_is_malformed_is_read_as_words(text: str, values: list[str]) -> None:
    query = parse(text)
    assert [term.value for term in query.words] == values
    assert len(query.clauses) == len(values)


def test_words_of_two_forms_are_one() -> None:
    assert parse("e\u0301te\u0301") == parse("\u00e9t\u00e9")


def test_words_leave_out_filters_and_what_must_not_be_found() -> None:
    assert parse("gaza -rafah tag:law title:talks").words == (Term("gaza"),)


def test_a_pasted_page_is_cut() -> None:
    assert len(parse("word " * 100_000).clauses) == MOST_TERMS


@given(
    st.lists(
        st.sampled_from(['"', "-", "*", ":", "OR", "tag", "before", " ", "a", "é", "停", "2024", "\x00"])
    )
)
@settings(deadline=None, max_examples=200)
def test_nothing_is_an_error(parts: list[str]) -> None:
    for clause in parse("".join(parts)).clauses:
        assert clause
        assert all(any(map(str.isalnum, term.value)) for term in clause)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("brief", "brief*"),
        ("court ord", "court ord*"),
        ("or", "or"),
        ("court OR", "court OR"),
        ('"a phrase', '"a phrase'),
        ('"a phrase"', '"a phrase"'),
        ("tag:dip", "tag:dip"),
        ("title:dip", "title:dip*"),
        ("brief*", "brief*"),
        ("brief ", "brief "),
        ("", ""),
    ],
)
def test_while_one_types_the_last_word_is_a_beginning(typed: str, meant: str) -> None:
    assert while_typing(typed) == meant
