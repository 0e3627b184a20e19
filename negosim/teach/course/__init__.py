"""The course: exercises, students' folders, marking and grades."""
