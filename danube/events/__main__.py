"""`python -m danube.events`: a deck as a pack to take along, its rehearsal, and the server for its room.

    python -m danube.events pack DECK --out pack.zip --lang de
    python -m danube.events rehearse DECK --json
    python -m danube.events serve DECK --port 8501

DECK is a file, the id of a deck of this server, or of a ready one. Exit status: 0 all well, 1 something was
found (the report says what), 2 unreadable input or wrong usage. With `--json` the report is one JSON object
on standard output; progress and complaints go to standard error.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from danube import store, texts
from danube.events.deck import Deck, DeckError, Slide, from_json
from danube.events.drawn import Draw
from danube.events.scene import Scene
from danube.store import StoreError, Warehouse

THEMES = 2


@dataclass(frozen=True)
class Answer:
    """What a command found: for the screen, for `--json`, and whether all went well."""

    text: str
    data: dict[str, object]
    ok: bool = True


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    chosen = parser().parse_args(arguments)
    try:
        answer: Answer = chosen.command(chosen)
    except (DeckError, StoreError, OSError) as error:
        print(error, file=sys.stderr)
        if chosen.json:
            print(json.dumps({"error": str(error)}, ensure_ascii=False))
        return 2
    print(json.dumps(answer.data, ensure_ascii=False) if chosen.json else answer.text)
    return 0 if answer.ok else 1


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    root = argparse.ArgumentParser(prog="python -m danube.events", description="Decks, packed and rehearsed.")
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    packing = _command(commands, "pack", packed, "write a deck with all that it needs into one ZIP")
    packing.add_argument("--out", type=Path, required=True, metavar="F.zip", help="where the pack is written")
    _command(commands, "rehearse", rehearsed, "tell what could go wrong when a deck is shown")
    serving = _command(commands, "serve", served, "open a deck to a room and serve it until Ctrl-C")
    serving.add_argument("--address", default="", help="this machine's address in the room's network")
    serving.add_argument(
        "--port", type=int, default=8501, help="where to listen (default: 8501, or the next)"
    )
    serving.add_argument(
        "--room", default="", metavar="CODE", help="go on with a room that was opened before"
    )
    return root


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    command: Callable[[argparse.Namespace], Answer],
    meaning: str,
) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=meaning, description=f"{meaning[:1].upper()}{meaning[1:]}.")
    one.add_argument(
        "deck", metavar="DECK", help="a deck's file, its id on this server, or a ready deck's id"
    )
    one.add_argument(
        "--lang",
        action="append",
        choices=sorted(texts.LANGUAGES),
        metavar="CODE",
        help="a language of the pack; may be repeated (default: all)",
    )
    one.add_argument("--region", default="", metavar="CODE", help="the region of a ready deck, such as AT13")
    one.add_argument("--json", action="store_true", help="print the report as JSON")
    one.set_defaults(command=command)
    return one


def packed(chosen: argparse.Namespace) -> Answer:
    """Writes the pack."""
    from danube.events import drawn, pack

    if not chosen.out.resolve().parent.is_dir():
        raise DeckError(f"There is no folder {chosen.out.resolve().parent}; make it first, or name another.")
    warehouse = store.connect()
    deck, languages = found(chosen.deck, warehouse, chosen.region), _languages(chosen)
    with _counted(deck, languages) as bar:
        made = drawn.drawn(deck, _drawing(warehouse, deck, bar), languages, dark=True)
    body = pack.zip_(made)
    chosen.out.write_bytes(body)
    lacking = list(
        dict.fromkeys(one for scenes in made.scenes.values() for scene in scenes for one in scene.lacking)
    )
    data = {"file": str(chosen.out), "bytes": len(body), "slides": len(deck.slides), "lacking": lacking}
    said = f"{chosen.out}: {len(deck.slides)} slides, {', '.join(languages)}, {len(body) / 1e6:.1f} MB."
    return Answer("\n".join([said, *lacking]), {**data, "languages": languages}, ok=not lacking)


def rehearsed(chosen: argparse.Namespace) -> Answer:
    """Draws and packs everything, and tells what was found."""
    from danube.events import rehearsal

    warehouse = store.connect()
    deck, languages = found(chosen.deck, warehouse, chosen.region), _languages(chosen)
    with _counted(deck, languages) as bar:
        report = rehearsal.of(deck, _drawing(warehouse, deck, bar), languages)
    return Answer(rehearsal.written(report), report.as_dict(), report.ok)


def served(chosen: argparse.Namespace) -> Answer:
    """Serves a room until somebody ends it."""
    from danube import settings
    from danube.events import evening, venue

    place = venue.found(chosen.address, chosen.port, settings.read().token)
    code, token = _room(chosen)
    log = settings.read().var / "event.log"
    troubles: list[str] = []
    with _until_ended(), evening.begun(place, log) as server:
        troubles += evening.tried(place, code, token)
        print(evening.told(place, code, token, troubles), flush=True)
        print(f"\nThe server writes {log}. Ctrl-C ends it.", file=sys.stderr, flush=True)
        print(_rehearsed(code, _languages(chosen)), flush=True)
        if server.wait():
            troubles.append(f"The server ended by itself: {log} says why.")
            print(troubles[-1], file=sys.stderr, flush=True)
    again = f"Votes and slides are kept: go on with `make event ROOM={code}`."
    return Answer(again, {"room": code, "troubles": troubles}, ok=not troubles)


def _rehearsed(code: str, languages: Sequence[str]) -> str:
    """The rehearsal of a room's deck, while the room comes in: what it finds can still be mended.

    One that fails ends no room.
    """
    from danube.events import rehearsal
    from danube.events.rooms import Rooms
    from danube.exports.typeset import TypesetError

    rooms = Rooms()
    try:
        with closing(store.connect()) as warehouse:
            deck = rooms.deck(code)
            with _counted(deck, languages) as bar:
                report = rehearsal.of(deck, _drawing(warehouse, deck, bar), languages)
    except (DeckError, StoreError, TypesetError, OSError) as error:
        return f"Rehearsed   not to its end: {error}"
    finally:
        rooms.shut()
    return f"Rehearsed   {rehearsal.written(report)}".replace("\n", "\n            ")


@contextmanager
def _until_ended() -> Iterator[None]:
    """Ctrl-C and a polite kill end the block, as they should, and nothing else.

    Who starts a program in the background has it ignore Ctrl-C; a room is ended by it all the same.
    """
    ends = (signal.SIGINT, signal.SIGTERM)
    before = {one: signal.signal(one, signal.default_int_handler) for one in ends}
    try:
        yield
    except KeyboardInterrupt:
        return
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _room(chosen: argparse.Namespace) -> tuple[str, str]:
    """Code and presenter's token of a room: a new one, or one that goes on. Raises DeckError."""
    from danube.events import codes
    from danube.events.refusals import Refused
    from danube.events.rooms import Rooms

    rooms = Rooms()
    try:
        if chosen.room:
            code = codes.read(chosen.room) or chosen.room
            return code, rooms.renew(code)
        with closing(store.connect()) as warehouse:
            opened = rooms.open(found(chosen.deck, warehouse, chosen.region))
        return opened.code, opened.token
    except Refused as refused:
        raise DeckError(str(refused)) from None
    finally:
        rooms.shut()


def found(named: str, warehouse: Warehouse, region: str = "") -> Deck:
    """The deck of a file, of this server, or a ready one. Raises DeckError."""
    from danube.events import ready
    from danube.events.library import Library
    from danube.events.refusals import Unknown

    if Path(named).is_file():
        return from_json(Path(named).read_bytes())
    if named in ready.decks():
        return _made(warehouse, named, region)
    library = Library()
    try:
        return library.get(named)[0]
    except Unknown:
        raise DeckError(
            f"There is no file and no deck {named!r}; ready decks are {', '.join(ready.decks())}."
        ) from None
    finally:
        library.close()


def _made(warehouse: Warehouse, named: str, region: str) -> Deck:
    from danube.events import ready
    from danube.events.scenes import SceneError

    try:
        return ready.made(warehouse, named, region)
    except SceneError as refused:
        raise DeckError(str(refused)) from None


def _languages(chosen: argparse.Namespace) -> list[str]:
    return list(dict.fromkeys(chosen.lang or texts.LANGUAGES))


def _counted(deck: Deck, languages: Sequence[str]) -> tqdm:
    total = len(deck.slides) * len(languages) * THEMES
    return tqdm(total=total, desc="drawing", unit="picture", leave=False, file=sys.stderr)


def _drawing(warehouse: Warehouse, deck: Deck, bar: tqdm) -> Draw:
    from danube.events import scenes

    def draw(slide: Slide, language: str, theme: str) -> Scene:
        bar.update()
        return scenes.of(
            warehouse, slide, version=deck.version, uploads=deck.uploads, language=language, theme=theme
        )

    return draw


if __name__ == "__main__":
    sys.exit(main())
