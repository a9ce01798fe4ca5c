"""What needs no parser reads as it would with one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.exporting import rendering
from reader.exporting.rendering import body_html, is_plain
from reader.exporting.templating.org_text import org_body

TEXT = st.text(st.sampled_from("aé好 ,.;:?()’“”…–—_1*"), min_size=1, max_size=12)


@settings(deadline=None, max_examples=200)
@given(TEXT)
def test_a_plain_line_is_the_same_with_the_parser(text):
    if is_plain(text):
        tokens = rendering._parser().parse(text)
        assert body_html(text) == rendering._parser().renderer.render(tokens, {}, {}).strip("\n")
        assert len(org_body(text)) == 1


def test_what_is_plain():
    assert is_plain("Since when? I wonder (really): “why”.")
    for text in ("1. x", "a *b*", "a_b_", "a\nb", " a", "a ", "a & b", "<b>", ""):
        assert not is_plain(text)
