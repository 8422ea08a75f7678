"""Style sheets as they are served; ``tests/browser/test_sheets.py`` compares all of ours."""

from __future__ import annotations

from parcours.web.styles import served


def test_comments_and_spaces_stay_at_home() -> None:
    """What is in quotation marks stays as it is, whatever it looks like; a space that means
    something stays, too."""
    assert served("""/* Head:
   two lines */
:root { --a: 1px; } /* after */

@media print and (min-width: 40em) {
  a::after { content: "/* no  */"; width: calc(1px + 2px); }
  b :hover { content: 'it\\'s /* no'; background: url("x*/y"); color: #a23b2a; }
}
""") == (":root{--a:1px}@media print and (min-width:40em){a::after{content:\"/* no  */\";"
          "width:calc(1px + 2px)}b :hover{content:'it\\'s /* no';background:url(\"x*/y\");"
          "color:#a23b2a}}\n")
