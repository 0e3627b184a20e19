"""The sentences around the exercises in Korean."""

from __future__ import annotations

__all__ = ["KOREAN"]

KOREAN: dict[str, str] = {
    # the sheet
    "heading": "# {number}. {title}",
    "about": "{minutes}분 · {concept}",
    "about_whose": "{minutes}분 · {concept} · {student}의 숫자",
    "minutes": "{n}분",
    "objective": "**학습 목표.** {text}",
    "background": "배경",
    "to_do": "할 일",
    "questions": "질문",
    "then": "그다음",
    "write_answers": (
        "답을 `answers.toml`에 적으십시오. 그런 다음 이 폴더에서 `{check}`를 실행하십시오. 몇 번이든 할 수 있습니다. "
        "`{hint}`는 힌트 세 개를 하나씩 보여 줍니다."
    ),
    "write_answers_and_scenario": (
        "답을 `answers.toml`에 적고 `scenario.toml`을 고치십시오. 그런 다음 이 폴더에서 `{check}`를 실행하십시오. 몇 "
        "번이든 할 수 있습니다. `{hint}`는 힌트 세 개를 하나씩 보여 줍니다."
    ),
    "written_note": (
        "글로 쓰는 답은 적었는지와 핵심 숫자가 있는지만 확인합니다. 설명이 옳은지는 강의자가 읽고 판단합니다."
    ),
    "form_number": "숫자, 허용 오차 ±{tolerance}",
    "form_number_in": "숫자(단위: {unit}), 허용 오차 ±{tolerance}",
    "form_choice": "{options} 가운데 하나",
    "form_scenario": "scenario.toml을 고쳐서 답함, 허용 오차 ±{tolerance}",
    "form_scenario_in": "scenario.toml을 고쳐서 답함, 허용 오차 ±{tolerance}{unit}",
    "form_written": "두세 문장",
    "fill_in": (
        "답을 적으십시오. 숫자는 13.9와 같이, 글은 따옴표 안에 적습니다. 빈칸은 알려 주기만 하고 감점하지 않습니다."
    ),
    "your_answer": "답",
    "whose_numbers": "누구의 숫자인지",
    "hint": "힌트 {n}/3. {text}",
    "next_hint": "다음 힌트는 더 자세합니다: {how}",
    "ask_again": "다시 실행하십시오",
    "start": "{sheet}을(를) 읽고 {answers}을(를) 채운 다음 실행하십시오: {command}",
    "marks": "{out_of}점 만점에 {marks}점",
    "could_not_one": "채점할 수 없는 답 {n}개: {names}",
    "could_not": "채점할 수 없는 답 {n}개: {names}",
    # marking
    "empty": "아직 답하지 않았습니다",
    "right": "맞습니다",
    "right_close": "맞습니다(허용 오차 ±{tolerance} 안)",
    "too_high": "{answer}은(는) 너무 큽니다. 차이는 약 {off}입니다",
    "too_low": "{answer}은(는) 너무 작습니다. 차이는 약 {off}입니다",
    "known": "{distance}. {message} {again}",
    "off": "{distance}. {again}",
    "off_by_slip": "{distance}. {slip}. {again}",
    "again": "“{concept}” 부분을 다시 읽으십시오.",
    "slip_percent": "0에서 1까지의 비율을 물었는데 백분율로 적었거나 소수점이 두 자리 밀렸습니다",
    "slip_share": "백분율을 물었는데 비율로 적었거나 소수점이 두 자리 밀렸습니다",
    "slip_thousand": "천 배나 큽니다. 단위를 확인하십시오",
    "slip_thousandth": "천 분의 1밖에 안 됩니다. 단위를 확인하십시오",
    "slip_sign": "크기는 맞지만 부호가 반대입니다. 어느 쪽이 이익을 얻는지 확인하십시오",
    "no_number": "숫자를 물었는데 {answer}은(는) 숫자가 아닙니다. 따옴표나 단위 없이 13.9와 같이 적으십시오",
    "no_number_in": (
        "숫자(단위: {unit})를 물었는데 {answer}은(는) 숫자가 아닙니다. 따옴표나 단위 없이 13.9와 같이 적으십시오"
    ),
    "no_option": "{answer}은(는) {options}에 없습니다{suggestion}",
    "wrong_option": "“{chosen}”은(는) 맞지 않습니다. {again}",
    "known_option": "“{chosen}”은(는) 맞지 않습니다. {message} {again}",
    "no_text": "따옴표 안에 문장으로 답하십시오",
    "too_short": "답이 너무 짧습니다. {n}어절이며, 적어도 {fewest}어절이어야 합니다",
    "number_missing": "`{question}`의 답이 글에 없거나 맞지 않습니다. {again}",
    "received": "받았습니다. 옳은지는 강의자가 판단합니다",
    "received_numbers": "핵심 숫자가 있는 답을 받았습니다. 옳은지는 강의자가 판단합니다",
    "no_scenario": "scenario.toml이 없습니다",
    "bad_scenario": "scenario.toml을 쓸 수 없습니다: {error}",
    "other_scenario": "scenario.toml의 의제, 대표단, 날짜가 처음과 다릅니다. 숫자만 남기고 되돌리십시오",
    "measured": "scenario.toml에서 측정한 결과: {message}",
}
