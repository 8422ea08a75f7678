"""Photos made into sizes that suit a phone, with nothing in them but what is seen.

The slow part of a build that has any: what is made is kept, and made once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from parcours.content.photos import ORIENTATION, SWAPPED, Sizes, kept_at, look, opened, write_sizes
from parcours.disk.atomic import new_folder

if TYPE_CHECKING:
    from PIL.Image import Image


def variants(path: Path) -> Mapping[str, bytes]:
    """The files of a photo by the ending of their names, kept from before or made now."""
    sizes, kept = look(path), kept_at(path.read_bytes())
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


def _sized(path: Path, sizes: Sizes) -> dict[str, bytes]:
    """Every size of a photo, with nothing in them but what is seen."""
    from PIL import Image

    photo = opened(path.read_bytes())
    wide, high = sizes.widths[-1], sizes.height(sizes.widths[-1])
    turned = photo.getexif().get(ORIENTATION) in SWAPPED
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
           8: Transpose.ROTATE_90}.get(photo.getexif().get(ORIENTATION, 1))
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


def _keep(folder: Path, made: Mapping[str, bytes], sizes: Sizes) -> None:
    """Keep what was made, whole or not at all; another process may be doing the same."""
    with suppress(OSError):  # a disk that cannot be written to makes builds slower, no more
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with new_folder(folder) as fresh:
            for name, content in made.items():
                (fresh / f"photo{name}").write_bytes(content)
            write_sizes(fresh, sizes)
