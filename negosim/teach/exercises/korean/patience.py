"""Exercise 10 in Korean."""

from __future__ import annotations

from negosim.teach.course.translation import ExerciseWords

__all__ = ["KOREAN"]

KOREAN = ExerciseWords(
    title="누가 더 오래 기다릴 수 있는가",
    concept="인내와 결렬의 위험",
    objective="인내와 결렬의 두려움이 파이를 어떻게 나누는지 계산하고, 둘을 구별합니다.",
    background="""
두 사람이 크기 1인 파이를 나눕니다. 30일 간격으로 번갈아 제안하고, 거절한 쪽이 다음 제안을 합니다. 기다리면
손해입니다. 30일 뒤의 몫은 오늘의 같은 몫보다 가치가 적습니다.

### 인내

**할인인자** δ는 한 차례가 지나면 가치가 얼마나 남는지를 나타냅니다. δ = 1이면 끝없이 기다릴 수 있습니다. 여기서 첫째
사람은 δ₁ = $delta_first, 둘째 사람은 δ₂ = $delta_second입니다. 루빈스타인은 어느 쪽도 더 낫게 할 수 없는 나눔이
하나뿐임을 보였습니다. **곧바로** 합의하고, 제안하는 쪽이 다음을 얻습니다.

x₁ = (1 − δ₂) / (1 − δ₁δ₂).

다른 쪽은 나머지를 얻으며, 이는 자기 차례를 기다릴 때의 가치와 정확히 같습니다. 더 잘 기다리는 쪽이 더 많이 얻고, 먼저
제안하는 것도 이점입니다. 둘째 사람이 제안하면 식에서 역할을 바꾸십시오.

### 짧은 간격

간격이 점점 짧아지면 먼저 제안하는 이점이 사라지고, 파이는 조급함에 따라 나뉩니다. 할인율 r(δ = e^(−r·간격))로 쓰면
첫째 사람은 r₂ / (r₁ + r₂)을(를) 얻습니다.

### 결렬의 위험

이번에는 아무도 할인하지 않지만, 거절할 때마다 $risk의 확률로 협상이 완전히 끝날 수 있습니다. 그러면 첫째 사람은
파이의 $fallback_first, 둘째 사람은 $fallback_second만 얻습니다. 제안하는 쪽은 자기 대안에 더하여, 두 대안을 뺀
나머지의 1/(2 − p)을 얻습니다. p가 작아지면 **차액을 반으로 나눕니다**. 각자 자기 대안과 나머지의 절반을 얻습니다.

### 바깥 대안

대안으로 떠나는 것을 스스로 *고를* 수 있고 그리로 내던져질 걱정이 없으면, 대안은 다르게 작용합니다. 협상에서 어차피
얻을 것보다 대안의 가치가 작으면 아무것도 바꾸지 않습니다.
""",
    tasks="""
1. 첫째 사람이 제안할 때와 둘째 사람이 제안할 때의 몫을 식으로 계산하십시오.
2. `negosim run scenario.toml`은 두 프로그램이 바로 이 게임을 하게 합니다. 비교하십시오.
3. 결렬의 위험이 있을 때의 나눔을 계산하십시오.
""",
    concepts={"Patience": "인내", "Short turns": "짧은 간격", "Breakdown risk": "결렬의 위험"},
    questions={
        "first_share": "첫째 사람이 먼저 제안할 때 첫째 사람의 몫.",
        "responding_share": "둘째 사람이 먼저 제안할 때 첫째 사람의 몫.",
        "run_share": "`negosim run scenario.toml`의 합의에서 첫째 사람의 몫.",
        "first_mover": "먼저 제안하는 것은 첫째 사람에게 얼마의 가치가 있습니까?",
        "short_turns": "간격이 끝없이 짧아질 때 첫째 사람의 몫(지금의 한 차례에 r = −ln δ).",
        "breakdown_share": "할인은 없고 거절하면 $risk의 확률로 협상이 끝납니다. 첫째 사람이 제안할 때 그의 몫.",
        "split_difference": "결렬의 확률이 아주 작아질 때 첫째 사람의 몫.",
        "more_patient": "둘째 사람이 더 잘 기다리게 됩니다. 첫째 사람은 더 많이 얻습니까, 더 적게 얻습니까?",
        "why": "둘째 사람은 왜 작은 몫을 곧바로 받아들입니까? 첫째 사람의 몫을 써서 설명하십시오.",
    },
    mistakes={
        "first_share": {
            "own_patience": "분자에는 상대의 조급함, 곧 1 − δ₂가 옵니다.",
            "half": "둘 다 기다리는 비용이 없을 때만 반씩 나눕니다.",
            "others": "그것은 둘째 사람의 몫입니다.",
        },
        "responding_share": {
            "proposing": "그것은 제안할 때의 몫입니다.",
            "others": "그것은 둘째 사람의 몫입니다.",
        },
        "first_mover": {
            "over_half": "절반이 아니라 상대가 제안할 때의 몫과 비교하십시오.",
        },
        "short_turns": {
            "upside_down": "분자에는 *상대의* 할인율이 옵니다.",
            "half": "조급함이 똑같을 때만 반씩 나눕니다.",
        },
        "breakdown_share": {
            "no_fallback": "대안인 $fallback_first과(와) $fallback_second이(가) 빠졌습니다.",
            "only_rest": "그것은 나머지에서 얻는 부분입니다. 대안인 $fallback_first을(를) 더하십시오.",
        },
        "split_difference": {
            "half": "파이의 절반이 아니라 두 대안을 뺀 나머지의 절반입니다.",
            "only_rest": "그것은 나머지에서 얻는 부분입니다. 대안인 $fallback_first을(를) 더하십시오.",
        },
        "more_patient": {
            "more": "식에서 δ₂를 1로 보내고 1 − δ₂가 어떻게 되는지 보십시오.",
        },
    },
    hints=(
        "둘째 사람이 거절하면 무엇을, 언제 얻고, 그것은 오늘 얼마의 가치입니까?",
        (
            "둘째 사람이 제안하면 (1 − δ₁)/(1 − δ₁δ₂)을 얻고 첫째 사람이 나머지를 얻습니다. 결렬의 위험에서는 먼저 "
            "파이에서 두 대안을 빼십시오."
        ),
        (
            "첫째: (1 − $delta_second)/(1 − $delta_first·$delta_second). 상대가 제안할 때: 그 $delta_first배. 짧은 "
            "간격: ln $delta_second / (ln $delta_first + ln $delta_second). 결렬: $fallback_first + (1 − "
            "$fallback_first − $fallback_second)/(2 − $risk)."
        ),
    ),
    units={"of the pie": ""},
    options={"more": "더 많이", "less": "더 적게"},
)
