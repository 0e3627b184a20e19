"""Exercise 6 in Korean."""

from __future__ import annotations

from negosim.teach.course.translation import ExerciseWords

__all__ = ["KOREAN"]

KOREAN = ExerciseWords(
    title="5분만 더: 방금 서명한 합의보다 나은 것",
    concept="합의 후 합의",
    objective="서명한 합의보다 양쪽에 나은 묶음을 찾고, 양쪽이 거기에서 얻는 것을 잽니다.",
    background="""
늦은 밤 두 대표단은 묶음 `compromise`에 서명했습니다. 모두 지쳤습니다. 묶음마다의 가치는 다음과 같습니다(0에서
100까지).

| | lump_sum | long_term | joint_fund | indexed | compromise | as_before |
|---|---|---|---|---|---|---|
| 워싱턴 | 90 | $long_us | $fund_us | 40 | $deal_us | 30 |
| 서울 | 20 | $long_rok | $fund_rok | 82 | $deal_rok | 38 |

### 지배되는 합의

다른 합의가 한쪽에는 더 좋고 다른 쪽에도 나쁘지 않다면, 지금의 합의는 **지배**됩니다. 사람들은 지배되는 합의에 늘
서명합니다. 더 나은 합의는 아무도 숨길 필요가 없을 때에야 눈에 들어오기 때문입니다.

### 합의 후 합의

서명한 뒤 양쪽이 5분 더 찾아봅니다. 또는 양쪽의 가치를 아는 제3자에게 묻습니다. 서명한 합의는 **바닥**입니다. 양쪽이
모두 바꾸기로 하지 않으면 그대로 유효합니다. 그래서 아무도 잃을 것이 없고, 전보다 더 많이 말할 수 있습니다. 이 두 번째
협상의 유보가치는 서명한 합의의 가치입니다.

### 공동 이익

얻은 것은 바닥에서부터 잽니다. 한쪽의 **이익**은 새 가치에서 서명한 합의의 가치를 뺀 것이고, 더해진 공동 가치는 두
이익의 합입니다. 양쪽에 더 나은 묶음 가운데 내시 중재자는 **이익의 곱**이 가장 큰 것을 고릅니다. 합이 가장 큰 것과 늘
같지는 않습니다.
""",
    tasks="""
1. 어느 묶음이 서명한 묶음을 지배합니까? 바닥에서부터의 이익을 계산하십시오.
2. `scenario.toml`에서 서명한 합의를 양쪽의 바닥으로 만드십시오. 유보가치를 `compromise`의 가치로, 0에서 1까지의 수로
   적습니다. 그러면 `negosim zones scenario.toml`이 중재자가 제안할 것을 보여 줍니다.
""",
    concepts={
        "Dominated deals": "지배되는 합의",
        "Post-settlement settlement": "합의 후 합의",
        "Joint gains": "공동 이익",
    },
    questions={
        "better": "서명한 묶음을 지배하는 묶음은 몇 개입니까?",
        "arbitrator": "서명한 합의가 바닥일 때 내시 중재자는 어느 묶음을 고릅니까?",
        "seoul_gain": "서울은 거기에서 서명한 합의보다 얼마를 더 얻습니까?",
        "added": "공동 가치는 얼마나 더해집니까?",
        "quality_before": "서명한 합의의 공동 가치를 모든 묶음 가운데 가장 큰 값으로 나눈 것.",
        "floors": "scenario.toml에서 서명한 합의를 양쪽의 바닥으로 만드십시오. (두 값의 합을 점수로 잽니다.)",
        "no_replacement": "양쪽 모두가 더 좋아하는 것을 찾지 못했습니다. 무엇이 유효합니까?",
        "why": "양쪽은 왜 한 시간 전보다 더 솔직할 수 있습니까? 더해진 공동 가치를 써서 설명하십시오.",
    },
    mistakes={
        "better": {
            "with_itself": "서명한 묶음은 자기 자신을 지배하지 않습니다.",
            "either": "한쪽에만 더 나은 것을 세었습니다. 다른 쪽이 손해를 보아서는 안 됩니다.",
        },
        "arbitrator": {
            "sum": "그것은 합이 가장 큽니다. 이익의 곱을 보십시오.",
            "seouls": "거기에서는 워싱턴이 서명한 합의보다 손해를 보므로 동의하지 않습니다.",
            "washingtons": "거기에서는 서울이 서명한 합의보다 손해를 보므로 동의하지 않습니다.",
        },
        "seoul_gain": {
            "value": "그것은 새 가치입니다. 이익은 바닥인 $deal_rok에서부터 잽니다.",
            "washingtons": "그것은 워싱턴의 이익입니다.",
        },
        "added": {
            "total": "그것은 공동 가치 전체입니다. 서명한 합의의 것을 빼십시오.",
            "by_sum": "그것은 합이 가장 큰 묶음의 값이지 중재자가 고른 묶음의 값이 아닙니다.",
        },
        "quality_before": {
            "of_ideal": "양쪽에 모두 100을 주는 묶음은 없습니다. 있는 것 가운데 가장 큰 값으로 나누십시오.",
            "of_nash": "중재자의 묶음은 합이 가장 큰 것이 아닙니다.",
        },
        "floors": {
            "one_side": "한쪽의 바닥만 바꾸었습니다. 다른 쪽은 아직 0.3입니다.",
            "in_points": "바닥이 0이면 아무도 보호하지 못합니다. 0이 아니라 0.46과 같이 적으십시오.",
        },
        "no_replacement": {
            "void": "양쪽이 모두 바꾸지 않으면 서명한 합의가 유효합니다. 그것이 핵심입니다.",
        },
    },
    hints=(
        "묶음을 하나씩 보십시오. 워싱턴에 적어도 $deal_us, 서울에 적어도 $deal_rok입니까?",
        "두 묶음이 통과합니다. 각각 $deal_us을(를) 넘는 워싱턴의 이익에 $deal_rok을(를) 넘는 서울의 이익을 곱하십시오.",
        (
            "joint_fund: ($fund_us − $deal_us) × ($fund_rok − $deal_rok). long_term: ($long_us − $deal_us) × "
            "($long_rok − $deal_rok). 시나리오: 유보가치는 워싱턴이 $deal_us / 100, 서울이 $deal_rok / 100."
        ),
    ),
    units={"packages": "개", "points": "점"},
    options={
        "lump_sum": "일시금",
        "long_term": "장기 협정",
        "joint_fund": "공동 기금",
        "indexed": "연동",
        "compromise": "절충안",
        "as_before": "종전대로",
        "signed": "서명한 합의",
        "nothing": "없음",
    },
)
