"""The seal of a page that we made."""

from __future__ import annotations

from parcours.web.sealed import opened, sealed

_BODY = "<article>\n<p>Une étape.</p>\n</article>"


def test_a_seal_opens_on_what_it_closed() -> None:
    """The body comes back as it was, whatever empty lines stood round it."""
    assert opened(sealed(f"\n{_BODY}\n\n")) == _BODY
    assert opened(_BODY) is None
    assert opened(sealed(_BODY).replace("étape", "halte")) is None
