"""`python -m danube.locale`: draw the template from code and catalogue, and bring every language in line.

`--missing` prints the untranslated messages as JSON, ready to be filled in; `--fill FILE` puts them in.
Exit status: 0 all well, 1 a translation was refused, 2 unreadable input.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from danube.locale import messages
from danube.settings import ROOT


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; prints what was done."""
    parser = argparse.ArgumentParser(prog="python -m danube.locale", description=__doc__)
    parser.add_argument("--language", default="de", choices=messages.TRANSLATED)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--missing", action="store_true", help="print untranslated messages as JSON")
    what.add_argument("--fill", type=Path, metavar="FILE", help="JSON of {message: translation}")
    chosen = parser.parse_args(arguments)
    if chosen.missing:
        print(json.dumps(messages.missing(messages.updated(chosen.language)), ensure_ascii=False, indent=1))
        return 0
    return _fill(chosen.language, chosen.fill) if chosen.fill else _renew()


def _renew() -> int:
    for path in messages.renew():
        print(path.relative_to(ROOT))
    return 0


def _fill(language: str, path: Path) -> int:
    try:
        texts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"{path}: {error}; expected a JSON object of {{message: translation}}", file=sys.stderr)
        return 2
    if not isinstance(texts, dict):
        print(f"{path}: expected a JSON object of {{message: translation}}", file=sys.stderr)
        return 2
    words = messages.updated(language)
    refused = messages.filled(words, texts)
    messages.written(words, messages.po_file(language))
    print(
        "\n".join([*refused, f"{len(texts) - len(refused)} in place, {len(messages.missing(words))} missing"])
    )
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
