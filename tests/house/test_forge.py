"""The forge's files: sound for real linters, without more rights than they need, and harmless
whatever a proposal holds; and the links from a page to its file and to an issue."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
import zipfile
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from markdown_it import MarkdownIt

from helpers.content_sample import (
    MUSEUM,
    MUSEUM_FILE,
    ROUTE_FILE,
    SITE,
    TERRITORIES,
    TODAY,
    write_sample,
)
from parcours.diagnostics.diagnostic import Span, Words, error, warning
from parcours.diagnostics.report import report
from parcours.editing.codeowners import codeowners
from parcours.format.model import Forge
from parcours.i18n.language import language_of
from parcours.load.shared import read_shared, read_trip
from parcours.render.pages import itinerary, place
from parcours.render.pages.feedback import ERROR_FORM

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(set((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
               - {ROOT / ".github/ISSUE_TEMPLATE/config.yml"})
BIN = Path(sys.executable).parent


def loaded(path: Path) -> dict[str, Any]:
    """A YAML file, its keys as typed (``on`` is not True)."""
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in loaded(path)["jobs"].values() for step in job["steps"]]


def script(name: str) -> str:
    """The one script of a workflow that writes."""
    return next(step["run"] for step in steps(ROOT / ".github/workflows" / name)
                if "gh api" in step.get("run", "") or '"gh"' in step.get("run", ""))


# ---- Linters ----------------------------------------------------------------------------------

@pytest.mark.parametrize(("schema", "files"), [
    ("vendor.github-workflows", WORKFLOWS),
    ("custom.github-workflows-require-timeout", WORKFLOWS),
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
                           *map(str, WORKFLOWS)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_files_are_tidy() -> None:
    """yamllint finds neither a doubled key nor a stray space."""
    rules = ("{extends: default, rules: {line-length: {max: 120}, document-start: disable, "
             "truthy: {check-keys: false}, comments: {min-spaces-from-content: 1}}}")
    done = subprocess.run(
        [sys.executable, "-m", "yamllint", "-s", "-d", rules, str(ROOT / ".github"),
         str(ROOT / ".gitlab-ci.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_the_scripts_are_sound(path: Path) -> None:
    """shellcheck finds nothing in what the steps run."""
    for step in steps(path):
        if "run" in step:
            done = subprocess.run([BIN / "shellcheck", "--shell=bash", "-"], input=step["run"],
                                  capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout


# ---- Rights -----------------------------------------------------------------------------------

@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_given_one_by_one(path: Path) -> None:
    """A workflow may at most read as a whole, and a job that may write fetches no code."""
    workflow = loaded(path)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for job in workflow["jobs"].values():
        if "write" in job.get("permissions", {}).values():
            assert not any("checkout" in step.get("uses", "") for step in job["steps"])
            assert "contents" not in job["permissions"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_keep_no_token(path: Path) -> None:
    """Actions are named by a commit, with their version beside it; no token stays on the disk."""
    text = path.read_text("utf-8")
    for used in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used)
    for step in steps(path):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
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


def run(name: str, folder: Path, answers: dict[str, str]) -> list[tuple[list[str], str]]:
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
        "RUN_URL": "https://forge.exemple.fr/o/r/runs/9", "CONCLUSION": "success",
        "OWNER": "fork", "BRANCH": "x y&z", "COMMIT": "c0ffee"})
    assert done.returncode == 0, done.stderr
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
    assert body.startswith("<!-- parcours-review -->\nLe contrôle est passé")
    assert "(https://forge.exemple.fr/o/r/runs/9)" in body
    assert body.endswith("\n\n## Ce que change cette proposition\n")
    assert commented(tmp_path, b"again", ours="31\n32") == body.replace(
        "## Ce que change cette proposition\n", "again")


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


def test_a_summary_that_unpacks_without_end_is_cut(tmp_path: Path) -> None:
    """A hundred megabytes of nothing become a comment that fits."""
    assert len(commented(tmp_path, b"x" * 100_000_000)) < 60_500


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

OFFICES = [{"territory": t, "office": t, "title": f"À vérifier : {t}",
            "body": f"<!-- parcours-stale:{t} -->\n\nliste", "due": due}
           for t, due in (("a", [{}]), ("b", [{}]), ("c", []), ("d", []))]
OPEN = [{"number": 4, "body": "<!-- parcours-stale:b -->\n\nancienne"},
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


# ---- Who approves -----------------------------------------------------------------------------

@pytest.mark.parametrize("forge", [Forge.GITHUB, Forge.GITLAB])
def test_the_owners_are_those_of_the_territories(forge: Forge) -> None:
    """The file on each forge is what `parcours codeowners` gives."""
    shared = read_shared(ROOT / "itineraries", TODAY)
    folder = f".{forge.value}"
    expected = codeowners(shared, forge).replace(ROOT.as_posix(), "")
    assert (ROOT / folder / "CODEOWNERS").read_text("utf-8") == expected, (
        f"a place or an office has changed: "
        f"parcours codeowners --forge {forge.value} > {folder}/CODEOWNERS")


def test_a_place_is_its_territorys_and_a_route_both_sides(tmp_path: Path) -> None:
    """On GitHub, of the lines that fit the last one speaks; on GitLab every section does."""
    folder = write_sample(tmp_path / "itineraries", **{"territories.yml": _with_reviewers()})
    shared = read_shared(folder, TODAY)
    github = codeowners(shared, Forge.GITHUB).splitlines()
    assert "/itineraries/places/musee-de-la-brique.yml @org/ville" in github
    assert "/itineraries/places/jardin-des-simples.yml @org/pays @anne" in github
    assert f"/itineraries/{ROUTE_FILE} @org/ville @org/pays @anne" in github
    assert github.index("/itineraries/ @org/ville @org/pays @anne") < github.index(
        f"/itineraries/{ROUTE_FILE} @org/ville @org/pays @anne")
    city, country = codeowners(shared, Forge.GITLAB).split("\n\n")[1:3]
    assert city.startswith("[toulouse-metropole] @org/ville\n")
    assert country.startswith("[portes-de-gascogne] @org/pays @anne\n")
    for section, own, other in ((city, "musee-de-la-brique", "jardin-des-simples"),
                                (country, "jardin-des-simples", "musee-de-la-brique")):
        assert f"/itineraries/{ROUTE_FILE}\n" in section + "\n"
        assert f"/itineraries/places/{own}.yml\n" in section + "\n"
        assert other not in section


def test_a_reviewer_is_a_name_of_the_forge(tmp_path: Path) -> None:
    """A word that could make a line of its own is refused where it is written."""
    write_sample(tmp_path, **{"territories.yml": _with_reviewers().replace(
        '"@org/ville"', '"@org/ville\\n* @moi"')})
    found = read_shared(tmp_path, TODAY).diagnostics
    assert [one.code for one in found if one.span.file.endswith("territories.yml")] == ["bad-value"]


def _with_reviewers() -> str:
    return TERRITORIES.replace(
        "      website: https://metropole.toulouse.fr/\n",
        '      website: https://metropole.toulouse.fr/\n      email: ville@exemple.fr\n'
        '      reviewers: ["@org/ville"]\n').replace(
        "    name: Pays Portes de Gascogne\n    character: rural\n",
        "    name: Pays Portes de Gascogne\n    character: rural\n    office:\n"
        '      name: Office du pays\n      reviewers: ["@org/pays", "@anne"]\n')


# ---- From a page to its file ------------------------------------------------------------------

def links(folder: Path, lang: str = "fr") -> dict[str, dict[str, str]]:
    """The links of the foot of a route's and a place's page, by their words."""
    shared = read_shared(folder, TODAY)
    trip, _ = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None
    language, museum = language_of(lang), "musee-de-la-brique"
    found = {}
    for name, page in (
            ("route", itinerary(trip, shared.atlas, language)),
            ("place", place(museum, shared.atlas.places[museum], [], shared.atlas, language))):
        foot = re.search(r'<p class="pc-edit" data-pagefind-ignore>(.*)</p>', page)
        found[name] = {words: unescape(address) for address, words in re.findall(
            r'<a href="([^"]*)" rel="noopener">([^<]*)</a>', foot[1])} if foot else {}
    return found


def test_nothing_is_offered_where_nothing_is_known(tmp_path: Path) -> None:
    """Without a repository and without an office's address there is no link; an office that has
    an address is named where errors are told of."""
    office = "      website: https://metropole.toulouse.fr/\n"
    assert office in TERRITORIES
    unknown = write_sample(tmp_path / "1", **{"territories.yml": TERRITORIES.replace(office, "")})
    assert links(unknown) == {"route": {}, "place": {}}
    assert links(write_sample(tmp_path / "2")) == {
        "route": {"Office de la métropole": "https://metropole.toulouse.fr/"}, "place": {}}


def test_links_to_github(tmp_path: Path) -> None:
    """The file in its editor, and the issue form with the page filled in."""
    write_sample(tmp_path / "itineraries", **{"site.yml": SITE + (
        "repo_url: https://forge.exemple.fr/groupe/depot.git\nbranch: travail/été\n"
        "site_url: https://parcours.exemple.fr\n")})
    found = links(tmp_path / "itineraries")
    edit = "https://forge.exemple.fr/groupe/depot/edit/travail/%C3%A9t%C3%A9/itineraries"
    assert found["route"]["Modifier cette page"] == f"{edit}/{ROUTE_FILE}"
    assert found["place"]["Modifier cette page"] == f"{edit}/{MUSEUM_FILE}"
    report_it = urlsplit(found["place"]["Signaler une erreur"])
    assert report_it.path == "/groupe/depot/issues/new"
    assert parse_qs(report_it.query) == {
        "template": [ERROR_FORM], "title": ["Erreur\u00a0: Musée de la Brique"],
        "page": ["https://parcours.exemple.fr/lieux/musee-de-la-brique/"]}


def test_the_form_exists_and_has_the_field() -> None:
    """The prefilled field is one of the form's."""
    form = loaded(ROOT / ".github/ISSUE_TEMPLATE" / ERROR_FORM)
    assert "page" in {field.get("id") for field in form["body"]}


@pytest.mark.parametrize("site", ["repo_url: https://gitlab.exemple.fr/g/d\n",
                                  "repo_url: https://forge.exemple.fr/g/d\nforge: gitlab\n"])
def test_links_to_gitlab(tmp_path: Path, site: str) -> None:
    """GitLab's addresses, known by its name or said in the settings; the questions are asked."""
    write_sample(tmp_path / "itineraries", **{"site.yml": SITE + site})
    found = links(tmp_path / "itineraries", "en")["route"]
    assert found["Edit this page"].endswith(f"/g/d/-/edit/main/itineraries/{ROUTE_FILE}")
    report_it = urlsplit(found["Report an error"])
    assert report_it.path == "/g/d/-/issues/new"
    query = parse_qs(report_it.query)
    assert query["issue[title]"] == ["Error: From brick to garden"]
    assert query["issue[description]"][0].splitlines() == [
        "Page: parcours/de-la-brique-au-jardin/", "", "What is wrong:", "", "What is right:", "",
        "How you know it:", ""]


def test_a_letter_where_there_is_no_repository(tmp_path: Path) -> None:
    """The office that has an address is written to, with the questions to answer."""
    write_sample(tmp_path, **{"territories.yml": _with_reviewers()})
    found = links(tmp_path)
    assert list(found["place"]) == ["Signaler une erreur"]
    address = found["place"]["Signaler une erreur"]
    assert address.startswith("mailto:ville%40exemple.fr?subject=Erreur")
    assert "\r\n\r\nCe qui est juste\u00a0:\r\n\r\n" in unquote(address)
    assert found["route"]["Signaler une erreur"].startswith("mailto:ville%40exemple.fr?")


def test_a_name_cannot_leave_its_place_in_an_address(tmp_path: Path) -> None:
    """Every sign that means something in an address or in HTML is encoded."""
    name = "a&page=x#\"><script>'{{ 7 }} %0d +é"
    write_sample(tmp_path, **{
        "site.yml": SITE + "repo_url: https://forge.exemple.fr/g/d\n",
        MUSEUM_FILE: MUSEUM.replace("Musée de la Brique", "'" + name.replace("'", "''") + "'")})
    address = links(tmp_path)["place"]["Signaler une erreur"]
    assert re.fullmatch(r"https://[\w./?&=%-]+", address, re.ASCII)
    assert parse_qs(urlsplit(address).query)["title"] == [f"Erreur\u00a0: {name}"]


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
