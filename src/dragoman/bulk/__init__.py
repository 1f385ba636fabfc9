"""Many reports at once: slices in, shards out."""

from dragoman.bulk.coded import read_coded
from dragoman.bulk.run import RECORDS, Order, Step, code

__all__ = ["RECORDS", "Order", "Step", "code", "read_coded"]
