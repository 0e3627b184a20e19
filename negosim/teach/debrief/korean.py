"""The sentences of a debrief in Korean."""

from __future__ import annotations

__all__ = ["KOREAN"]

KOREAN: dict[str, str] = {
    "title": "{party} 협상 평가: {scenario}",
    "how_it_ended": "협상의 결과",
    "next_time": "다음번을 위한 조언",
    "your_scores": "점수",
    "how_you_negotiated": "협상의 과정",
    "arbitrator": "중재자라면 내렸을 결론",
    "reality": "실제로 있었던 일",
    # how it ended
    "none_by_horizon": "협상 기간이 끝난 {date}까지 합의하지 못했습니다.",
    "none_broken_off": "결렬: 협상이 {date}에 중단되었습니다.",
    "agreed": "{date} 합의: {terms}.",
    "not_in_force": "아직 발효되지 않았습니다.",
    "in_force_from": "{date} 발효.",
    "was_rejected": "{date}의 잠정 합의안({terms})을 {who}이(가) 거부했습니다.",
    "was_rejected_on": "{date}의 잠정 합의안({terms})을 {who}이(가) {on}에 거부했습니다.",
    "gains": "결렬보다 더 얻은 이익: {first} {first_gain}, {second} {second_gain}.",
    "loss": "{points} 손해",
    "limits": "{date} 현재 {first}은(는) {first_limit}, {second}은(는) {second_limit}이면 받아들입니다",
    "at_least": "{x} 이상",
    "at_most": "{x} 이하",
    "limits_alone": "{limits}. 겹치는 범위는 없지만 합의는 유효합니다.",
    "limits_zone": "{limits}. 합의 가능 영역은 {zone}입니다.",
    "limits_shares": (
        "{limits}. 합의 가능 영역은 {zone}이며, {first}이(가) {first_share}, {second}이(가) {second_share}를 "
        "차지합니다."
    ),
    "limits_gap": "{limits}. {gap}의 간격이 있어 어느 때에도 합의가 불가능했습니다.",
    "limits_gap_now": "{limits}. {gap}의 간격이 있어 더는 합의가 불가능했습니다.",
    "zone_missed": "합의 가능 영역({zone})이 있었지만 합의하지 못했습니다. {offers}.",
    "zone_missed_points": "합의 가능 영역이 있었지만 합의하지 못했습니다. {offers}.",
    "last_offer": "{party}의 마지막 제안은 {terms}",
    "last_offers": "{first}, {second}",
    "no_offers": "어느 쪽도 제안하지 않았습니다",
    "took": "협상은 {days} 동안 {rounds} 열렸습니다.",
    "took_lapse": "협상은 {days} 동안 {rounds} 열렸고, 협정 공백이 {lapse} 있었습니다.",
    "one_round": "1차례",
    "rounds": "{n}차례",
    "no_more_than": (
        "그런데도 협상장에서 {side}은(는) {offer}을(를) 제안했습니다. 대표단은 그 값에 서명할 수 있었지만, 동의권을 "
        "가진 {who}은(는) {limit} 이하만 받아들였을 것입니다."
    ),
    "no_less_than": (
        "그런데도 협상장에서 {side}은(는) {offer}을(를) 제안했습니다. 대표단은 그 값에 서명할 수 있었지만, 동의권을 "
        "가진 {who}은(는) {limit} 이상만 받아들였을 것입니다."
    ),
    # advice: endings
    "signed_below_limit": (
        "결렬보다 {worse}만큼 불리한 합의에 서명했습니다. 첫 제안을 하기 전에 유보가치를 적어 두고, 서명하기 전에 모든 "
        "제안을 그것과 비교하십시오."
    ),
    "refused_at_home": (
        "귀하가 이끌어 낸 합의안({terms})을 {who}이(가) 거부했습니다. 합의안은 협상장에 있는 사람뿐 아니라 "
        "본국에서 동의해야 하는 사람도 만족시켜야 합니다. {side}에서 무엇을 받아들일 수 있는지 일찍 알아내십시오."
    ),
    "left_an_offer": (
        "{date}에 협상 테이블에는 상대의 제안({offer})이 놓여 있었습니다. 결렬보다 {margin}만큼 유리했고, 받아들였다면 "
        "협정이 되었을 것입니다. 협상을 끝내기 전에 상대의 제안을 기대했던 값이 아니라 유보가치와 비교하십시오."
    ),
    "offer_refused_at_home": (
        "{date}에 협상 테이블에는 상대의 제안({offer})이 놓여 있었습니다. 결렬보다 {margin}만큼 유리했지만 받아들이지 "
        "않았습니다. 다만 받아들였더라도 {who}이(가) 거부했을 것입니다. 제안의 가치는 그 뒤에 있는 동의만큼입니다. 더 "
        "나은 제안을 기다리기 전에 {side}에서 무엇을 받아들일 수 있는지 알아내십시오."
    ),
    "offer_refused_at_home_on": (
        "{date}에 협상 테이블에는 상대의 제안({offer})이 놓여 있었습니다. 결렬보다 {margin}만큼 유리했지만 받아들이지 "
        "않았습니다. 다만 받아들였더라도 {who}이(가) {on}에 거부했을 것입니다. 제안의 가치는 그 뒤에 있는 "
        "동의만큼입니다. 더 나은 제안을 기다리기 전에 {side}에서 무엇을 받아들일 수 있는지 알아내십시오."
    ),
    "own_ratifier": "귀하 쪽의 {ratifier}",
    "own_side": "귀하의 본국",
    "offer_came_too_late": (
        "{date}에 협상 테이블에는 상대의 제안({offer})이 놓여 있었습니다. 결렬보다 {margin}만큼 유리했지만, 타결할 "
        "시간이 남아 있지 않았습니다. 동의를 얻는 데는 시간이 걸립니다. 끝나는 날에서 거꾸로 세어 합의할 수 있는 "
        "마지막 날을 확인하십시오."
    ),
    "left_too_soon": (
        "협상을 끝냈을 때는 양쪽 모두에게 좋은 결과가 없었지만, {date}에 합의 가능 영역이 열립니다. 협상을 끝내면 "
        "되돌릴 수 없습니다. 말없이 기다리면 문은 열려 있습니다."
    ),
    "zone_has_closed": (
        "협상이 끝났을 때는 양쪽 모두에게 좋은 결과가 없었지만, 그 전에는 합의 가능 영역이 있었습니다. 차례마다 시간이 "
        "내 편인지 아닌지 따져 보십시오."
    ),
    "no_zone": (
        "어느 때에도 양쪽 모두에게 좋은 결과는 없었고, 상대도 받아들일 만한 제안을 한 적이 없습니다. 결렬이 옳은 "
        "결과였고, 서명하지 않은 것은 옳은 판단이었습니다."
    ),
    "no_offer_made": (
        "합의 가능 영역이 있었는데 제안을 하지 않았습니다. 제안하지 않은 것을 상대가 받아들일 수는 없습니다."
    ),
    "zone_missed_walked": (
        "{date}에 합의 가능 영역이 있었는데 협상을 끝냈습니다. 끝이 가까워지면, 결렬보다 분명히 나은 선에서 제안을 "
        "내놓으십시오."
    ),
    "zone_missed_ended": (
        "{date}에 합의 가능 영역이 있었는데 놓쳤습니다. 끝이 가까워지면, 결렬보다 분명히 나은 선에서 제안을 "
        "내놓으십시오."
    ),
    "passed_over_a_better_offer": (
        "{date}에 상대는 {offer}을(를) 제안했습니다. 마지막에 서명한 것보다 {more}만큼 유리했는데 그냥 지나쳤습니다. "
        "제안은 사라질 수 있습니다. 좋은 제안이 나오면 기다려서 얻을 것과 잃을 것을 견주어 보십시오."
    ),
    "left_value": (
        "얻을 수 있는 가치를 남겨 두었습니다. {terms}(으)로 합의했다면 상대의 손해 없이 {more}을(를) 더 얻었을 "
        "것입니다. 나에게 덜 중요한 것을 내주고 더 중요한 것을 요구하십시오."
    ),
    # advice: habits
    "offered_below_limit": (
        "{date}에 유보가치인 {limit}을(를) 넘어서 {terms}을(를) 제안했습니다. 상대가 받아들였다면 결렬보다 나쁜 결과가 "
        "되었을 것입니다."
    ),
    "never_moved": (
        "여유가 있었는데도 첫 제안에서 한 번도 움직이지 않았습니다. 상대의 양보에 작은 양보로 답하면 협상이 이어지고 "
        "상대의 양보를 더 이끌어 낼 수 있습니다."
    ),
    "first_offer_accepted_at_once": (
        "스스로 제안하지 않고 상대의 제안을 받아들였습니다. 첫 제안이 마지막 제안인 경우는 드뭅니다. 근거를 댈 수 있는 "
        "제안으로 답하십시오."
    ),
    "modest_opening": (
        "첫 제안에서 귀하 쪽 프로그램보다 {less}만큼 적게 요구했습니다. 첫 제안은 기준점이 됩니다. 근거를 댈 수 있는 "
        "가장 좋은 값으로 시작하십시오."
    ),
    "conceded_unanswered_once": "상대가 움직이지 않았는데 한 번 양보했습니다. 답을 들은 뒤에 다시 양보하십시오.",
    "conceded_unanswered": "상대가 움직이지 않았는데 {n}번 양보했습니다. 답을 들은 뒤에 다시 양보하십시오.",
    "conceded_in_one_step": (
        "양보의 대부분을 한 번에 했습니다. 양보의 폭을 점점 줄이면 한계가 가깝다는 것을 상대에게 알릴 수 있습니다."
    ),
    "conceded_early": (
        "끝나기 한참 전에 거의 모두 양보했습니다. 양보는 시한이 가까울 때 가장 큰 효과를 냅니다. 얼마쯤은 남겨 "
        "두십시오."
    ),
    "took_back_once": (
        "한번 내놓은 제안을 한 차례 거두어들였습니다. 거두어들일 수 있는 양보로는 얻는 것이 적습니다. 무엇을 조건으로 "
        "하는지 미리 말하십시오."
    ),
    "took_back": (
        "한번 내놓은 제안을 {n}차례 거두어들였습니다. 거두어들일 수 있는 양보로는 얻는 것이 적습니다. 무엇을 조건으로 "
        "하는지 미리 말하십시오."
    ),
    "low_share": (
        "나눌 수 있었던 이익 가운데 {share}을(를) 얻었습니다. 다음에는 더 늦게, 더 조금씩 양보하여 상대가 다가오게 "
        "하십시오."
    ),
    "even_share": (
        "나눌 수 있었던 이익 가운데 {share}을(를) 얻어 상대와 비슷했습니다. 더 얻으려면 시작하기 전에 목표를 더 높이 "
        "잡으십시오. 유보가치를 넘는 목표와 그 근거를 적어 두십시오."
    ),
    "highest_share": (
        "나눌 수 있었던 이익 가운데 {share}을(를) 얻었습니다. 상대를 다시 만난다면, 상대가 이 합의를 어떻게 "
        "이야기할지, 기꺼이 지킬지 생각해 보십시오."
    ),
    "high_share": (
        "나눌 수 있었던 이익 가운데 {share}을(를) 얻었습니다. 이번에는 반대편 자리에 앉아 보십시오. 그 자리에서도 "
        "이만큼 얻을 수 있겠습니까?"
    ),
    "otherwise": "반대편 자리나 한 단계 위에서 다시 해 보고 무엇이 달라지는지 보십시오.",
    # scores
    "score": "항목",
    "value": "값",
    "what_you_have": "얻은 결과",
    "your_reservation": "유보가치",
    "your_gain": "유보가치를 넘어 얻은 이익",
    "attainable": "얻을 수 있었던 최대 이익",
    "your_share": "그 가운데 얻은 몫",
    "both_gain": "양측의 공동 이익(최대치 대비)",
    "program_in_seat": "같은 자리의 프로그램",
    "lapse_cost": "협정 공백으로 잃은 점수",
    "net_gain": "공백 비용을 뺀 이득",
    "no_agreement": "결렬",
    "no_agreement_points": "결렬: {points}",
    "none": "없음",
    "below_it": "유보가치에 {apart} 못 미침",
    "mistake": "이 합의는 결렬보다 나쁩니다. 실수입니다.",
    "impasse": "결렬의 가치는 0이 아니라 유보가치와 같습니다.",
    "nothing_to_share": "{date}에는 나눌 이익이 없었습니다. 양쪽 모두에게 좋은 결과가 없었기 때문입니다.",
    "value_left": "남겨 둔 가치: {terms}(으)로 합의했다면 상대의 손해 없이 {more}을(를) 더 얻었을 것입니다.",
    # solutions
    "no_solution": "없음: {date}에는 양쪽 모두에게 좋은 결과가 없었습니다.",
    "solutions": "{date}에 양쪽이 받아들일 수 있던 범위에서 교과서의 협상해는 다음과 같습니다.",
    "your_game": "이번 협상",
    "solution": "협상해",
    "terms": "조건",
    "share_of_yours": "나의 몫",
    "points_of_yours": "나의 점수",
    "share_of": "{party}의 몫",
    "points_of": "{party}의 점수",
    "any_in": "{range} 안의 모든 값",
    # how you negotiated
    "no_offer": "제안을 하지 않았습니다.",
    "opened": "{offer}(으)로 협상을 시작했습니다.",
    "answered": "상대의 첫 제안에 {offer}(으)로 답했습니다.",
    "opened_beside": "{offer}(으)로 협상을 시작했습니다. 귀하 쪽 프로그램이라면 {other}(으)로 시작했을 것입니다.",
    "answered_beside": (
        "상대의 첫 제안에 {offer}(으)로 답했습니다. 귀하 쪽 프로그램이라면 {other}(으)로 시작했을 것입니다."
    ),
    "asked_the_same": "요구한 수준은 프로그램과 비슷합니다.",
    "asked_more": "프로그램보다 {apart}만큼 더 요구했습니다.",
    "asked_less": "프로그램보다 {apart}만큼 덜 요구했습니다.",
    "to_you": "{outcome}, 나에게 {points}",
    "you_stayed": "처음과 끝의 요구가 같습니다",
    "you_asked_more": "처음보다 끝에 {apart}만큼 더 요구했습니다",
    "you_conceded": "처음부터 끝까지 {apart}만큼 양보했습니다",
    "it_stayed": "프로그램은 처음과 끝의 요구가 같습니다",
    "it_asked_more": "프로그램은 처음보다 끝에 {apart}만큼 더 요구했습니다",
    "it_conceded": "프로그램은 {apart}만큼 양보했습니다",
    "alone": "{you}.",
    "both": "{you}. {it}.",
    "late": "양보의 {share}은(는) 시간의 마지막 5분의 1에 나왔습니다.",
    "late_beside": "양보의 {share}은(는) 시간의 마지막 5분의 1에 나왔습니다. 프로그램은 {other}입니다.",
    "unanswered_once": "상대가 움직이지 않는 동안 한 번 양보했습니다.",
    "unanswered": "상대가 움직이지 않는 동안 {n}번 양보했습니다.",
    "date": "날짜",
    "who": "누가",
    "what": "무엇을",
    "points_to_you": "나의 점수",
    "you": "나",
    "program": "프로그램",
    "more_rows": "{n}건 생략",
    "offer": "제안",
    "accept": "수락",
    "tentative": "잠정 합의",
    "rejected": "거부",
    "ratified": "동의",
    "concluded": "타결",
    "in_force": "발효",
    # what really happened
    "this_run": "이번 협상",
    "in_reality": "실제",
    "tentative_deal": "잠정 합의",
    "agreement": "합의",
    "entry": "발효",
    # pictures
    "curves": "나의 양보와 프로그램의 양보",
    "curves_alt": "{party}의 요구가 시간에 따라 어떻게 변했는지, 참가자와 프로그램을 함께 나타낸 그림.",
    "talks": "그림으로 보는 협상",
    "talks_alt": "양측의 제안을 시간에 따라 나타낸 그림.",
    "asked_for": "시간에 따른 요구",
    "offered": "양측이 제안한 값",
    "offers_of": "{party}의 제안",
    "in_your_seat": "같은 자리의 프로그램",
    "limit_at_end": "끝날 때의 유보가치",
    "axis_points": "{party}의 점수",
    "axis_stretched": "눈금 간격이 일정하지 않음",
    "data": "그림의 수치",
}
