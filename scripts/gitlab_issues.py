"""Keep one open issue for each office on GitLab: python scripts/gitlab_issues.py stale.json

The issue is found by the mark on its first line; it is renewed while something is due and closed
once nothing is. Runs on the default branch only, with a token in PARCOURS_BOT_TOKEN.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen


def main() -> None:
    """Compare the list with the open issues, and write what differs."""
    token = os.environ.get("PARCOURS_BOT_TOKEN", "")
    if not token:
        sys.exit("PARCOURS_BOT_TOKEN n’est pas défini : aucun ticket n’est ouvert")
    issues = f"{os.environ['CI_API_V4_URL']}/projects/{os.environ['CI_PROJECT_ID']}/issues"
    mine = _ask(f"{issues}?state=opened&scope=created_by_me&per_page=100", token)
    for office in json.loads(Path(sys.argv[1]).read_text("utf-8")):
        mark = office["body"].partition("\n")[0]
        found = [issue["iid"] for issue in mine if (issue["description"] or "").startswith(mark)]
        told = {"title": office["title"], "description": office["body"]}
        if office["due"] and found:
            _ask(f"{issues}/{found[0]}", token, "PUT", told)
        elif office["due"]:
            _ask(issues, token, "POST", told)
        elif found:
            _ask(f"{issues}/{found[0]}", token, "PUT", {"state_event": "close"})


def _ask(address: str, token: str, method: str = "GET",
         told: dict[str, str] | None = None) -> Any:
    request = Request(address, method=method, headers={  # noqa: S310 - GitLab's own address
        "PRIVATE-TOKEN": token, "Content-Type": "application/json"},
        data=json.dumps(told).encode() if told is not None else None)
    with urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)


if __name__ == "__main__":
    main()
