import {start} from "./map.js";
var map_1 = L.map(
"map_1",
{
center: [43.65, 1.1],
crs: L.CRS.EPSG3857,
...{
"zoom": 9,
"zoomControl": false,
"preferCanvas": false,
"zoomSnap": 0.5,
}
}
);
L.control.scale().addTo(map_1);
var feature_group_1 = L.featureGroup(
{
}
);
start(map_1, feature_group_1);
var tile_layer_1 = L.tileLayer(
"https://data.geopf.fr/wmts?SERVICE=WMTS\u0026REQUEST=GetTile\u0026VERSION=1.0.0\u0026LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2\u0026STYLE=normal\u0026TILEMATRIXSET=PM\u0026FORMAT=image/png\u0026TILEMATRIX={z}\u0026TILEROW={y}\u0026TILECOL={x}",
{
"minZoom": 0,
"maxZoom": 19,
"maxNativeZoom": 18,
"noWrap": false,
"attribution": "\u003ca href=\"https://geoservices.ign.fr/\"\u003e\u00a9 IGN \u2013 G\u00e9oplateforme\u003c/a\u003e",
"subdomains": "abc",
"detectRetina": false,
"tms": false,
"opacity": 1,
}
);
tile_layer_1.addTo(map_1);
