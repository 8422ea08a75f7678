/* Draws a trip on the map that Folium made. Every text enters the page through textContent.
   Folium's inline script calls map.startParcours() before it adds any tiles. */
(function () {
  "use strict";

  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  L.Map.mergeOptions({
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
    minZoom: 5, maxZoom: 19,
  });
  L.Map.include({ startParcours: function () { start(this); } });

  const PIN = 32; // px across
  const APART = 42; // px between the centres of two pins: square corners do not touch
  const CLOSE_UP = 14; // the zoom at which one stop is shown
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

  function drawing(tag, attributes) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
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

  /* Moves points of the screen apart until none is nearer than APART to another. The same points
     always give the same result: nothing here is random. */
  function relaxed(places) {
    const moved = places.map(function (p) { return { x: p.x, y: p.y }; });
    for (let round = 0; round < 200; round++) {
      let still = true;
      for (let j = 1; j < moved.length; j++) {
        for (let i = 0; i < j; i++) {
          let dx = moved[j].x - moved[i].x, dy = moved[j].y - moved[i].y;
          let far = Math.hypot(dx, dy);
          if (far >= APART - 0.5) continue;
          if (far < 0.01) { // one place twice: each pair goes its own way
            dx = Math.cos(2.4 * j);
            dy = Math.sin(2.4 * j);
            far = 1;
          }
          const push = (APART - Math.min(far, APART)) / 2 / far;
          moved[i].x -= dx * push;
          moved[i].y -= dy * push;
          moved[j].x += dx * push;
          moved[j].y += dy * push;
          still = false;
        }
      }
      if (still) break;
    }
    return moved;
  }

  function meets(box, others) {
    return others.some(function (o) {
      return box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3];
    });
  }

  function start(map) {
    const trip = json("trip"), setting = json("setting"), say = setting.words;
    const land = window.parcoursTerritories || { outlines: [], towns: [] };
    const box = map.getContainer();
    const find = function (selector) { return document.querySelector(selector); };
    const bare = setting.bare === true;
    const stops = trip.stops.map(function (data) {
      return { data: data, at: L.latLng(data.lat, data.lon), dx: 0, dy: 0 };
    });
    const lines = trip.legs.map(function (leg) {
      return {
        leg: leg,
        at: leg.points ? points(leg.points) : [stops[leg.from - 1].at, stops[leg.to - 1].at],
      };
    });
    let day = 0; // 0 is the whole route
    let shown = stops;
    let touched = false; // whether the visitor moved the map, which is then theirs
    let open = null; // {stop, popup}
    let tilesSeen = false;
    const roomy = matchMedia("(min-width: 60em) and (min-height: 30em)"); // as in map.css

    box.setAttribute("role", "region");
    box.setAttribute("aria-label", say.map);
    box.setAttribute("aria-describedby", "keys");
    map.attributionControl.setPrefix(false);
    if (bare) map.options.zoomSnap = 0.25; // only tiles need whole zooms
    ["land", "names", "leaders"].forEach(function (name, i) {
      map.createPane(name).style.zIndex = [250, 450, 590][i];
    });
    map.getPane("names").setAttribute("aria-hidden", "true");

    /* ---- territories ---- */

    const shapes = land.outlines.map(function (outline) {
      return L.polygon(outline.rings.map(points), {
        pane: "land", interactive: false, color: INK[outline.character], weight: 1.5,
        fillColor: FILL[outline.character],
      }).addTo(map);
    });

    /* ---- legs: white casing, band where the path is known, dashes ---- */

    const days = trip.days.map(function (about) {
      return { about: about, legs: L.layerGroup().addTo(map), pins: L.layerGroup().addTo(map) };
    });
    const drawn = []; // {path, day, opacity}: what fades while another day is looked at

    function draw(path, number) {
      drawn.push({ path: path, day: number, opacity: path.options.opacity });
      days[number - 1].legs.addLayer(path);
    }

    lines.forEach(function (line) {
      const mode = trip.modes[line.leg.mode];
      const stroke = function (weight, colour, opacity, dash) {
        draw(L.polyline(line.at, {
          weight: weight, color: colour, opacity: opacity, dashArray: dash, lineCap: "butt",
          interactive: false,
        }), line.leg.day);
      };
      stroke(8, "#fff", 0.85);
      if (line.leg.shape === "track") stroke(8, mode.colour, 0.35);
      stroke(4, mode.colour, 1, mode.dash);
    });

    /* ---- pins ---- */

    const leaders = L.layerGroup().addTo(map);

    function label(stop) {
      const about = stop.data;
      return about.n + ". " + about.name + ", " + about.kind + ", " + about.commune;
    }

    stops.forEach(function (stop) {
      const about = stop.data, side = trip.sides[about.side];
      stop.pin = L.marker(stop.at, {
        icon: L.divIcon({
          className: "pin " + side.character + (about.near ? " near" : ""),
          html: make("span", "", String(about.n)), iconSize: [PIN, PIN],
        }),
        riseOnHover: true,
      });
      if (about.near) {
        draw(L.circle(stop.at, {
          radius: about.precision, color: "#2b2113", weight: 1.5, dashArray: "4 4", fill: false,
          interactive: false,
        }), about.day);
      }
      stop.pin.on("add", function () {
        const node = stop.pin.getElement();
        node.setAttribute("aria-label", label(stop));
        node.setAttribute("aria-haspopup", "dialog");
        node.onkeydown = function (event) {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          show(stop, true);
          tell(stop, true);
        };
        node.onfocus = function () {
          stop.pin.setZIndexOffset(2000);
          tell(stop);
        };
        node.onblur = function () { stop.pin.setZIndexOffset(0); };
        place(stop);
      });
      stop.pin.on("click", function () {
        show(stop, true);
        tell(stop, true);
      });
      days[about.day - 1].pins.addLayer(stop.pin);
    });

    /* Puts a pin beside its true place by its margins, which zooming leaves alone. */
    function place(stop) {
      const node = stop.pin.getElement();
      if (!node) return;
      node.style.marginLeft = stop.dx - PIN / 2 + "px";
      node.style.marginTop = stop.dy - PIN / 2 + "px";
    }

    function spread() {
      const zoom = map.getZoom();
      const places = shown.map(function (stop) { return map.project(stop.at, zoom); });
      const moved = relaxed(places);
      let any = false;
      leaders.clearLayers();
      shown.forEach(function (stop, i) {
        stop.dx = Math.round(moved[i].x - places[i].x);
        stop.dy = Math.round(moved[i].y - places[i].y);
        place(stop);
        if (Math.hypot(stop.dx, stop.dy) < PIN / 3) return;
        any = true;
        const there = map.unproject(places[i].add([stop.dx, stop.dy]), zoom);
        const style = { pane: "leaders", color: "#2b2113", interactive: false };
        leaders.addLayer(L.polyline([stop.at, there], L.extend({ weight: 1.5 }, style)));
        leaders.addLayer(L.circleMarker(stop.at, L.extend(
          { radius: 3, weight: 1.5, fillOpacity: 1, fillColor: "#fff" }, style)));
      });
      need("spread", any);
      if (open) {
        open.popup.options.offset = above(open.stop);
        open.popup.update();
      }
      write();
    }

    /* ---- names of communes and territories, where no tiles show them ---- */

    const names = L.layerGroup().addTo(map);
    const visited = new Set(trip.stops.map(function (about) { return about.commune; }));
    const towns = land.towns.slice().sort(function (a, b) {
      return visited.has(b[0]) - visited.has(a[0]);
    });

    function write() {
      names.clearLayers();
      if (tilesSeen) return;
      const size = map.getSize(), zoom = map.getZoom();
      const taken = shown.map(function (stop) {
        const p = map.latLngToContainerPoint(stop.at).add([stop.dx, stop.dy]);
        return [p.x - 18, p.y - 18, p.x + 18, p.y + 18];
      });
      const tools = find(".tools");
      taken.push([0, 0, tools.offsetLeft + tools.offsetWidth, tools.offsetTop + tools.offsetHeight]);
      const put = function (text, p, className, wide, tall, tries) {
        if (p.x < 0 || p.y < 0 || p.x > size.x || p.y > size.y) return;
        for (const move of tries) {
          const x = p.x + move[0] * (wide / 2 + 18), y = p.y + move[1];
          const around = [x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2];
          const inside = around[0] > 2 && around[1] > 2 && around[2] < size.x - 2
            && around[3] < size.y - 2;
          if (!inside || meets(around, taken)) continue;
          taken.push(around);
          names.addLayer(L.marker(map.containerPointToLatLng([x, y]), {
            pane: "names", interactive: false, keyboard: false,
            icon: L.divIcon({ className: className, html: make("span", "", text), iconSize: [0, 0] }),
          }));
          return;
        }
      };
      const round = [[0, 0]];
      [28, 40, 56].forEach(function (y) {
        round.push([0, y], [0, -y], [1, y - 28], [-1, y - 28], [1, 28 - y], [-1, 28 - y]);
      });
      if (zoom >= 12) { // in town, where an empty ground says nothing
        shown.forEach(function (stop) {
          const name = stop.data.name;
          put(name, map.latLngToContainerPoint(stop.at).add([stop.dx, stop.dy]), "name here",
            name.length * 7.4 + 4, 18, round.slice(1));
        });
      }
      towns.forEach(function (town) {
        const stays = visited.has(town[0]);
        if (!stays && zoom < 11) return;
        put(town[0], map.latLngToContainerPoint([town[1], town[2]]), stays ? "name here" : "name", town[0].length * 7.4 + 8, 18,
          stays ? round : [[0, 0]]);
      });
      const down = [0, 40, -40, 80, -80, 120, -120, 160, -160];
      land.outlines.forEach(function (outline, i) {
        if (!outline.rings.length) return; // a territory may have no shape, and then no place
        const wide = outline.name.length * 8.5 + 12;
        const on = shapes[i].getBounds();
        const left = map.latLngToContainerPoint(on.getNorthWest());
        const right = map.latLngToContainerPoint(on.getSouthEast());
        if (right.x - left.x < wide * 0.7 || zoom > 12) return;
        put(outline.name, map.latLngToContainerPoint(on.getCenter()), "realm " + outline.character, wide, 22,
          down.map(function (y) { return [0, y]; }));
      });
    }

    /* ---- background: our shapes until tiles come, and again when they fail ---- */

    function ground(seen) {
      tilesSeen = seen;
      box.classList.toggle("bare", !seen);
      shapes.forEach(function (shape, i) {
        const urban = land.outlines[i].character === "urban";
        shape.setStyle({ fillOpacity: seen ? 0.05 : urban ? 0.13 : 0.22, opacity: seen ? 0.6 : 1 });
      });
      write();
    }

    map.on("layeradd", function (event) {
      if (!(event.layer instanceof L.TileLayer)) return;
      let failed = 0, told = false;
      event.layer.on("loading", function () { failed = 0; });
      event.layer.on("tileerror", function () { failed += 1; });
      event.layer.on("tileload", function () {
        if (!tilesSeen && !failed) ground(true);
      });
      event.layer.on("load", function () {
        if (failed && tilesSeen) ground(false);
        if (failed && !told) report(say.noTiles);
        told = told || failed > 0;
      });
    });

    /* ---- the popup of a stop ---- */

    function above(stop) {
      return L.point(stop.dx, stop.dy - PIN / 2 + 4);
    }

    function card(stop) {
      const about = stop.data, side = trip.sides[about.side], node = make("div", "card");
      const title = node.appendChild(make("p", "title"));
      title.appendChild(document.createTextNode(about.n + ". "));
      const name = title.appendChild(make("span", "", about.name));
      if (about.lang) name.lang = about.lang;
      node.appendChild(make("p", "what", about.kind + ", " + about.commune));
      node.appendChild(make("p", "side " + side.character, side.label + " · " + side.name));
      const time = [trip.days[about.day - 1].label, about.time, about.stay];
      if (about.optional) time.push(say.optional);
      node.appendChild(make("p", "", time.filter(Boolean).join(", ")));
      const line = lines.find(function (one) { return one.leg.to === about.n; });
      if (line) {
        const leg = line.leg;
        node.appendChild(make("p", "", say.come + " " + trip.modes[leg.mode].label
          + (leg.line ? " (" + leg.line + ")" : "") + ", " + leg.facts
          + (leg.shape === "track" ? "" : " (" + say.schematic + ")")));
      }
      if (about.near) node.appendChild(make("p", "", about.near));
      const link = node.appendChild(make("a", "more", say.link));
      link.href = "./#" + about.anchor;
      leave(link);
      const close = node.appendChild(make("button", "close", "×"));
      close.type = "button";
      close.setAttribute("aria-label", say.close);
      close.onclick = shut;
      return node;
    }

    function show(stop, focus) {
      if (!shown.includes(stop)) select(0);
      if (!roomy.matches) find(".legend").open = false; // it would cover the popup
      const size = map.getSize();
      const popup = L.popup({
        className: "stop", closeButton: false, closeOnEscapeKey: false, minWidth: 180,
        maxWidth: Math.min(280, size.x - 116), maxHeight: Math.max(120, size.y - 90),
        autoPanPaddingTopLeft: [64, 10], autoPanPaddingBottomRight: [14, 10], offset: above(stop),
      }).setLatLng(stop.at).setContent(card(stop));
      popup.openOn(map);
      open = { stop: stop, popup: popup };
      const node = popup.getElement();
      node.setAttribute("role", "dialog");
      node.setAttribute("aria-label", stop.data.n + ". " + stop.data.name);
      node.tabIndex = -1;
      stop.pin.getElement().classList.add("on");
      if (focus) node.focus({ preventScroll: true });
    }

    function shut() {
      if (!open) return;
      const pin = open.stop.pin.getElement();
      map.closePopup();
      if (pin) pin.focus({ preventScroll: true });
    }

    map.on("popupclose", function (event) {
      if (!open || event.popup !== open.popup) return;
      const pin = open.stop.pin.getElement();
      if (pin) pin.classList.remove("on");
      open = null;
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && open) {
        event.preventDefault();
        shut();
      }
    });

    /* ---- days ---- */

    const bar = find(".days"), buttons = [];

    function select(number) {
      const before = lines.find(function (line) { return line.leg.day === number; });
      map.closePopup();
      day = number;
      // The day starts at the stop its first leg leaves, even when that is the day before's.
      shown = stops.filter(function (stop) {
        return !day || stop.data.day === day || (before && stop.data.n === before.leg.from);
      });
      stops.forEach(function (stop) {
        const group = days[stop.data.day - 1].pins;
        const wanted = shown.includes(stop);
        if (wanted !== group.hasLayer(stop.pin)) group[wanted ? "addLayer" : "removeLayer"](stop.pin);
      });
      drawn.forEach(function (one) {
        one.path.setStyle({ opacity: one.opacity * (day && one.day !== day ? 0.25 : 1) });
      });
      buttons.forEach(function (button, i) {
        button.setAttribute("aria-pressed", String(i === day));
      });
      reorder();
      spread();
    }

    /* Tab follows the order of the document: a pin that comes back must not go last. */
    function reorder() {
      const pane = map.getPane("markerPane");
      const held = document.activeElement;
      shown.forEach(function (stop) { pane.appendChild(stop.pin.getElement()); });
      if (held && pane.contains(held)) held.focus({ preventScroll: true });
    }

    /* Shows everything chosen: the lines, and the pins where spreading puts them, clear of the
       tools on the left and the scale below. */
    function fit(moving) {
      const bounds = L.latLngBounds(shown.map(function (stop) { return stop.at; }));
      lines.forEach(function (line) {
        if (!day || line.leg.day === day) bounds.extend(line.at);
      });
      const left = 80, right = 24, top = 24, bottom = 44, size = map.getSize();
      const room = L.point(left + right, top + bottom);
      if (size.x <= room.x || size.y <= room.y) return; // hidden so far: asked again once seen
      let zoom = Math.min(16, map.getBoundsZoom(bounds, false, room)), needed;
      const least = Math.max(map.getMinZoom(), zoom - 2); // further out, only pins would be left
      for (;;) {
        const at = function (point) { return map.project(point, zoom); };
        needed = L.bounds([at(bounds.getNorthWest()), at(bounds.getSouthEast())].concat(
          relaxed(shown.map(function (stop) { return at(stop.at); })).map(function (p) {
            return L.point(p);
          })));
        const lacks = needed.getSize().add([PIN, PIN]).add(room).subtract(size);
        if ((lacks.x <= 0 && lacks.y <= 0) || zoom <= least) break;
        zoom -= map.options.zoomSnap;
      }
      const centre = needed.getCenter().subtract([(left - right) / 2, (top - bottom) / 2]);
      map.setView(map.unproject(centre, zoom), zoom, { animate: moving && !calm });
      touched = false;
    }

    function dayButton(text, about, number) {
      const button = make("button", "", text);
      button.type = "button";
      if (about) {
        button.title = about;
        button.setAttribute("aria-label", text + (about === text ? "" : ", " + about));
      }
      button.onclick = function () {
        select(number);
        fit(true);
      };
      buttons.push(bar.appendChild(button));
    }

    if (days.length > 1) {
      dayButton(say.all, "", 0);
      days.forEach(function (one) { dayButton(one.about.label, one.about.title, one.about.n); });
    }

    /* ---- legend ---- */

    function need(name, wanted) {
      document.querySelectorAll('[data-for="' + name + '"]').forEach(function (node) {
        node.hidden = !wanted;
      });
    }

    const seen = new Set();
    const first = find(".legend .stops").firstElementChild;
    stops.forEach(function (stop) {
      const side = trip.sides[stop.data.side];
      if (seen.has(stop.data.side)) return;
      seen.add(stop.data.side);
      const row = make("li");
      const sample = row.appendChild(make("span", "sample"));
      sample.appendChild(make("span", "pin " + side.character, String(stop.data.n)));
      sample.setAttribute("aria-hidden", "true");
      row.appendChild(make("span", "", side.label + " · " + side.name));
      first.before(row);
    });
    Object.values(trip.modes).forEach(function (mode) {
      const row = find(".legend .modes").appendChild(make("li"));
      const sample = row.appendChild(drawing("svg", {
        width: 64, height: 12, viewBox: "0 0 64 12", "aria-hidden": "true",
      }));
      const stroke = function (width, colour, more) {
        sample.appendChild(drawing("path", L.extend(
          { d: "M0 6h64", stroke: colour, "stroke-width": width }, more)));
      };
      stroke(8, "#fff", {});
      if (lines.some(function (line) {
        return line.leg.mode === mode.token && line.leg.shape === "track";
      })) stroke(8, mode.colour, { "stroke-opacity": 0.35 });
      stroke(4, mode.colour, { "stroke-dasharray": mode.dash });
      row.appendChild(make("span", "", mode.label));
    });
    days.forEach(function (one) {
      const row = find(".legend .titles").appendChild(make("li"));
      row.appendChild(make("strong", "", one.about.label));
      row.appendChild(document.createTextNode(" "));
      const title = row.appendChild(make("span", "", one.about.title));
      if (one.about.lang) title.lang = one.about.lang;
    });
    need("near", stops.some(function (stop) { return stop.data.near; }));
    need("track", lines.some(function (line) { return line.leg.shape === "track"; }));
    need("schematic", lines.some(function (line) { return line.leg.shape !== "track"; }));
    need("days", days.length > 0);
    find(".legend").open = roomy.matches;

    /* ---- tools ---- */

    const status = find(".status");
    let fading = 0;

    function report(text) {
      status.textContent = text;
      clearTimeout(fading);
      fading = setTimeout(function () { status.textContent = ""; }, 10000);
    }

    const position = window.parcoursLocate({
      map: map, stops: stops, lines: lines, say: say, lang: trip.lang, calm: calm,
      button: find('[data-tool="locate"]'), panel: find(".where"), voice: find(".voice"),
      report: report,
    });
    const root = document.documentElement;
    const tools = {
      in: function () { touched = true; map.zoomIn(1); },
      out: function () { touched = true; map.zoomOut(1); },
      fit: function () { select(0); fit(true); },
      full: function () {
        if (document.fullscreenElement) document.exitFullscreen();
        else root.requestFullscreen().catch(function () {});
      },
      locate: function () {
        touched = true;
        position.toggle();
      },
    };
    document.querySelectorAll("[data-tool]").forEach(function (button) {
      const name = button.dataset.tool;
      button.onclick = tools[name];
      button.hidden = (name === "full" && !document.fullscreenEnabled)
        || (name === "locate" && !navigator.geolocation);
    });
    document.addEventListener("fullscreenchange", function () {
      const text = document.fullscreenElement ? say.fullOff : say.full;
      const button = find('[data-tool="full"]');
      button.title = text;
      button.setAttribute("aria-label", text);
    });

    /* ---- the page around: only one of the same site is spoken to ---- */

    let page = null;
    try {
      if (parent !== window && parent.location.origin === location.origin
          && location.origin !== "null") page = parent;
    } catch (otherSite) {
      page = null;
    }
    if (page) find(".back").hidden = true;
    leave(find(".back"));
    if (parent !== window) { // scrolling the page must not end in the map
      map.scrollWheelZoom.disable();
      map.on("focus", function () { map.scrollWheelZoom.enable(); });
      map.on("blur", function () { map.scrollWheelZoom.disable(); });
    }

    /* A page that embeds the map is not to be taken away from its reader. */
    function leave(link) {
      const guest = parent !== window && !page;
      link.target = guest ? "_blank" : "_top";
      if (guest) link.rel = "noopener";
    }

    /* ``chosen``: the visitor opened it, and did not only pass over it. */
    function tell(stop, chosen) {
      if (!page) return;
      page.postMessage({ parcours: "stop", stop: stop.data.n, chosen: chosen === true }, location.origin);
    }

    function visit(number, focus) {
      const stop = stops[number - 1];
      if (!stop) return;
      if (!shown.includes(stop)) select(0);
      touched = true;
      map.setView(stop.at, Math.max(map.getZoom(), CLOSE_UP), { animate: false });
      show(stop, focus);
    }

    window.addEventListener("message", function (event) {
      if (!page || event.source !== page || event.origin !== location.origin) return;
      const said = event.data;
      if (!said) return;
      if (said.parcours === "show" && Number.isInteger(said.stop)) visit(said.stop, said.focus === true);
      if (said.parcours === "locate") {
        touched = true;
        position.begin();
      }
    });

    function follow() {
      const named = /^#etape-(\d{1,4})$/.exec(location.hash);
      if (named) visit(Number(named[1]), false);
    }

    /* ---- go ---- */

    const asked = Number(new URLSearchParams(location.search).get("jour"));
    map.on("zoomend", spread);
    map.on("moveend", write);
    ["pointerdown", "wheel", "keydown"].forEach(function (name) {
      box.addEventListener(name, function () { touched = true; }, { passive: true, capture: true });
    });
    select(days[asked - 1] ? asked : 0);
    fit(false);
    ground(false);
    follow();
    window.addEventListener("hashchange", follow);
    new ResizeObserver(function () {
      map.invalidateSize({ animate: false, pan: false });
      if (!touched) fit(false);
    }).observe(box);
    if (setting.tiles) {
      // Leaflet takes the attribution as HTML: it gets escaped text.
      L.tileLayer(setting.tiles.url, {
        attribution: make("i", "", setting.tiles.attribution).innerHTML,
        maxZoom: 19, maxNativeZoom: Math.min(19, setting.tiles.maxZoom),
      }).addTo(map);
    }
  }
})();
