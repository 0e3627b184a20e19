"""The sentences around the exercises in English."""

from __future__ import annotations

__all__ = ["ENGLISH"]

ENGLISH: dict[str, str] = {
    # the sheet
    "heading": "# {number}. {title}",
    "about": "{minutes} minutes · {concept}",
    "about_whose": "{minutes} minutes · {concept} · numbers of {student}",
    "minutes": "{n} min",
    "objective": "**Objective.** {text}",
    "background": "Background",
    "to_do": "To do",
    "questions": "Questions",
    "then": "Then",
    "write_answers": (
        "Write your answers into `answers.toml`. Then run `{check}` in this folder, as often as you like. `{hint}` "
        "prints up to three hints, one at a time."
    ),
    "write_answers_and_scenario": (
        "Write your answers into `answers.toml` and change `scenario.toml`. Then run `{check}` in this folder, as "
        "often as you like. `{hint}` prints up to three hints, one at a time."
    ),
    "written_note": (
        "The checker only tests that a written answer exists and contains its key numbers; your instructor judges the "
        "reasoning."
    ),
    "form_number": "a number, within ±{tolerance}",
    "form_number_in": "a number in {unit}, within ±{tolerance}",
    "form_choice": "one of {options}",
    "form_scenario": "answered by changing scenario.toml, within ±{tolerance}",
    "form_scenario_in": "answered by changing scenario.toml, within ±{tolerance} {unit}",
    "form_written": "two or three sentences",
    "fill_in": (
        "Fill in your answers: a number such as 13.9, text between the quotes. Empty answers are listed, not penalised."
    ),
    "your_answer": "your answer",
    "whose_numbers": "whose numbers these are",
    "hint": "Hint {n} of 3. {text}",
    "next_hint": "the next one is more explicit: {how}",
    "ask_again": "ask again",
    "start": "read {sheet}, fill in {answers}, then: {command}",
    "marks": "{marks} of {out_of} marks",
    "could_not_one": "{n} answer could not be marked: {names}",
    "could_not": "{n} answers could not be marked: {names}",
    # marking
    "empty": "not answered yet",
    "right": "right",
    "right_close": "right (within the tolerance of ±{tolerance})",
    "too_high": "{answer} is too high, by about {off}",
    "too_low": "{answer} is too low, by about {off}",
    "known": "{distance}. {message} {again}",
    "off": "{distance}. {again}",
    "off_by_slip": "{distance}: {slip}. {again}",
    "again": "Read “{concept}” again.",
    "slip_percent": "that is a percentage instead of a share from 0 to 1, or the decimal point is off by two places",
    "slip_share": "that is a share instead of a percentage, or the decimal point is off by two places",
    "slip_thousand": "that is a thousand times too large; check the unit",
    "slip_thousandth": "that is a thousand times too small; check the unit",
    "slip_sign": "the size is right but the sign is wrong; check which side gains",
    "no_number": (
        "the answer must be a number, but {answer} is not; write only the number, such as 13.9, without quotes or "
        "a unit"
    ),
    "no_number_in": (
        "the answer must be a number in {unit}, but {answer} is not a number; write only the number, such as "
        "13.9, without quotes or a unit"
    ),
    "no_option": "{answer} is not one of {options}{suggestion}",
    "wrong_option": "“{chosen}” is wrong. {again}",
    "known_option": "“{chosen}” is wrong. {message} {again}",
    "no_text": "write your answer in sentences, in quotes",
    "too_short": "too short: {n} words; write at least {fewest}",
    "number_missing": "the answer to `{question}` is missing from your text or wrong. {again}",
    "received": "received; your instructor judges whether it is right",
    "received_numbers": "received, with its key numbers; your instructor judges whether it is right",
    "no_scenario": "scenario.toml is missing",
    "bad_scenario": "scenario.toml cannot be used: {error}",
    "other_scenario": (
        "scenario.toml has different issues, delegations or dates from the original; change back everything but its "
        "numbers"
    ),
    "measured": "measured on scenario.toml: {message}",
}
