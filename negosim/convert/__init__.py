"""Negotiation domains of Genius and ANAC, read from and written to their XML files.

A folder contains the domain (issues and their values) and a profile for each party (weights, evaluators, reservation
value, discount factor). The utility of an outcome ``o`` to party ``i`` is

    u_i(o) = Σ_j (w_ij / Σ_j w_ij) · eval_ij(o_j) / max_v eval_ij(v),

and the utility of no agreement is the party's reservation value, 0 if the file has none. The discount factor is kept,
but not used.

Source: Lin et al. (2014), for the files of Genius.
"""

from negosim.convert.backwards import domain_of
from negosim.convert.domain import Domain, Evaluator, Issue, Profile
from negosim.convert.reading import read_genius
from negosim.convert.scenarios import scenario_tables
from negosim.convert.writing import write_genius

__all__ = ["Domain", "Evaluator", "Issue", "Profile", "domain_of", "read_genius", "scenario_tables", "write_genius"]
