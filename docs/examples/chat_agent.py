"""A language model at the negotiating table, over any endpoint for chat completions.

    negosim run used_car --seat "buyer=python chat_agent.py --model M --url http://127.0.0.1:8080/v1/chat/completions"

negosim writes one JSON object a line to this program and reads one line for each view: see `negosim schema seat`.
"""

import argparse
import json
import re
import sys
import urllib.request

RULES = """You negotiate for one of two sides. Your instructions, as JSON:
{brief}
"value_points" is what each issue adds to your utility at some of its values.
You never see the other side's instructions.
Answer every message with one JSON object and nothing else:
{{"act": "offer", "terms": {terms}, "text": "what you say"}} to make an offer,
{{"act": "accept", "text": "..."}} to accept the offer that stands, {{"act": "wait"}} or {{"act": "walk_away"}}."""


def instructions(brief):
    """Return the brief as the model is given it."""
    terms = {issue["name"]: (issue["options"] or ["a number"])[0] for issue in brief["issues"]}
    return RULES.format(brief=json.dumps(brief, ensure_ascii=False), terms=json.dumps(terms))


def ask(arguments, messages):
    """Return the model's reply to a conversation."""
    body = json.dumps({"model": arguments.model, "messages": messages, "temperature": 0}).encode()
    request = urllib.request.Request(arguments.url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)["choices"][0]["message"]["content"]


def decision(reply):
    """Return the JSON object in a reply; a reply without one is not a decision, and negosim reports that back."""
    result = re.search(r"\{.*\}", reply, re.DOTALL)
    try:
        return json.loads(result[0])
    except (TypeError, ValueError):
        return {"act": "none", "text": reply}


def main():
    """Play one negotiation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--model", required=True)
    arguments = parser.parse_args()
    messages = []
    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "brief":
            messages = [{"role": "system", "content": instructions(message)}]
        elif message["type"] in ("view", "invalid"):
            messages.append({"role": "user", "content": line})
            reply = ask(arguments, messages)
            messages.append({"role": "assistant", "content": reply})
            print(json.dumps(decision(reply)), flush=True)


main()
