"""The sentences of a debrief in English."""

from __future__ import annotations

__all__ = ["ENGLISH"]

ENGLISH: dict[str, str] = {
    "title": "Debrief for {party}: {scenario}",
    "how_it_ended": "How it ended",
    "next_time": "For next time",
    "your_scores": "Your scores",
    "how_you_negotiated": "How you negotiated",
    "arbitrator": "What an arbitrator would have given",
    "reality": "What really happened",
    # how it ended
    "none_by_horizon": "No agreement by the horizon, {date}.",
    "none_broken_off": "No agreement \N{EN DASH} the talks broke off on {date}.",
    "agreed": "Agreement on {date}: {terms}.",
    "not_in_force": "It has not entered into force.",
    "in_force_from": "In force from {date}.",
    "was_rejected": "The tentative deal of {date} at {terms} was rejected by {who}.",
    "was_rejected_on": "The tentative deal of {date} at {terms} was rejected by {who} on {on}.",
    "gains": "Gain over no agreement: {first} {first_gain}, {second} {second_gain}.",
    "loss": "a loss of {points}",
    "limits": "On {date}, {first} would accept {first_limit} and {second} would accept {second_limit}",
    "at_least": "at least {x}",
    "at_most": "at most {x}",
    "limits_alone": "{limits}, but the agreement stands.",
    "limits_zone": "{limits}: a zone of {zone}.",
    "limits_shares": (
        "{limits}: a zone of {zone}, of which {first} gets {first_share} and {second} gets {second_share}."
    ),
    "limits_gap": "{limits}: a gap of {gap}. No agreement was possible at any time.",
    "limits_gap_now": "{limits}: a gap of {gap}, so an agreement was no longer possible.",
    "zone_missed": "A zone of {zone} was open, but {offers}.",
    "zone_missed_points": "A zone of agreement was open, but {offers}.",
    "last_offer": "{party}'s last offer was {terms}",
    "last_offers": "{first} and {second}",
    "no_offers": "neither side made an offer",
    "took": "It took {rounds} over {days}.",
    "took_lapse": "It took {rounds} over {days}; no agreement was in force for {lapse}.",
    "one_round": "1 round",
    "rounds": "{n} rounds",
    "no_more_than": (
        "At the table {side} still offered {offer}: its delegation was free to sign that, but {who} had to consent and "
        "would have accepted no more than {limit}."
    ),
    "no_less_than": (
        "At the table {side} still offered {offer}: its delegation was free to sign that, but {who} had to consent and "
        "would have accepted no less than {limit}."
    ),
    # advice: endings
    "signed_below_limit": (
        "You signed a deal that is {worse} worse for you than no agreement. Write your reservation value down before "
        "the first offer, and compare every offer with it before you sign."
    ),
    "refused_at_home": (
        "Your deal of {terms} was rejected by {who}. A deal must satisfy not only those at the table but also those at "
        "home who must consent. Find out early what {side} can live with."
    ),
    "left_an_offer": (
        "On {date} their offer of {offer} was on the table, {margin} better for you than no agreement, and it would "
        "have held. Before you let talks end, compare what is on the table with your reservation value, not with "
        "what you hoped for."
    ),
    "offer_refused_at_home": (
        "On {date} their offer of {offer} was on the table, {margin} better for you than no agreement. You did "
        "not accept it, but it would not have held: {who} would have rejected it. An offer is only as good as the "
        "consent behind it: before you wait for more, find out what {side} can accept."
    ),
    "offer_refused_at_home_on": (
        "On {date} their offer of {offer} was on the table, {margin} better for you than no agreement. You did "
        "not accept it, but it would not have held: {who} would have rejected it on {on}. An offer is only as "
        "good as the consent behind it: before you wait for more, find out what {side} can accept."
    ),
    "own_ratifier": "{ratifier} (on your own side)",
    "own_side": "your own side",
    "offer_came_too_late": (
        "On {date} their offer of {offer} was on the table, {margin} better for you than no agreement, but there was "
        "no time left to conclude it. Consent takes time: count back from the end to the last day on which a deal is "
        "still possible."
    ),
    "left_too_soon": (
        "No outcome was good for both when you broke the talks off, but a zone of agreement opens on {date}. Walking "
        "away cannot be undone; saying nothing keeps the door open."
    ),
    "zone_has_closed": (
        "When the talks ended no outcome was good for both, but a zone of agreement had been open before. Ask yourself "
        "at each turn whether time works for you or against you."
    ),
    "no_zone": (
        "No outcome was good for both sides at any time, and they never offered what you should have taken: no "
        "agreement was the right result, and you were right not to sign."
    ),
    "no_offer_made": (
        "A zone of agreement was open, but you made no offer. The other side cannot accept what is not offered."
    ),
    "zone_missed_walked": (
        "A zone of agreement was open on {date}, but you walked away. Near the end, make the offer that is still "
        "clearly better for you than no agreement."
    ),
    "zone_missed_ended": (
        "A zone of agreement was open on {date}, but it was missed. Near the end, make the offer that is still clearly "
        "better for you than no agreement."
    ),
    "passed_over_a_better_offer": (
        "On {date} they offered {offer}, {more} better than what you signed in the end, and you let it pass. A good "
        "offer may not last: weigh what waiting may gain against what it may cost."
    ),
    "left_value": (
        "Value was left on the table: {terms} would have given you {more} more at no cost to the other side. Concede "
        "what matters little to you, and ask for what matters most."
    ),
    # advice: habits
    "offered_below_limit": (
        "On {date} you offered {terms}, beyond your own limit of {limit}. Had they accepted, you would have been worse "
        "off than without an agreement."
    ),
    "never_moved": (
        "You never moved from your first offer, though you had room to. A small concession in answer to theirs keeps "
        "talks alive and asks for another."
    ),
    "first_offer_accepted_at_once": (
        "You accepted their offer without making one of your own. A first offer is rarely the last: answer it with one "
        "that you can justify."
    ),
    "modest_opening": (
        "Your first offer asked for {less} less than your side's own tactic would have. First offers anchor: open with "
        "the best offer that you can justify."
    ),
    "conceded_unanswered_once": (
        "You conceded once though the other side had not moved. Wait for an answer before you concede again."
    ),
    "conceded_unanswered": (
        "You conceded {n} times though the other side had not moved. Wait for an answer before you concede again."
    ),
    "conceded_in_one_step": (
        "You made most of your concession in a single step. Smaller and smaller steps show the other side that your "
        "limit is near."
    ),
    "conceded_early": (
        "You had conceded nearly everything long before the end. Concessions achieve most near the deadline; save some "
        "for it."
    ),
    "took_back_once": (
        "You once withdrew a concession. A concession that may be withdrawn buys little: say beforehand what it "
        "depends on."
    ),
    "took_back": (
        "You withdrew concessions {n} times. A concession that may be withdrawn buys little: say beforehand what it "
        "depends on."
    ),
    "low_share": (
        "You got {share} of the attainable gain. Next time concede later and in smaller steps, and wait for theirs."
    ),
    "even_share": (
        "You got {share} of the attainable gain, about as much as they did. To get more, aim higher before you "
        "begin: write down a target beyond your limit, and a reason for it."
    ),
    "highest_share": (
        "You got {share} of the attainable gain. If you meet again, ask yourself what the other side will say about "
        "this deal, and whether they will carry it out willingly."
    ),
    "high_share": (
        "You got {share} of the attainable gain. Now try the other side of the table: can you do as well from there?"
    ),
    "otherwise": "Play the other side of the table, or a higher level, and see what changes.",
    # scores
    "score": "Score",
    "value": "Value",
    "what_you_have": "What you have",
    "your_reservation": "Your reservation value",
    "your_gain": "Your gain",
    "attainable": "The attainable gain",
    "your_share": "Your share of it",
    "both_gain": "Both sides' gain, as a share of the maximum",
    "program_in_seat": "The program in your seat",
    "lapse_cost": "The cost of the time without an agreement",
    "net_gain": "Your gain minus this cost",
    "no_agreement": "no agreement",
    "no_agreement_points": "no agreement: {points}",
    "none": "none",
    "below_it": "a loss of {apart}",
    "mistake": "The deal is worse for you than no agreement: signing it was a mistake.",
    "impasse": "No agreement counts as your reservation value, not as zero.",
    "nothing_to_share": "On {date} no outcome was better for both sides than no agreement.",
    "value_left": "Value left: {terms} would have given you {more} more at no cost to the other side.",
    # solutions
    "no_solution": "Nothing: on {date} no outcome was better for both sides than no agreement.",
    "solutions": "The textbook solutions, given what both sides would accept on {date}:",
    "your_game": "Your game",
    "solution": "Solution",
    "terms": "Terms",
    "share_of_yours": "Your share",
    "points_of_yours": "Your points",
    "share_of": "{party}: share",
    "points_of": "{party}: points",
    "any_in": "any in {range}",
    # how you negotiated
    "no_offer": "You made no offer.",
    "opened": "You opened the talks with {offer}.",
    "answered": "You answered their first offer with {offer}.",
    "opened_beside": "You opened the talks with {offer}; your side's own tactic would have begun with {other}.",
    "answered_beside": (
        "You answered their first offer with {offer}; your side's own tactic would have begun with {other}."
    ),
    "asked_the_same": "You asked for about as much as it did.",
    "asked_more": "You asked for {apart} more than it did.",
    "asked_less": "You asked for {apart} less than it did.",
    "to_you": "{outcome}, {points} to you",
    "you_stayed": "You ended where you began",
    "you_asked_more": "You asked for {apart} more in the end than at first",
    "you_conceded": "You conceded {apart} from first to last",
    "it_stayed": "the program ended where it began",
    "it_asked_more": "the program asked for {apart} more in the end than at first",
    "it_conceded": "the program conceded {apart} from first to last",
    "alone": "{you}.",
    "both": "{you}; {it}.",
    "late": "You made {share} of your concession in the last fifth of your time.",
    "late_beside": (
        "You made {share} of your concession in the last fifth of your time, the program {other} of its own."
    ),
    "unanswered_once": "You made one concession while the other side did not move.",
    "unanswered": "You made {n} concessions while the other side did not move.",
    "date": "Date",
    "who": "Who",
    "what": "What",
    "points_to_you": "Points to you",
    "you": "you",
    "program": "the program",
    "more_rows": "{n} more",
    "offer": "offer",
    "accept": "accept",
    "tentative": "tentative",
    "rejected": "rejected",
    "ratified": "ratified",
    "concluded": "concluded",
    "in_force": "in force",
    # what really happened
    "this_run": "This run",
    "in_reality": "In reality",
    "tentative_deal": "Tentative deal",
    "agreement": "Agreement",
    "entry": "In force",
    # pictures
    "curves": "Your concessions and the program's",
    "curves_alt": "{party}'s demands over time: the player's and the program's.",
    "talks": "The talks in a picture",
    "talks_alt": "Offers of both sides over time.",
    "asked_for": "What was asked for",
    "offered": "What both sides offered",
    "offers_of": "{party}: offers",
    "in_your_seat": "the program in your seat",
    "limit_at_end": "your reservation value at the end",
    "axis_points": "points to {party}",
    "axis_stretched": "stretched scale",
    "data": "Data of this figure",
}
