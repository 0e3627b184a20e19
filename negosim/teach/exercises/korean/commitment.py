"""Exercise 8 in Korean."""

from __future__ import annotations

from negosim.teach.course.translation import ExerciseWords

__all__ = ["KOREAN"]

KOREAN = ExerciseWords(
    title="텔레비전에서: 1%포인트도 더는 안 됩니다",
    concept="공약과 청중 비용",
    objective="공개 약속이 어디까지 묶는지, 무엇을 얻는지, 양쪽이 모두 약속하면 어떻게 되는지 말합니다.",
    background="""
워싱턴은 $washington_limit% 이상이면 받아들이고, 서울은 $seoul_limit%까지 낼 수 있습니다. 그때 한국 대통령이
텔레비전에서 말합니다. “$public_limit%에서 1%포인트도 더는 안 됩니다.”

### 청중 비용

공개 약속에서 물러나면 국내에서 대가를 치릅니다. 이것이 **청중 비용**입니다. $public_limit%를 넘는 합의에 서명하면
서울의 정부가 인상률 $audience_cost%포인트에 해당하는 비용을 치른다고 합시다. $public_limit%까지는 아무것도 달라지지
않습니다. 그보다 위에서는 x%의 합의가 전의 x + $audience_cost%만큼 나쁩니다. 그러므로 x + $audience_cost이(가) 서울의
처음 유보가치보다 높은 합의에 대해서는 약속이 지켜지고, 비용을 치르더라도 결렬보다 나은 합의에 대해서는 지켜지지
않습니다. 새 유보가치는 **처음 유보가치 − 청중 비용**이며, 약속한 값보다 낮아지지는 않습니다.

### 공약

약속은 깨서 얻는 것보다 깨는 비용이 클 때까지 **믿을 만합니다**. 믿을 만한 한계는 더 유리한 한계입니다. 상대가 더
다가와야 합니다. 그러나 범위는 더 좁아집니다. 약속이 막은 것은 양쪽 모두에게서 사라집니다.

### 양쪽이 동시에

양쪽이 모두 스스로 손을 묶으면 남는 것이 없을 수 있습니다. 영역을 크기 1인 파이라고 합시다. 워싱턴은 $us_demand,
서울은 $rok_demand의 몫을 공약하려 합니다. 시도가 성공할 확률은 워싱턴이 $us_success, 서울이 $rok_success입니다. 둘 다
성공하면 **교착**이어서 아무도 얻지 못합니다. 하나만 성공하면 그쪽이 요구한 만큼, 다른 쪽이 나머지를 얻습니다. 둘 다
실패하면 반씩 나눕니다. 각자의 기대 몫은 이 네 칸의 평균입니다.
""",
    tasks="""
1. 서울의 새 유보가치와 그 뒤의 합의 가능 영역을 계산하십시오.
2. `scenario.toml`에 새 유보가치(서울의 `reservation`)를 넣고 `negosim run scenario.toml`을 전후로 비교하십시오.
3. 네 칸을 그리고 확률과 몫을 적으십시오.
""",
    concepts={"Audience cost": "청중 비용", "Commitment": "공약", "Both at once": "양쪽이 동시에"},
    questions={
        "new_limit": "약속한 뒤 서울의 유보가치.",
        "cost_needed": "$public_limit%의 약속이 온전히 묶으려면 청중 비용은 얼마여야 합니까?",
        "zone_after": "scenario.toml에 서울의 새 유보가치를 넣으십시오. (영역의 너비를 잽니다.)",
        "impasse": "양쪽이 모두 공약을 시도합니다. 교착의 확률.",
        "seoul_tries": "양쪽이 모두 시도할 때 서울의 기대 몫.",
        "seoul_leaves_it": "워싱턴만 시도할 때 서울의 기대 몫.",
        "best_reply": "워싱턴은 시도할 것입니다. 서울은 어떻게 하는 편이 낫습니까?",
        "joint": "양쪽이 모두 시도할 때 둘이 함께 얻는 것의 평균.",
        "why": "양쪽이 각자 자기를 위해 손을 묶습니다. 무엇이, 얼마나 자주 잘못됩니까? 숫자를 써서 설명하십시오.",
    },
    mistakes={
        "new_limit": {
            "as_promised": (
                "약속은 거기까지 묶지 못합니다. 물러나는 비용은 $audience_cost%포인트이고, 결렬이 그보다 더 나쁩니다."
            ),
            "unmoved": "비용이 없을 때의 유보가치입니다. 이제 거기에서의 합의는 결렬보다 나쁩니다.",
        },
        "cost_needed": {
            "to_washington": "워싱턴의 유보가치는 상관이 없습니다. 서울의 처음 유보가치가 중요합니다.",
        },
        "zone_after": {
            "as_promised": "그것은 온전히 묶는 약속일 때의 영역입니다.",
            "added": "비용은 서울에 합의를 더 나쁘게 하므로, 유보가치가 내려갑니다.",
        },
        "impasse": {
            "either": "그것은 적어도 하나가 성공할 확률입니다. 여기서는 둘 다 성공해야 합니다.",
            "sum": "함께 일어날 확률은 곱합니다.",
        },
        "seoul_tries": {
            "washingtons": "그것은 워싱턴의 몫입니다.",
            "no_impasse": "둘 다 성공하면 서울은 요구한 만큼이 아니라 0을 얻습니다.",
        },
        "seoul_leaves_it": {
            "half": "절반은 워싱턴의 시도가 실패할 때만 얻습니다.",
            "rest": "나머지는 워싱턴의 시도가 성공할 때만 얻습니다.",
        },
        "best_reply": {
            "other": "서울의 두 기대 몫을 비교하십시오.",
        },
        "joint": {
            "whole": "교착이면 파이를 잃습니다.",
        },
    },
    hints=(
        "20%의 합의를 생각해 보십시오. 이제 서울에게 얼마의 가치입니까? 전의 어느 합의와 같습니까?",
        "새 유보가치는 x + $audience_cost = $seoul_limit의 해입니다. 네 칸의 확률을 더하면 1입니다.",
        (
            "유보가치: $seoul_limit − $audience_cost. 교착: $us_success × $rok_success. 둘 다 시도할 때 서울: "
            "서울만 성공 × $rok_demand + 워싱턴만 성공 × (1 − $us_demand) + 둘 다 실패 × 0.5."
        ),
    ),
    units={"points": "%포인트"},
    options={"try": "시도한다", "leave it": "하지 않는다"},
)
