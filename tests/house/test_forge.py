"""The forge's files: sound for real linters, without more rights than they need, and harmless
whatever a proposal holds; and the links from a page to its file and to an issue."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
import zipfile
from base64 import b64encode
from collections.abc import Mapping
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from helpers.coach_route import content
from helpers.content_sample import TODAY
from helpers.feeds import FEED, write_feed
from parcours.diagnostics.diagnostic import Span, Words, error, warning
from parcours.diagnostics.report import report
from parcours.editing import timetables

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
READY = sorted((ROOT / "deploy/forgejo").glob("*.yml"))
"""For forges that a repository on GitHub or GitLab does not use: to be copied."""
FORMS = sorted(set((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
               - {ROOT / ".github/ISSUE_TEMPLATE/config.yml"})
BIN = Path(sys.executable).parent


def loaded(path: Path) -> dict[str, Any]:
    """A YAML file, its keys as typed (``on`` is not True)."""
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return found


def forge_and_name(path: Path) -> str:
    """What a case is called in the tests' report."""
    return f"{path.parts[-3]}-{path.stem}"


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in loaded(path)["jobs"].values() for step in job["steps"]]


def script(name: str) -> str:
    """The one script of a workflow that writes."""
    return next(str(step["run"]) for step in steps(ROOT / ".github/workflows" / name)
                if "gh api" in step.get("run", "") or '"gh"' in step.get("run", ""))


# ---- Linters ----------------------------------------------------------------------------------

@pytest.mark.parametrize(("schema", "files"), [
    ("vendor.github-workflows", WORKFLOWS + READY),
    ("custom.github-workflows-require-timeout", WORKFLOWS + READY),
    ("vendor.gitlab-ci", [ROOT / ".gitlab-ci.yml"]),
    ("vendor.github-issue-forms", FORMS),
    ("vendor.github-issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"]),
])
def test_each_file_fits_its_schema(schema: str, files: list[Path]) -> None:
    """The schemas of both forges, kept by check-jsonschema, find nothing to say."""
    assert files
    done = subprocess.run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema,
                           *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_workflows_are_safe() -> None:
    """zizmor, which looks for what an attacker could use, finds nothing that is not explained."""
    done = subprocess.run([BIN / "zizmor", "--offline", "--no-progress", "--persona", "pedantic",
                           *map(str, WORKFLOWS + READY)], capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stdout


def test_the_files_are_tidy() -> None:
    """yamllint finds neither a doubled key nor a stray space."""
    rules = ("{extends: default, rules: {line-length: {max: 120}, document-start: disable, "
             "truthy: {check-keys: false}, comments: {min-spaces-from-content: 1}}}")
    done = subprocess.run(
        [sys.executable, "-m", "yamllint", "-s", "-d", rules, str(ROOT / ".github"),
         str(ROOT / "deploy"), str(ROOT / ".gitlab-ci.yml")], capture_output=True, text=True,
        check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS + READY, ids=forge_and_name)
def test_the_scripts_are_sound(path: Path) -> None:
    """shellcheck finds nothing in what the steps run."""
    for step in steps(path):
        if "run" in step:
            done = subprocess.run([BIN / "shellcheck", "--shell=bash", "-"], input=step["run"],
                                  capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout


def test_images_are_named_by_their_digest() -> None:
    """A tag may mean another image tomorrow, a digest cannot."""
    text = (ROOT / ".gitlab-ci.yml").read_text("utf-8")
    images = re.findall(r"^\s*(?:image|- name): *(\S+)$", text, re.MULTILINE)
    assert images
    assert [one for one in images if not re.fullmatch(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}",
                                                      one)] == []
    for path in WORKFLOWS + READY:
        assert not re.search(r"^\s*(?:container|image):", path.read_text("utf-8"), re.MULTILINE)


# ---- Rights -----------------------------------------------------------------------------------

@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_given_one_by_one(path: Path) -> None:
    """A workflow may at most read as a whole, and a job that may write fetches no code."""
    workflow = loaded(path)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for job in workflow["jobs"].values():
        if "write" in job.get("permissions", {}).values():
            assert not any("checkout" in step.get("uses", "") for step in job["steps"])
            # one alone makes a branch, of files that it is tested to keep in their place
            assert "contents" not in job["permissions"] or path.stem == "timetables"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_keep_no_token(path: Path) -> None:
    """Actions are named by a commit, with their version beside it; no token stays on the disk."""
    text = path.read_text("utf-8")
    for used in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used)
    for step in steps(path):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", WORKFLOWS + READY, ids=forge_and_name)
def test_no_secret_and_no_word_of_a_proposal_in_a_script(path: Path) -> None:
    """Nothing secret is named, and expressions never stand inside a script."""
    assert "secrets." not in path.read_text("utf-8")
    for step in steps(path):
        assert "${{" not in step.get("run", "")


def test_a_proposal_runs_without_rights() -> None:
    """What a proposal triggers may only read; what its end triggers runs nothing of it."""
    check, comment = (loaded(ROOT / f".github/workflows/{name}.yml") for name in (
        "check", "comment"))
    assert check["on"] == {"pull_request": ""}
    assert check["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in check["jobs"].values())
    assert comment["on"] == {"workflow_run": {
        "workflows": [check["name"]], "types": ["completed"]}}
    assert not any("uses" in step for step in steps(ROOT / ".github/workflows/comment.yml"))
    assert "pull_request_target" not in "".join(path.read_text("utf-8") for path in WORKFLOWS)


# ---- The address, and the site put where it is shown ------------------------------------------

@pytest.mark.parametrize(("told", "address"), [
    ("https://o.github.io/r/", "https://o.github.io/r/"),
    ("http://parcours.exemple.fr/", "https://parcours.exemple.fr/"),
])
def test_the_address_is_what_pages_says(tmp_path: Path, told: str, address: str) -> None:
    """It is asked before anything is built, and handed to the build."""
    answers = {"repos/o/r/pages": told}
    calls = run("pages.yml", tmp_path, answers, GITHUB_REPOSITORY="o/r", GITHUB_OUTPUT="output")
    assert calls[0][0] == ["api", "repos/o/r/pages", "--jq", ".html_url"]
    assert (tmp_path / "output").read_text("utf-8") == f"address={address}\n"
    build = next(step for step in steps(ROOT / ".github/workflows/pages.yml")
                 if "make site" in step.get("run", ""))
    assert build["env"] == {"PARCOURS_SITE_URL": "${{ steps.pages.outputs.address }}"}
    assert loaded(ROOT / ".gitlab-ci.yml")["pages"]["variables"]["PARCOURS_SITE_URL"] == (
        "$CI_PAGES_URL")


def test_where_pages_is_not_set_up_one_is_told(tmp_path: Path) -> None:
    """A repository whose Pages is off says in words what to choose, and publishes nothing."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (tmp_path / "bin/gh").chmod(0o755)
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script("pages.yml")], cwd=tmp_path, capture_output=True,
        text=True, check=False, env={"PATH": f"{tmp_path}/bin:{os.environ['PATH']}",
                                     "GITHUB_REPOSITORY": "o/r", "GITHUB_OUTPUT": "output"})
    assert done.returncode == 1
    assert "choisissez « GitHub Actions »" in done.stdout
    assert not (tmp_path / "output").exists()


def test_the_branch_of_pages_holds_the_site_alone(tmp_path: Path) -> None:
    """On Forgejo and Gitea the site replaces the branch "pages"; the token is in no command."""
    forge = tmp_path / "server/o/r.git"
    subprocess.run(["git", "init", "-q", "--bare", forge], check=True)
    (tmp_path / "here/site").mkdir(parents=True)
    publish = steps(ROOT / "deploy/forgejo/pages.yml")[-1]["run"]
    said = [line for line in publish.splitlines() if "TOKEN" in line]
    assert [line.split("=")[0].strip() for line in said] == ["GIT_CONFIG_VALUE_0"]
    assert "$(printf " in said[0]  # of the shell itself: no process has it among its words
    made = subprocess.run(["bash", "-c", f'{said[0]}; echo "$GIT_CONFIG_VALUE_0"'], check=True,
                          capture_output=True, text=True, env={**os.environ, "TOKEN": "jeton"})
    assert made.stdout == "Authorization: Basic " + b64encode(
        b"x-access-token:jeton").decode() + "\n"
    for text in ("une", "deux"):
        (tmp_path / "here/site/index.html").write_text(text, "utf-8")
        shutil.rmtree(tmp_path / "here/site/.git", ignore_errors=True)
        subprocess.run(["bash", "-eo", "pipefail", "-c", publish], cwd=tmp_path / "here",
                       check=True, env={**os.environ, "SERVER": str(tmp_path / "server"),
                                        "REPOSITORY": "o/r", "TOKEN": "jeton"})
    shown = subprocess.run(["git", "log", "--format=%s", "--name-only", "pages"], cwd=forge,
                           check=True, capture_output=True, text=True).stdout.split()
    assert shown == ["Publication", "index.html"]
    assert subprocess.run(["git", "show", "pages:index.html"], cwd=forge, check=True,
                          capture_output=True, text=True).stdout == "deux"


def test_the_units_of_a_server_are_sound() -> None:
    """systemd, where it is, finds nothing to say of the service and its timer but what only the
    server has."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed (Debian: apt-get install systemd)")
    units = [str(ROOT / "deploy/server" / name) for name in ("parcours.timer", "parcours.service")]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True,
                          check=False)
    said = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert said == []


def test_the_preview_of_a_proposal_on_gitlab(tmp_path: Path) -> None:
    """The button of the proposal leads where Pages shows the job's files, below any subgroup; the
    address reaches it by the report that the job leaves."""
    job = loaded(ROOT / ".gitlab-ci.yml")["vérification"]
    lines = [line for line in job["script"] if "$jobs" in line or line.startswith("jobs=")
             or "PREVIEW_URL" in line]
    subprocess.run(["sh", "-ec", "\n".join(lines)], cwd=tmp_path, check=True, env={
        "CI_PROJECT_ROOT_NAMESPACE": "office", "CI_PAGES_DOMAIN": "pages.exemple.fr",
        "CI_PROJECT_PATH": "office/tourisme/parcours", "CI_JOB_ID": "7"})
    assert (tmp_path / "preview.env").read_text("utf-8") == (
        "PREVIEW_URL=https://office.pages.exemple.fr/-/tourisme/parcours/-/jobs/7/artifacts/site/"
        "relecture.html\n")
    assert job["environment"]["url"] == "$PREVIEW_URL"
    assert job["artifacts"]["reports"]["dotenv"] == "preview.env"
    assert "site/" in job["artifacts"]["paths"]


def test_both_forges_keep_a_preview_with_its_summary() -> None:
    """A site that opens without a server, and in it the page of what changes."""
    github = "\n".join(step.get("run", "") for step in steps(ROOT / ".github/workflows/check.yml"))
    gitlab = "\n".join(loaded(ROOT / ".gitlab-ci.yml")["vérification"]["script"])
    for text in (github, gitlab):
        assert "publish --lang fr --preview\n" in text
        assert "--format html > site/relecture.html" in text
        assert text.index("publish --lang fr --preview") < text.index("> site/relecture.html")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_guide_names_what_is_there(lang: str) -> None:
    """Each file of the repository that the guide to publishing names exists, and each that is to be
    copied is named."""
    text = (ROOT / f"docs/{lang}/publier.md").read_text("utf-8")
    named = set(re.findall(r"`((?:deploy|\.github|admin)/[\w./-]*)`", text))
    assert named
    assert all((ROOT / name).exists() for name in named)
    for path in sorted((ROOT / "deploy").rglob("*")):
        if path.is_file():
            inside = path.relative_to(ROOT).as_posix()
            assert inside in named or f"{inside.rpartition('/')[0]}/" in named, inside


# ---- The comment ------------------------------------------------------------------------------

GH = '''\
#!{python}
import json, sys
from pathlib import Path
args = sys.argv[1:]
told = sys.stdin.read() if "-" in args else ""
if "--input" in args and "-" not in args:
    told = Path(args[args.index("--input") + 1]).read_text("utf-8")
with open("calls", "a", encoding="utf-8") as calls:
    calls.write(json.dumps([args, told]) + "\\n")
said = json.loads(Path("answers").read_text("utf-8"))
for part, answer in said.items():
    if any(part in arg for arg in args):
        if answer.endswith(".zip"):
            sys.stdout.buffer.write(Path(answer).read_bytes())
        else:
            print(answer)
        break
'''


def run(name: str, folder: Path, answers: dict[str, str], **more: str
        ) -> list[tuple[list[str], str]]:
    """Run a workflow's script against a forge that answers as told; what it was asked."""
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "gh").write_text(GH.format(python=sys.executable), "utf-8")
    (tools / "gh").chmod(0o755)
    (folder / "answers").write_text(json.dumps(answers), "utf-8")
    (folder / "calls").write_text("", "utf-8")
    done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script(name)],
                          cwd=folder, capture_output=True, text=True, check=False, env={
        "PATH": f"{tools}:{BIN}:{os.environ['PATH']}", "REPOSITORY": "o/r", "RUN": "9",
        "RUN_URL": "https://forge.exemple.fr/o/r/runs/9",
        "OWNER": "fork", "BRANCH": "x y&z", "COMMIT": "c0ffee", "DEFAULT_BRANCH": "main",
        **more})
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, name, stderr=done.stderr)
    calls = [json.loads(line) for line in (folder / "calls").read_text("utf-8").splitlines()]
    return [(args, told) for args, told in calls]


def commented(folder: Path, review: bytes, ours: str = "", names: str = "review.md") -> str:
    """The comment that a summary becomes."""
    with zipfile.ZipFile(folder / "review.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(names, review)
    (folder / "given.zip").write_bytes((folder / "review.zip").read_bytes())
    calls = run("comment.yml", folder, {
        "artifacts/5/zip": "given.zip", "runs/9/artifacts": "5", "o/r/pulls": "7",
        "issues/comments/": "", "issues/7/comments": ours})
    (args, told), = [call for call in calls if call[1]]
    assert ("PATCH" in args) is bool(ours)
    assert ("repos/o/r/issues/comments/31" if ours else "repos/o/r/issues/7/comments") in args
    body: str = json.loads(told)["body"]
    return body


def test_one_comment_renewed_in_place(tmp_path: Path) -> None:
    """The first time it is made; afterwards the same one is changed."""
    body = commented(tmp_path, b"## Ce que change cette proposition\n")
    assert body.startswith("<!-- parcours-review -->\nCe résumé vient du code de la proposition")
    assert "(https://forge.exemple.fr/o/r/runs/9)" in body
    assert body.endswith("\n\n## Ce que change cette proposition\n")
    assert commented(tmp_path, b"again", ours="31\n32") == body.replace(
        "## Ce que change cette proposition\n", "again")


def test_no_comment_says_that_a_check_has_passed() -> None:
    """A proposal may change the workflow whose end starts the comment: how that one ended is not
    asked, so that no word of ours vouches for it."""
    text = (ROOT / ".github/workflows/comment.yml").read_text("utf-8")
    assert "conclusion" not in text.lower()
    assert not re.search(r"(?i)est passé|réussi|sans erreur|success", text)


def test_the_proposal_is_found_by_what_the_forge_knows(tmp_path: Path) -> None:
    """By the branch and the commit of the run; the summary has no say in it."""
    calls = run("comment.yml", tmp_path, {"o/r/pulls": ""})
    assert len(calls) == 1
    assert "head=fork:x y&z" in calls[0][0]
    assert "--method" in calls[0][0]
    assert "env.COMMIT" in calls[0][0][-1]


def test_no_summary_no_comment(tmp_path: Path) -> None:
    """A run without a summary, or with one too large, is passed over."""
    calls = run("comment.yml", tmp_path, {"runs/9/artifacts": "", "o/r/pulls": "7"})
    assert not any(told for _, told in calls)
    assert "size_in_bytes < 100000" in calls[-1][0][-1]


def test_a_summary_is_unpacked_up_to_a_limit(tmp_path: Path) -> None:
    """Past 60,000 bytes, however many there are, nothing is unpacked: the comment fits."""
    whole, cut = (commented(tmp_path, b"x" * n) for n in (60_000, 60_001))
    assert whole == cut
    assert len(cut) < 60_500


HOSTILE = [
    "@team", "&#64;team", "&commat;team", "\\@team", "@&#116;eam", "#1", "&#35;1", "a/b#1", "GH-1",
    "https://x.fr/issues/1", "https&#58;//x.fr", "https:\\//x.fr", "www.x.fr", "www\\.x.fr",
    "[x](https://x.fr)", "[x](//x.fr)", "[x][y]\n\n[y]: //x.fr", "![x](//x.fr/y.png)",
    "<https://x.fr>", "<a href='//x.fr'>x</a>", "<img src=//x.fr/y.png>",
    "<!-- parcours-review -->", "<details open>", "/close", "  /merge", "```mermaid\ngraph\n```",
    "~~~\n/close\n~~~", "a@b.fr", "\u202eabc\x1b[2J",
]


def test_a_summary_made_to_harm_is_words(tmp_path: Path) -> None:
    """Whatever a proposal puts in the place of its summary calls nobody, links nowhere, and
    orders nothing."""
    body = commented(tmp_path, "\n\n%%%\n\n".join(HOSTILE).encode()).partition(").\n\n")[2]
    parts = body.split("%%%")
    assert len(parts) == len(HOSTILE)
    for hostile, part in zip(HOSTILE, parts, strict=True):
        html = MarkdownIt("commonmark").render(part)
        text = unescape(re.sub(r"<[^>]*>", "\0", html))
        assert not re.search(r"@\w|#\d|GH-\d|://|www\.|(?m:^)\s*/\w", text), hostile
        assert not re.search(r"<(?!/?(?:p|br|details|summary|code)>)", html), hostile
        assert all(c.isprintable() or c in "\n\u00a0\u202f\u2060" for c in part), hostile


def test_our_own_summary_passes_unharmed(tmp_path: Path) -> None:
    """Headings, lists, tables, details and escaped words stay as the summary has them."""
    ours = ("## Titre\n\n- **L’été** (x) : 6 € → 8 €\n  Sur les parcours : a, b\n\n| | avant |\n"
            "|---|---|\n| Jours | **2** |\n\n<details><summary>Mots</summary>\n\n1. a\n\n</details>"
            "\n\n"
            "- <code>itineraries/x.yml:3</code> &#60;b&#62; &#42; &#91;\u2060x&#93; @\u2060team\n")
    body = commented(tmp_path, ours.encode())
    assert body.endswith(ours.replace("@\u2060team", "@\u2060\u2060team"))


# ---- The monthly list -------------------------------------------------------------------------

DUE = [{"file": "x.yml"}]
OFFICES: list[dict[str, Any]] = [
    {"territory": t, "office": t, "title": f"À vérifier : {t}",
     "body": f"<!-- parcours-stale:{t} -->\n\nliste", "due": due}
    for t, due in (("a", DUE), ("b", DUE), ("c", []), ("d", []))]
OPEN: list[dict[str, Any]] = [{"number": 4, "body": "<!-- parcours-stale:b -->\n\nancienne"},
        {"number": 5, "body": "<!-- parcours-stale:c -->\n\nancienne"},
        {"number": 6, "body": "autre chose <!-- parcours-stale:a -->"}, {"number": 7, "body": None}]


def test_one_issue_an_office(tmp_path: Path) -> None:
    """Opened for what is due, renewed where it is open, closed once nothing is due."""
    (tmp_path / "stale.json").write_text(json.dumps(OFFICES), "utf-8")
    calls = run("stale.yml", tmp_path, {
        "state=open": "\n".join(json.dumps(one) for one in OPEN)})
    written = [(args[2], args[3], json.loads(told) if told else args[-1])
               for args, told in calls[1:]]
    assert written == [
        ("POST", "repos/o/r/issues", {"title": "À vérifier : a", "body": OFFICES[0]["body"]}),
        ("PATCH", "repos/o/r/issues/4", {"title": "À vérifier : b", "body": OFFICES[1]["body"]}),
        ("PATCH", "repos/o/r/issues/5", "state=closed")]
    assert 'login == "github-actions[bot]"' in calls[0][0][-1]


def test_the_same_on_gitlab(tmp_path: Path) -> None:
    """The script for GitLab opens, renews and closes by GitLab's own API."""
    asked: list[tuple[str, str, dict[str, str]]] = []

    class Api(BaseHTTPRequestHandler):
        def answer(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            if size:
                asked.append((self.command, self.path, json.loads(self.rfile.read(size))))
            assert self.headers["PRIVATE-TOKEN"] == "jeton"
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps([
                {"iid": one["number"], "description": one["body"]} for one in OPEN]).encode())

        do_GET = do_POST = do_PUT = answer  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    (tmp_path / "stale.json").write_text(json.dumps(OFFICES), "utf-8")
    with HTTPServer(("127.0.0.1", 0), Api) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        subprocess.run(
            [sys.executable, ROOT / "scripts/gitlab_issues.py", "stale.json"], cwd=tmp_path,
            check=True, env={"CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}",
                             "CI_PROJECT_ID": "3", "PARCOURS_BOT_TOKEN": "jeton"})
        server.shutdown()
    assert asked == [
        ("POST", "/projects/3/issues",
         {"title": "À vérifier : a", "description": OFFICES[0]["body"]}),
        ("PUT", "/projects/3/issues/4",
         {"title": "À vérifier : b", "description": OFFICES[1]["body"]}),
        ("PUT", "/projects/3/issues/5", {"state_event": "close"})]


# ---- The weekly timetables ---------------------------------------------------------------------

ANSWERS = {
    "git/blobs": '{"sha": "b1"}', "git/trees": '{"sha": "t1"}',
    "git/commits/c0ffee": '{"tree": {"sha": "t0"}}', "git/commits": '{"sha": "c1"}',
    "git/matching-refs": "[]", "git/refs": "{}", "pulls?state": "[]", "/pulls": "{}"}


def proposed(folder: Path, answers: Mapping[str, str] = {},
             *, name: str = "en-train.json") -> list[tuple[str, str, Any]]:
    """What the forge is asked for some extracts: method, path, and what is sent."""
    (folder / "timetables").mkdir()
    (folder / "timetables" / name).write_text("{}", "utf-8")
    (folder / "review.md").write_text("## Ce qui change\n", "utf-8")
    return [(args[3] if "--method" in args else "GET", args[1].removeprefix("repos/o/r/"),
             json.loads(told) if told else None)
            for args, told in run("timetables.yml", folder, {**answers, **{
                part: said for part, said in ANSWERS.items() if part not in answers}})]


def test_new_extracts_are_a_proposal(tmp_path: Path) -> None:
    """One commit on what was compared with, one branch, one proposal in visitors' words."""
    asked = proposed(tmp_path)
    assert [(method, path) for method, path, told in asked if told] == [
        ("POST", "git/blobs"), ("POST", "git/trees"), ("POST", "git/commits"), ("POST", "git/refs"),
        ("POST", "pulls")]
    sent = {path: told for _, path, told in asked if told}
    assert sent["git/trees"] == {"base_tree": "t0", "tree": [{
        "path": "itineraries/timetables/en-train.json", "mode": "100644", "type": "blob",
        "sha": "b1"}]}
    assert sent["git/commits"]["parents"] == ["c0ffee"]
    assert sent["git/refs"] == {"ref": "refs/heads/parcours/horaires", "sha": "c1"}
    assert (sent["pulls"]["head"], sent["pulls"]["base"]) == ("parcours/horaires", "main")
    assert sent["pulls"]["body"] == "## Ce qui change\n"


def test_an_open_proposal_is_renewed(tmp_path: Path) -> None:
    """The week after, the same branch and the same proposal say what is so then."""
    asked = proposed(tmp_path, {
        "git/matching-refs": '[{"ref": "refs/heads/parcours/horaires"}]',
        "pulls?state": '[{"number": 7}]'})
    assert ("PATCH", "git/refs/heads/parcours/horaires", {"sha": "c1", "force": True}) in asked
    assert ("PATCH", "pulls/7") in [(method, path) for method, path, _ in asked]
    assert not any((method, path) == ("POST", "pulls") for method, path, _ in asked)


@pytest.mark.parametrize("name", [
    "x.yml", "..json", "A.json", "x y.json", "x.json.sh", "é.json", ".json"])
def test_nothing_but_an_extract_is_proposed(tmp_path: Path, name: str) -> None:
    """A file of another kind in the hand-over ends the job before the branch is touched."""
    with pytest.raises(subprocess.CalledProcessError, match="non-zero"):
        proposed(tmp_path, name=name)
    calls = [json.loads(line)[0][1] for line in (tmp_path / "calls").read_text().splitlines()]
    assert not any("refs" in path or "pulls" in path for path in calls)


def test_what_is_handed_over_is_what_changed(tmp_path: Path) -> None:
    """The reading job hands over the new extracts and the summary; nothing where no feed is named,
    and nothing where the timetables say the same."""
    content(tmp_path / "itineraries")
    made(tmp_path / "itineraries")
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "before"]):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@exemple.fr", *words],
                       cwd=tmp_path, check=True)
    parcours = tmp_path / ".venv" / "bin" / "parcours"
    parcours.parent.mkdir(parents=True)
    parcours.write_text('#!/bin/sh\nif [ "$1" = timetable ]; then\n'
                        "cp new/* itineraries/timetables\n"
                        f'else exec {sys.executable} -m parcours "$@"; fi\n', "utf-8")
    parcours.chmod(0o755)
    (tmp_path / "new").mkdir()
    same = tmp_path / "itineraries" / "timetables" / "en-car.json"
    (tmp_path / "new" / "en-car.json").write_bytes(same.read_bytes())
    step = next(step["run"] for step in steps(ROOT / ".github/workflows/timetables.yml")
                if step.get("id") == "renew")

    def renewed() -> str:
        (tmp_path / "said").write_text("", "utf-8")
        subprocess.run(["bash", "-eo", "pipefail", "-c", step], cwd=tmp_path, check=True, env={
            **os.environ, "GITHUB_SHA": "main", "GITHUB_OUTPUT": "said",
            "GITHUB_STEP_SUMMARY": "summary"})
        return (tmp_path / "said").read_text("utf-8")

    assert renewed() == ""
    site = tmp_path / "itineraries" / "site.yml"
    site.write_text(site.read_text("utf-8").replace(
        "licence: ODbL-1.0}", 'licence: ODbL-1.0, download: "https://exemple.fr/h.zip"}'), "utf-8")
    assert renewed() == ""
    (tmp_path / "new" / "neuf.json").write_text("{}", "utf-8")
    assert renewed() == "changed=true\n"
    assert [path.name for path in (tmp_path / "proposal" / "timetables").iterdir()] == ["neuf.json"]
    assert (tmp_path / "proposal" / "review.md").read_text("utf-8").startswith("## Ce que change")


def test_the_reading_job_has_no_right_to_write() -> None:
    """What comes from outside is read, and our code run, by a job that may only read."""
    jobs = loaded(ROOT / ".github/workflows/timetables.yml")["jobs"]
    assert jobs["renew"]["permissions"] == {"contents": "read"}
    assert jobs["propose"]["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert "--fetch" in "".join(step.get("run", "") for step in jobs["renew"]["steps"])
    assert not any(word in script("timetables.yml") for word in (".venv", "parcours timetable"))


def test_a_proposal_by_the_options_of_a_push(tmp_path: Path) -> None:
    """On GitLab: the extracts alone, on a branch of their own, with what they change as the text of
    the merge request; nothing is pushed where they say nothing new."""
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@exemple.fr"]
    forge, here = tmp_path / "forge.git", tmp_path / "project"
    content(here / "itineraries")
    before = made(here / "itineraries")
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "before"]):
        subprocess.run([*git, *words], cwd=here, check=True)
    subprocess.run(["git", "clone", "-q", "--bare", here, forge], check=True)
    subprocess.run(["git", "config", "receive.advertisePushOptions", "true"], cwd=forge, check=True)
    (forge / "hooks").mkdir(exist_ok=True)
    hook = forge / "hooks" / "post-receive"
    hook.write_text('#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_ > pushed\n', "utf-8")
    hook.chmod(0o755)
    env = {**os.environ, "CI_COMMIT_SHA": "main", "CI_DEFAULT_BRANCH": "main", "CI_SERVER_HOST":
           "forge.exemple.fr", "CI_REPOSITORY_URL": str(forge),
           "SOURCE_DATE_EPOCH": "1795305600"}  # within the days of the feed, 22 November 2026

    def propose() -> None:
        subprocess.run([sys.executable, ROOT / "scripts/gitlab_timetables.py"], cwd=here, env=env,
                       check=True)

    propose()
    assert not (forge / "pushed").exists()
    (here / "autre").write_text("x", "utf-8")
    after = made(here / "itineraries", stop_times=FEED["stop_times.txt"].replace(
        "17:00:00", "16:20:00"))
    assert after != before
    propose()
    pushed = (forge / "pushed").read_text("utf-8")
    assert "merge_request.create" in pushed
    assert "merge_request.target=main" in pushed
    assert "\\n- le dernier retour part 40" in pushed
    shown = subprocess.run(["git", "show", "--name-only", "--format=%s", "parcours-horaires"],
                           cwd=forge, check=True, capture_output=True, text=True).stdout.split("\n")
    assert shown[0] == "Horaires : ce qui change"
    assert set(shown[1:]) - {""} == {"itineraries/timetables/en-car.json"}


def made(folder: Path, **tables: str) -> dict[str, str]:
    """The extracts of a feed, written beside the routes."""
    write_feed(folder.parent / "feed" / "horaires", **tables)
    files = timetables.make(folder, [folder.parent / "feed" / "horaires"], TODAY).files
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return files


def test_no_line_of_a_description_is_an_order() -> None:
    """A backslash in a summary is no line end to GitLab, which could begin an order; a long one is
    cut at a line."""
    spec = spec_from_file_location("gitlab_timetables", ROOT / "scripts/gitlab_timetables.py")
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.described("a\\n/merge\nb") == "a&#92;n/merge\\nb"
    long = script.described("<details>\n" + "é" * 99 + "\n" + "x\n" * 40_000)
    assert len(long.encode()) < 65_000 * 2
    assert long.endswith("\\n</details>")


# ---- The report for GitLab --------------------------------------------------------------------

def test_the_code_quality_report() -> None:
    """Path, line, words and severity; the same fault on another line keeps its fingerprint."""
    span, words = Span("itineraries/x.yml", 3, 5, 2), Words("faux", "wrong")
    told = json.loads(report([error("bad-value", span, words, Words("aide", "hint")),
                              warning("stale-facts", span, words),
                              error("bad-value", Span("itineraries/x.yml", 9), words)],
                             "gitlab", "fr"))
    assert told[0] | {"fingerprint": ""} == {
        "description": "faux (aide)", "check_name": "bad-value", "fingerprint": "",
        "severity": "blocker", "location": {"path": "itineraries/x.yml", "lines": {"begin": 3}}}
    assert [one["severity"] for one in told] == ["blocker", "minor", "blocker"]
    assert len({one["fingerprint"] for one in told}) == 3
    again = json.loads(report([error("bad-value", Span("itineraries/x.yml", 8), words)],
                              "gitlab", "en"))
    assert again[0]["fingerprint"] == told[0]["fingerprint"]


def test_the_template_of_a_proposal_is_three_lines() -> None:
    """Short enough to be read, on both forges."""
    github = (ROOT / ".github/pull_request_template.md").read_text("utf-8")
    assert len(github.splitlines()) == 3
    assert (ROOT / ".gitlab/merge_request_templates/Default.md").read_text("utf-8") == github


def test_both_forges_ask_the_same() -> None:
    """Each issue form of GitHub has its like on GitLab, and titles in the two languages."""
    assert {form.stem for form in FORMS} == {
        path.stem for path in (ROOT / ".gitlab/issue_templates").glob("*.md")}
    for form in FORMS:
        for field in loaded(form)["body"]:
            label = field["attributes"].get("label")
            assert label is None or " · " in label, textwrap.shorten(str(label), 60)
