"""What players write down before the talks, and what they are asked afterwards.

The statements on subjective value follow the four parts of the Subjective Value Inventory (instrumental outcome, self,
process, relationship) in our own words.

Source: Curhan, Elfenbein and Xu (2006), "What do people value when they negotiate?".
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LIKERT", "PREPARATION", "QUESTIONS", "QUESTION_TO_OBSERVERS", "QUESTION_TO_RATIFIERS", "RATINGS"]

PREPARATION: tuple[str, ...] = ("limit", "target", "first_offer", "guess")
"""What players write down before the talks: limit, target, first offer, and a guess of the other side's limit."""

LIKERT = (1, 7)

QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "turning_point": {
        "en": "When was the turning point of the talks, and what caused it?",
        "ko": "협상의 흐름이 바뀐 순간은 언제였고, 무엇 때문이었습니까?",
    },
    "surprise": {
        "en": "What did you learn about the other side that you had not expected?",
        "ko": "상대에 대해 예상하지 못했던 어떤 점을 알게 되었습니까?",
    },
    "next_time": {
        "en": "What will you do differently next time?",
        "ko": "다음에는 무엇을 다르게 하겠습니까?",
    },
}

QUESTION_TO_OBSERVERS: Mapping[str, Mapping[str, str]] = {"turning_point": QUESTIONS["turning_point"]}

QUESTION_TO_RATIFIERS: Mapping[str, Mapping[str, str]] = {
    "vote_reason": {
        "en": "What decided your vote, or would have decided it?",
        "ko": "표결에서 무엇을 기준으로 삼았습니까? 표결이 없었다면 무엇을 기준으로 삼았겠습니까?",
    },
}

RATINGS: Mapping[str, Mapping[str, str]] = {
    "terms_satisfied": {"en": "I am content with what I got.", "ko": "얻은 결과에 만족한다."},
    "terms_balanced": {
        "en": "What I got is in fair proportion to what I gave.",
        "ko": "얻은 것과 내준 것이 균형을 이룬다.",
    },
    "terms_standard": {
        "en": "Outsiders would find the result legitimate.",
        "ko": "결과는 남들이 보기에도 정당하다.",
    },
    "terms_forced": {
        "en": "I did not have to accept anything against my will.",
        "ko": "뜻에 반하는 것을 받아들이지 않아도 되었다.",
    },
    "self_face": {"en": "I kept my dignity.", "ko": "체면을 지켰다."},
    "self_competence": {"en": "I felt that I negotiated well.", "ko": "협상자로서 유능하다고 느꼈다."},
    "self_principles": {"en": "I stayed true to what I think is right.", "ko": "나의 원칙대로 행동했다."},
    "process_listened": {"en": "The other side listened to me.", "ko": "상대가 내 말을 들어 주었다."},
    "process_fair": {"en": "The process of the talks was fair.", "ko": "협상의 과정이 공정했다."},
    "process_considered": {
        "en": "The other side took my wishes into account.",
        "ko": "상대가 내가 바라는 것을 고려했다.",
    },
    "relation_impression": {"en": "The other side made a good impression.", "ko": "상대에게서 좋은 인상을 받았다."},
    "relation_trust": {
        "en": "I trust the other side after these talks.",
        "ko": "이번 협상을 마치고 상대를 신뢰하게 되었다.",
    },
    "relation_future": {
        "en": "We could work well together in the future.",
        "ko": "앞으로도 서로 잘 협력할 수 있을 것이다.",
    },
}
"""Thirteen statements that players rate from 1 (not at all) to 7 (entirely)."""
