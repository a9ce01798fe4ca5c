from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain import links
from reader.domain.ids import new_id
from reader.errors import ReaderError

ID = "01890a5d-ac96-774b-bcce-b302099a8057"


def test_the_three_forms() -> None:
    assert links.parse(f"reader://note/{ID}") == links.NoteLink(ID)
    assert links.parse(f"reader://article/{ID}") == links.ArticleLink(ID)
    section = links.parse(f"reader://section/{ID}/Talks%20%26%20rifts/A%2FB/%E4%BD%A0")
    assert section == links.SectionLink(ID, ("Talks & rifts", "A/B", "你"))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1), min_size=1, max_size=4))
def test_what_is_made_is_understood(titles: list[str]) -> None:
    identity = new_id()
    assert links.parse(links.section_link(identity, tuple(titles))) == links.SectionLink(
        identity, tuple(titles)
    )
    assert links.section_link(identity, tuple(titles)).isascii()
    assert links.parse(links.note_link(identity)) == links.NoteLink(identity)
    assert links.parse(links.article_link(identity)) == links.ArticleLink(identity)


def test_a_section_without_a_path_is_the_article() -> None:
    assert links.section_link(ID, ()) == links.article_link(ID)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "reader:",
        "reader://",
        "reader://note",
        "reader://note/",
        f"reader://note/{ID}/",
        f"reader://note/{ID}/x",
        f"reader://note/{ID}?x=1",
        f"reader://note/{ID}#x",
        f"reader://note/{ID} ",
        f" reader://note/{ID}",
        f"reader://note/{ID}\n",
        f"READER://note/{ID}",
        f"reader://Note/{ID}",
        f"reader:/note/{ID}",
        f"reader://note//{ID}",
        f"reader://note/{ID.upper()}",
        f"reader://note/{ID[:-1]}",
        "reader://note/../../etc/passwd",
        f"reader://article/{ID}/Title",
        f"reader://section/{ID}",
        f"reader://section/{ID}/",
        f"reader://section/{ID}//x",
        f"reader://section/{ID}/two words",
        f"reader://section/{ID}/%2",
        f"reader://section/{ID}/%zz",
        f"reader://section/{ID}/%ff",
        f"reader://section/{ID}/%00",
        f"reader://section/{ID}/%1b[31m",
        f"reader://section/{ID}/{'a' * 9000}",
        f"reader://delete/{ID}",
        f"http://note/{ID}",
    ],
)
def test_all_else_is_refused(address: str) -> None:
    with pytest.raises(ReaderError) as caught:
        links.parse(address)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250
