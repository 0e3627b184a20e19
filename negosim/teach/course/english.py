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
        "Write your answers into `answers.toml`. Then, in this folder, run `{check}`; as often as you like. `{hint}` "
        "gives three hints, one after the other."
    ),
    "write_answers_and_scenario": (
        "Write your answers into `answers.toml` and change `scenario.toml`. Then, in this folder, run `{check}`; as "
        "often as you like. `{hint}` gives three hints, one after the other."
    ),
    "written_note": (
        "A written answer is checked for being there and for its key numbers only; whether the reasoning holds is for "
        "your instructor to read."
    ),
    "form_number": "a number, within ±{tolerance}",
    "form_number_in": "a number in {unit}, within ±{tolerance}",
    "form_choice": "one of {options}",
    "form_scenario": "answered by changing scenario.toml, within ±{tolerance}",
    "form_scenario_in": "answered by changing scenario.toml, within ±{tolerance} {unit}",
    "form_written": "two or three sentences",
    "fill_in": (
        "Fill in your answers: a number such as 13.9, text between the quotes. Empty ones are listed, not punished."
    ),
    "your_answer": "your answer",
    "whose_numbers": "whose numbers these are",
    "hint": "Hint {n} of 3. {text}",
    "next_hint": "the next one says more: {how}",
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
    "slip_percent": "that is a percentage where a share from 0 to 1 is asked for, or a slip of two places",
    "slip_share": "that is a share where a percentage is asked for, or a slip of two places",
    "slip_thousand": "that is a thousand times too much: look at the unit",
    "slip_thousandth": "that is a thousandth: look at the unit",
    "slip_sign": "the size is right and the sign is not: which side gains?",
    "no_number": (
        "a number is asked for, and {answer} is not one; write only the number, such as 13.9, without quotes or a unit"
    ),
    "no_number_in": (
        "a number in {unit} is asked for, and {answer} is not one; write only the number, such as 13.9, without quotes "
        "or a unit"
    ),
    "no_option": "{answer} is none of {options}{suggestion}",
    "wrong_option": "“{chosen}” is not it. {again}",
    "known_option": "“{chosen}” is not it. {message} {again}",
    "no_text": "sentences are asked for, in quotes",
    "too_short": "too short to be an answer: {n} words of at least {fewest}",
    "number_missing": "the number of `{question}` is missing from it, or not the right one. {again}",
    "received": "received; whether it is right is for your instructor to judge",
    "received_numbers": "received, with its key numbers; whether it is right is for your instructor to judge",
    "no_scenario": "scenario.toml is not there",
    "bad_scenario": "scenario.toml cannot be used: {error}",
    "other_scenario": (
        "scenario.toml has other issues, delegations or dates than it was given; change back all but its numbers"
    ),
    "measured": "measured on scenario.toml: {message}",
}
