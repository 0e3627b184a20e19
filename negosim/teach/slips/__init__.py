"""Role slips for a class: a page to print, and the key for the teacher."""

from negosim.teach.slips.pairs import Assigned, assigned_pairs
from negosim.teach.slips.treatments import Treatment, treatment_of

__all__ = ["Assigned", "Treatment", "assigned_pairs", "treatment_of"]
