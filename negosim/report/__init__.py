"""Results for people: the telling, the figures, the HTML page."""

from negosim.report.ending import last_day
from negosim.report.show import plain_text, show
from negosim.report.telling import tell_run, tell_zones

__all__ = ["last_day", "plain_text", "show", "tell_run", "tell_zones"]
