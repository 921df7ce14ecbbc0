"""How the figures of the programme are computed, for the page on methods: a name and a paragraph each."""

from __future__ import annotations

from danube.texts import N_

PROGRAMME = [
    (
        N_("Gaps and what is aimed at them"),
        N_(
            "A gap is a region's own figure at least half a deviation on the worse side of the median, on a "
            "headline indicator of research, human capital or digitalisation. A pilot is aimed at the "
            "indicator of the need that it answers, or at those of the catalogue that it measures. Plans and "
            "instruments of the documents name no indicator: they are set against those that we read from "
            "the objective of their project, until a need in the register says better. One of a whole "
            "country is aimed at all of its regions."
        ),
    ),
    (
        N_("Has the region moved since? (difference in differences)"),
        N_(
            "The mean of up to three years after the beginning less that of up to three before, for the "
            "region, less the mean of the same over its structural peers in which the programme does nothing."
            " The year of the beginning is left out. The interval is that of one more draw among the peers: "
            "t (n - 1 degrees of freedom) times their standard deviation times the root of 1 + 1/n (Donald & "
            "Lang 2007). It takes four peers with figures of the same years and no break in between. It is "
            "no proof of an effect."
        ),
    ),
    (
        N_("Forecast of a pilot's indicator"),
        N_(
            "A straight line of least squares through baseline and measurements, with the band that holds a "
            "new measurement in 80 of 100 cases (Student's t, n - 2 degrees of freedom). It takes four "
            "points on three days, and reaches no further ahead than the pilot has been measured."
        ),
    ),
    (
        N_("Progress towards a target"),
        N_(
            "The share of the way from the baseline to the target that is done. “15 % more” needs the "
            "baseline and a later figure of the same unit; where either is unknown the progress cannot be "
            "computed, and is never shown as zero. Of rows that a target counts, the number that the "
            "register holds is told and no percentage: a register may know less than was done."
        ),
    ),
    (
        N_("Indicators of Interreg"),
        N_(
            "RCO 87: partners of a project with partners of two countries, each once. RCO 83: action plans "
            "that took up a practice of another country, or of which a pilot has partners of two. RCO 84: "
            "pilots of partners from two countries that ended within the project. RCO 116: such pilots whose "
            "latest validation confirms them. RCR 104: solutions of RCO 116 that work elsewhere by the "
            "adopter's evidence, at most a year after the end of the project, each once. RCR 79: plans of "
            "RCO 83 of which a pilot is finished. RCR 84: partners that another project in the register "
            "brings together across borders within a year after the end."
        ),
    ),
]
