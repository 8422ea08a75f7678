"""uMap: the backup of a whole map, layer by layer; a layer is read like a folder of KML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from parcours.importers import geojson, plain, umap_text, untrusted, words
from parcours.importers.found import Found, Left
from parcours.importers.untrusted import dig, each


def sees(tree: object) -> bool:
    """Whether a JSON tree has the shape of this source."""
    return dig(tree, "type") == "umap" and isinstance(dig(tree, "layers"), list)


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """Every feature of every layer; a layer that is kept elsewhere is told."""
    tree = untrusted.tree_of_json(raw, file)
    about = plain.line(dig(tree, "properties", "description"))
    if about:
        file.out(f"la description de la carte : « {about} »",
                 f"the description of the map: '{about}'")
    title = plain.line(dig(tree, "properties", "name"))
    if title:
        file.out(f"le titre de la carte : « {title} »", f"the title of the map: '{title}'")
    rights = dig(tree, "properties", "licence")
    if said := plain.line(" ".join(str(dig(rights, name) or "") for name in ("name", "url"))
                          if isinstance(rights, dict) else rights):
        file.out(f"les droits annoncés : {said}", f"the rights announced: {said}")
    found: list[Found] = []
    layers = list(each(dig(tree, "layers")))
    for layer in layers:
        name = plain.line(dig(layer, umap_text.OPTIONS, "name") or dig(layer, "name")
                          or dig(layer, "properties", "name"))
        if dig(layer, umap_text.OPTIONS, "remoteData", "url"):
            file.out(f"le calque « {name} », dont les données sont ailleurs",
                     f"the layer '{name}', whose data are elsewhere")
        collection = {"type": "FeatureCollection", "features": [
            _feature(one) for one in each(dig(layer, "features"))]}
        found += [_in_layer(one, name, title if len(layers) == 1 else "")
                  for one in geojson.features(collection)]
        untrusted.refuse_many(found)
    return found


def _feature(feature: object) -> object:
    """A feature without what only says how it is drawn."""
    properties = dig(feature, "properties")
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        return feature
    return {**feature, "properties": {
        key: umap_text.as_html(value) if isinstance(value, str) else value
        for key, value in properties.items() if key not in (umap_text.OPTIONS, "_storage_options")}}


def _in_layer(found: Found, layer: str, title: str) -> Found:
    if found.is_route:
        named = found.name or ({"": layer or title} if layer or title else {})
        return replace(found, name=named)
    if not layer or found.kind_said:
        return found
    return replace(found, kind=words.kind_of_group(layer), kind_said=f"calque « {layer} »")
