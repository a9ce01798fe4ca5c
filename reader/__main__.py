"""One start for everything: a sub-command goes to `commands`, all else to `app`, each imported only then."""

from __future__ import annotations

import os
import sys

from reader.bundled import resources
from reader.commands.output import Output, say
from reader.commands.table import UsageError, find, home_folder, overview, suggestion
from reader.domain.printable import printable
from reader.errors import ReaderError
from reader.translation import languages, tr, use


def main(argv: list[str] | None = None) -> int:
    """Run Reader with `argv` (the command line's words if None) and return the exit code."""
    words = sys.argv[1:] if argv is None else list(argv)
    use(languages(os.environ), resources() / "locale")
    start = _Start()
    try:
        return start.run(words)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0  # whoever read the output has enough of it
    except UsageError as error:
        say(printable(str(error)))
        return 2
    except ReaderError as error:
        say(printable(str(error)))
        return 1
    except Exception as error:
        say(_logged(error, start.home))
        return 1


class _Start:
    """Reads the words before the command; keeps the home that they name, for the log too."""

    home: str | None = None

    def run(self, words: list[str]) -> int:
        files: list[str] = []
        words = self._without_home(words)
        for place, word in enumerate(words):
            if word == "--":
                files += words[place + 1 :]
                break
            if word == "--search" or word.startswith("--search="):
                # All that follows is searched for: `-without` is a word of a search too.
                asked = [word.partition("=")[2], *words[place + 1 :]]
                return self._open_window(files, search=" ".join(filter(None, asked)))
            if word in ("-h", "--help"):
                return _print(overview())
            if word == "--version":
                from reader import __version__

                return _print(f"reader {__version__}\n")
            if word.startswith("-"):
                raise UsageError(tr("{word}: there is no such option; see `reader --help`", word=word))
            if not files and (command := find(word)):
                from reader.commands.cli import run

                return run(command, words[place + 1 :], home_folder(self.home))
            files.append(word)
        return self._open_window(files)

    def _without_home(self, words: list[str]) -> list[str]:
        """Take `--home DIR`, which may stand anywhere before `--`, out of `words`."""
        rest: list[str] = []
        left = iter(words)
        for word in left:
            if word == "--":
                return [*rest, word, *left]
            if word == "--home":
                self.home = next(left, "")
            elif word.startswith("--home="):
                self.home = word.removeprefix("--home=")
            else:
                rest.append(word)
        return rest

    def _open_window(self, words: list[str], search: str | None = None) -> int:
        arguments = [_argument(word) for word in words]
        folder = home_folder(self.home)
        from reader.app import start

        return start(folder, arguments, search)


def _print(text: str) -> int:
    out = Output()
    out.write(text)
    out.flush()
    return 0


def _argument(word: str) -> str:
    """Return a link as it is, a file's address as its path, a path as it is; ReaderError for what is none."""
    if word.startswith("reader:"):
        from reader.domain.links import parse

        parse(word)
    elif word.startswith("file:/"):
        from reader.domain.file_addresses import path_of

        return path_of(word)
    else:
        _check_no_command(word)
    return word


def _check_no_command(word: str) -> None:
    """UsageError if `word` looks like a command and names no file."""
    if os.path.basename(word) == word and not set(word) & {".", ":"} and not os.path.lexists(word):
        meant = suggestion(word)
        remedy = (
            tr("did you mean {command}?", command=f"`reader {meant}`") if meant else tr("see `reader --help`")
        )
        raise UsageError(f"{word}: {tr('there is no such file or command')}; {remedy}")


def _logged(error: Exception, home: str | None) -> str:
    """Write a bug of ours into the log of the home, if there is one, and return the line that says so."""
    from reader.home import Home

    what = printable(tr("this should not happen ({error})", error=f"{type(error).__name__}: {error}"))
    try:
        home_of_log = Home(home_folder(home))
        if not home_of_log.folder.is_dir():
            return what
        import traceback
        from datetime import datetime

        home_of_log.logs.mkdir(exist_ok=True)
        path = home_of_log.logs / "reader.log"
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now().astimezone().isoformat()}\n")
            traceback.print_exception(error, file=log)
    except (OSError, UsageError):
        return what
    return tr("{what}; {path} has the details", what=what, path=printable(str(path)))


if __name__ == "__main__":
    raise SystemExit(main())
