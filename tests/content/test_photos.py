"""Photos: small enough for a phone, without a word of where they were taken, or refused."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from helpers.content_sample import GARDEN_FILE, ROUTE_FILE, check, edited, write_sample
from helpers.published import build_docs
from parcours.content import photos
from parcours.render.pictures import photos as made_photos
from parcours.render.pictures.photos import variants
from parcours.render.words.licences import licence

PHOTO = "media/jardin.jpg"
PLACE = "fr/lieux/jardin-des-simples"


@pytest.fixture(autouse=True)
def _own_work_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test makes is kept for no other one."""
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    monkeypatch.setenv("PARCOURS_CACHE", str(tmp_path / "kept"))
    photos._look.cache_clear()


def file(image: Image.Image, form: str = "JPEG", **how: object) -> bytes:
    made = BytesIO()
    image.save(made, form, **how)
    return made.getvalue()


def picture(width: int = 1600, height: int = 1200, mode: str = "RGB") -> Image.Image:
    """Red at the top left, blue at the bottom right, and something between."""
    image = Image.linear_gradient("L").resize((width, height))
    both = Image.merge("RGB", (image.point(lambda value: 255 - value), image.point(lambda _: 40),
                               image))
    return both.convert(mode)


def built(tmp_path: Path, photo: bytes, name: str = PHOTO) -> Path:
    """The docs of the sample with this photo."""
    files = edited(GARDEN_FILE, PHOTO, name) | {name: photo}
    build_docs(write_sample(tmp_path / "itineraries", **files), tmp_path / "docs")
    return tmp_path / "docs"


def opened(path: Path) -> Image.Image:
    with Image.open(path) as image:
        image.load()
        return image


def test_a_photo_comes_in_sizes_and_stays_in_its_place(tmp_path: Path) -> None:
    """WebP in three widths and a JPEG for older browsers; the page says its size beforehand, names
    its author, and leads to the licence."""
    docs = built(tmp_path, file(picture(4000, 3000)))

    made = {path.name: opened(path).size for path in sorted((docs / PLACE).glob("photo*"))}
    assert made == {"photo-1440.webp": (1440, 1080), "photo-480.webp": (480, 360),
                    "photo-960.jpg": (960, 720), "photo-960.webp": (960, 720)}
    page = (docs / PLACE / "index.md").read_text("utf-8")
    assert 'srcset="photo-480.webp 480w, photo-960.webp 960w, photo-1440.webp 1440w"' in page
    assert ('<img src="photo-960.jpg" width="1440" height="1080" alt="Des carrés de sauge bleue"'
            ' loading="lazy" decoding="async">') in page
    assert "© Jeanne Dupuy" in page
    assert ('<a href="https://creativecommons.org/licenses/by-sa/4.0/deed.fr" rel="license '
            'noopener">CC BY-SA 4.0</a>') in page
    assert 'image: ["photo-960.jpg", 960, 720]' in page


def test_the_route_shows_it_at_its_stop(tmp_path: Path) -> None:
    """The stop has the photo of its place, from the place's folder, with its author."""
    docs = built(tmp_path, file(picture()))

    page = (docs / "fr/parcours" / Path(ROUTE_FILE).stem / "index.md").read_text("utf-8")
    assert page.count("<figure class=\"pc-photo\"") == 1
    assert 'src="../../lieux/jardin-des-simples/photo-960.jpg"' in page
    assert "© Jeanne Dupuy" in page


def test_rights_that_have_ended(tmp_path: Path) -> None:
    """After the last day of its rights, nothing of a photo is published, and no page names it."""
    content = write_sample(tmp_path / "itineraries", **edited(
        GARDEN_FILE, "2028-01-01", "2026-11-21"), **{PHOTO: file(picture())})
    build_docs(content, tmp_path / "docs")

    assert list((tmp_path / "docs").rglob("photo*")) == []
    assert not any("pc-photo" in page.read_text("utf-8")
                   for page in (tmp_path / "docs").rglob("*.md"))


def test_a_small_photo_is_not_enlarged(tmp_path: Path) -> None:
    """A photo of 700 pixels comes in 480 and 700."""
    docs = built(tmp_path, file(picture(700, 350)))

    assert sorted(path.name for path in (docs / PLACE).glob("photo*")) == [
        "photo-480.webp", "photo-700.jpg", "photo-700.webp"]


def test_nothing_tells_where_it_was_taken(tmp_path: Path) -> None:
    """The position, the camera and the comments of a photo stay with its author."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Jeanne"
    exif.get_ifd(0x8825)[2] = (43.0, 56.0, 1.5)
    docs = built(tmp_path, file(picture(), exif=exif, comment=b"at home", dpi=(300, 300)))

    for path in (docs / PLACE).glob("photo*"):
        content = path.read_bytes()
        assert not any(word in content for word in (b"Exif", b"Jeanne", b"at home", b"ICC_PROFILE",
                                                    b"EXIF", b"XMP")), path.name
        assert dict(opened(path).getexif()) == {}


@pytest.mark.parametrize(("orientation", "size", "corner"), [
    (1, (1440, 1080), (0, 0)), (3, (1440, 1080), (-1, -1)), (6, (1200, 1600), (-1, 0)),
    (8, (1200, 1600), (0, -1))])
def test_a_photo_is_upright(orientation: int, size: tuple[int, int], corner: tuple[int, int],
                            ) -> None:
    """However the camera was held, what was up is up."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = picture()
    image.paste((0, 255, 0), (0, 0, 200, 200))  # the corner that moves
    path = Path("x.jpg")
    path.write_bytes(file(image, exif=exif, quality=95))

    made = variants(path)
    name = max(made, key=lambda name: (name.endswith("webp"), len(name), name))
    shown = Image.open(BytesIO(made[name])).convert("RGB")
    assert size == shown.size
    x, y = (40 if one == 0 else edge - 40 for one, edge in zip(corner, size, strict=True))
    assert shown.getpixel((x, y))[1] > 200  # type: ignore[index]


def sixteen_bits() -> bytes:
    """A grey PNG of 16 bits a pixel, from black to white."""
    return file(Image.frombytes("I;16", (300, 300), b"".join(
        struct.pack("<H", x * 65535 // 299) for _ in range(300) for x in range(300))), "PNG")


def in_wide_colours() -> bytes:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return file(picture(), icc_profile=lab)


def transparent() -> bytes:
    image = picture(mode="RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    return file(image, "PNG")


def animated() -> bytes:
    return file(picture(600, 400), "WEBP", save_all=True,
                append_images=[picture(600, 400, "L").convert("RGB")], duration=100)


@pytest.mark.parametrize(("make", "ending", "centre"), [
    (lambda: file(picture(mode="CMYK")), "jpg", (128, 40, 127)),
    (lambda: file(picture(mode="L")), "jpg", (77, 77, 77)),
    (lambda: file(picture().quantize(64), "PNG"), "png", (128, 40, 127)),
    (lambda: file(picture(), "WEBP"), "webp", (128, 40, 127)),
    (sixteen_bits, "png", (128, 128, 128)),
    (in_wide_colours, "jpg", (128, 40, 127)),
    (transparent, "png", (255, 255, 255)),
    (animated, "webp", (128, 40, 127)),
], ids=["cmyk", "grey", "palette", "webp", "16 bits", "profile", "transparent", "animated"])
def test_every_kind_of_photo_keeps_its_colours(make: Callable[[], bytes], ending: str,
                                               centre: tuple[int, int, int]) -> None:
    """Print colours, palettes, 16 bits, colour profiles, transparency and animations are shown as
    they look: a transparent picture stands on white, an animation shows its first picture."""
    path = Path(f"x.{ending}")
    path.write_bytes(make())

    for name, content in variants(path).items():
        shown = Image.open(BytesIO(content)).convert("RGB")
        assert not getattr(shown, "is_animated", False)
        found = shown.getpixel((shown.width // 2, shown.height // 2))
        assert isinstance(found, tuple)
        assert all(abs(a - b) < 12 for a, b in zip(found, centre, strict=True)), (name, found)


def test_a_colour_profile_is_followed() -> None:
    """A photo whose profile calls red what others call blue is shown as its author saw it."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"xXYZ").replace(b"bXYZ", b"rXYZ").replace(b"xXYZ", b"bXYZ")
    path = Path("x.jpg")
    path.write_bytes(file(Image.new("RGB", (600, 400), (230, 20, 20)), icc_profile=swapped))

    for content in variants(path).values():
        red, _, blue = Image.open(BytesIO(content)).convert("RGB").getpixel((100, 100))  # type: ignore[misc]
        assert red < 60
        assert blue > 200


def large() -> bytes:
    """A sound drawing in black and white of a little more pixels than a photo may have."""
    kept = BytesIO()
    Image.new("1", (10_000, 5_001)).save(kept, "PNG")
    return kept.getvalue()


@pytest.mark.parametrize(("content", "code", "said"), [
    (file(picture())[:9000], "bad-value", "cette photo est abîmée ou incomplète"),
    (file(picture(), "PNG")[:-4000], "bad-value", "cette photo est abîmée ou incomplète"),
    (b"\xff\xd8\xff\xe0 and then nothing of the kind", "bad-value",
     "cette photo est abîmée ou incomplète"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", "bad-value", "cette photo est abîmée ou incomplète"),
    (b"<svg onload='x'/>", "bad-value", "ce fichier n’est pas une photo JPEG, PNG ou WebP"),
    (large(), "too-large", "cette photo a 50 millions de pixels, la limite est de 50"),
], ids=["cut jpeg", "cut png", "jpeg in name", "sound", "svg", "too many pixels"])
def test_what_is_no_photo_is_told(tmp_path: Path, content: bytes, code: str, said: str) -> None:
    """A file that cannot be shown is a fault on its line, never a traceback."""
    found = check(write_sample(tmp_path / "itineraries", **{PHOTO: content}))

    assert [(one.code, one.span.line, one.message.fr) for one in found] == [(code, 8, said)]


@pytest.mark.parametrize("most", [6 * 10**4, 10**4], ids=["a warning", "an error"])
def test_where_the_library_itself_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                        most: int) -> None:
    """Pillow has a bound of its own, past which it warns, and refuses at its double: both are told
    as too many pixels. The bound is lowered here, for a small picture."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most)
    content = file(picture().resize((300, 300)))
    found = check(write_sample(tmp_path / "itineraries", **{PHOTO: content}))
    assert [(one.code, one.message.fr) for one in found] == [
        ("too-large", "cette photo a plus de 50 millions de pixels, la limite est de 50")]


def by_its_head(form: str, mode: str = "RGB", **how: object) -> int:
    """What decoding a picture of 160,000 pixels would take, which is not decoded for that."""
    return photos.decoded_bytes(photos.opened(file(picture(400, 400, mode), form, **how)))


def test_what_decoding_takes_is_known_from_the_head() -> None:
    """A JPEG is decoded small, but a progressive one is held whole; WebP takes most of all."""
    assert by_its_head("PNG") == 160_000 * 4
    assert by_its_head("PNG", "L") == 160_000
    assert by_its_head("JPEG") == 160_000 // 4
    assert by_its_head("JPEG", progressive=True) == 160_000 * 3
    assert by_its_head("JPEG", progressive=True, subsampling=0) == 160_000 * 6
    assert by_its_head("WEBP") == 160_000 * 15


@pytest.mark.parametrize(("form", "said"), [("WEBP", "WEBP"), ("JPEG", "JPEG progressif")])
def test_a_photo_is_refused_before_it_is_decoded(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, said: str) -> None:
    """One that would take too much memory is told, with how many pixels there may be."""
    monkeypatch.setattr(photos, "MAX_DECODED_BYTES", 3_000_000)
    name = f"media/jardin.{form.lower()}"
    content = write_sample(tmp_path / "itineraries", **edited(GARDEN_FILE, PHOTO, name), **{
        name: file(picture(2000, 1000), form, progressive=True)})
    assert [(one.code, said in one.message.fr) for one in check(content)] == [("too-large", True)]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "CMYK"])
def test_a_photo_reduced_in_bands_looks_the_same(
        monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    """Bands leave no seam, whatever the height: each point is as where there is one band."""
    path, form = (Path("x.jpg"), "JPEG") if mode == "CMYK" else (Path("x.png"), "PNG")
    path.write_bytes(file(picture(3001, 997, mode), form))
    whole = variants(path)
    monkeypatch.setattr(made_photos, "_BAND_PIXELS", 3001 * 7)
    assert made_photos.make_here(path) == whole


def test_a_large_photo_is_made_by_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives the same files, and this process decodes none; where it cannot keep them, we do."""
    path = Path("x.png")
    path.write_bytes(file(picture(), "PNG"))
    here = made_photos.make_here(path)
    monkeypatch.setattr(photos, "_LARGE_BYTES", 1000)
    monkeypatch.setenv("PARCOURS_CACHE", str(Path("apart").absolute()))
    with monkeypatch.context() as patched:
        patched.setattr(made_photos, "_sized", lambda *_: 1 / 0)
        assert variants(path) == here
    monkeypatch.setenv("PARCOURS_CACHE", str(path.absolute() / "no folder"))
    assert variants(path) == here


def test_a_second_build_makes_no_photo_again(tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made is found by the photo's bytes, under whatever name; it is equal to what a
    build from nothing makes, and Pillow is not asked."""
    photo = file(picture())
    first = built(tmp_path / "one", photo)
    photos._look.cache_clear()

    def refuse(_: bytes) -> Image.Image:
        raise AssertionError("decoded again")

    monkeypatch.setattr(photos, "opened", refuse)
    monkeypatch.setattr("parcours.render.pictures.photos.opened", refuse)
    second = built(tmp_path / "two", photo, "media/autre.jpeg")
    monkeypatch.undo()
    monkeypatch.setenv("PARCOURS_CACHE", str(tmp_path / "other"))
    photos._look.cache_clear()
    third = built(tmp_path / "three", photo)

    names = sorted(path.name for path in (first / PLACE).glob("photo*"))
    assert len(names) == 4
    for name in names:
        assert ((first / PLACE / name).read_bytes() == (second / PLACE / name).read_bytes()
                == (third / PLACE / name).read_bytes())


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    """`check` looks at a photo and leaves no trace."""
    check(write_sample(tmp_path / "itineraries", **{PHOTO: file(picture())}))

    assert not (tmp_path / "kept").exists()
    assert list((tmp_path / "cwd").rglob("*")) == []


@pytest.mark.parametrize(("written", "name", "address"), [
    ("CC-BY-SA-4.0", "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.fr"),
    ("cc by 2.0", "CC BY 2.0", "https://creativecommons.org/licenses/by/2.0/deed.fr"),
    ("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("etalab-2.0", "Licence Ouverte 2.0",
     "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    ("Licence Ouverte 2.0", "Licence Ouverte 2.0",
     "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    ("Accord du 12 mai 2024", "Accord du 12 mai 2024", ""),
    ("CC-BY-9.0\"><script>", "CC-BY-9.0\"><script>", ""),
])
def test_a_licence_leads_to_its_page(written: str, name: str, address: str) -> None:
    """Known licences have their name and their page; another one is shown as it was written."""
    assert (name, address) == licence(written, "fr")


def test_a_hostile_author_is_text(tmp_path: Path) -> None:
    """The words about a photo are shown as they are, whatever they hold."""
    words = "\"><script>alert(1)</script> {{ 7*7 }}"
    files = edited(GARDEN_FILE, "Jeanne Dupuy", "'" + words + "'")
    content = write_sample(tmp_path / "itineraries", **files, **{PHOTO: file(picture())})
    build_docs(content, tmp_path / "docs")

    page = (tmp_path / "docs" / PLACE / "index.md").read_text("utf-8")
    figure = re.search(r"<figure.*</figure>", page)
    assert figure is not None
    assert "<script" not in figure[0]
    assert "{{" not in figure[0]
