"""The sentences of a role brief in Korean."""

from __future__ import annotations

__all__ = ["KOREAN"]

KOREAN: dict[str, str] = {
    "title": "{scenario}: {party} 역할 지침서",
    "secret": "{party} 전용입니다. 받아들일 수 있는 한도와 목표는 상대방에게 알리지 마십시오.",
    "public": "공통 정보",
    "situation": "귀하의 역할",
    "parties": "귀하의 역할: {party}. 협상 상대: {other}.",
    "lead": "수석대표: {lead}.",
    "office": "협상을 시작할 때의 정부: {offices}.",
    "to_settle": "협상 의제",
    "issue": "의제",
    "possible": "가능한 값",
    "from_to": "{low} ~ {high}",
    "opens": "{values}. {opens}부터 협상하며 그때까지는 {kept}",
    "in_money": "인상률 0%의 금액: {zero}. 10%포인트 오를 때마다 {ten} 증가합니다.",
    "payments": (
        "첫해 지급액은 {base}에 인상률을 적용한 금액입니다. 유효기간 안에는 매년 합의한 규칙({growth})에 따라 "
        "늘어나고, 유효기간이 끝난 뒤에는 매년 {beyond} 늘어납니다. 모두 {years}년을 계산합니다."
    ),
    "payments_plain": (
        "첫해 지급액은 {base}에 인상률을 적용한 금액이고, 그 뒤에는 매년 {growth} 늘어납니다. 모두 {years}년을 "
        "계산합니다."
    ),
    "calendar": "일정",
    "span": "협상은 {start}에 시작하여 {horizon}에 끝납니다.",
    "expiry": "현행 협정은 {expiry}에 만료됩니다.",
    "expired": "현행 협정은 {expiry}에 이미 만료되었습니다.",
    "meeting": "회담",
    "place": "장소",
    "days": "일수",
    "turns": "각 측의 차례",
    "drawn": "그 밖의 회담은 협상 중에 정해집니다.",
    "alternating": "양측이 번갈아 제안합니다.",
    "simultaneous": "양측이 제안을 따로 적어 동시에 공개합니다.",
    "ultimatum": "한쪽이 제안하면 다른 쪽은 받아들이거나 거절합니다.",
    "first": "회담마다 먼저 제안하는 쪽: {party}.",
    "in_turns": "먼저 제안하는 쪽은 회담마다 바뀝니다.",
    "election": "{party}: {day} 선거. 당선자는 {starts}부터 집권합니다. 당선 가능성: {odds}.",
    "succession": "{party}: {starts}부터의 정부: {odds}.",
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
    "lapse_cost": "협정 공백이 한 달 이어질 때마다 {x}을 잃습니다. 가장 좋은 결과가 100점입니다.",
    "disagreement": (
        "합의하지 못하면 대안만으로 {x}을 얻습니다. 유보가치는 그보다 {margin} 높습니다. 합의에는 의무와 비용이 "
        "따르므로, 유보가치에 못 미치는 합의라면 차라리 합의하지 않는 편이 낫습니다."
    ),
    "disagreement_alone": "합의하지 못하면 대안으로 {x}을 얻습니다. 이것이 곧 유보가치입니다.",
    "interests": "이해관계",
    "alternative": "합의하지 못할 때의 대안",
    "further": "그 밖의 지침",
    "points_explained": (
        "점수는 결과가 귀하에게 얼마나 좋은지를 나타냅니다. 의제별 점수를 더하며, 가장 좋은 결과는 100점입니다. "
        "표에 적힌 두 값 사이에서는 점수가 비례하여 변합니다."
    ),
    "worth": "결과의 가치",
    "lower_better": "낮을수록 유리한 의제: {issue}.",
    "higher_better": "높을수록 유리한 의제: {issue}.",
    "at_most": "최고 점수",
    "values": "값별 점수",
    "payments_issue": "지급액(연간 균등액)",
    "discount": "나중의 지급액은 연 {x}의 할인율로 평가합니다.",
    "consent": "동의가 필요한 기관",
    "ratifier": "기관",
    "side": "소속",
    "when": "합의 후 일수",
    "what": "동의 조건",
    "not_known": "알 수 없음",
    "no_worse": "{x}보다 나쁘지 않은 합의",
    "about": "대체로 {x}보다 나쁘지 않은 합의(표결 결과는 불확실)",
    "own_reservation": "그날의 귀하의 유보가치",
    "ratifier_role": "귀하의 역할: {ratifier}. 협상에는 나서지 않고, {party} 편에서 합의안을 표결합니다.",
    "ratifier_task": (
        "양쪽이 합의하면 귀하의 동의가 필요합니다. 거부하면 양쪽은 다시 협상할 수 있습니다. 합의 후 표결까지의 "
        "일수: {days}."
    ),
    "vote": "표결",
    "threshold": "이보다 불리한 합의에는 동의하지 마십시오: {x}.",
    "threshold_moves": (
        "협상을 시작할 때의 유보가치입니다. 바뀔 수 있으며, 합의안이 올 때마다 그날의 값을 보여 줍니다."
    ),
    "your_vote": "이유를 설명할 수 있다면 다르게 표결해도 됩니다.",
    "score": "평가 기준",
    "score_own": "개인 점수: 유보가치를 넘어 얻은 이익을, 얻을 수 있었던 최대 이익으로 나눈 비율.",
    "score_none": "결렬의 가치는 유보가치와 같습니다. 나쁜 합의보다 낫고, 그 자체로 실패는 아닙니다.",
    "score_joint": "공동 점수: 양측이 함께 얻은 이익을, 가능한 최대 공동 이익으로 나눈 비율.",
    "preparation": "준비표",
    "preparation_why": "협상을 시작하기 전에 적어 두십시오. 끝난 뒤에 다시 보게 됩니다.",
    "question": "질문",
    "answer": "나의 답",
    "prepare_limit": "나의 유보가치: 서명할 수 있는 가장 나쁜 조건",
    "prepare_alternative": "합의하지 못하면 어떻게 할 것인가",
    "prepare_target": "나의 목표와 그 근거",
    "prepare_first": "나의 첫 제안과 상대에게 댈 근거",
    "prepare_theirs": "상대의 유보가치에 대한 추측과 그 근거",
    "prepare_interests": "상대가 원하지만 내게는 부담이 적은 것",
    "prepare_plan": "나의 계획: 무엇을 먼저 요구하고, 무엇을 내주고, 그 대가로 무엇을 받을 것인가",
}
