"""Photos of editors: looked at with suspicion, then made into sizes that suit a phone.

The only module that decodes pictures, and the slow part of a build that has any: what it made of a
photo is kept in the user's cache folder under a digest of its bytes, and made once.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from parcours.diagnostics.diagnostic import Words
from parcours.format.model import Photo

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 50_000_000

_RECIPE = "1"
"""Another value, and everything is made anew: change it with what `_sized` and `_plain` do."""
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
"""JPEG, PNG, WebP. A picture that may hold a script, such as SVG, is not a photo."""
_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
_FORMATS = ("JPEG", "PNG", "WEBP")
_WIDTHS = (480, 960, 1440)
"""A phone, a phone with a fine screen or a column of text, a computer with a fine screen."""
_FALLBACK_WIDTH = 960
_ORIENTATION = 0x0112
"""EXIF's tag for how the camera was held, from 1 to 8; 1 is upright."""
_SWAPPED = (5, 6, 7, 8)
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


def variants(path: Path) -> Mapping[str, bytes]:
    """The files of a photo by the ending of their names, kept from before or made now."""
    sizes, kept = look(path), _work() / _digest(path.read_bytes())
    try:
        return {name: (kept / f"photo{name}").read_bytes() for name in sizes.names}
    except OSError:
        pass
    made = _sized(path, sizes)
    _keep(kept, made, sizes)
    return made


def make(paths: Iterable[Path]) -> None:
    """Make the variants of many photos ahead, on every core; those that are there cost little."""
    waiting = list(dict.fromkeys(paths))
    if not waiting:
        return
    # Pillow leaves Python's lock while it works
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(variants, waiting))


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
        known = json.loads((_work() / _digest(content) / "sizes.json").read_text("utf-8"))
        return Sizes(tuple(map(int, known["widths"])), float(known["ratio"]))
    return _decoded(content)


def _decoded(content: bytes) -> Sizes:
    """Read a whole photo, at the least cost that tells whether it is one."""
    from PIL import Image

    with catch_warnings():
        simplefilter("ignore")  # of damaged EXIF, which does not show
        simplefilter("error", Image.DecompressionBombWarning)
        try:
            photo = _opened(content)
            width, height = photo.size
            if width * height > MAX_PIXELS:
                raise _too_many_pixels(width * height)
            turned = photo.getexif().get(_ORIENTATION) in _SWAPPED
            photo.draft("RGB", (64, 64))  # a JPEG is read to its end, but decoded small
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


def _too_many_pixels(pixels: int) -> BadPhoto:
    counted = f"{pixels / 1e6:.0f}" if pixels else "plus de 50"
    return BadPhoto("too-large", Words(
        f"cette photo a {counted} millions de pixels, la limite est de 50",
        f"this photo has {counted.replace('plus de', 'more than')} million pixels, "
        "the limit is 50"), _SMALLER)


def _opened(content: bytes) -> Image:
    from PIL import Image  # takes a tenth of a second: only whoever has a new photo pays

    return Image.open(BytesIO(content), formats=_FORMATS)


def _sized(path: Path, sizes: Sizes) -> dict[str, bytes]:
    """Every size of a photo, with nothing in them but what is seen."""
    from PIL import Image

    photo = _opened(path.read_bytes())
    wide, high = sizes.widths[-1], sizes.height(sizes.widths[-1])
    turned = photo.getexif().get(_ORIENTATION) in _SWAPPED
    photo.draft("RGB", (high, wide) if turned else (wide, high))  # a large JPEG, decoded smaller
    plain = _plain(photo)
    made = {}
    for width in reversed(sizes.widths):
        one = plain.resize((width, sizes.height(width)), Image.Resampling.LANCZOS)
        made[f"-{width}.webp"] = _encoded(one, "WEBP", quality=76, method=4)
        if width == sizes.fallback:
            made[f"-{width}.jpg"] = _encoded(one, "JPEG", quality=78, optimize=True,
                                             progressive=True)
    return made


def _plain(photo: Image) -> Image:
    """Upright, in the colours of the web, on white where it is transparent; of an animation, the
    first picture. Whatever else the file tells, such as where it was taken, is left behind."""
    from PIL import Image, ImageCms
    from PIL.Image import Transpose

    how = {2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM,
           5: Transpose.TRANSPOSE, 6: Transpose.ROTATE_270, 7: Transpose.TRANSVERSE,
           8: Transpose.ROTATE_90}.get(photo.getexif().get(_ORIENTATION, 1))
    profile, transparency = photo.info.get("icc_profile"), photo.info.get("transparency")
    upright = photo if how is None else photo.transpose(how)
    if upright.mode.startswith("I"):  # 16 bits a pixel, which Pillow would cut to white
        upright = upright.convert("I").point(lambda value: value / 257).convert("L")
    if "A" in upright.getbands() or transparency is not None:
        layer = upright.convert("RGBA")
        upright = Image.new("RGBA", layer.size, "white")
        upright.alpha_composite(layer)
    elif profile and upright.mode in ("RGB", "CMYK", "L"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            converted = ImageCms.profileToProfile(
                upright, ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"), outputMode="RGB")
            upright = converted or upright
    return upright.convert("RGB")


def _encoded(photo: Image, form: str, **how: int) -> bytes:
    photo.info.clear()
    file = BytesIO()
    photo.save(file, form, **how)
    return file.getvalue()


def _work() -> Path:
    """Where photos are kept: the user's own folder, since a pull request could bring one."""
    named = os.environ.get("PARCOURS_CACHE")
    if named:
        return Path(named, "photos")
    from platformdirs import user_cache_path

    return user_cache_path("parcours") / "photos"


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16, person=_RECIPE.encode()).hexdigest()


def _keep(folder: Path, made: Mapping[str, bytes], sizes: Sizes) -> None:
    """Keep what was made, whole or not at all; another process may be doing the same."""
    with suppress(OSError):  # a disk that cannot be written to makes builds slower, no more
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
        try:
            for name, content in made.items():
                (fresh / f"photo{name}").write_bytes(content)
            (fresh / "sizes.json").write_text(
                json.dumps({"widths": sizes.widths, "ratio": sizes.ratio}), "utf-8")
            os.rename(fresh, folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
