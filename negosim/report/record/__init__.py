"""The record as documents and figures: all agreements, or the talks on one."""

from negosim.report.record.agreement import tell_agreement
from negosim.report.record.data import agreement_data, record_data
from negosim.report.record.figures import draw_agreement, draw_record
from negosim.report.record.overview import tell_record

__all__ = ["agreement_data", "draw_agreement", "draw_record", "record_data", "tell_agreement", "tell_record"]
