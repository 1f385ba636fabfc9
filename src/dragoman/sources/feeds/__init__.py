"""RSS and Atom to reports: `dragoman watch`."""

from dragoman.sources.feeds.listing import Feed, FeedList, read_feed_list
from dragoman.sources.feeds.state import FeedFile, FeedState, FeedStore
from dragoman.sources.feeds.watch import Watch

__all__ = ["Feed", "FeedFile", "FeedList", "FeedState", "FeedStore", "Watch", "read_feed_list"]
