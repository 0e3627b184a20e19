"""The sentences of a role brief, in English and in Korean."""

from __future__ import annotations

from collections.abc import Mapping

from negosim.errors import UsageError, did_you_mean
from negosim.report.document import Paragraph, Tone, say
from negosim.report.wording import NO_BREAK, number

__all__ = ["ENGLISH", "KOREAN", "LANGUAGES", "WORDS", "Words", "line", "percent", "words_in"]

Words = Mapping[str, str]

ENGLISH: Words = {
    "title": "{scenario}: your brief as {party}",
    "secret": "For {party} only. What you would take and what you hope for is not for the other side to know.",
    "situation": "The situation",
    "parties": "You are {party}. You negotiate with {other}.",
    "lead": "Your lead: {lead}.",
    "office": "In office when the talks begin: {offices}.",
    "to_settle": "To settle",
    "issue": "Issue",
    "possible": "Possible values",
    "from_to": "{low} to {high}",
    "in_money": "An increase of 0 % is {zero}; each 10 points more are {ten} more.",
    "payments": (
        "The first year's payment is {base} and the increase. In each further year of the term it grows by the "
        "rule that is "
        "agreed ({growth}), after the term by {beyond} a year; {years} years are counted."
    ),
    "payments_plain": (
        "The first year's payment is {base} and the increase; after that it grows by {growth} a year; {years} years "
        "are counted."
    ),
    "calendar": "The calendar",
    "span": "The talks begin on {start} and end for good on {horizon}.",
    "expiry": "The agreement in force expires on {expiry}.",
    "expired": "The agreement in force expired on {expiry}.",
    "meeting": "Meeting",
    "place": "Place",
    "days": "Days",
    "turns": "Turns of each side",
    "drawn": "Further meetings are called as the talks go on.",
    "alternating": "The two sides offer in turn.",
    "simultaneous": "Both sides write their offers down and open them together.",
    "ultimatum": "One side makes an offer, the other takes it or leaves it.",
    "first": "{party} moves first in each meeting.",
    "in_turns": "The two sides take turns in moving first.",
    "election": "{party}: election on {day}; the winner governs from {starts}. The odds: {odds}.",
    "succession": "{party}: from {starts} {odds} governs.",
    "wants": "What you want",
    "reservation_least": (
        "Your reservation value is {x}: you would take no less. Anything worse is worse than no agreement."
    ),
    "reservation_most": (
        "Your reservation value is {x}: you would take no more. Anything worse is worse than no agreement."
    ),
    "mandate_least": (
        "Your mandate is {x}: your delegation may sign no less, though your side as a whole may judge otherwise."
    ),
    "mandate_most": (
        "Your mandate is {x}: your delegation may sign no more, though your side as a whole may judge otherwise."
    ),
    "aspiration": "Your aspiration is {x}: that is what you hope for at the start.",
    "deadline": "You work to {deadline}.",
    "pressure": "Each month without an agreement in force makes you give way by {x} in your reservation value.",
    "impatience": "Your side discounts the future at {x} a year: the later a deal, the less you care for it.",
    "points": "points",
    "lapse_cost": "Each month without an agreement in force costs you {x} in utility.",
    "disagreement": "No agreement is worth {x} to you in utility.",
    "utility": "Utility is what an outcome is worth to you, from 0 to 1.",
    "worth": "What outcomes are worth to you",
    "lower_better": "The lower the {issue}, the better for you.",
    "higher_better": "The higher the {issue}, the better for you.",
    "weight": "Weight",
    "values": "Worth of its values",
    "payments_issue": "payments (level yearly amount)",
    "discount": "You value later payments at a discount rate of {x} a year.",
    "consent": "Who must consent",
    "ratifier": "Who",
    "side": "Side",
    "when": "Days after the deal",
    "what": "Consents to",
    "not_known": "you do not know",
    "no_worse": "what is no worse than {x}",
    "about": "about what is no worse than {x}; the vote is uncertain",
    "own_reservation": "your reservation value on that day",
    "score": "How you are judged",
    "score_own": "By what you get over your reservation value, as a share of what was attainable.",
    "score_none": (
        "No agreement is worth your reservation value: it is better than a bad deal, and not a failure by itself."
    ),
    "score_joint": "By what both sides get together, as a share of the most that they could have had.",
}
KOREAN: Words = {
    "title": "{scenario}: {party} 역할 지침서",
    "secret": "{party} 전용입니다. 받아들일 수 있는 한도와 목표는 상대방에게 알리지 마십시오.",
    "situation": "상황",
    "parties": "귀하의 역할: {party}. 협상 상대: {other}.",
    "lead": "수석대표: {lead}.",
    "office": "협상 시작 시점의 집권자: {offices}.",
    "to_settle": "협상 의제",
    "issue": "의제",
    "possible": "가능한 값",
    "from_to": "{low} ~ {high}",
    "in_money": "인상률 0 %의 금액: {zero}. 10 %포인트가 오를 때마다 {ten} 증가합니다.",
    "payments": (
        "첫해 지급액은 {base}에 인상률을 적용한 금액입니다. 유효기간 안에는 매년 합의한 규칙({growth})에 따라 "
        "늘어나고, 유효기간이 "
        "끝난 뒤에는 매년 {beyond} 늘어납니다. 모두 {years}년을 계산합니다."
    ),
    "payments_plain": (
        "첫해 지급액은 {base}에 인상률을 적용한 금액이고, 그 뒤에는 매년 {growth} 늘어납니다. 모두 {years}년을 "
        "계산합니다."
    ),
    "calendar": "일정",
    "span": "협상은 {start}에 시작하여 {horizon}에 완전히 끝납니다.",
    "expiry": "현행 협정은 {expiry}에 만료됩니다.",
    "expired": "현행 협정은 {expiry}에 이미 만료되었습니다.",
    "meeting": "회의",
    "place": "장소",
    "days": "일수",
    "turns": "각 측의 차례",
    "drawn": "그 밖의 회의는 협상 중에 정해집니다.",
    "alternating": "양측이 번갈아 제안합니다.",
    "simultaneous": "양측이 제안을 따로 적어 동시에 공개합니다.",
    "ultimatum": "한쪽이 제안하면 다른 쪽은 받아들이거나 거절합니다.",
    "first": "회의마다 먼저 제안하는 쪽: {party}.",
    "in_turns": "먼저 제안하는 쪽은 회의마다 바뀝니다.",
    "election": "{party}: {day} 선거. 당선자는 {starts}부터 집권합니다. 당선 가능성: {odds}.",
    "succession": "{party}: {starts}부터의 집권자: {odds}.",
    "wants": "귀하의 목표와 한도",
    "reservation_least": "유보가치: {x}. 이보다 낮으면 받아들이지 않습니다. 이보다 나쁜 합의는 결렬보다 나쁩니다.",
    "reservation_most": "유보가치: {x}. 이보다 높으면 받아들이지 않습니다. 이보다 나쁜 합의는 결렬보다 나쁩니다.",
    "mandate_least": (
        "훈령의 한도: {x}. 대표단은 이보다 낮은 값에 서명할 수 없습니다. 다만 본국의 판단은 다를 수 있습니다."
    ),
    "mandate_most": (
        "훈령의 한도: {x}. 대표단은 이보다 높은 값에 서명할 수 없습니다. 다만 본국의 판단은 다를 수 있습니다."
    ),
    "aspiration": "목표치: {x}. 협상을 시작할 때 바라는 수준입니다.",
    "deadline": "목표 시한: {deadline}.",
    "pressure": "협정 공백이 한 달 이어질 때마다 유보가치를 {x}씩 양보하게 됩니다.",
    "impatience": "귀하는 미래를 연 {x}로 할인합니다. 합의가 늦어질수록 가치가 줄어듭니다.",
    "points": "%포인트",
    "lapse_cost": "협정 공백이 한 달 이어질 때마다 효용 {x}의 비용이 듭니다.",
    "disagreement": "결렬의 효용: {x}.",
    "utility": "효용은 결과가 귀하에게 갖는 가치이며 0에서 1 사이의 값입니다.",
    "worth": "결과의 가치",
    "lower_better": "낮을수록 유리한 의제: {issue}.",
    "higher_better": "높을수록 유리한 의제: {issue}.",
    "weight": "가중치",
    "values": "값의 가치",
    "payments_issue": "지급액 (연간 균등액)",
    "discount": "나중의 지급액은 연 {x}의 할인율로 평가합니다.",
    "consent": "동의가 필요한 기관",
    "ratifier": "기관",
    "side": "소속",
    "when": "합의 후 일수",
    "what": "동의 조건",
    "not_known": "알 수 없음",
    "no_worse": "{x}보다 나쁘지 않은 합의",
    "about": "대체로 {x}보다 나쁘지 않은 합의 (표결 결과는 불확실)",
    "own_reservation": "그날의 귀하의 유보가치",
    "score": "평가 기준",
    "score_own": "개인 점수: 유보가치를 넘어 얻은 몫을 얻을 수 있었던 최대치로 나눈 비율.",
    "score_none": "결렬의 가치는 유보가치와 같습니다. 나쁜 합의보다 낫고, 그 자체로 실패는 아닙니다.",
    "score_joint": "공동 점수: 양측이 함께 얻은 몫을 가능한 최대치로 나눈 비율.",
}
WORDS: Mapping[str, Words] = {"en": ENGLISH, "ko": KOREAN}
LANGUAGES = tuple(WORDS)


def words_in(language: str) -> Words:
    """Return the sentences of a language.

    Raises
    ------
    UsageError
        If there is no brief in that language.
    """
    if language not in WORDS:
        raise UsageError(
            f"there is no brief in '{language}'; there are {', '.join(LANGUAGES)}{did_you_mean(language, LANGUAGES)}"
        )
    return WORDS[language]


def line(text: str, tone: Tone = "") -> Paragraph:
    """Return a sentence as a paragraph in one tone."""
    return Paragraph(text=say(text, tone))


def percent(share: float) -> str:
    """Return a share as a percentage, as ``12.5 %``."""
    return f"{number(100.0 * share, 1)}{NO_BREAK}%"
