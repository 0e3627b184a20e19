"""Exercise 3 in Korean."""

from __future__ import annotations

from negosim.teach.course.translation import ExerciseWords

__all__ = ["KOREAN"]

KOREAN = ExerciseWords(
    title="첫 제안은 끌어당긴다",
    concept="닻 내림과 첫 제안",
    objective="첫 제안이 합의를 얼마나 움직이는지 재고, 무엇은 움직이지 않는지 말합니다.",
    background="""
같은 차, 같은 두 사람, 같은 유보가치입니다. 벤은 $seller_limit유로 이상이어야 팔고, 아나는 $buyer_limit유로까지 낼 수
있습니다. 벤의 첫 제안만 다릅니다. 두 사람은 열하루 동안 첫 제안에서 유보가치까지 직선을 따라 양보합니다.

### 닻 내림

협상에서 처음 나온 숫자는 뒤에 오는 숫자를 자기 쪽으로 끌어당깁니다. 이것을 **닻**이라고 합니다. 사람에게서는 일부가
심리의 문제입니다. 그러나 일부는 단순한 산수여서 프로그램에서도 나타납니다. 더 멀리서 시작한 쪽은 그 뒤 어느 날에나 더
멀리 있으므로, 두 직선은 높게 시작한 쪽에 유리한 곳에서 만납니다.

### 기울기

끌어당기는 힘은 첫 제안에 대한 합의의 **기울기**로 나타냅니다. 첫 제안을 1유로 올리면 합의는 몇 유로 오릅니까? 두
경우가 있으면 기울기 = (합의의 차이) / (첫 제안의 차이)입니다. 기울기 0은 닻 내림이 없다는 뜻이고, 1은 상대가 닻을
그대로 따라간다는 뜻입니다.

### 영역에서 차지한 몫

파는 쪽의 몫은 (합의 − 벤의 유보가치) / (아나의 유보가치 − 벤의 유보가치)입니다.
""",
    tasks="""
1. 두 가지 첫 제안으로 협상을 실행하고 각각의 가격을 읽으십시오.

   ```console
   $$ negosim run scenario.toml --set $path=$low_offer
   $$ negosim run scenario.toml --set $path=$high_offer
   ```

2. 기울기와 파는 쪽의 몫을 계산하십시오.
3. 질문에는 없는 것도 해 보십시오. 첫 제안이 16000이면 더 좋습니까? 사람이라면 그때까지 어떻게 했겠습니까?
""",
    concepts={"Anchoring": "닻 내림", "Slope": "기울기", "Share of the zone": "영역에서 차지한 몫"},
    questions={
        "deal_low": "벤이 $low_offer유로로 시작할 때의 가격.",
        "deal_high": "벤이 $high_offer유로로 시작할 때의 가격.",
        "slope": "벤의 첫 제안이 1유로 높아지면 합의 가격은 몇 유로 오릅니까?",
        "seller_share": "벤이 $high_offer유로로 시작할 때 영역에서 차지하는 몫. 0에서 1까지의 수로 적으십시오.",
        "limit_moved": "첫 제안이 높아지면서 합의 가능 영역이 움직였습니까?",
        "why": "숫자에 흔들리지 않는 프로그램조차 왜 닻을 따라갑니까? 기울기를 써서 설명하십시오.",
    },
    mistakes={
        "deal_low": {
            "middle": "그것은 두 첫 제안의 가운데입니다. 유보가치도 끌어당깁니다.",
        },
        "deal_high": {
            "middle": "그것은 두 첫 제안의 가운데입니다. 유보가치도 끌어당깁니다.",
        },
        "slope": {
            "inverted": "거꾸로 나누었습니다. 합의의 변화를 제안의 변화로 나누십시오.",
            "ratio": "합의를 제안으로 나누었습니다. 두 경우의 차이를 쓰십시오.",
            "share": "그것은 파는 쪽이 영역에서 차지한 몫입니다.",
        },
        "seller_share": {
            "buyers": "그것은 아나의 몫입니다.",
            "of_first_offer": "영역의 너비로 나누십시오. 첫 제안은 유보가치가 아닙니다.",
        },
        "limit_moved": {
            "anchor_is_limit": (
                "영역은 두 유보가치 사이이고, 유보가치는 대안에서 나옵니다. 영역 안의 자리만 움직였습니다."
            ),
        },
    },
    hints=(
        "숫자 하나만 다른 두 번의 실행입니다. 두 경우에 무엇이 그대로입니까?",
        (
            "`negosim run`은 협상 경과 아래에 합의를 보여 줍니다(`--json`에서는 `terms`에 있습니다). 먼저 두 "
            "가격을 적으십시오."
        ),
        (
            "기울기: ($high_offer일 때의 가격 − $low_offer일 때의 가격) / ($high_offer − $low_offer). 몫: "
            "($high_offer일 때의 가격 − $seller_limit) / ($buyer_limit − $seller_limit)."
        ),
    ),
    units={"euro": "유로"},
    options={"yes": "예", "no": "아니요"},
)
