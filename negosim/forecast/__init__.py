"""Forecasts of a record of agreements: calibration, back-test and questions.

Each agreement becomes a scenario by one mapping (:mod:`negosim.forecast.mapping`) with fourteen parameters that all
agreements share (:mod:`negosim.forecast.parameters`). A reference table holds simulated outcomes of every agreement for
many draws of the parameters (:mod:`negosim.forecast.reference`); posteriors, back-tests and forecasts re-weight it.
"""
