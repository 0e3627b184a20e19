"""Results for people: text, figures and HTML pages."""

from negosim.report.descriptions import describe_run, describe_zones
from negosim.report.ending import last_day, refusals_of, shocks_of, zones_of
from negosim.report.show import plain_text, show

__all__ = ["describe_run", "describe_zones", "last_day", "plain_text", "refusals_of", "shocks_of", "show", "zones_of"]
