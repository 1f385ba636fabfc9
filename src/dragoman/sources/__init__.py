"""Bytes to reports: files, folders, addresses and standard input become `dragoman.records.Report`."""

from dragoman.sources.assemble import Given, make_report
from dragoman.sources.inputs import read_sources

__all__ = ["Given", "make_report", "read_sources"]
