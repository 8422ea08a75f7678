"""Propose the renewed extracts of timetables on GitLab: python scripts/gitlab_timetables.py

Where `parcours timetable --fetch` changed nothing, nothing is proposed. Else the extracts go onto a
branch of their own, and GitLab opens or renews a merge request by the options of the push. Runs on
the default branch only, with the token of the job, which must be allowed to push.
"""

from __future__ import annotations

import os
import subprocess
import sys

EXTRACTS = "itineraries/timetables"
BRANCH = "parcours-horaires"
TITLE = "Horaires : ce qui change"
MOST_BYTES = 50_000
"""An option of a push ends at 65,516."""


def main() -> None:
    """Commit the extracts that differ, and push them with what they change in words."""
    _git("add", "--", EXTRACTS)
    if not _git("diff", "--cached", "--name-only", "--", EXTRACTS):
        print("nothing new")  # noqa: T201
        return
    review = subprocess.run(
        [sys.executable, "-m", "parcours", "review", "--base", os.environ["CI_COMMIT_SHA"],
         "--lang", "fr"], check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout
    _git("-c", "user.name=parcours", "-c", f"user.email=parcours@{os.environ['CI_SERVER_HOST']}",
         "commit", "--quiet", "--message", TITLE, "--", EXTRACTS)
    options = {"merge_request.create": "", "merge_request.title": TITLE,
               "merge_request.target": os.environ["CI_DEFAULT_BRANCH"],
               "merge_request.description": described(review),
               "merge_request.remove_source_branch": ""}
    _git("push", "--quiet", "--force",
         *(f"--push-option={name}" + (f"={value}" if value else "")
           for name, value in options.items()),
         os.environ["CI_REPOSITORY_URL"], f"HEAD:refs/heads/{BRANCH}")


def described(review: str) -> str:
    """A summary as the option of a push, which holds no line end: GitLab makes one of each
    backslash with an n. A backslash of our own must then be none."""
    cut = review.encode()[:MOST_BYTES]
    lines = cut.decode("utf-8", "ignore").split("\n")
    if len(cut) < len(review.encode()):
        lines = lines[:-1]
        lines += ["</details>"] * (lines.count("<details>") - lines.count("</details>"))
    return "\\n".join(line.replace("\\", "&#92;") for line in lines).strip()


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
