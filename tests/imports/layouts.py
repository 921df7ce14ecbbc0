"""The usual arrangements of a table, and those in which the reader must be asked."""

from __future__ import annotations

import json

from tests.imports.case import Case

BOTH = "2 - AT11 2022 1.5\n3 - AT12 2022 2.5"


def arrangements() -> list[Case]:
    """Long, wide by year, by indicator, by region."""
    return [
        Case(
            "wide-indicators.csv",
            b"geo;year;gerd;gdp_pps\nAT11;2022;1,5;30000\nAT12;2022;2,5;40000\n",
            "2 gerd AT11 2022 1.5\n2 gdp_pps AT11 2022 30000\n"
            "3 gerd AT12 2022 2.5\n3 gdp_pps AT12 2022 40000",
            2,
            understood={"layout": "wide-indicators", "period": "year"},
        ),
        Case(
            "wide-indicators-no-year.csv",
            b"geo;gerd;gdp_pps\nAT11;1,5;30000\n",
            "2 gerd AT11 - 1.5\n2 gdp_pps AT11 - 30000",
            1,
            understood={"layout": "wide-indicators"},
            answers={"year": "2022"},
        ),
        Case(
            "wide-regions.csv",
            b"Year;AT11;AT12\n2022;1,5;2,5\n2023;3;4\n",
            "2 - AT11 2022 1.5\n2 - AT12 2022 2.5\n3 - AT11 2023 3\n3 - AT12 2023 4",
            2,
            understood={"layout": "wide-regions", "period": "Year"},
        ),
        Case(
            "wide-regions-names.csv",
            "Indicator;Wien;Kärnten\ngerd;1,5;2,5\ngdp_pps;30000;40000\n".encode(),
            "2 gerd AT13 - 1.5\n2 gerd AT21 - 2.5\n3 gdp_pps AT13 - 30000\n3 gdp_pps AT21 - 40000",
            2,
            understood={"layout": "wide-regions", "indicator": "Indicator"},
            answers={"year": "2022", "place:Wien": "AT13"},
        ),
        Case(
            "prefixed-years.csv",
            b"geo;GDP 2022;GDP 2023;R&D 2023\nAT11;1,5;2;3\n",
            "2 GDP AT11 2022 1.5\n2 GDP AT11 2023 2\n2 R&D AT11 2023 3",
            1,
            understood={"layout": "wide-years"},
            answers={"id:GDP": "gdp_pps", "id:R&D": "gerd"},
        ),
        Case(
            "words-before-years.csv",
            b"Kraj;rok 2022;rok 2023*\nPraha;1,5;2\n",
            "2 - CZ01 2022 1.5\n2 - CZ01 2023 2",
            1,
            answers={"id": "gdp_pps", "place:Praha": "CZ01"},
        ),
        Case(
            "flags-beside.csv",
            b"TIME;2022;;2023;\nAT11;1,5;p;2;\nAT12;3;;4;bu\n",
            "2 - AT11 2022 1.5 p\n2 - AT11 2023 2\n3 - AT12 2022 3\n3 - AT12 2023 4 b u",
            2,
        ),
        Case(
            "quarters.csv",
            b"geo,2022Q1,2022Q2\nAT11,1.5,2\n",
            "2 - AT11 2022-Q1 1.5\n2 - AT11 2022-Q2 2",
            1,
        ),
        Case(
            "year-as-decimal.csv",
            b"geo,year,value\nAT11,2022.0,1.5\nAT12,2022.0,2.5\n",
            BOTH,
            2,
            understood={"layout": "long", "period": "year"},
        ),
        Case(
            "values-like-years.csv",
            b"geo,year,value\nAT11,2022,2011\nAT12,2022,2015\n",
            "2 - AT11 2022 2011\n3 - AT12 2022 2015",
            2,
            understood={"value": "value"},
        ),
    ]


# F stands for `free to publish`, C for `confidential`: the former is no flag, and none of them a forecast.
SDMX_FIGURES = "2 - AT11 2022 1.234 p\n3 - AT12 2022 nan c\n4 - AT13 2022 nan c\n5 - AT21 2022 1.5"


def published() -> list[Case]:
    """As Eurostat and others hand them out."""
    sdmx = (
        "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
        "ESTAT:RD(1.0),01/02/25 11:00:00,A,PC_GDP,AT11,2022,1.234,p,\n"
        "ESTAT:RD(1.0),01/02/25 11:00:00,A,PC_GDP,AT12,2022,,c,F\n"
        "ESTAT:RD(1.0),01/02/25 11:00:00,A,PC_GDP,AT13,2022,,,C\n"
        "ESTAT:RD(1.0),01/02/25 11:00:00,A,PC_GDP,AT21,2022,1.5,,F\n"
    )
    labels = (
        "freq,Time frequency,geo,Geopolitical entity (reporting),TIME_PERIOD,Time,"
        "OBS_VALUE,Observation value\n"
        'A,Annual,AT11,Burgenland,2022,,1.5,\nA,Annual,AT12,"Niederösterreich, Land",2022,,2.5,\n'
    )
    return [
        Case(
            "eurostat.tsv",
            b"freq,unit,geo\\TIME_PERIOD\t2021 \t2022 \nA,PC,AT11\t12.3 bp\t: c\nA,PC,AT12\t: \t1.234 \n",
            "2 - AT11 2021 12.3 b p\n2 - AT11 2022 nan c\n3 - AT12 2022 1.234",
            2,
            understood={"layout": "eurostat-tsv", "decimal": "."},
        ),
        Case(
            "eurostat-ragged.tsv",
            b"unit,geo\\time\t2022\nPC,AT11\t1.5\nAT12\t2\nPC,AT12\t2.5\n",
            "2 - AT11 2022 1.5\n4 - AT12 2022 2.5",
            3,
            ragged=(3,),
        ),
        Case(
            "sdmx.csv",
            sdmx.encode(),
            SDMX_FIGURES,
            4,
            understood={"layout": "sdmx-csv", "decimal": "."},
        ),
        Case(
            "sdmx-status.csv",
            b"REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nAT11,2022,1.5,A\nAT12,2022,2.5,E\n",
            "2 - AT11 2022 1.5\n3 - AT12 2022 2.5 e",
            2,
            understood={"layout": "sdmx-csv", "flag": "OBS_STATUS"},
            warned=(),
        ),
        Case("sdmx-labels.csv", labels.encode(), BOTH, 2, understood={"layout": "sdmx-csv"}),
        Case("sdmx-as.xlsx", sdmx.encode(), SDMX_FIGURES, 4),
        Case(
            "json-stat.json",
            json.dumps(_json_stat()).encode(),
            "1 - AT11 2022 1.5 p\n2 - AT12 2022 1234.5678",
            2,
            understood={"layout": "json-stat", "kind": "json"},
        ),
        Case("other.json", b'{"rows": [{"geo": "AT11", "value": 1}]}', unreadable="JSON-stat"),
        Case(
            "broken-stat.json",
            json.dumps({**_json_stat(), "size": [1, 1]}).encode(),
            unreadable="outside the sizes",
        ),
        Case(
            "hollow-stat.json",
            json.dumps({**_json_stat(), "dimension": {"geo": {}, "time": {}}}).encode(),
            unreadable="do not fit together",
        ),
        Case(
            "outside.csv",
            b"geo;2022\nFR10;1,5\nDEA1;2\nBE;3\nAT11;4\nITC4;5\n",
            "2 - FR10 2022 1.5\n3 - DEA1 2022 2\n4 - BE 2022 3\n5 - AT11 2022 4\n6 - ITC4 2022 5",
            5,
            accepted=1,
        ),
    ]


def _json_stat() -> dict[str, object]:
    return {
        "version": "2.0",
        "class": "dataset",
        "id": ["geo", "time"],
        "size": [2, 1],
        "dimension": {
            "geo": {"category": {"index": {"AT11": 0, "AT12": 1}}},
            "time": {"category": {"index": {"2022": 0}}},
        },
        "value": [1.5, 1234.5678],
        "status": {"0": "p"},
    }


def places() -> list[Case]:
    """Regions by names, scripts, exonyms, old codes; two columns of regions."""
    return [
        Case(
            "names-mixed.csv",
            (
                "Region;2022\nVienna;1,5\nMoravskoslezsky kraj;2\nКошице;3\n"
                "Одеська область;4\nUA-26;5\nHR04;6\nKoszyce;7\n"
            ).encode(),
            "2 - AT13 2022 1.5\n3 - CZ080 2022 2\n4 - SK042 2022 3\n"
            "5 - UA-51 2022 4\n6 - UA-26 2022 5\n7 - HR04 2022 6",
            7,
            nowhere=(8,),
            answers={"id": "gdp_pps", "place:Vienna": "AT13"},
            accepted=5,
            rejected=((7, "not-convertible"), (8, "unknown-region")),
        ),
        Case(
            "formula.csv",
            b"geo;2022\nAT11;1,5\n=cmd|' /C calc'!A0;2\n<b>Wien</b>;3\n[Wien](http://x);4\n",
            "2 - AT11 2022 1.5",
            4,
            nowhere=(3, 4, 5),
        ),
        Case(
            "code-and-name.csv",
            b"name;code;year;value\nBurgenland;AT11;2022;1,5\nLower Austria;AT12;2022;2,5\n",
            BOTH,
            2,
            understood={"region": "code"},
            warned=("extra-column",),
        ),
        Case(
            "name-against-code.csv",
            b"name;code;year;value\nBurgenland;AT11;2022;1,5\nVienna;AT12;2022;2,5\nAustria;AT21;2022;3\n",
            f"{BOTH}\n4 - AT21 2022 3",
            3,
            understood={"region": "code"},
            warned=("extra-column", "other-name"),
        ),
        Case(
            "country-and-region.csv",
            b"country;region;year;value\nAT;AT11;2022;1,5\nAT;AT12;2022;2,5\n",
            BOTH,
            2,
            understood={"region": "region"},
        ),
        Case(
            "origin-destination.csv",
            b"from;to;year;value\nAT11;HU11;2022;1,5\nAT12;HU12;2022;2,5\n",
            BOTH,
            2,
            questions=("region",),
        ),
        Case(
            "origin-chosen.csv",
            b"from;to;year;value\nAT11;HU11;2022;1,5\nAT12;HU12;2022;2,5\n",
            "2 - HU11 2022 1.5\n3 - HU12 2022 2.5",
            2,
            choices={"region": "to"},
        ),
        Case(
            "matrix.csv",
            b"geo;AT11;AT12\nAT11;0;1,5\nAT12;2,5;0\n",
            "2 - AT11 - 0\n2 - AT12 - 1.5\n3 - AT11 - 2.5\n3 - AT12 - 0",
            2,
            questions=("layout",),
            notes=1,
            asked=("layout", "year"),
            accepted=0,
        ),
        Case(
            "by-sex.csv",
            b"geo;year;sex;value\nAT11;2022;F;1,5\nAT11;2022;M;2,5\n",
            "2 - AT11 2022 1.5\n3 - AT11 2022 2.5",
            2,
            questions=("series",),
            asked=("filter:sex",),
            accepted=0,
        ),
        Case(
            "two-years.csv",
            b"geo;survey;wave;value\nAT11;2022;2019;1,5\nAT12;2022;2019;2,5\n",
            "2 - AT11 - 1.5\n3 - AT12 - 2.5",
            2,
            questions=("period",),
            asked=("period", "year"),
            accepted=0,
        ),
        Case(
            "two-years-chosen.csv",
            b"geo;survey;wave;value\nAT11;2022;2019;1,5\nAT12;2022;2019;2,5\n",
            BOTH,
            2,
            choices={"period": "survey"},
        ),
        Case("no-region.csv", b"town;year;value\nXyz;2022;1,5\nAbc;2022;2,5\n", "", 2, questions=("region",)),
        Case(
            "absurd-dates.csv",
            b"geo;year;value\nAT11;2022;1,5\nAT12;99999;2\nAT13;31.02.2022;3\n",
            "2 - AT11 2022 1.5\n3 - AT12 99999 2\n4 - AT13 31.02.2022 3",
            3,
            accepted=1,
            rejected=((3, "bad-period"), (4, "bad-period")),
        ),
        Case(
            "absurd-years.csv",
            b"geo;year;value\nAT11;2022;1,5\nAT12;2099;2\nAT13;1066;3\nAT21;0;4\nAT22;-50;5\nAT31;20222;6\n",
            "2 - AT11 2022 1.5\n3 - AT12 2099 2\n4 - AT13 1066 3\n5 - AT21 0 4\n6 - AT22 -50 5\n"
            "7 - AT31 20222 6",
            6,
            understood={"period": "year"},
            accepted=2,
            rejected=tuple((row, "bad-period") for row in (4, 5, 6, 7)),
            warned=("future",),
        ),
    ]
