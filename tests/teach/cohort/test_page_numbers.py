"""Every number of a class's page, recomputed from the table that was typed in: thirty pairs, two treatments."""

import csv
import html
import random
import re
from statistics import median

import numpy as np
import pytest
from scipy import stats
from typer.testing import CliRunner

from negosim import files
from negosim.cli import application
from negosim.engine import run
from negosim.rules.lower import lower
from negosim.teach.cohort.model import REPLICATES

LOW, HIGH = 8000, 10000
SPACE, JOIN = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"
GROUPS = {"all": ("high", "low"), "anchor high": ("high",), "anchor low": ("low",)}


def typed():
    """Return thirty pairs as a teacher types them: impasses, two deals below a limit, and pairs without a zone."""
    luck, rows = random.Random(11), []
    for pair in range(1, 31):
        anchor = "high" if pair % 2 else "low"
        first = luck.randint(11_000, 13_000) if anchor == "high" else luck.randint(8_500, 10_000)
        price = {4: 7_800, 7: 10_260}.get(pair, 20 * round((7_300 + 0.15 * first + luck.uniform(-500, 500)) / 20))
        no_deal, no_zone = pair in (3, 10, 16, 25), pair in (16, 25)
        rows.append(
            {
                "pair": pair,
                "price": "" if no_deal else price,
                "first_offer": first,
                "treatment.anchor": anchor,
                "limit_seller": HIGH + 500 if no_zone else LOW,
                "limit_buyer": HIGH,
                "stated_seller": LOW + luck.randint(-300, 300),
                "rating_self_face_buyer": 1 + pair % 7,
            }
        )
    return rows


ROWS = typed()
OFFERS = [(1, "seller", 0, 11_900), (1, "buyer", 2, 8_000), (1, "seller", 8, 10_100), (2, "buyer", 4, 7_500)]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    with (folder / "deals.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(ROWS[0]))
        writer.writeheader()
        writer.writerows(ROWS)
    offers = "".join(f"{n},{side},{time},{x}\n" for n, side, time, x in OFFERS)
    (folder / "offers.csv").write_text(f"pair,party,time,price\n{offers}", encoding="utf-8")
    arguments = [
        str(folder / "deals.csv"),
        "--offers",
        str(folder / "offers.csv"),
        "--scenario",
        "used_car",
        "--out",
        str(folder / "page.html"),
    ]
    result = CliRunner().invoke(application(), ["class-debrief", *arguments])
    assert result.exit_code == 0, result.stderr
    return (folder / "page.html").read_text(encoding="utf-8")


def tables(page):
    """Return every table of a page as rows of cells, without no-break spaces."""
    return [
        [
            [
                html.unescape(re.sub(r"<[^>]*>", "", cell)).replace(SPACE, " ").replace(JOIN, "").strip()
                for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
            ]
            for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
        ]
        for table in re.findall(r"<table[^>]*>(.*?)</table>", page, re.DOTALL)
    ]


def shares(row):
    """Return the shares of seller and buyer in a deal; nobody has more than all that the other could give."""
    width = row["limit_buyer"] - row["limit_seller"]
    seller = (row["price"] - row["limit_seller"]) / width
    return min(1.0, seller), min(1.0, 1.0 - seller)


def agreed(rows):
    return [row for row in rows if row["price"] != ""]


def euro(x):
    return f"{x:,.0f} euro"


def percent(x, low, high):
    return f"{100 * x:.0f} % ({100 * low:.0f} \N{EN DASH} {100 * high:.0f})".replace(" \N{EN DASH} ", "\N{EN DASH}")


def estimate(values):
    """Return a mean with Student's interval of 95 %, as the page shows it."""
    middle, reach = np.mean(values), stats.sem(values) * stats.t.ppf(0.975, len(values) - 1)
    return percent(middle, middle - reach, middle + reach)


def summary_of(rows):
    """Return the cells of a group, recomputed."""
    deals = agreed(rows)
    impasses = [row for row in rows if row["price"] == ""]
    missed = sum(row["limit_buyer"] >= row["limit_seller"] for row in impasses)
    mistakes = sum(not row["limit_seller"] <= row["price"] <= row["limit_buyer"] for row in deals)
    rate = stats.binomtest(len(deals), len(rows)).proportion_ci(0.95, method="wilson")
    return [
        str(len(rows)),
        str(len(deals)),
        percent(len(deals) / len(rows), rate.low, rate.high),
        str(missed),
        str(len(impasses) - missed),
        str(mistakes),
        euro(median(row["price"] for row in deals)),
        estimate([shares(row)[0] for row in deals]),
        estimate([shares(row)[1] for row in deals]),
    ]


def test_the_summary_by_treatment(page):
    first = tables(page)[0]
    assert [row[0] for row in first[1:]] == list(GROUPS)
    for row in first[1:]:
        rows = [each for each in ROWS if each["treatment.anchor"] in GROUPS[row[0]]]
        assert row[1:] == summary_of(rows)


def test_the_strip_and_the_band_of_the_model(page):
    strip = tables(page)[1]
    for row, given in zip(strip[1:31], ROWS, strict=True):
        deal = "no deal" if given["price"] == "" else euro(given["price"])
        limits = [euro(given["limit_seller"]), euro(given["limit_buyer"])]
        assert row == [str(given["pair"]), f"anchor {given['treatment.anchor']}", deal, *limits]
    deals = [run(lower(files.load("used_car")), replicate=number) for number in range(REPLICATES)]
    prices = [result.terms["price"] for result in deals if result.agreed]
    low, high = np.quantile(prices, [0.05, 0.95])
    assert strip[31][0] == "the model"
    assert strip[31][2] == f"{euro(low)} \N{EN DASH} {euro(high)}"


def test_first_offers_with_the_line_of_least_squares(page):
    deals, anchor = agreed(ROWS), tables(page)[2]
    assert anchor[1:] == [[euro(row["first_offer"]), euro(row["price"])] for row in deals]
    line = stats.linregress([row["first_offer"] for row in deals], [row["price"] for row in deals])
    reach = line.stderr * stats.t.ppf(0.975, len(deals) - 2)
    said = re.search(r"Slope (\S+): .*?\((\d+) deals; (\S+) \N{EN DASH} ([^)]+)\)", page.replace(SPACE, " "))
    numbers = [float(text.replace("\N{MINUS SIGN}", "-")) for text in said.groups()]
    assert numbers == pytest.approx([line.slope, len(deals), line.slope - reach, line.slope + reach], abs=0.0051)


def test_the_pairs_with_shares_and_percentiles(page):
    every = tables(page)[-1]
    sellers, buyers = ([_share(row, side) for row in ROWS] for side in (0, 1))
    for place, (row, given) in enumerate(zip(every[1:], ROWS, strict=True)):
        ranks = [_rank(values, place) for values in (sellers, buyers)]
        said = ["\N{EN DASH}" if given["price"] == "" else f"{round(100 * x)} %" for x in shares_or_none(given)]
        assert [row[2], *row[5:7]] == [
            "no deal" if given["price"] == "" else euro(given["price"]),
            *ranks,
        ]
        if given["price"] != "":
            assert row[3:5] == said
        worse = given["price"] != "" and not LOW <= given["price"] <= HIGH
        assert ("worse than no agreement" in row[7]) == worse


def shares_or_none(row):
    return (None, None) if row["price"] == "" else shares(row)


def _share(row, side):
    """Return a share: no deal counts as the limit, and without a zone there is nothing to share."""
    if row["price"] != "":
        return shares(row)[side]
    return 0.0 if row["limit_buyer"] > row["limit_seller"] else None


def _rank(values, place):
    if values[place] is None:
        return "\N{EN DASH}"
    others = [*values[:place], *values[place + 1 :]]
    return f"{stats.percentileofscore([x for x in others if x is not None], values[place], kind='mean'):.0f}"


def test_how_they_felt_and_how_they_conceded(page):
    rated = [row["rating_self_face_buyer"] for row in ROWS]
    felt = next(table for table in tables(page) if table[0][0] == "Question")
    assert felt[1:] == [["I kept my dignity.", "\N{EN DASH}", f"{np.mean(rated):.1f} (30)"]]
    curves = next(table for table in tables(page) if table[0][1] == "share of the time used")
    assert curves[1:] == [
        [str(pair), f"{100 * time / 8:.0f} %", f"The {side}", euro(price)] for pair, side, time, price in OFFERS
    ]


def test_the_limits_that_were_written_down(page):
    stated = next(table for table in tables(page) if table[0][-1] == "limit written down")
    expected = [["the seller", f"{row['limit_seller']:,}", f"{row['stated_seller']:,}"] for row in ROWS]
    assert stated[1:] == expected
