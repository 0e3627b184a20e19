"""How a sweep is cut."""

from negosim.study.sweeps.chunks import Segment, cut, stages


def ranges(*given, **options):
    return [(stage.first, stage.last) for stage in stages(*given, **options)]


def test_stages_double_up_to_the_number_of_replicates():
    assert ranges(5_000, precision=True) == [(0, 1024), (1024, 2048), (2048, 4096), (4096, 5_000)]
    assert ranges(5_000, precision=False) == [(0, 5_000)]
    assert ranges(7, precision=True) == [(0, 7)]


def test_a_stage_ends_where_the_sweep_once_ended_but_points_stop_as_in_a_fresh_one():
    assert ranges(5_000, precision=False, grown_from=(700, 2_048)) == [(0, 700), (700, 2_048), (2_048, 5_000)]
    grown = list(stages(5_000, precision=True, grown_from=(700, 2_048)))
    assert [stage.last for stage in grown if stage.looks] == [1_024, 2_048, 4_096]
    assert [stage.last for stage in grown] == [700, 1_024, 2_048, 4_096, 5_000]


def test_chunks_hold_each_replicate_once():
    chunks = list(cut([Segment(0, 0, 250), Segment(1, 0, 250)], 100))
    assert [chunk.rows for chunk in chunks] == [100] * 5
    rows = [(s.point, s.first + row) for chunk in chunks for s in chunk.segments for row in range(s.rows)]
    assert rows == [(point, row) for point in (0, 1) for row in range(250)]
