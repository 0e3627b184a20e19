"""The course: its exercises, the folders of students, marking and grades."""
