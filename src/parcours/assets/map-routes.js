/* Draws every route on the map that Folium made. Every text enters the page through textContent.
   Folium's inline script calls map.startRoutes() before it adds any tiles. */
(function () {
  "use strict";

  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  L.Map.mergeOptions({
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
    minZoom: 5, maxZoom: 17,
  });
  L.Map.include({ startRoutes: function () { start(this); } });

  const NEAR = 40; // px: marks nearer than this are one
  const LINES = 40; // more routes than this at once would be a tangle: only the one lit is drawn
  const LISTED = 8; // routes that a popup lists before one is rather zoomed in
  const INK = { urban: "#a23b2a", rural: "#7a5a00" };
  const FILL = { urban: "#a23b2a", rural: "#f0bf3c" };

  function json(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /* Steps of 1e-5 degrees, latitude and longitude in turn, to points. */
  function points(steps) {
    const line = [];
    let lat = 0, lon = 0;
    for (let i = 0; i < steps.length; i += 2) {
      lat += steps[i];
      lon += steps[i + 1];
      line.push([lat / 1e5, lon / 1e5]);
    }
    return line;
  }

  function start(map) {
    const data = json("trip"), setting = json("setting"), say = setting.words;
    const land = window.parcoursTerritories || { outlines: [], towns: [] };
    const box = map.getContainer();
    const routes = data.routes.map(function (route, i) {
      const line = points(route[3]);
      return { i: i, id: route[0], title: route[1], at: L.latLng(line[route[2]]), line: line };
    });
    let shown = routes;
    let lit = null; // {route, path}
    let touched = false; // whether the visitor moved the map, which is then theirs
    let page = null; // the catalogue around, when it is of the same site
    const numbered = data.numbered;

    box.setAttribute("role", "region");
    box.setAttribute("aria-label", say.map);
    map.attributionControl.setPrefix(false);
    if (setting.bare) map.options.zoomSnap = 0.25; // only tiles need whole zooms
    map.createPane("land").style.zIndex = 250;

    /* ---- territories, and a background where no tiles come ---- */

    const shapes = land.outlines.map(function (outline) {
      return L.polygon(outline.rings.map(points), {
        pane: "land", interactive: false, color: INK[outline.character], weight: 1.5,
        fillColor: FILL[outline.character],
      }).addTo(map);
    });

    function ground(seen) {
      box.classList.toggle("bare", !seen);
      shapes.forEach(function (shape, i) {
        const urban = land.outlines[i].character === "urban";
        shape.setStyle({ fillOpacity: seen ? 0.05 : urban ? 0.13 : 0.22, opacity: seen ? 0.6 : 1 });
      });
    }

    map.on("layeradd", function (event) {
      if (!(event.layer instanceof L.TileLayer)) return;
      let failed = 0;
      event.layer.on("loading", function () { failed = 0; });
      event.layer.on("tileerror", function () { failed += 1; });
      event.layer.on("tileload", function () { if (!failed) ground(true); });
      event.layer.on("load", function () {
        if (failed) ground(false);
        document.querySelector(".status").textContent = failed ? say.noTiles : "";
      });
    });

    /* ---- ways ---- */

    const ways = L.layerGroup().addTo(map);

    function way(route, on) {
      return L.polyline(route.line, {
        interactive: false, color: on ? "#a23b2a" : "#3a2d20", weight: on ? 5 : 2,
        opacity: on ? 1 : lit ? 0.15 : 0.4, lineJoin: "round",
      });
    }

    function draw() {
      ways.clearLayers();
      if (shown.length <= LINES) {
        shown.forEach(function (route) { if (!lit || route !== lit) ways.addLayer(way(route)); });
      }
      if (lit) ways.addLayer(way(lit, true));
    }

    /* ---- marks: routes that would lie on one another are one mark ---- */

    const marks = L.layerGroup().addTo(map);
    let clusters = [];

    function gathered() {
      const zoom = map.getZoom(), made = [];
      shown.forEach(function (route) {
        const p = map.project(route.at, zoom);
        const near = made.find(function (one) { return p.distanceTo(one.p) < NEAR; });
        if (near) near.routes.push(route);
        else made.push({ p: p, routes: [route] });
      });
      return made;
    }

    function label(some) {
      const names = some.slice(0, 3).map(function (route) {
        return (numbered ? route.i + 1 + ". " : "") + route.title;
      }).join("; ");
      return some.length === 1 ? names
        : say.many.replace("{n}", some.length) + ": " + names + (some.length > 3 ? "…" : "");
    }

    function lay() {
      const held = document.activeElement && document.activeElement.dataset.routes;
      marks.clearLayers();
      clusters = gathered();
      clusters.forEach(function (cluster) {
        const some = cluster.routes;
        const short = numbered && some.length < 4;
        const text = short ? some.map(function (route) { return route.i + 1; }).join(" · ")
          : some.length < 2 ? "" : numbered ? say.many.replace("{n}", some.length) : String(some.length);
        const wide = text ? Math.max(32, text.length * 8 + 14) : 18;
        const marker = L.marker(map.unproject(cluster.p), {
          icon: L.divIcon({
            className: "mark" + (some.length > 1 ? " several" : "") + (text ? "" : " dot"),
            html: make("span", "", text), iconSize: [wide, text ? 32 : 18],
          }), riseOnHover: true,
        });
        cluster.marker = marker;
        marker.on("add", function () {
          const node = marker.getElement();
          node.dataset.routes = some.map(function (route) { return route.i; }).join(" ");
          node.setAttribute("aria-label", label(some));
          node.onmouseenter = node.onfocus = function () { light(some[0], true); };
          node.onmouseleave = node.onblur = function () { light(null, true); };
          node.onkeydown = function (event) {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            choose(cluster);
          };
        });
        marker.on("click", function () { choose(cluster); });
        marks.addLayer(marker);
        if (held === marker.getElement().dataset.routes) marker.getElement().focus({ preventScroll: true });
      });
      shine();
    }

    function shine() {
      clusters.forEach(function (cluster) {
        const node = cluster.marker.getElement();
        if (node) node.classList.toggle("on", Boolean(lit) && cluster.routes.includes(lit));
      });
    }

    function light(route, tellIt) {
      if (route === lit) return;
      lit = route;
      draw();
      shine();
      if (tellIt) tell("lit", route ? route.i : -1);
    }

    function choose(cluster) {
      const some = cluster.routes;
      const bounds = L.latLngBounds(some.map(function (route) { return route.at; }));
      if (some.length > LISTED && map.getBoundsZoom(bounds, false, L.point(80, 80)) > map.getZoom()) {
        touched = true;
        map.fitBounds(bounds, { padding: [60, 60], animate: !calm });
        return;
      }
      const node = make("div", "card");
      some.forEach(function (route) {
        const line = node.appendChild(make("p", some.length > 1 ? "" : "title"));
        const link = line.appendChild(make("a", "", (numbered ? route.i + 1 + ". " : "") + route.title));
        link.href = route.id + "/";
        link.target = "_top";
      });
      const popup = L.popup({
        className: "stop", closeButton: false, minWidth: 180, offset: [0, -8],
        maxWidth: Math.min(300, map.getSize().x - 100), maxHeight: Math.max(140, map.getSize().y - 90),
      }).setLatLng(map.unproject(cluster.p)).setContent(node).openOn(map);
      const shell = popup.getElement();
      shell.setAttribute("role", "dialog");
      shell.setAttribute("aria-label", label(some));
      if (some.length === 1 && page) tell("pick", some[0].i);
      else node.querySelector("a").focus({ preventScroll: true });
      popup.on("remove", function () {
        const mark = cluster.marker.getElement();
        if (mark && shell.contains(document.activeElement)) mark.focus({ preventScroll: true });
      });
    }

    /* ---- tools ---- */

    function fit(moving) {
      const bounds = L.latLngBounds(shown.map(function (route) { return route.at; }));
      if (shown.length <= LINES) shown.forEach(function (route) { bounds.extend(route.line); });
      const size = map.getSize();
      if (!shown.length || size.x < 120 || size.y < 120) return; // hidden so far
      map.fitBounds(bounds, {
        paddingTopLeft: [70, 24], paddingBottomRight: [24, 44], maxZoom: 14, animate: moving && !calm,
      });
      touched = false;
    }

    const tools = {
      in: function () { touched = true; map.zoomIn(1); },
      out: function () { touched = true; map.zoomOut(1); },
      fit: function () { fit(true); },
      full: function () {
        if (document.fullscreenElement) document.exitFullscreen();
        else document.documentElement.requestFullscreen().catch(function () {});
      },
    };
    document.querySelectorAll("[data-tool]").forEach(function (button) {
      button.onclick = tools[button.dataset.tool];
      button.hidden = button.dataset.tool === "full" && !document.fullscreenEnabled;
    });

    /* ---- the catalogue around: only one of the same site is spoken to ---- */

    try {
      if (parent !== window && parent.location.origin === location.origin
          && location.origin !== "null") page = parent;
    } catch (otherSite) {
      page = null;
    }
    if (parent !== window) { // scrolling the page must not end in the map
      map.scrollWheelZoom.disable();
      map.on("focus", function () { map.scrollWheelZoom.enable(); });
      map.on("blur", function () { map.scrollWheelZoom.disable(); });
    }

    function tell(what, route) {
      if (page) page.postMessage({ parcours: what, route: route }, location.origin);
    }

    window.addEventListener("message", function (event) {
      if (!page || event.source !== page || event.origin !== location.origin) return;
      const said = event.data || {};
      if (said.parcours === "lit") light(routes[said.route] || null);
      else if (said.parcours === "shown" && Array.isArray(said.routes)) {
        shown = said.routes.map(function (i) { return routes[i]; }).filter(Boolean);
        map.closePopup();
        if (lit && !shown.includes(lit)) lit = null;
        if (!touched) fit(false);
        draw();
        lay();
      }
    });

    /* ---- go ---- */

    map.on("zoomend", lay);
    ["pointerdown", "wheel", "keydown"].forEach(function (name) {
      box.addEventListener(name, function () { touched = true; }, { passive: true, capture: true });
    });
    fit(false);
    ground(false);
    draw();
    lay();
    new ResizeObserver(function () {
      map.invalidateSize({ animate: false, pan: false });
      if (!touched) fit(false);
    }).observe(box);
    if (page) document.querySelector(".strip").hidden = true;
    if (setting.tiles) {
      // Leaflet takes the attribution as HTML: it gets escaped text.
      L.tileLayer(setting.tiles.url, {
        attribution: make("i", "", setting.tiles.attribution).innerHTML,
        maxZoom: 19, maxNativeZoom: Math.min(19, setting.tiles.maxZoom),
      }).addTo(map);
    }
    tell("ready", -1);
  }
})();
