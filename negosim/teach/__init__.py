"""Teaching: exercises with their marking, role briefs, and a seat at the table for a person."""
