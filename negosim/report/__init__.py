"""Results for people: text, figures and HTML pages."""

from negosim.report.ending import last_day, refusals_of, shocks_of, zones_of
from negosim.report.show import plain_text, show
from negosim.report.telling import tell_run, tell_zones

__all__ = ["last_day", "plain_text", "refusals_of", "shocks_of", "show", "tell_run", "tell_zones", "zones_of"]
