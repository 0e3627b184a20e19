"""The words of a class's debrief, in English and in Korean."""

from __future__ import annotations

from collections.abc import Mapping

from negosim.domain.scenario import Scenario
from negosim.teach.words import Tables, Words, words_in

__all__ = ["PHRASES", "words_of_class"]

ENGLISH: Mapping[str, str] = {
    "title": "{scenario}: the results of the class",
    "subtitle": "{pairs} pairs: {deals} with a deal, {impasses} without",
    "summary": "The class",
    "group": "Group",
    "everybody": "all",
    "program": "the model",
    "pairs": "Pairs",
    "deals": "Deals",
    "rate": "Agreed",
    "interval": "95 % interval",
    "median": "Median deal",
    "missed": "Missed: a zone but no deal",
    "right": "Rightly no deal: no zone",
    "mistakes": "Deals worse than no agreement",
    "share": "{party}'s share",
    "efficiency": "Joint gain, as a share of the maximum",
    "points": "{party}: points",
    "scores": "Every pair",
    "scores_note": (
        "A share is the gain over one's own limit, divided by the largest possible gain. The percentile compares a "
        "player with the others in the same role, so the harder role is not at a disadvantage. No deal counts as the "
        "limit, not as zero."
    ),
    "pair": "Pair",
    "deal": "Deal",
    "no_deal": "no deal",
    "percentile": "{party}: percentile",
    "remark": "Remark",
    "below": "worse than no agreement for {party}",
    "strip": "Where the deals landed",
    "strip_alt": "Each deal as a point over the zone of agreement, pairs without a deal at the side; rows are groups.",
    "zone": "zone of agreement (median limits)",
    "gap": "gap between the limits (median)",
    "band": "the model: 5 % to 95 % of its deals, and their median",
    "worse": "worse than no agreement for one side",
    "anchor": "The first offer and the deal",
    "anchor_alt": "First offers and deals as points, with the least-squares line.",
    "first_offer": "first offer",
    "slope": "Slope {slope}: change of the deal for each additional unit in the first offer ({n} deals{interval}).",
    "plane": "All deals by their value to both sides",
    "plane_alt": "The value of each deal to both sides, with the frontier, the limits and the solutions.",
    "worth": "points to {party}",
    "frontier": "Pareto frontier",
    "limits": "limits (median)",
    "second_chance": "What the second chance added",
    "second_chance_alt": "An arrow from each deal that was improved to the outcome that both sides preferred.",
    "improved": "After the second chance",
    "after": "Joint gain afterwards",
    "curves": "How they conceded",
    "curves_alt": "The offers of all pairs over time.",
    "time": "share of the time used",
    "ended": "deals so far",
    "shares": "Shares by group",
    "shares_alt": "Mean share of each group with its interval, and each pair as a small point.",
    "mean": "mean, 95 % interval",
    "percent": "{x} %",
    "stated": "What they thought their limit was",
    "stated_alt": "Limits that the players wrote down against those of their briefs.",
    "true_limit": "limit in the brief",
    "stated_limit": "limit written down",
    "ratings": "How they felt about the talks",
    "ratings_alt": "Mean answers to the questions on the subjective value of the talks, by role.",
    "rating": "mean answer, 1 to 7",
    "item": "Question",
    "numbers": "The numbers in this figure",
    "group_of": "{name}: {cell}",
}
KOREAN: Mapping[str, str] = {
    "title": "{scenario}: 우리 반의 협상 결과",
    "subtitle": "{pairs}조 가운데 합의 {deals}조, 결렬 {impasses}조",
    "summary": "전체 결과",
    "group": "집단",
    "everybody": "전체",
    "program": "모형",
    "pairs": "조",
    "deals": "합의",
    "rate": "합의율",
    "interval": "95% 신뢰구간",
    "median": "합의 중앙값",
    "missed": "놓친 합의: 합의 가능 영역이 있었으나 결렬",
    "right": "옳은 결렬: 합의 가능 영역이 없었음",
    "mistakes": "결렬보다 나쁜 합의",
    "share": "{party}의 몫",
    "efficiency": "공동 이익(최대치 대비)",
    "points": "{party}: 점수",
    "scores": "조별 결과",
    "scores_note": (
        "몫은 유보가치를 넘어 얻은 이익을 얻을 수 있었던 최대 이익으로 나눈 비율입니다. 백분위는 같은 역할끼리 "
        "비교하므로 어려운 역할이 손해를 보지 않습니다. 결렬은 0이 아니라 유보가치로 계산합니다."
    ),
    "pair": "조",
    "deal": "합의 내용",
    "no_deal": "결렬",
    "percentile": "{party}: 백분위",
    "remark": "비고",
    "below": "{party}에게 결렬보다 나쁨",
    "strip": "합의의 분포",
    "strip_alt": "합의 가능 영역 위에 각 합의를 점으로, 결렬은 옆에 표시한 그림. 줄은 집단을 나타냄.",
    "zone": "합의 가능 영역(유보가치의 중앙값)",
    "gap": "유보가치 사이의 간격(중앙값)",
    "band": "모형: 합의의 5%~95%와 중앙값",
    "worse": "한쪽에 결렬보다 나쁜 합의",
    "anchor": "첫 제안과 합의",
    "anchor_alt": "첫 제안과 합의를 나타낸 점들과 최소제곱 직선.",
    "first_offer": "첫 제안",
    "slope": "기울기 {slope}: 첫 제안이 한 단위 커질 때 합의가 달라지는 크기({n}건{interval}).",
    "plane": "양측의 이익으로 본 합의",
    "plane_alt": "각 합의가 양측에 갖는 가치와 효율적 경계, 유보가치, 협상해.",
    "worth": "{party}의 점수",
    "frontier": "효율적 경계",
    "limits": "유보가치(중앙값)",
    "second_chance": "두 번째 기회의 효과",
    "second_chance_alt": "합의에서 양쪽이 더 낫다고 한 결과로 향하는 화살표.",
    "improved": "두 번째 기회 뒤의 합의",
    "after": "두 번째 기회 뒤의 공동 이익",
    "curves": "양보의 과정",
    "curves_alt": "모든 조의 제안을 시간에 따라 나타낸 그림.",
    "time": "사용한 시간의 비율",
    "ended": "누적 합의 수",
    "shares": "집단별 몫",
    "shares_alt": "집단별 평균 몫과 신뢰구간. 작은 점은 각 조.",
    "mean": "평균과 95% 신뢰구간",
    "percent": "{x}%",
    "stated": "스스로 적은 유보가치",
    "stated_alt": "참가자가 적은 유보가치와 지침서의 유보가치.",
    "true_limit": "지침서의 유보가치",
    "stated_limit": "적은 유보가치",
    "ratings": "협상에 대한 느낌",
    "ratings_alt": "협상의 주관적 가치에 대한 역할별 평균 응답.",
    "rating": "평균 응답(1~7)",
    "item": "질문",
    "numbers": "그림의 수치",
    "group_of": "{name}: {cell}",
}


PHRASES: Tables = {"en": ENGLISH, "ko": KOREAN}


def words_of_class(language: str, scenario: Scenario | None = None) -> Words:
    """Return the words of a class's debrief in a language, for a scenario.

    Raises
    ------
    UsageError
        If the language is not available.
    """
    return words_in(language, PHRASES, scenario)
