"""Lines that only part what stands above from what stands below: `* * *`, `-----`, `⁂`."""

from __future__ import annotations

import re

_RULE = re.compile(r"([*_~=•·#+◆◇■□○●☆★＊—–§-])(?:\s*\1){2,}$|[⁂❦☙❧§◆●○★☆*•]$|-\s?o\s?-$|\*\s?\*$")
_LONGEST = 200


def is_rule(line: str) -> bool:
    """Whether `line` (bare) is nothing but a rule or an ornament."""
    return len(line) <= _LONGEST and _RULE.match(line) is not None
