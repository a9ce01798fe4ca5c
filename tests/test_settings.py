from reader.settings import Settings

BY_HAND = """# my own remark
[page]
size = 20   
theme = dark

[keys]
note.add = N | Ctrl+M
"""  # noqa: W291


def test_values_have_the_type_of_their_default() -> None:
    settings = Settings("[page]\nsize = 20\nline_height = 1.4\nwide = no\nface = Georgia, Charter\n")
    assert settings.get("page", "size", 18) == 20
    assert settings.get("page", "line_height", 1.5) == 1.4
    assert settings.get("page", "wide", True) is False
    assert settings.get("page", "face", "") == "Georgia, Charter"
    assert settings.get("page", "absent", 7) == 7


def test_a_value_of_the_wrong_type_is_reported_and_the_default_holds() -> None:
    settings = Settings("[page]\nsize = huge\n")
    assert settings.get("page", "size", 18) == 18
    assert settings.get("page", "size", 18) == 18
    assert settings.problems == ["[page] size = huge"]


def test_a_broken_line_is_reported_with_its_number_and_the_rest_is_read() -> None:
    settings = Settings("[page]\nsize = 20\nwhat is this\n[keys]\nnote.add = X\n")
    assert settings.get("page", "size", 18) == 20
    assert settings.items("keys") == {"note.add": "X"}
    assert len(settings.problems) == 1
    assert settings.problems[0].startswith("line 3:")


def test_writing_keeps_comments_order_and_what_was_edited_meanwhile() -> None:
    settings = Settings(BY_HAND)
    settings.set("page", "size", 22)
    settings.set("window", "show_tree", False)
    edited_meanwhile = BY_HAND.replace("theme = dark", "theme = sepia")
    written = settings.merged(edited_meanwhile)
    assert "# my own remark" in written
    assert "theme = sepia" in written
    assert "size = 22" in written
    assert "note.add = N | Ctrl+M" in written
    assert Settings(written).get("window", "show_tree", True) is False
    assert not settings.is_changed


def test_none_takes_a_line_out() -> None:
    settings = Settings(BY_HAND)
    settings.set("page", "theme", None)
    assert "theme" not in settings.merged(BY_HAND)
    assert settings.get("page", "theme", "system") == "system"


def test_setting_what_already_holds_changes_nothing() -> None:
    settings = Settings(BY_HAND)
    settings.set("page", "size", 20)
    assert not settings.is_changed


def test_an_empty_file_takes_values() -> None:
    settings = Settings("")
    settings.set("page", "size", 21)
    assert Settings(settings.merged("")).get("page", "size", 18) == 21
