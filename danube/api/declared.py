"""What every address takes and gives: the routes read their parameters here, and so does the description."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from danube import regions, texts
from danube.api import formats
from danube.benchmark import peers, structure
from danube.catalogue.kinds import KINDS
from danube.catalogue.programme import TABLES
from danube.drawing import palette, scales
from danube.exports import templates
from danube.exports.pictures import CENTRES

PAGE = 100_000
"""Rows of one JSON answer; a larger one continues behind its `next`."""

FURTHEST = 10**9 - 1

JSON = "application/json"
Schema = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """A choice in an address: its name, what it means, which values it takes, and one that works."""

    name: str
    about: str
    schema: Schema
    example: str = ""
    many: bool = False
    required: bool = False


@dataclass(frozen=True)
class Address:
    """What an address takes and gives: `media` maps the type of an answer to the name of its shape.

    `refusals` are statuses that only this address has.
    """

    parameters: tuple[Parameter, ...] = ()
    media: Mapping[str, str] = field(default_factory=lambda: {JSON: "Anything"})
    body: str = ""
    body_media: str = JSON
    example: Any = None
    group: str = "Figures"
    refusals: Mapping[int, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[str]:
        """The names of the parameters that stand behind the question mark."""
        return (one.name for one in self.parameters)


def _one_of(values: Collection[str], usual: str) -> Schema:
    return {"type": "string", "enum": list(values), "default": usual}


def _whole(low: int, high: int | None = None) -> Schema:
    return {"type": "integer", "minimum": low} | ({} if high is None else {"maximum": high})


TEXT: Schema = {"type": "string"}
INDICATOR = Parameter("indicator", "Ids of indicators; all where none is named.", TEXT, "gerd", many=True)
REGION = Parameter("region", "Codes of regions (NUTS 2024, MD, UA-51 …).", TEXT, "AT13", many=True)
PERIOD = Parameter("period", "Years.", TEXT, "2023", many=True)
LEVEL = Parameter("level", "0 country, 1 to 3 NUTS level, -1 a larger whole such as the EU.", _whole(-1, 3))
VERSION = Parameter("version", "Figures as of this version; the latest where none is named.", _whole(0))
UPLOADS = Parameter(
    "uploads",
    "`off` leaves out what analysts brought in: the publishers' figures alone.",
    _one_of(["on", "off"], "on"),
)
LANG = Parameter("lang", "Language of names and notes.", _one_of(texts.LANGUAGES, "en"))
FORMAT = Parameter("format", "Format of the answer.", _one_of(list(formats.FORMATS), "json"))
LIMIT = Parameter(
    "limit", "At most so many rows; `next` names the address of those that follow.", _whole(1, PAGE)
)
OFFSET = Parameter("offset", "So many rows are passed over first.", _whole(0, FURTHEST))

OBSERVATIONS = Address(
    (INDICATOR, REGION, PERIOD, LEVEL, VERSION, UPLOADS, FORMAT, LANG, LIMIT, OFFSET),
    {JSON: "Observations", **{kind: "" for key, kind in formats.FORMATS.items() if key != "json"}},
)
VERSIONS = Address(media={JSON: "Versions"}, group="What there is")
INDICATORS = Address(
    (
        Parameter("pillar", "Ids of pillars.", TEXT, "economy", many=True),
        Parameter("source", "Ids of sources.", TEXT, many=True),
        Parameter(
            "status", "Whether there are figures.", {"type": "string", "enum": ["available", "waiting"]}
        ),
    ),
    {JSON: "Indicators"},
    group="What there is",
)
REGIONS = Address(
    (
        Parameter("level", "0 country, 1 to 3 NUTS level.", _whole(0, 3)),
        Parameter("country", "Codes of countries.", TEXT, "AT", many=True),
    ),
    {JSON: "Regions"},
    group="What there is",
)
REGISTER_FORMATS = ("json", "csv", "xlsx")
_REGISTER_MEDIA = {kind: "" for key, kind in formats.FORMATS.items() if key in ("csv", "xlsx")}
_AS_REGISTER = Parameter("format", "Format of the answer.", _one_of(REGISTER_FORMATS, "json"))
PRIORITIES = Address((REGION, VERSION, UPLOADS, _AS_REGISTER, LANG), {JSON: "Priorities", **_REGISTER_MEDIA})
MEASUREMENTS = Address(
    (
        Parameter("pilot", "Names or ids of pilots.", TEXT, many=True),
        Parameter("kind", "baseline, target or measurement.", TEXT, "baseline", many=True),
        REGION, VERSION, UPLOADS, _AS_REGISTER, LANG,
    ),
    {JSON: "Measurements", **_REGISTER_MEDIA},
)  # fmt: skip
PROGRAMME = Address(
    (
        Parameter("table", "Table of the register.", {"type": "string", "enum": list(TABLES)}, "project"),
        Parameter("project", "Ids of projects.", TEXT, "spinit", many=True),
        VERSION, UPLOADS, _AS_REGISTER, LANG,
    ),
    {JSON: "Programme", **_REGISTER_MEDIA},
    group="The programme",
)  # fmt: skip
TEMPLATE = Address(
    (
        Parameter("kind", "Kind of table.", {"type": "string", "enum": list(KINDS)}, "priorities"),
        Parameter(
            "format", "Format of the file.", {"type": "string", "enum": list(templates.FORMATS)}, "xlsx"
        ),
        LANG,
    ),
    {formats.FORMATS[key]: "" for key in templates.FORMATS},
)
PEERS = Address(
    (
        Parameter("region", "A NUTS 2 region.", TEXT, "AT22", required=True),
        Parameter("k", "How many peers; 10 where nothing is said.", _whole(peers.FEWEST, peers.MOST)),
        Parameter(
            "scope",
            "All regions, or those of other countries alone.",
            _one_of(["danube", "abroad"], "danube"),
        ),
        VERSION,
        UPLOADS,
        *(
            Parameter(
                key, f"Weight of the dimension {key!r}.", {"type": "number", "minimum": 0, "maximum": 100}
            )
            for key in structure.DIMENSIONS
        ),
    ),
    {JSON: "Peers"},
    group="Benchmark",
)
INDEX = Address(
    (UPLOADS,),
    media={JSON: "Ranking"},
    body="Recipe",
    example={"indicators": ["gerd", "tertiary_attainment"], "draws": 1000, "seed": 1},
    group="Benchmark",
)
BOUNDARIES = Address(
    (
        Parameter(
            "level", "0 country, 1 to 3 NUTS level.", _one_of([str(n) for n in regions.LEVELS], "2"), "2"
        ),
    ),
    {"application/geo+json": "FeatureCollection"},
    group="Maps",
)
MAP = Address(
    (
        Parameter("indicator", "Id of an indicator.", TEXT, "gerd", required=True),
        Parameter(
            "year", "A year that the indicator has; the latest well covered one where none is named.", TEXT
        ),
        Parameter("level", "0 country, 1 to 3 NUTS level; the indicator's own.", _whole(0, 3)),
        Parameter("classes", "How the colours are parted.", _one_of(scales.KINDS, "continuous")),
        Parameter("centre", "What a diverging scale turns around.", _one_of(list(CENTRES), "danube")),
        LANG,
        Parameter("theme", "Light or dark ground.", _one_of(palette.THEMES, "light")),
        Parameter("v", "Figures as of this version.", _whole(0)),
        UPLOADS,
    ),
    {"image/svg+xml": ""},
    group="Maps",
)
PICTURE = Address(MAP.parameters, {"image/png": ""}, group="Maps")
_MANY_PAPERS = {503: "Many papers are being made; ask again in a minute."}
_V = Parameter("v", "Figures as of this version.", _whole(0))
BRIEF = Address(
    (Parameter("region", "A region as it is drawn at level 2.", TEXT, "AT13"), LANG, _V, UPLOADS),
    {"application/pdf": ""},
    group="Papers",
    refusals=_MANY_PAPERS,
)
REPORT = Address(
    (
        Parameter("regions", "Two to eight regions.", TEXT, "AT13,SK01", many=True, required=True),
        LANG,
        _V,
        UPLOADS,
    ),
    {"application/pdf": ""},
    group="Papers",
    refusals=_MANY_PAPERS,
)
OUTLINES = Address(
    (
        Parameter("name", "Name of a set of outlines.", TEXT, "2"),
        Parameter("digest", "Digest of its content, as the pages name it.", TEXT),
    ),
    group="For the pages",
)
ATLAS = Address(
    (
        Parameter("language", "Language of the script.", _one_of(texts.LANGUAGES, "en"), "en"),
        Parameter("digest", "Digest of its content, as the pages name it.", TEXT),
    ),
    {"text/javascript": ""},
    group="For the pages",
)
FILES = Address(
    (
        Parameter("name", "What the file is called, for people to read.", TEXT, "figures.csv"),
        Parameter("lang", "Language of what is said.", _one_of(texts.LANGUAGES, "en")),
    ),
    {JSON: "File"},
    body="Content",
    body_media="application/octet-stream",
    example="region,2023\nAT13,3.5\n",
    group="Your own files",
    refusals={
        403: "Who asks may not write here, or the page is another server's.",
        408: "Nothing came for a while.",
        413: "The file is larger than this server takes.",
        503: "Too many files are on their way in.",
        507: "There is no room for it.",
    },
)
FILE = Address(
    (Parameter("id", "The id that the answer named.", TEXT, "0" * 32), FILES.parameters[1]),
    {JSON: "Discarded"},
    group="Your own files",
    refusals={403: FILES.refusals[403]},
)
HEALTH = Address(media={JSON: "Health"}, group="The server")
METRICS = Address(media={"text/plain": ""}, group="The server")
DESCRIPTION = Address(group="The server")
READING = Address(media={"text/html": ""}, group="The server")

ADDRESSES: dict[str, Address] = {
    "/api/v1/observations": OBSERVATIONS,
    "/api/v1/priorities": PRIORITIES,
    "/api/v1/measurements": MEASUREMENTS,
    "/api/v1/programme/{table}": PROGRAMME,
    "/api/v1/templates/{kind}.{format}": TEMPLATE,
    "/api/v1/indicators": INDICATORS,
    "/api/v1/regions": REGIONS,
    "/api/v1/versions": VERSIONS,
    "/api/v1/index": INDEX,
    "/api/v1/peers": PEERS,
    "/api/v1/map.svg": MAP,
    "/api/v1/map.png": PICTURE,
    "/api/v1/brief/{region}.pdf": BRIEF,
    "/api/v1/report.pdf": REPORT,
    "/api/v1/boundaries/{level}.geojson": BOUNDARIES,
    "/api/v1/outlines/{name}.{digest}.json": OUTLINES,
    "/api/v1/atlas/{language}.{digest}.js": ATLAS,
    "/api/v1/files": FILES,
    "/api/v1/files/{id}": FILE,
    "/api/v1/openapi.json": DESCRIPTION,
    "/api/v1/": READING,
    "/api/health": HEALTH,
    "/metrics": METRICS,
}
"""In the order in which a reader meets them; a test holds it against the routes."""
