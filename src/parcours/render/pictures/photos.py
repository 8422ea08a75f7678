"""Photos made into sizes that suit a phone, with nothing in them but what is seen.

The slow part of a build that has any: what is made is kept, and made once.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from parcours import HERE
from parcours.content.photos import (
    ORIENTATION,
    SWAPPED,
    Sizes,
    alone,
    is_large,
    kept_at,
    look,
    opened,
    refuse_large,
    write_sizes,
)
from parcours.disk.atomic import new_folder

if TYPE_CHECKING:
    from PIL.Image import Image

_THREADS = 4
"""At most: each holds a photo."""
_APART = Lock()
"""Of a process there is at most one other that makes a large photo."""
_BAND_PIXELS = 1 << 20
_WHOLE_PIXELS = 8_000_000
"""A decoded photo of more pixels is reduced by two at least, even if it is hardly wider than its
largest size: a tall one."""


def variants(path: Path) -> Mapping[str, bytes]:
    """The files of a photo by the ending of their names, kept from before or made now."""
    content = path.read_bytes()
    sizes, kept = look(path), kept_at(content)
    found = _kept(kept, sizes)
    if found is None and is_large(content):
        del content
        _make_apart(path)
        found = _kept(kept, sizes)
    return make_here(path) if found is None else found


def make_here(path: Path) -> Mapping[str, bytes]:
    """The same, made anew by this process, and kept."""
    content, sizes = path.read_bytes(), look(path)
    made = _sized(content, sizes, path.parent)
    _keep(kept_at(content), made, sizes)
    return made


def _kept(folder: Path, sizes: Sizes) -> Mapping[str, bytes] | None:
    try:
        return {name: (folder / f"photo{name}").read_bytes() for name in sizes.names}
    except OSError:
        return None


def _make_apart(path: Path) -> None:
    """Let a process of its own make and keep a large photo: its memory goes with it, and does not
    come on top of ours. Where it fails nothing is kept."""
    paths = filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH", "")))
    with _APART:
        subprocess.run([sys.executable, "-m", "parcours.render.pictures.photo_worker", str(path)],
                       env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)}, check=False,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)


def make(paths: Iterable[Path]) -> None:
    """Make the variants of many photos ahead, on every core; those that are there cost little."""
    waiting = list(dict.fromkeys(paths))
    if not waiting:
        return
    # Pillow leaves Python's lock while it works
    with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
        list(pool.map(variants, waiting))


def _sized(content: bytes, sizes: Sizes, folder: Path) -> dict[str, bytes]:
    """Every size of a photo of a folder, with nothing in them but what is seen."""
    from PIL import Image

    photo = opened(content)
    refuse_large(photo)
    with alone(photo, folder):
        plain = _plain(photo, sizes)
    del photo
    made = {}
    for width in reversed(sizes.widths):
        one = plain.resize((width, sizes.height(width)), Image.Resampling.LANCZOS)
        made[f"-{width}.webp"] = _encoded(one, "WEBP", quality=76, method=4)
        if width == sizes.fallback:
            made[f"-{width}.jpg"] = _encoded(one, "JPEG", quality=78, optimize=True,
                                             progressive=True)
    return made


def _plain(photo: Image, sizes: Sizes) -> Image:
    """Upright, in the colours of the web, on white where it is transparent; of an animation, the
    first picture. Whatever else the file tells, such as where it was taken, is left behind.

    What is decoded larger than its largest size is reduced at once, by a whole number.
    """
    from PIL.Image import Transpose

    how = {2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM,
           5: Transpose.TRANSPOSE, 6: Transpose.ROTATE_270, 7: Transpose.TRANSVERSE,
           8: Transpose.ROTATE_90}.get(photo.getexif().get(ORIENTATION, 1))
    wide, high = sizes.widths[-1], sizes.height(sizes.widths[-1])
    if photo.getexif().get(ORIENTATION) in SWAPPED:
        wide, high = high, wide
    photo.draft("RGB", (wide, high))  # a large JPEG, decoded smaller
    photo.load()
    profile = photo.info.get("icc_profile") if photo.mode in ("RGB", "CMYK", "L") and (
        "transparency" not in photo.info) else None
    by = max(photo.width // wide, 2 if photo.width * photo.height > _WHOLE_PIXELS else 1)
    small = _in_its_colours(_reduced(photo, by), profile)
    return small if how is None else small.transpose(how)


def _reduced(photo: Image, by: int) -> Image:
    """A picture a whole number of times smaller, in RGB or what its profile needs, made in bands:
    another copy of the whole would take as much memory again."""
    from PIL import Image

    rows = max(1, _BAND_PIXELS // photo.width // by) * by
    small: Image.Image | None = None
    for top in range(0, photo.height, rows):
        band = _flat(photo.crop((0, top, photo.width, min(top + rows, photo.height))))
        band = band.reduce(by) if by > 1 else band
        if small is None:
            small = Image.new(band.mode, (band.width, -(-photo.height // by)))
        small.paste(band, (0, top // by))
    assert small is not None  # noqa: S101  (a picture has a row)
    return small


def _flat(band: Image) -> Image:
    """Part of a picture without transparency or palette, 8 bits a colour."""
    from PIL import Image

    if band.mode.startswith("I"):  # 16 bits a pixel, which Pillow would cut to white
        band = band.convert("I").point(lambda value: value / 257).convert("L")
    if "A" in band.getbands() or band.info.get("transparency") is not None:
        layer = band.convert("RGBA")
        band = Image.new("RGBA", layer.size, "white")
        band.alpha_composite(layer)
    return band if band.mode in ("RGB", "CMYK", "L") else band.convert("RGB")


def _in_its_colours(picture: Image, profile: bytes | None) -> Image:
    """A picture as its author saw it."""
    from PIL import ImageCms

    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            return ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"), outputMode="RGB") or picture.convert("RGB")
    return picture.convert("RGB")


def _encoded(photo: Image, form: str, **how: int) -> bytes:
    photo.info.clear()
    file = BytesIO()
    photo.save(file, form, **how)
    return file.getvalue()


def _keep(folder: Path, made: Mapping[str, bytes], sizes: Sizes) -> None:
    """Keep what was made, whole or not at all; another process may be doing the same."""
    with suppress(OSError):  # a disk that cannot be written to makes builds slower, no more
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with new_folder(folder) as fresh:
            for name, content in made.items():
                (fresh / f"photo{name}").write_bytes(content)
            write_sizes(fresh, sizes)
