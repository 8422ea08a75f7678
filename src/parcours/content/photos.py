"""Photos of editors, looked at with suspicion: whether a file is one, and in which sizes it comes.

What is made of a photo (`render.pictures.photos`) is kept in the user's cache folder under a digest
of its bytes, with its sizes, so that a photo that was made once is not decoded again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from parcours.diagnostics.diagnostic import Words
from parcours.disk.digest import digest_all
from parcours.disk.home import cache_home
from parcours.disk.turn import turn
from parcours.format.model import Photo

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_DECODED_BYTES = 200_000_000
"""What decoding one photo may take: a build with a photo of this size stays below 300 MB."""
SIZES_FILE = "sizes.json"

_LARGE_BYTES = 32_000_000
"""What takes more is decoded alone."""
_WEBP_BYTES = 15
"""Of memory a pixel: the decoder's two canvases, what it hands over, and Pillow's picture."""
_RECIPE = "2"
"""Another value, and every photo is made anew: for when `render.pictures.photos` does otherwise."""
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
"""JPEG, PNG, WebP. A picture that may hold a script, such as SVG, is not a photo."""
_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
_FORMATS = ("JPEG", "PNG", "WEBP")
_WIDTHS = (480, 960, 1440)
"""A phone, a phone with a fine screen or a column of text, a computer with a fine screen."""
_FALLBACK_WIDTH = 960
ORIENTATION = 0x0112
"""EXIF's tag for how the camera was held, from 1 to 8; 1 is upright."""
SWAPPED = (5, 6, 7, 8)
"""Its values that swap width and height."""
_NOT_A_PHOTO = Words("ce fichier n’est pas une photo JPEG, PNG ou WebP",
                     "this file is not a JPEG, PNG or WebP photo")
_SAVE_AS_JPEG = Words("enregistrez la photo en JPEG", "save the photo as JPEG")
_SMALLER = Words("réduisez-la : 2000 pixels de large suffisent",
                 "make it smaller: 2000 pixels across are enough")


class BadPhoto(ValueError):
    """A file that cannot be shown; ``code`` is the diagnostic to give."""

    def __init__(self, code: str, message: Words, hint: Words) -> None:
        super().__init__(message.en)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class Sizes:
    """A photo as it will be shown, upright: the widths it comes in, smallest first, in pixels."""

    widths: tuple[int, ...]
    ratio: float
    """Height by width."""

    @property
    def fallback(self) -> int:
        """The width for a browser that does not know WebP, and for those who share the page."""
        return max([width for width in self.widths if width <= _FALLBACK_WIDTH]
                   or self.widths[:1])

    def height(self, width: int) -> int:
        """The height that goes with a width."""
        return max(1, round(width * self.ratio))

    @property
    def names(self) -> tuple[str, ...]:
        """The endings of its files."""
        return (*(f"-{width}.webp" for width in self.widths), f"-{self.fallback}.jpg")


def may_show(photo: Photo, today: date) -> bool:
    """Whether the rights to a photo still run."""
    return photo.expires is None or photo.expires >= today


def look(path: Path) -> Sizes:
    """What a photo can be shown as; raises `BadPhoto`. Writes nothing."""
    try:
        found = path.stat()
    except OSError:
        raise BadPhoto("bad-value", _NOT_A_PHOTO, _SAVE_AS_JPEG) from None
    return _look(path, found.st_size, found.st_mtime_ns)




@lru_cache(maxsize=4096)
def _look(path: Path, size: int, _changed_ns: int) -> Sizes:
    if size > MAX_BYTES:
        raise BadPhoto("too-large", Words("cette photo pèse plus de 15 Mio",
                                          "this photo is larger than 15 MiB"), _SMALLER)
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    # the name decides how a browser takes it: what is called a page would run as one
    if not content.startswith(_SIGNATURES) or path.suffix.lower() not in _ENDINGS:
        raise BadPhoto("bad-value", _NOT_A_PHOTO, _SAVE_AS_JPEG)
    with suppress(OSError, ValueError, TypeError, KeyError):
        known = json.loads((kept_at(content) / SIZES_FILE).read_text("utf-8"))
        return Sizes(tuple(map(int, known["widths"])), float(known["ratio"]))
    return _decoded(content, path.parent)


def _decoded(content: bytes, folder: Path) -> Sizes:
    """Read a whole photo, at the least cost that tells whether it is one."""
    from PIL import Image

    with catch_warnings():
        simplefilter("ignore")  # of damaged EXIF, which does not show
        simplefilter("error", Image.DecompressionBombWarning)
        try:
            photo = opened(content)
            width, height = photo.size
            refuse_large(photo)
            turned = photo.getexif().get(ORIENTATION) in SWAPPED
            photo.draft("RGB", (64, 64))  # a JPEG is read to its end, but decoded small
            with alone(photo, folder):
                photo.load()
        except BadPhoto:
            raise
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as failure:
            raise _too_many_pixels(0) from failure
        except Exception as failure:  # decoders raise whatever a hostile file makes them
            raise BadPhoto("bad-value", Words(
                "cette photo est abîmée ou incomplète", "this photo is damaged or incomplete"),
                Words("exportez-la de nouveau, ou copiez-la encore une fois",
                      "export it again, or copy it once more")) from failure
    if turned:
        width, height = height, width
    widths = tuple(one for one in _WIDTHS if one * 1.2 <= width)
    return Sizes(widths if len(widths) == len(_WIDTHS) else (*widths, min(width, _WIDTHS[-1])),
                 height / width)


def refuse_large(photo: Image) -> None:
    """Raise `BadPhoto`, by what its head says, of a photo that would take too much memory."""
    width, height = photo.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(width * height)
    takes = decoded_bytes(photo)
    if takes > MAX_DECODED_BYTES:
        most = int(MAX_DECODED_BYTES * width * height / takes / 1e6)
        kind = "JPEG progressif" if photo.format == "JPEG" else photo.format
        kind_en = "progressive JPEG" if photo.format == "JPEG" else photo.format
        raise BadPhoto("too-large", Words(
            f"cette photo a {width * height / 1e6:.0f} millions de pixels, la limite est de {most} "
            f"pour un fichier {kind} de cette sorte",
            f"this photo has {width * height / 1e6:.0f} million pixels, the limit is {most} for a "
            f"{kind_en} file of this sort"), _SMALLER)


def decoded_bytes(photo: Image) -> int:
    """The most memory that decoding a photo takes, from its head alone: a JPEG is decoded small
    (`Image.draft`), but a progressive one is held whole until its last line."""
    pixels = photo.width * photo.height
    if photo.format == "WEBP":
        return _WEBP_BYTES * pixels
    if photo.format != "JPEG":
        return pixels * (1 if photo.mode in ("1", "L", "P") else 4)
    if not photo.info.get("progressive"):
        return pixels // 4
    parts: list[int] = [across * down for _, across, down, *_ in getattr(photo, "layer", ())]
    return 2 * pixels * sum(parts) // max(parts, default=1)


def is_large(content: bytes) -> bool:
    """Whether decoding a photo that `look` accepted takes much memory."""
    return decoded_bytes(opened(content)) > _LARGE_BYTES


@contextmanager
def alone(photo: Image, folder: Path) -> Iterator[None]:
    """Decode a large photo while nobody else decodes one of the same folder, whatever thread or
    process wants to: memory is bounded however many photos and processors there are."""
    with ExitStack() as held:
        if decoded_bytes(photo) > _LARGE_BYTES:
            with suppress(OSError):  # a disk without locks, or not ours to hold
                held.enter_context(turn(folder))
        yield


def _too_many_pixels(pixels: int) -> BadPhoto:
    counted = f"{pixels / 1e6:.0f}" if pixels else "plus de 50"
    return BadPhoto("too-large", Words(
        f"cette photo a {counted} millions de pixels, la limite est de 50",
        f"this photo has {counted.replace('plus de', 'more than')} million pixels, "
        "the limit is 50"), _SMALLER)


def opened(content: bytes) -> Image:
    """A picture of one of the kinds a photo may have; raises what decoders raise."""
    from PIL import Image  # takes a tenth of a second: only whoever has a new photo pays

    return Image.open(BytesIO(content), formats=_FORMATS)


def kept_at(content: bytes) -> Path:
    """The folder where what is made of a photo is kept; it need not be there."""
    return cache_home() / "photos" / digest_all((_RECIPE, version("pillow"), content))


def write_sizes(folder: Path, sizes: Sizes) -> None:
    """Write beside what was made of a photo what `look` reads in place of the photo."""
    (folder / SIZES_FILE).write_text(
        json.dumps({"widths": sizes.widths, "ratio": sizes.ratio}), "utf-8")
