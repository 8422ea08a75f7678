"""Style sheets as they are served."""

from __future__ import annotations

from parcours.web.styles import served


def test_comments_and_indents_stay_at_home() -> None:
    """What is in quotation marks stays as it is, whatever it looks like."""
    assert served("""/* Head:
   two lines */
:root { --a: 1px; } /* after */

@media print {
  a::after { content: "/* no */"; }
  b::after { content: 'it\\'s /* no'; background: url("x*/y"); }
}
""") == """:root { --a: 1px; }
@media print {
a::after { content: "/* no */"; }
b::after { content: 'it\\'s /* no'; background: url("x*/y"); }
}
"""
