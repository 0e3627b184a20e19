"""The record as documents and figures: all agreements, or the talks on one."""

from negosim.report.record.agreement import describe_agreement
from negosim.report.record.data import agreement_data, record_data
from negosim.report.record.figures import draw_agreement, draw_record
from negosim.report.record.overview import describe_record

__all__ = ["agreement_data", "describe_agreement", "describe_record", "draw_agreement", "draw_record", "record_data"]
