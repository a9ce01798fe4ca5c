"""The words before a command, errors, exit codes, the two streams."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import reader.app as reader_app
from reader import __version__
from reader.commands.table import COMMANDS

ROOT = Path(__file__).parent.parent.parent


def run(*words, **options):
    """Run `python -m reader` in a process of its own."""
    environment = {**os.environ, **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=60,
        **options,
    )


def test_version_and_help(reader):
    assert reader("--version") == (0, f"reader {__version__}\n", "")
    for flag in ("--help", "-h"):
        result = reader(flag)
        assert result.code == 0
        assert "examples:" in result.out
        assert all(f"  {command.name} " in result.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_examples(reader, command, home):
    result = reader(command.name, "--help")
    assert result.code == 0
    assert f"reader {command.name}" in result.out
    assert command.examples[0] in result.out
    assert not home.exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["lst"], "did you mean `reader list`?"),
        (["qqqq"], "see `reader --help`"),
        (["--hom"], "no such option"),
        (["--home"], "name a folder"),
        (["--home=", "list"], "name a folder"),
        (["list", "--jsn"], "--jsn"),
        (["list", "--js"], "--js"),
        (["list", "extra"], "extra"),
        (["import"], "PATH"),
        (["show"], "ARTICLE"),
        (["note"], "ARTICLE"),
        (["note", "x"], "nothing to note"),
        (["note", "x", "--quote", "a", "--section", "b"], "not allowed with"),
        (["note", "x", "--body", "a", "--occurrence", "2"], "--occurrence goes with --quote"),
        (["note", "x", "--quote", "a", "--occurrence", "0"], "counts from 1"),
        (["note", "x", "--quote", "a", "--occurrence", "b"], "--occurrence"),
        (["note", "x", "--quote", " "], "--quote is empty"),
        (["note", "x", "--section", ""], "--section is empty"),
        (["note", "x", "--body", "a", "--tag", " "], "--tag is empty"),
        (["note", "x", "--body", "a", "--color", "red"], "no colour"),
        (["note", "x", "--body", "-x"], "--body"),
        (["notes", "--since", "tomorrow"], "no date"),
        (["export"], "--format"),
        (["export", "--format", "word"], "markdown"),
        (["export", "--format", "json", "-o", ""], "-o is empty"),
        (["search"], "QUERY"),
        (["search", "x", "--in", "books"], "neither articles nor notes"),
        (["search", "x", "--limit", "0"], "no number from 1"),
        (["delete"], "ID"),
        (["restore"], "--from"),
        (["restore", "abcd", "--from", "x"], "either"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(reader, words, message, home, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = reader(*words)
    assert result.code == 2
    assert result.out == ""
    assert message in result.err
    assert re.fullmatch(r"reader: [^\n]+\n", result.err)
    assert not home.exists()


def test_home_stands_before_or_after_the_command(reader, briefing, tmp_path, home):
    for number, words in enumerate((["--home", "{}", "import"], ["import", "--home={}"])):
        other = tmp_path / f"other{number}"
        assert reader(*(word.format(other) for word in words), briefing).code == 0
        assert (other / "library.sqlite3").exists()
        assert len(reader("list", "--home", other, "--json").json) == 1
    assert reader("list", "--json").json == []
    assert not home.exists()


def test_a_relative_home(reader, briefing, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert reader("--home", "here", "import", "briefing.md").code == 0
    assert (tmp_path / "here" / "library.sqlite3").exists()


def test_all_else_opens_the_window(reader, home, tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(reader_app, "start", lambda *given: started.append(given) or 0)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list").write_text("x")
    assert reader().code == 0
    assert reader("./list", "b.txt").code == 0
    assert reader("--", "list").code == 0
    assert reader("b.txt", "list", "--home", tmp_path / "other").code == 0
    assert reader("reader://note/0192bbbb-0000-7000-8000-000000000001").code == 0
    assert reader("file:///tmp/a%20b%25.md", "file://localhost/c").code == 0
    assert started == [
        (home, [], None),
        (home, ["./list", "b.txt"], None),
        (home, ["list"], None),
        (tmp_path / "other", ["b.txt", "list"], None),
        (home, ["reader://note/0192bbbb-0000-7000-8000-000000000001"], None),
        (home, ["/tmp/a b%.md", "/c"], None),
    ]


def test_a_search_takes_all_words_that_follow(reader, home, tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(reader_app, "start", lambda *given: started.append(given) or 0)
    assert reader("--search").code == 0
    assert reader("a.txt", "--search", "land", "-boats", "list", "--home", tmp_path / "other").code == 0
    assert reader("--search=land crossings").code == 0
    assert started == [
        (home, [], ""),
        (tmp_path / "other", ["a.txt"], "land -boats list"),
        (home, [], "land crossings"),
    ]


@pytest.mark.parametrize("address", ["file://elsewhere/a.txt", "file:/%00"])
def test_an_address_that_is_no_file_here_is_refused(reader, monkeypatch, address):
    monkeypatch.setattr(reader_app, "start", lambda *_: pytest.fail("opened"))
    result = reader(address)
    assert result.code == 1
    assert address in result.err


@pytest.mark.parametrize(
    "link", ["reader://evil/x", "reader:note", "reader://note/1/../2", "reader://note/\x1b"]
)
def test_any_other_link_is_refused(reader, home, monkeypatch, link):
    monkeypatch.setattr(reader_app, "start", lambda *_: pytest.fail("opened"))
    result = reader(link)
    assert result.code == 1
    assert re.fullmatch(r"reader: [ -~]+\n", result.err)
    assert not home.exists()


def test_a_bug_is_one_line_and_the_log_has_it(reader, home, article, monkeypatch):
    def explode(*_, **__):
        raise ZeroDivisionError("a\nb\x1b[2J")

    monkeypatch.setattr("reader.library.library.Library.article_rows", explode)
    result = reader("list")
    assert result.code == 1
    log = home / "logs" / "reader.log"
    assert result.err == (
        f"reader: this should not happen (ZeroDivisionError: a\\x0ab\\x1b[2J); {log} has the details\n"
    )
    assert "Traceback" in log.read_text()
    assert "explode" in log.read_text()


def test_a_bug_without_a_home_makes_none(reader, home, monkeypatch):
    def explode(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("reader.commands.cli.run", explode)
    result = reader("list")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("reader: this should not happen (ZeroDivisionError")
    assert not home.exists()


def test_ctrl_c_is_quiet(reader, monkeypatch, article):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.library.library.Library.article_rows", interrupt)
    assert reader("list") == (130, "", "")


def test_a_home_that_cannot_be_used(reader, home):
    home.write_text("x")
    for words in (["list"], ["import", "x.md"], ["show", "x"], ["note", "x", "--body", "y"]):
        result = reader(*words)
        assert (result.code, result.out) == (1, "")
        assert re.fullmatch(rf"reader: {re.escape(str(home))}[^\n]+\n", result.err)
    assert home.read_text() == "x"


def test_looking_makes_no_home(reader, home):
    assert reader("list") == (0, "", "")
    for words in (["list"], ["notes"], ["search", "x"], ["export", "--format", "json"]):
        assert reader(*words, *([] if words[0] == "export" else ["--json"])).json == []
    for words in (["show", "x"], ["note", "x", "--body", "y"], ["delete", "abcd"], ["restore", "abcd"]):
        assert reader(*words).code == 1
    assert not home.exists()


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1"])
def test_output_is_utf_8_whatever_the_locale(article, home, locale, reader):
    reader("note", article, "--body", "好 é “x”")
    environment = {"READER_HOME": str(home), "LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for words in (["notes"], ["notes", "--json"], ["export", "--format", "markdown"]):
        done = run(*words, env=environment)
        assert done.returncode == 0
        assert "好 é “x”" in done.stdout.decode()
    done = run("show", "好", env=environment)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("reader: ")


def test_whoever_stops_reading_is_no_error(article, home, reader):
    for _ in range(3):
        reader("note", article, "--body", "x" * 100_000)
    words = f"{sys.executable} -m reader --home {home}"
    for command in ("notes --json", "export --format text", "notes"):
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {words} {command} | head -c 10"],
            cwd=ROOT,
            capture_output=True,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, b""), command
    done = subprocess.run(["bash", "-c", f"{words} list >&-"], cwd=ROOT, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_import_goes_on_when_nobody_reads_its_lines(home, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.md").write_text(f"# Title {number}\n\nText {number}.\n")
    words = f"{sys.executable} -m reader --home {home}"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {words} import {folder} | head -n 1"],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(run("list", "--home", home).stdout.splitlines()) == 30


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_standard_output_is_one_line(article, home):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "--home", str(home), "list"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr == b"reader: standard output: this cannot be written to (No space left on device)\n"


def test_the_three_starts_are_one(home):
    for words in (["-m", "reader"], ["main.py"]):
        done = subprocess.run(
            [sys.executable, *words, "--version"], cwd=ROOT, capture_output=True, timeout=60
        )
        assert done.stdout == f"reader {__version__}\n".encode()


def test_what_follows_two_dashes_is_no_option(reader, article, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("-odd.txt").write_text("Oddities\n\nThey come with a dash.\n", encoding="utf-8")
    assert reader("search", "--json", "--", "-gate").json == []
    assert reader("search", "--limit", "3", "--", "--").out == ""
    assert reader("import", "--", "-odd.txt").lines[0][1] == "Oddities"
    assert reader("show", "--", "-odd.txt").out == "Oddities\n\nThey come with a dash.\n"


@pytest.mark.parametrize("words", [("import", "-"), ("note", "locks", "--body", "-")])
def test_a_standard_input_that_cannot_be_read_is_one_line(article, home, words):
    code = (
        "import sys; from reader.__main__ import main; sys.stdin = None; "
        f"sys.exit(main({['--home', str(home), *words]!r}))"
    )
    closed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60)
    assert (closed.returncode, closed.stderr) == (1, b"reader: standard input: it is closed\n")
    with Path("/dev/zero").open("rb") as endless:
        result = run("--home", home, *words, stdin=endless)
    assert (result.returncode, result.stdout) == (1, b"")
    assert result.stderr == b"reader: standard input: it is larger than 16 MB; split it into parts\n"
