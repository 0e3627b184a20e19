"""The debrief of a class: every number recomputed from the table that was typed in."""

import csv
import re
from dataclasses import replace
from statistics import mean, stdev

import pytest
from scipy import stats
from typer.testing import CliRunner

from negosim import files
from negosim.cli import application
from negosim.engine import Accept, Offer, Wait
from negosim.errors import UsageError
from negosim.teach.cohort.document import class_page
from negosim.teach.cohort.estimates import mean_of, percentiles, proportion, slope_of
from negosim.teach.cohort.figures import anchor_points
from negosim.teach.cohort.games import cohort_from_games
from negosim.teach.cohort.reading import cohort_from_table, with_offers
from negosim.teach.cohort.scores import scores_of
from negosim.teach.play import new_game, write_game

LOW, HIGH = 8000, 10000
CAR = files.read("used_car")


def table(path, rows, **columns):
    """Write a table of deals; the limits are 8,000 and 10,000 euro unless a row says otherwise."""
    rows = [{"pair": str(n), "limit_seller": LOW, "limit_buyer": HIGH, **row} for n, row in enumerate(rows, start=1)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, restval="", **columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


DEALS = [
    {"price": 9500, "first_offer": 11900, "treatment.anchor": "seller"},
    {"price": 9200, "first_offer": 11000, "treatment.anchor": "seller"},
    {"price": 9600, "first_offer": 12500, "treatment.anchor": "seller"},
    {"price": "none", "first_offer": 13000, "treatment.anchor": "seller"},
    {"price": 8600, "first_offer": 7000, "treatment.anchor": "buyer"},
    {"price": 8300, "first_offer": 6500, "treatment.anchor": "buyer"},
    {"price": 8800, "first_offer": 7500, "treatment.anchor": "buyer"},
    {"price": 7900, "first_offer": 6000, "treatment.anchor": "buyer"},
    {"price": "", "limit_seller": 10500, "treatment.anchor": "buyer"},
]


def scored(tmp_path, rows=DEALS, document=CAR):
    return scores_of(cohort_from_table(table(tmp_path / "deals.csv", rows), document))


def test_shares_gains_and_mistakes_are_those_of_the_limits(tmp_path):
    scores = scored(tmp_path)
    for score, row in zip(scores.each, DEALS, strict=True):
        price, low = row["price"], row.get("limit_seller", LOW)
        if isinstance(price, int):
            assert score.shares["seller"] == pytest.approx((price - low) / (HIGH - low))
            assert score.shares["buyer"] == pytest.approx(min(1.0, (HIGH - price) / (HIGH - low)))
            assert score.below == (("seller",) if price < low else ())
        elif low < HIGH:
            assert score.shares == {"seller": 0.0, "buyer": 0.0}
            assert score.zone
        else:
            assert score.shares == {"seller": None, "buyer": None}
            assert not score.zone


def test_percentiles_compare_within_the_role(tmp_path):
    scores = scored(tmp_path)
    shares = [score.shares["seller"] for score in scores.each]
    known = sorted(x for x in shares if x is not None)
    for score, share in zip(scores.each, shares, strict=True):
        expected = None if share is None else 100.0 * known.index(share) / (len(known) - 1)
        assert score.percentiles["seller"] == (None if expected is None else pytest.approx(expected))
    assert percentiles([1.0, 1.0, 2.0]) == pytest.approx([25.0, 25.0, 100.0])
    assert percentiles([3.0, None]) == [None, None]


def test_the_summary_counts_and_estimates_as_by_hand(tmp_path):
    page = class_page([cohort_from_table(table(tmp_path / "deals.csv", DEALS), CAR)])
    summary = re.findall(r"<tr[^>]*>(.*?)</tr>", page)[1]
    cells = [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", summary)]
    assert cells[:3] == ["all", "9", "7"]
    interval = stats.binomtest(7, 9).proportion_ci(0.95, method="wilson")
    assert digits(cells[3]) == [78, round(100 * interval.low), round(100 * interval.high)]
    assert cells[4:7] == ["1", "1", "1"]
    assert cells[7] == "8,800\N{NO-BREAK SPACE}euro"
    shares = [(row["price"] - LOW) / (HIGH - LOW) for row in DEALS if isinstance(row["price"], int)]
    reach = stats.t.ppf(0.975, len(shares) - 1) * stdev(shares) / len(shares) ** 0.5
    expected = [mean(shares), mean(shares) - reach, mean(shares) + reach]
    assert digits(cells[8]) == [round(100 * x) for x in expected]


def digits(text):
    return [int(number) for number in re.findall(r"-?\d+", text.replace("\N{MINUS SIGN}", "-"))]


def test_estimates_are_scipys_and_open_where_there_is_too_little():
    assert mean_of([]) is None
    assert mean_of([1.0, 2.0]).low is None
    assert proportion(0, 0) is None
    assert 0.0 < proportion(0, 10).high < 0.4
    x, y = [1.0, 2.0, 3.0, 5.0], [2.0, 2.5, 4.0, 5.5]
    line, fit = stats.linregress(x, y), slope_of(x, y)
    assert (fit.slope.value, fit.intercept) == pytest.approx((line.slope, line.intercept))
    assert fit.slope.high - fit.slope.value == pytest.approx(stats.t.ppf(0.975, 2) * line.stderr)
    assert slope_of([1.0, 1.0, 1.0], y[:3]) is None


def test_the_first_offers_are_drawn_with_their_line(tmp_path):
    scores = scored(tmp_path)
    points = anchor_points(scores.each, scores.cohort.lowered.scenario)
    assert points == [(float(r["first_offer"]), float(r["price"])) for r in DEALS if isinstance(r["price"], int)]
    page = class_page([scores.cohort])
    line = stats.linregress(*zip(*points, strict=True))
    assert f"Slope {line.slope:.2f}" in page


def test_limits_that_are_not_given_are_those_of_the_briefs(tmp_path):
    key = tmp_path / "s.key.csv"
    treatment = "delegations.seller.stances.seller.reservation=7800|10600"
    made = CliRunner().invoke(
        application(),
        ["slips", "used_car", "--pairs", "8", "--treatment", treatment, "--out", str(tmp_path / "s.html")],
    )
    assert made.exit_code == 0
    full = cohort_from_table(key, CAR)
    rows = [
        {name: cell for name, cell in row.items() if not name.startswith("limit_")}
        for row in csv.DictReader(key.read_text().splitlines())
    ]
    bare = tmp_path / "bare.csv"
    with bare.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    for given, drawn in zip(full.pairs, cohort_from_table(bare, CAR).pairs, strict=True):
        assert given.limits == pytest.approx(drawn.limits, abs=1e-5)
        assert given.cell in ("reservation 7800", "reservation 10600")


def test_a_package_is_scored_in_points_and_joint_gains(tmp_path):
    deal = {"fare": 6, "sailings": 10, "season": "spring", "subsidy": 300, "years": 6}
    rows = [{**deal, "limit_town": 45, "limit_operator": 0.425}, {"limit_town": 45, "limit_operator": 42.5}]
    rows = [{key: value for key, value in row.items() if key not in ("limit_seller", "limit_buyer")} for row in rows]
    path = tmp_path / "deals.csv"
    names = ["pair", "limit_town", "limit_operator", *deal]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows([{"pair": n, **row} for n, row in enumerate(rows, start=1)])
    scores = scores_of(cohort_from_table(path, files.read("scoreable")))
    first, second = scores.each
    town = 0.15 * 0.5 + 0.3 * 0.85 + 0.35 * 0.6 + 0.15 * 0.5 + 0.05 * 0.5
    assert first.utilities["town"] == pytest.approx(town)
    assert first.gains["town"] == pytest.approx(town - 0.45)
    assert 0.0 < first.efficiency < 1.0
    assert second.utilities == pytest.approx({"town": 0.45, "operator": 0.425})
    page = class_page([scores.cohort])
    assert "All deals by their value to both sides" in page
    assert f">{100 * town:.4g}</td>" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("pair\n1\n", "the column 'price' with the deals is missing"),
        ("number,price\n1,9000\n", "the column 'pair' is missing"),
        ("pair,price,mood\n1,9000,good\n", "unknown column 'mood'; name a column that distinguishes groups"),
        ("pair,price,limit_bayer\n1,9000,10000\n", "did you mean 'limit_buyer'"),
        ("pair,price\n1,9000\n1,9100\n", "line 3: the pair '1' occurs twice"),
        ("pair,price\n1,90\n", "line 2: price: 90 lies outside"),
        ("pair,price\n1,9000 dollars\n", "line 2: price is in euro, not in dollars"),
        ("pair,price\n1,nine thousand\n", "line 2: price: 'nine thousand' is not a number"),
        ("pair,price,first_by\n1,9000,byer\n", "did you mean 'buyer'"),
        ("pair,price,rating_self_face_buyer\n1,9000,8\n", "is not between 1 and 7"),
        ("pair,price\n1,9000,extra\n", "this row has 3 cells, but the header has 2"),
        ("pair,price\n", "there are no pairs in this file"),
        ("pair,price,seed,replicate\n1,9000,0,-1\n", "is not a whole number"),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_the_line(content, words, tmp_path):
    (tmp_path / "deals.csv").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(words)):
        cohort_from_table(tmp_path / "deals.csv", CAR)


def test_all_faults_of_a_table_are_reported_together(tmp_path):
    (tmp_path / "deals.csv").write_text("pair,price\n1,90\n2,9000\n3,x\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        cohort_from_table(tmp_path / "deals.csv", CAR)
    assert "line 2" in str(caught.value)
    assert "line 4" in str(caught.value)


def test_names_are_hidden_unless_asked_for_and_words_are_escaped(tmp_path):
    rows = [{"price": 9000 + n, "name_seller": f"<b>Anna {n}</b>", "treatment.room": "<i>"} for n in range(3)]
    cohort = cohort_from_table(table(tmp_path / "deals.csv", rows), CAR)
    page = class_page([cohort])
    assert "Anna" not in page
    named = class_page([cohort], names=True)
    assert "&lt;b&gt;Anna 1&lt;/b&gt;" in named
    for text in (page, named):
        assert "<b>Anna" not in text
        assert "<i>" not in text
        assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#)[^"']*""", text)


def test_another_class_stands_beside_it_and_korean_pages_are_korean(tmp_path):
    this = cohort_from_table(table(tmp_path / "deals.csv", DEALS), CAR, name="this year")
    last = cohort_from_table(table(tmp_path / "last.csv", [{"price": 9000}, {"price": 9100}]), CAR, name="2024")
    page = class_page([this, last])
    assert ">2024</th>" in page
    korean = class_page([this], language="ko")
    assert '<html lang="ko">' in korean
    assert "우리 반의 협상 결과" in korean
    assert "9,500유로" in korean


def test_offers_are_drawn_over_time(tmp_path):
    cohort = cohort_from_table(table(tmp_path / "deals.csv", DEALS[:2]), CAR)
    (tmp_path / "offers.csv").write_text(
        "pair,party,time,price\n1,seller,1,11900\n1,buyer,2,8000\n2,seller,4,11000\n", encoding="utf-8"
    )
    drawn = with_offers(cohort, tmp_path / "offers.csv")
    assert [(move.time, move.party) for move in drawn.pairs[0].moves] == [(0.25, "seller"), (0.5, "buyer")]
    assert "How they conceded" in class_page([drawn])
    (tmp_path / "offers.csv").write_text("pair,party,time,price\n9,seller,1,11900\n", encoding="utf-8")
    with pytest.raises(UsageError, match="there is no pair '9'"):
        with_offers(cohort, tmp_path / "offers.csv")


def played(folder, name, decisions, **more):
    game = new_game(CAR, party="buyer", level="class", **more)
    write_game(replace(game, decisions=tuple(decisions)), folder / f"{name}.game.json")


def test_games_that_were_played_at_home_are_read_and_broken_ones_left_out(tmp_path):
    offers = [Offer({"price": float(x)}) for x in (7000, 8000, 8500, 8800, 9000)]
    played(tmp_path, "anna", [*offers, Accept()])
    played(tmp_path, "ben", [Wait()] * 30, replicate=1)
    played(tmp_path, "carl", offers[:1])
    (tmp_path / "dora.game.json").write_text("{}")
    cohort, faults = cohort_from_games([tmp_path])
    assert [pair.name for pair in cohort.pairs] == ["anna", "ben"]
    assert len(faults) == 2
    assert any("before its end" in fault for fault in faults)
    anna, ben = scores_of(cohort).each
    assert anna.pair.terms is not None
    assert anna.pair.first_by == "seller"
    assert [move.terms["price"] for move in anna.pair.moves if move.party == "buyer"][:2] == [7000.0, 8000.0]
    low, high = anna.pair.limits["seller"], anna.pair.limits["buyer"]
    assert anna.shares["buyer"] == pytest.approx((high - anna.pair.terms["price"]) / (high - low), abs=1e-9)
    assert ben.pair.terms is None
    page = class_page([cohort])
    assert "anna" not in page
    result = CliRunner().invoke(application(), ["class-debrief", str(tmp_path), "--out", str(tmp_path / "page.html")])
    assert result.exit_code == 0, result.stderr
    assert result.stderr.count("left out: ") == 2


def test_three_hundred_pairs_make_one_page(tmp_path):
    rows = [{"price": 8000 + 6 * n, "first_offer": 7000 + 10 * n, "treatment.anchor": "ab"[n % 2]} for n in range(300)]
    page = class_page([cohort_from_table(table(tmp_path / "deals.csv", rows), CAR)])
    assert page.count("<tr") > 300


def test_the_command_says_what_it_needs(tmp_path):
    path = table(tmp_path / "deals.csv", DEALS)
    run = CliRunner().invoke
    assert "--scenario" in run(application(), ["class-debrief", str(path), "--out", str(tmp_path / "x.html")]).stderr
    wrong = run(application(), ["class-debrief", str(path), "--scenario", "used_car", "--out", str(tmp_path / "x.pdf")])
    assert "must end in .html" in wrong.stderr
    good = run(application(), ["class-debrief", str(path), "--scenario", "used_car", "--out", str(tmp_path / "x.html")])
    assert good.exit_code == 0, good.stderr
    assert "9 pairs drawn" in good.stdout


def test_what_was_to_be_had_of_a_package_is_the_best_of_all_outcomes(tmp_path):
    (tmp_path / "deals.csv").write_text(
        "pair,fare,sailings,season,subsidy,years,limit_town,limit_operator\n1,6,8,all_year,300,6,45,42.5\n"
    )
    scores = scores_of(cohort_from_table(tmp_path / "deals.csv", files.read("scoreable")))
    every, floors, (score,) = scores.zones.utilities, (0.45, 0.425), scores.each
    rational = every[(every >= floors).all(axis=1)]
    for number, party in enumerate(("town", "operator")):
        most = rational[:, number].max() - floors[number]
        assert score.shares[party] == pytest.approx(score.gains[party] / most, abs=1e-9)
    joint = (rational - floors).sum(axis=1).max()
    assert score.efficiency == pytest.approx(sum(score.gains.values()) / joint, abs=1e-9)


def test_without_a_font_for_hangul_one_line_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("negosim.teach.fonts.HANGUL", ("no such font",))
    path, out = table(tmp_path / "deals.csv", DEALS), tmp_path / "x.html"
    arguments = [str(path), "--scenario", "used_car", "--lang", "ko", "--out", str(out)]
    result = CliRunner().invoke(application(), ["class-debrief", *arguments])
    assert result.exit_code == 0, result.stderr
    assert result.stderr.count("no font with Hangul") == 1
    assert "우리 반의 협상 결과" in out.read_text(encoding="utf-8")


def test_packages_are_in_korean_on_a_korean_page(tmp_path):
    (tmp_path / "deals.csv").write_text(
        "pair,fare,sailings,season,subsidy,years\n1,6,8,all_year,300,6\n2,,,,,\n", encoding="utf-8"
    )
    page = class_page([cohort_from_table(tmp_path / "deals.csv", files.read("scoreable"))], language="ko")
    body = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert "운항 기간\N{NO-BREAK SPACE}연중" in body
    assert set(re.findall(r"[A-Za-z]{2,}", body)) == {"scoreable"}
