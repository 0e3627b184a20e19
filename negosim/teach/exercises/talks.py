"""Scenario templates that several exercises share, in which ``$name`` stands for a number of the student."""

from __future__ import annotations

__all__ = ["CAR", "SMA"]

CAR = """
# A used car. Change the numbers and see what happens: negosim run scenario.toml
title = "A used car"

[issues.price]
kind = "continuous"
unit = "euro"
range = [4000, 16000]

[calendar]
start = 2025-05-05
horizon = 2025-05-16

[[calendar.rounds]]
date = 2025-05-06
days = 10
exchanges = 10
place = "the seller's driveway"

[protocol]
kind = "alternating"
first = "seller"

[delegations.seller]
title = "The seller"

[delegations.seller.values]
price = { worst = 4000, best = 16000 }

[[delegations.seller.administrations]]
name = "seller"
from = 2025-05-05

[delegations.seller.stances.seller]
aspiration = $seller_opens
reservation = $seller_limit
tactic = { kind = "linear" }
deadline = 2025-05-16

[delegations.buyer]
title = "The buyer"

[delegations.buyer.values]
price = { worst = 16000, best = 4000 }

[[delegations.buyer.administrations]]
name = "buyer"
from = 2025-05-05

[delegations.buyer.stances.buyer]
aspiration = $buyer_opens
reservation = $buyer_limit
tactic = { kind = "linear" }
deadline = 2025-05-16
"""

SMA = """
# Cost-sharing talks between Seoul and Washington, in percent over the amount of 2019. A model for the classroom: the
# positions are near those of the record, the rest is simplified. The full case is 'negosim run sma11'.
title = "Cost-sharing talks"

[issues.increase]
kind = "continuous"
title = "increase over the 2019 amount"
unit = "%"
range = [0, 100]

[money]
issue = "increase"
base = 1038.9
unit = "bn won"

[calendar]
start = 2020-01-01
horizon = 2020-12-31

[[calendar.rounds]]
date = 2020-01-10
days = $round_days
exchanges = $exchanges

[protocol]
kind = "$protocol"
first = "washington"

[delegations.seoul]
title = "Seoul"

[delegations.seoul.values]
increase = { worst = 100, best = 0 }

[[delegations.seoul.administrations]]
name = "moon"
from = 2019-01-01

[delegations.seoul.stances.moon]
aspiration = $seoul_opens
reservation = $seoul_limit
tactic = $seoul_tactic
deadline = $deadline

[delegations.washington]
title = "Washington"

[delegations.washington.values]
increase = { worst = 0, best = 100 }

[[delegations.washington.administrations]]
name = "trump"
from = 2019-01-01

[delegations.washington.stances.trump]
aspiration = $washington_opens
reservation = $washington_limit
tactic = $washington_tactic
deadline = $deadline
"""
