"""The event stream of a YAML text, by libyaml. The one door to PyYAML, of which nothing else is used."""

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

__all__ = [
    "MAX_NODES",
    "AliasEvent",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "YAMLError",
    "events",
]

MarkedYAMLError, YAMLError = yaml.MarkedYAMLError, yaml.YAMLError
_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
"""libyaml where PyYAML was built with it, as all its wheels are; else the slow one."""
MAX_NODES = 100_000
"""So many keys, values and groups a file holds at most: ten times the longest case there is."""


def events(text: str) -> Iterator[Any]:
    """Return the events of a text. Raises YAMLError, or UnicodeEncodeError for a lone surrogate.

    The loader has none after the end of the stream, which ends the iterator.
    """
    return iter(_LOADER(text).get_event, None)
