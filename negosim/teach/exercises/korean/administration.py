"""Exercise 11 in Korean."""

from __future__ import annotations

from negosim.teach.course.translation import ExerciseWords

__all__ = ["KOREAN"]

KOREAN = ExerciseWords(
    title="상대의 선거를 기다릴 것인가",
    concept="정부의 교체",
    objective="정부에 따라 합의 가능 영역이 열리는 것을 보고, 언제 기다리는 편이 합의하는 것보다 나은지 계산합니다.",
    background="""
옛 협정은 끝났습니다. 지금의 정부에서 워싱턴은 $old_limit% 이상이어야 받아들이고, 2021년 1월 20일에 들어설 다음 정부는
$new_limit% 이상이면 받아들입니다. 서울은 $seoul_limit%까지 낼 수 있습니다.

### 시간에 따른 영역

**정부의 교체**는 한쪽의 유보가치, 전술, 인내를 한꺼번에 바꿉니다. 그래서 합의 가능 영역은 시간에 따라 달라집니다. 1년
동안 닫혀 있다가 교체 다음 날 열립니다. 협상장에서 하는 어떤 말보다 누가 마주 앉는지가 더 중요할 수 있습니다.

### 기다림의 가치

지금도 나눌 것이 있지만 나중보다 적은 경우가 많습니다. 지금 정부에서 공동 잉여가 $surplus_now, 다음 정부에서는 1이라고
합시다. 매달 q = $switch의 확률로 교체가 일어나고, 한 달 뒤의 잉여는 오늘의 같은 잉여의 δ = $delta배입니다. 기다림의
가치는

δ·q / (1 − δ(1 − q))

이며, 이것이 **문턱**입니다. 나눌 것이 그보다 적으면 양쪽 모두 기다려서 이익을 얻고, 늦어지는 것은 실패가 아닙니다.
기다리는 기간의 평균은 1/q달이고, m달 안에 교체가 올 확률은 1 − (1 − q)^m입니다.

### 낙관

선거 전에는 양쪽 모두 자기에게 좋은 당선자를 바랄 수 있습니다. 선거 뒤에는 유리해진 쪽이 조건을 정하고 파이 전체를
얻는다고 합시다. 서울은 자기 쪽 당선을 $seoul_belief의 확률로, 워싱턴은 반대쪽 당선을 $washington_belief의 확률로
믿습니다. 두 수를 더해 1보다 크면 양쪽은 **낙관**하는 것입니다. 함께 기대하는 것이 실제보다 많습니다. δ′ × (두 수의
합)이 1보다 크면 곧 기다립니다. δ′는 선거 뒤 파이의 가치입니다.
""",
    tasks="""
1. `negosim zones scenario.toml`은 교체 전후의 영역을, `negosim run scenario.toml`은 언제 합의하는지를 보여 줍니다.
2. `scenario.toml`에서 워싱턴의 다음 정부의 유보가치를 바꾸어, 교체 뒤 합의 가능 영역의 너비가 정확히
   $target_width%포인트가 되게 하십시오.
3. 기다림의 가치와 낙관의 효과를 계산하십시오.
""",
    concepts={"Zone over time": "시간에 따른 영역", "Value of waiting": "기다림의 가치", "Optimism": "낙관"},
    questions={
        "gap_before": "지금 정부에서 간격은 얼마나 넓습니까?",
        "days_after": "`negosim run scenario.toml`에서 2021년 1월 20일부터 며칠 뒤에 타결합니까?",
        "new_zone": "워싱턴의 다음 정부의 유보가치를 바꾸어 영역의 너비를 $target_width%포인트로 만드십시오.",
        "threshold": "지금 합의하는 편이 기다리는 것보다 나으려면 지금 정부에서 잉여가 얼마여야 합니까?",
        "wait": "지금 잉여는 $surplus_now입니다. 양쪽을 합쳐 무엇이 더 낫습니까?",
        "mean_wait": "교체까지 평균 얼마나 걸립니까?",
        "by_then": "$months달 안에 교체가 올 확률.",
        "expectations": "양쪽은 함께 선거 뒤 파이의 얼마를 기대합니까?",
        "election": "δ′ = $delta_election일 때 선거 전에 합의합니까, 기다립니까?",
        "why": "합의 없이 보낸 1년이 협상가의 실패가 아닌 것은 언제입니까? 문턱을 써서 설명하십시오.",
    },
    mistakes={
        "gap_before": {
            "after": "그것은 교체 뒤의 영역입니다.",
            "sum": "그것은 두 유보가치의 합입니다. 간격은 차이입니다.",
        },
        "days_after": {
            "from_start": "시작이 아니라 정부가 바뀐 날부터 세십시오.",
        },
        "new_zone": {
            "other_way": "워싱턴은 받는 쪽입니다. 유보가치는 서울의 것보다 위가 아니라 아래에 있어야 합니다.",
            "width_as_limit": "너비를 유보가치로 적었습니다.",
        },
        "threshold": {
            "undiscounted": "기다리면 손해입니다. 나중의 잉여는 오늘 가치가 더 적습니다.",
            "one_month": "교체는 다음 달만이 아니라 그 뒤의 어느 달에도 올 수 있습니다.",
            "certain": "다음 달에 반드시 교체되는 것은 아닙니다.",
        },
        "wait": {
            "other": "$surplus_now을(를) 문턱과 비교하십시오.",
        },
        "mean_wait": {
            "chance": "그것은 한 달의 확률입니다.",
            "half": "매달 확률이 q인 기다림의 평균은 1/q입니다.",
        },
        "by_then": {
            "not_yet": "그것은 아직 오지 않았을 확률입니다.",
            "sum": "확률은 더해지지 않습니다. 이미 왔을 수도 있습니다.",
        },
        "expectations": {
            "mean": "두 수를 더하십시오. 평균을 내지 마십시오.",
        },
        "election": {
            "other": "$delta_election × 기대의 합을 1과 비교하십시오.",
        },
    },
    hints=(
        (
            "양쪽은 오늘 무엇에 서명할 수 있고, 교체 한 달 뒤에는 무엇에 서명할 수 있습니까? 나중에 얻는 비용은 "
            "얼마입니까?"
        ),
        (
            "기다림의 가치를 W라 하십시오. 다음 달에 q의 확률로 교체되어 1을 얻거나, 아니면 W가 남습니다. W = δ(q "
            "+ (1 − q)W)."
        ),
        (
            "문턱: $delta·$switch/(1 − $delta·(1 − $switch)). 그때까지: 1 − (1 − $switch)^$months. 기대: "
            "$seoul_belief + $washington_belief. 새 유보가치: $seoul_limit − $target_width."
        ),
    ),
    units={"points": "%포인트", "days": "일", "months": "달"},
    options={"settle": "합의한다", "wait": "기다린다"},
)
