"""The figures of a class: the deals, the effect of first offers, concessions, and shares."""

from negosim.teach.cohort.figures.anchor import anchor_points, draw_anchor
from negosim.teach.cohort.figures.curves import draw_curves
from negosim.teach.cohort.figures.plane import draw_plane
from negosim.teach.cohort.figures.second_chance import draw_second_chance
from negosim.teach.cohort.figures.shares import draw_shares
from negosim.teach.cohort.figures.strip import draw_strip, median_zone
from negosim.teach.cohort.figures.written import draw_ratings, draw_stated, stated_points

__all__ = [
    "anchor_points",
    "draw_anchor",
    "draw_curves",
    "draw_plane",
    "draw_ratings",
    "draw_second_chance",
    "draw_shares",
    "draw_stated",
    "draw_strip",
    "median_zone",
    "stated_points",
]
