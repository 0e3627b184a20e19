"""Programs for the tests, in Python: what they do with each message."""

import sys

LOOP = """
import json, sys, time
sent = lambda **answer: print(json.dumps(answer), flush=True)
for line in sys.stdin:
    message = json.loads(line)
    kind = message["type"]
"""


def agent(body):
    """Return the command of a program that runs the body for each message."""
    return [sys.executable, "-c", LOOP + "".join(f"    {line}\n" for line in body.strip().splitlines())]


ACCEPTS = agent("""
if kind == "view":
    sent(act="accept", text="Done.") if message["standing"] else sent(act="wait")
""")
