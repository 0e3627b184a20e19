"""Breaking lines anew: what is broken, and what stays."""

from negosim.teach.course.reflow import reflow


def test_a_paragraph_is_broken_at_a_hundred_columns_and_keeps_its_words():
    text = "word " * 60
    broken = reflow(text.strip())
    assert max(len(line) for line in broken.split("\n")) <= 100
    assert broken.split() == text.split()


def test_a_command_stays_on_one_line():
    span = "`negosim run scenario.toml --set a.b.c=1`"
    assert span in reflow("word " * 17 + span + " word" * 20)


def test_code_tables_and_headings_stay_as_they_are():
    text = "# " + "long " * 30 + "\n\n| a | " + "cell " * 30 + "|\n\n```console\n$ " + "word " * 30 + "\n```"
    assert reflow(text) == text


def test_list_items_hang_and_are_not_merged():
    broken = reflow("1. " + "first " * 30 + "\n2. second\n   *(a number)*").split("\n")
    assert broken[1].startswith("   first")
    assert broken[-2:] == ["2. second", "   *(a number)*"]


def test_breaking_twice_changes_nothing_more():
    once = reflow("- " + "word " * 50 + "\n\n" + "word " * 70)
    assert reflow(once) == once
