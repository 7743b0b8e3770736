"""Demo data: a year of 洞头区, made by the ordinary commands.

The year ends at the moment the first load begins, so that the boards are alive that day; the log
itself keeps that moment, and a load that was cut off goes on with it.
"""

from five_steps.operations.demo.demo import SEED, DemoError, load_demo
from five_steps.operations.demo.prepare import prepare_demo
from five_steps.operations.demo.roster import FULL, Size
from five_steps.operations.demo.subjects import Subject

__all__ = ["FULL", "SEED", "DemoError", "Size", "Subject", "load_demo", "prepare_demo"]
