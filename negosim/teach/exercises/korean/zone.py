"""Exercise 2 in Korean."""

from __future__ import annotations

from negosim.teach.course.translation import ExerciseWords

__all__ = ["KOREAN"]

KOREAN = ExerciseWords(
    title="13 대 50: 합의 가능 영역이 있는가",
    concept="합의 가능 영역",
    objective="합의 가능 영역이나 간격을 찾고, 무엇이 간격을 메우는지 이해하며, 합의를 영역에서 차지한 몫으로 잽니다.",
    background="""
한국은 주한미군 비용의 일부를 부담하며, 2019년의 금액은 1조 389억 원이었습니다. 2020년 회담을 본뜬 이 모형에서 서울은
최대 $seoul_limit%까지 올려 줄 수 있고, 워싱턴은 적어도 $washington_limit%는 올려 받으려 합니다.

### 합의 가능 영역

**합의 가능 영역**(ZOPA)은 양쪽 모두가 결렬보다 낫다고 여기는 결과 전체입니다. 의제가 하나이면 두 유보가치 사이, 곧
받는 쪽의 최저치에서 내는 쪽의 최고치까지입니다. 최저치가 최고치보다 높으면 영역은 없고, 그 거리를 **간격**이라고
합니다. 협상 기술로는 간격을 메울 수 없습니다. 간격을 메우는 것은 유보가치의 변화입니다. 시간, 압력, 새 정부, 또는
합의에 더해지는 무엇이 유보가치를 바꿉니다.

### 부가 급부

서울이 본래 사지 않았을 장비를 더 살 수 있다고 합시다. 한 단위는 워싱턴에 인상률 $us_value%포인트의 가치가 있고
서울에는 $rok_cost%포인트의 비용이 듭니다. q단위를 사면 워싱턴은 $us_value·q%포인트 덜 받아도 되고 서울은
$rok_cost·q%포인트 덜 낼 수 있습니다. 따라서 한 단위마다 간격은 둘의 차이만큼 줄고, 간격이 모두 메워지면 합의 가능
영역이 생깁니다.

### 잉여의 몫

합의 가능 영역이 있을 때 한쪽의 **잉여의 몫**은 유보가치를 넘어 얻은 이익을 영역의 너비로 나눈 값입니다. 두 몫을
더하면 1입니다.
""",
    tasks="""
1. `negosim zones scenario.toml`은 유보가치를, `negosim run scenario.toml`은 양쪽이 어떻게 협상하는지를 보여 줍니다.
2. 간격과 부가 급부에 관한 질문에 답하십시오.
3. `scenario.toml`에서 다른 것은 그대로 두고 서울의 유보가치만 바꾸어, 합의 가능 영역의 너비가 정확히
   $target_width%포인트가 되게 하십시오. `negosim run scenario.toml`로 확인하십시오.
""",
    concepts={"Zone of agreement": "합의 가능 영역", "Side payments": "부가 급부", "Surplus share": "잉여의 몫"},
    questions={
        "is_there_a_zone": "합의 가능 영역이 있습니까?",
        "gap": "두 유보가치는 얼마나 떨어져 있습니까?",
        "gap_money": "간격은 금액으로 1년에 얼마입니까?",
        "units": "장비를 몇 단위 사면 합의 가능 영역이 생깁니까? 단위의 일부도 셉니다.",
        "agreed": "`negosim run scenario.toml`을 그대로 실행하면 합의합니까?",
        "open_zone": "scenario.toml에서 서울의 유보가치를 바꾸어 영역의 너비를 $target_width%포인트로 만드십시오.",
        "seoul_share": (
            "1년 뒤 워싱턴은 $later_least% 이상, 서울은 $later_most% 이하이면 받아들이고 $later_deal%에 "
            "서명합니다. 서울이 얻은 잉여의 몫은 얼마입니까? 0에서 1까지의 수로 적으십시오."
        ),
        "why": "더 뛰어난 협상가라도 2020년에 왜 이 간격을 메울 수 없었습니까? 간격의 크기를 써서 설명하십시오.",
    },
    mistakes={
        "is_there_a_zone": {
            "crossed": (
                "$seoul_limit과(와) $washington_limit 사이에는 빈 곳이 있지만 아무도 그 안에 있으려 하지 않습니다. "
                "내는 쪽은 받는 쪽이 시작하는 곳보다 아래에서 멈춥니다."
            ),
        },
        "gap": {
            "sum": "그것은 두 유보가치의 합입니다. 간격은 차이입니다.",
            "negative": "간격은 거리입니다. 부호 없이 적으십시오.",
        },
        "gap_money": {
            "of_total": "그것은 2019년 금액에 간격을 더한 값입니다. 간격만 물었습니다.",
            "whole_increase": "그것은 워싱턴이 요구하는 인상액 전체이지 간격이 아닙니다.",
        },
        "units": {
            "value_only": "장비는 공짜가 아닙니다. 한 단위마다 서울에 $rok_cost%포인트의 비용이 듭니다.",
            "sum": "서울의 비용은 합의를 어렵게 합니다. 워싱턴의 가치에서 빼십시오.",
        },
        "agreed": {
            "middle": "가운데에서 만나지 않습니다. 어느 쪽도 유보가치를 넘어서 서명하지 않습니다.",
        },
        "open_zone": {
            "half_way": "너비를 유보가치로 적었습니다. 영역은 워싱턴의 유보가치인 $washington_limit에서 시작합니다.",
            "from_seoul": "서울의 처음 유보가치에 너비를 더했습니다. 먼저 간격을 메워야 합니다.",
        },
        "seoul_share": {
            "washingtons": "그것은 워싱턴의 몫입니다. 내는 쪽은 자기 유보가치보다 아래에서 이익을 얻습니다.",
            "of_deal": "서울의 유보가치가 아니라 영역의 너비로 나누십시오.",
        },
    },
    hints=(
        (
            "0에서 100까지 선을 긋고 서울이 낼 수 있는 최고치와 워싱턴이 받을 최저치를 표시하십시오. 어느 것이 "
            "왼쪽에 있습니까?"
        ),
        (
            "한 단위는 워싱턴의 유보가치를 $us_value만큼, 서울의 유보가치를 $rok_cost만큼 내립니다. 얼마나 "
            "가까워집니까? 시나리오: 합의 가능 영역은 워싱턴의 유보가치에서 시작합니다."
        ),
        (
            "간격: $washington_limit − $seoul_limit. 단위: 간격 / ($us_value − $rok_cost). 서울의 유보가치: "
            "$washington_limit + $target_width. 몫: ($later_most − $later_deal) / ($later_most − $later_least)."
        ),
    ),
    units={"points": "%포인트", "bn won": "십억 원", "units": ""},
    options={"yes": "예", "no": "아니요"},
)
