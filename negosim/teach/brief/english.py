"""The sentences of a role brief in English."""

from __future__ import annotations

__all__ = ["ENGLISH"]

ENGLISH: dict[str, str] = {
    "title": "{scenario}: your brief as {party}",
    "secret": "For {party} only. Do not let the other side know what you would accept or what you hope for.",
    "public": "General information",
    "situation": "Your role",
    "parties": "You are {party}. You negotiate with {other}.",
    "lead": "Your lead: {lead}.",
    "office": "In office when the talks begin: {offices}.",
    "to_settle": "To settle",
    "issue": "Issue",
    "possible": "Possible values",
    "from_to": "{low} to {high}",
    "opens": "{values}; on the table from {opens}, until then {kept}",
    "in_money": "An increase of 0 % is {zero}; every additional 10 points are {ten} more.",
    "payments": (
        "The first year's payment is {base} plus the increase. In each further year of the term it grows by the agreed "
        "rule ({growth}), and after the term by {beyond} a year; {years} years are counted."
    ),
    "payments_plain": (
        "The first year's payment is {base} plus the increase; after that it grows by {growth} a year; {years} years "
        "are counted."
    ),
    "calendar": "The calendar",
    "span": "The talks begin on {start} and end on {horizon}.",
    "expiry": "The agreement in force expires on {expiry}.",
    "expired": "The agreement in force expired on {expiry}.",
    "meeting": "Meeting",
    "place": "Place",
    "days": "Days",
    "turns": "Turns of each side",
    "drawn": "Further meetings are called during the talks.",
    "alternating": "The two sides make offers in turn.",
    "simultaneous": "Both sides write their offers down and open them together.",
    "ultimatum": "One side makes an offer, and the other takes it or leaves it.",
    "first": "{party} moves first in each meeting.",
    "in_turns": "The two sides take turns moving first.",
    "election": "{party}: election on {day}; the winner governs from {starts}. The odds: {odds}.",
    "succession": "{party}: {odds} governs from {starts}.",
    "wants": "What you want",
    "reservation_least": (
        "Your reservation value is {x}: you would accept no less. Anything worse is worse than no agreement."
    ),
    "reservation_most": (
        "Your reservation value is {x}: you would accept no more. Anything worse is worse than no agreement."
    ),
    "mandate_least": (
        "Your mandate is {x}: your delegation may sign no less, though your side as a whole may judge otherwise."
    ),
    "mandate_most": (
        "Your mandate is {x}: your delegation may sign no more, though your side as a whole may judge otherwise."
    ),
    "aspiration": "Your aspiration is {x}: what you hope for at the start.",
    "deadline": "Your deadline is {deadline}.",
    "pressure": "Each month without an agreement in force moves your reservation value by {x} towards the other side.",
    "impatience": "Your side discounts the future at {x} a year: the later a deal, the less it is worth to you.",
    "points": "points",
    "lapse_cost": "Each month without an agreement in force costs you {x}; the best conceivable outcome is worth 100.",
    "disagreement": (
        "Without an agreement, your alternative is worth {x} to you. Your limit is {margin} higher: an agreement binds "
        "you and costs effort, so your side prefers no agreement to one below your limit."
    ),
    "disagreement_alone": "Without an agreement, your alternative is worth {x} to you: that is your limit.",
    "interests": "Your interests",
    "alternative": "Your alternative",
    "further": "Further instructions",
    "points_explained": (
        "Points measure what an outcome is worth to you: the points of the issues add up, and the best conceivable "
        "outcome is worth 100. Between two listed values, points change in proportion."
    ),
    "worth": "What outcomes are worth to you",
    "lower_better": "The lower the {issue}, the better for you.",
    "higher_better": "The higher the {issue}, the better for you.",
    "at_most": "At most",
    "values": "Points of its values",
    "payments_issue": "payments (level yearly amount)",
    "discount": "You value later payments at a discount rate of {x} a year.",
    "consent": "Who must consent",
    "ratifier": "Who",
    "side": "Side",
    "when": "Days after the deal",
    "what": "Consents to",
    "not_known": "you do not know",
    "no_worse": "anything no worse than {x}",
    "about": "roughly anything no worse than {x}; the vote is uncertain",
    "own_reservation": "your reservation value on that day",
    "ratifier_role": "You are {ratifier}. You do not negotiate: you vote on the side of {party}.",
    "ratifier_task": (
        "When the two sides have a deal, it needs your consent. If you reject it, the two sides may negotiate "
        "another. Days from the deal to your vote: {days}."
    ),
    "vote": "Your vote",
    "threshold": "Consent to nothing that is worse for you than {x}.",
    "threshold_moves": (
        "This is your side's reservation value when the talks begin. It may change; each deal comes with the "
        "value on that day."
    ),
    "your_vote": "You are free to vote otherwise if you can give a reason.",
    "score": "How you are judged",
    "score_own": "By your gain over your reservation value, as a share of the attainable gain.",
    "score_none": (
        "No agreement counts as your reservation value: it is better than a bad deal, and not in itself a failure."
    ),
    "score_joint": "By both sides' total gain, as a share of the largest possible total.",
    "preparation": "Preparation",
    "preparation_why": "Write this down before the talks begin; you will want to read it afterwards.",
    "question": "Question",
    "answer": "Your answer",
    "prepare_limit": "My limit: the worst that I would sign",
    "prepare_alternative": "What I will do if there is no agreement",
    "prepare_target": "My target: what I aim for, and the reason for it",
    "prepare_first": "My first offer, and the reason that I give for it",
    "prepare_theirs": "My guess of their limit, and the reason for it",
    "prepare_interests": "What they may want that costs me little",
    "prepare_plan": "My plan: what I ask for first, what I give, and in return for what",
}
