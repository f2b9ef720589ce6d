"""`annotate --review` on a real terminal: each key does what docs/annotate.md says, and Ctrl+C saves what was decided."""

import os
import pathlib
import pty
import select
import sys
import time

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
HEAD = "---\ntitle: A\ndate: 2023-05-06\nlang: en\n---\n"
BODY = (
    "The mayor, Ada Example, said that the ferry would stay.\n\n"
    "“The pier is safe,” she said.\n\n"
    "“It was not,” said Bo Sample, a pilot.\n"
)


def article(body):
    """A site with one article."""
    file = ROOT / "content/articles/a.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    (ROOT / "guillemet.toml").write_text('title = "T"\nbase_url = "https://example.org"\n')
    file.write_text(HEAD + body)
    return file


def review(keys):
    """Runs the review, answers each question with the next key, and gives what was shown."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(PROGRAM, [PROGRAM, "annotate", "--review", "--root", str(ROOT)])
    shown, asked, end = "", 0, time.monotonic() + 30
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            shown += os.read(terminal, 65536).decode(errors="replace")
        except OSError:
            break
        questions = shown.count("quit and save: ") + shown.count("empty to go back): ")
        if questions > asked and asked < len(keys):
            os.write(terminal, keys[asked].encode())
            asked += 1
    os.close(terminal)
    os.waitpid(child, 0)
    return shown


def check(keys, expected):
    """What the article holds after these keys."""
    file = article(BODY)
    shown = review(keys)
    found = file.read_text().removeprefix(HEAD)
    assert found == expected, f"{keys}: {found}\n{shown}"


FIRST = BODY.replace("the ferry would stay", "[the ferry would stay]{@ada-example}")
check(["y", "n", "n"], FIRST)
check(["y", "q"], FIRST)
check(["y", "\x03"], FIRST)
check(["y", "u", "n", "n", "n"], BODY)
check(["c", "Cy Other\r", "q"], BODY.replace("the ferry would stay", "[the ferry would stay]{@cy-other}"))
check(["c", "\r", "z", "\x1b"], BODY)
check(["y", "y", "\r"], FIRST.replace("safe,”", "safe,”{@ada-example}").replace("not,”", "not,”{@bo-sample}"))
print("every key of the review does what it says")
