"""`python -m danube.exports`: papers into a folder, without a server.

    python -m danube.exports briefs DIR --lang de --address https://observatory.example
    python -m danube.exports briefs DIR --region AT13 --region SK01 --json

Without an address of the observatory the papers carry no code to follow. Exit status: 0 all well, 1 something
could not be made, 2 wrong usage or no figures. With `--json` the report is one JSON object on standard
output; progress and complaints go to standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from tqdm import tqdm

from danube import regions, store, texts
from danube.exports import batch, shelf
from danube.exports.shelf import Shelf
from danube.exports.typeset import TypesetError
from danube.store import StoreError, Warehouse


class Wrong(ValueError):  # noqa: N818 (reads as what happened)
    """What was asked for cannot be made: one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Makes the papers and returns the exit status."""
    chosen = parser().parse_args(arguments)
    try:
        report = made(chosen)
    except (Wrong, StoreError, OSError) as error:
        return _complain(chosen, str(error), 2)
    except TypesetError as error:
        return _complain(chosen, str(error), 1)
    except KeyboardInterrupt:
        return _complain(chosen, "Interrupted; what stands in the folder is whole.", 1)
    print(json.dumps(report, ensure_ascii=False) if chosen.json else _as_text(report))
    return 0


def parser() -> argparse.ArgumentParser:
    """The one command and its options."""
    root = argparse.ArgumentParser(prog="python -m danube.exports", description="Papers into a folder.")
    commands = root.add_subparsers(required=True, metavar="COMMAND", dest="command")
    one = commands.add_parser("briefs", help="a brief of two pages for every region")
    one.add_argument("folder", type=Path, metavar="DIR", help="where the files are written; made if need be")
    one.add_argument("--lang", choices=texts.LANGUAGES, default="en", help="default: %(default)s")
    one.add_argument("--region", action="append", metavar="CODE", help="only this one; may be repeated")
    one.add_argument("--version", type=int, metavar="N", help="figures as of this version")
    one.add_argument("--without-uploads", action="store_true", help="the publishers' figures alone")
    one.add_argument(
        "--address", default="", metavar="URL", help="where the observatory is reached, for the code"
    )
    one.add_argument("--json", action="store_true", help="print one JSON object")
    return root


def made(chosen: argparse.Namespace) -> dict[str, object]:
    """Writes the papers; says which, of which version."""
    codes = _codes(chosen.region)
    address = _address(chosen.address)
    warehouse = store.connect()
    try:
        figures = _figures(warehouse, chosen)
        texts.use(chosen.lang)
        chosen.folder.mkdir(parents=True, exist_ok=True)
        papers = batch.briefs(figures, codes, address=address)
        bar = tqdm(papers, total=len(codes), unit="brief", disable=None, leave=False, file=sys.stderr)
        files = [_written(chosen.folder, name, body) for name, body in bar]
    finally:
        warehouse.close()
    return {"version": figures.version, "folder": str(chosen.folder), "files": files}


def _figures(warehouse: Warehouse, chosen: argparse.Namespace) -> Shelf:
    newest = warehouse.latest()
    if not newest:
        raise Wrong("There are no figures yet; run `python -m etl build` first.")
    version = newest if chosen.version is None else chosen.version
    if not 1 <= version <= newest:
        raise Wrong(f"There is no version {version}; the figures have versions 1 to {newest}.")
    return shelf.at(warehouse, version, not chosen.without_uploads)


def _codes(asked: Sequence[str] | None) -> tuple[str, ...]:
    """The regions asked for, or all of them."""
    known = batch.every()
    for code in asked or ():
        if code not in known:
            meant = regions.meant(code)
            hint = f"; did you mean {meant}?" if meant in known else ", such as AT13."
            raise Wrong(f"Unknown region {code[:60]!r}: take a code as it is drawn at level 2{hint}")
    return tuple(dict.fromkeys(asked or known))


def _address(asked: str) -> str:
    if asked and urlsplit(asked).scheme not in ("http", "https"):
        raise Wrong(f"The address {asked[:80]!r} must begin with http:// or https://.")
    return asked


def _written(folder: Path, name: str, body: bytes) -> str:
    """A file is whole or not there."""
    part = folder / f"{name}.part"
    part.write_bytes(body)
    part.replace(folder / name)
    return name


def _as_text(report: dict[str, object]) -> str:
    files = report["files"]
    count = len(files) if isinstance(files, list) else 0
    return f"{count} briefs of version {report['version']} stand in {report['folder']}."


def _complain(chosen: argparse.Namespace, sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)
    if chosen.json:
        print(json.dumps({"error": sentence}, ensure_ascii=False))
    return status


if __name__ == "__main__":
    sys.exit(main())
