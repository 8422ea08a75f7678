/* Where the visitor is, once asked: the nearest stop and the next one ahead, in words, while moving.
   Positions are kept in memory alone, and nothing here speaks to a network. */
(function () {
  "use strict";

  const NEAR = 60; // metres within which one is at a stop, or as far as the position is unsure
  const UNSURE = 150; // and no further
  const SAME = 10; // metres by which one stop must be nearer than another to be told from it
  const QUIET = 20000; // ms between two announcements, unless the stop changes
  const DEGREE = 111195; // metres in a degree of latitude

  /* Metres to the east and to the north of a point, true enough over the length of a route. */
  function offset(from, to) {
    return {
      x: (to.lng - from.lng) * DEGREE * Math.cos((from.lat + to.lat) / 2 * Math.PI / 180),
      y: (to.lat - from.lat) * DEGREE,
    };
  }

  function farFromLine(at, line) {
    let least = Infinity;
    for (let i = 1; i < line.length; i++) {
      const a = offset(at, line[i - 1]), b = offset(at, line[i]);
      const dx = b.x - a.x, dy = b.y - a.y, long = dx * dx + dy * dy;
      const t = long ? Math.max(0, Math.min(1, -(a.x * dx + a.y * dy) / long)) : 0;
      least = Math.min(least, Math.hypot(a.x + t * dx, a.y + t * dy));
    }
    return least;
  }

  function towards(at, stop, words) {
    const d = offset(at, stop.at);
    return words[Math.round(Math.atan2(d.x, d.y) / (Math.PI / 4) + 8) % 8];
  }

  /* The stops as seen from a point: which one is nearest, whether one is there, and which comes
     next. ``passed`` is the last stop that was reached: where the way out and the way back are one,
     it tells them apart. */
  function placed(at, unsure, stops, lines, passed) {
    const far = stops.map(function (stop) { return at.distanceTo(stop.at); });
    const least = Math.min.apply(null, far);
    const close = stops.filter(function (stop, i) { return far[i] <= least + SAME; });
    const ahead = close.filter(function (stop) { return stop.data.n >= passed; });
    const nearest = (ahead.length ? ahead : close)[0];
    const here = least <= Math.max(NEAR, Math.min(unsure, UNSURE)) ? nearest.data.n : 0;
    if (here) return { nearest: nearest, here: here, next: stops[here], passed: here };
    const ways = lines.map(function (line) {
      return { line: line, far: farFromLine(at, line.at) };
    }).filter(function (way) {
      // beside a dashed line the real way may pass far off: the longer, the further
      const ends = offset(way.line.at[0], way.line.at[way.line.at.length - 1]);
      return way.far <= Math.max(1000, Math.min(10000, Math.hypot(ends.x, ends.y) / 4));
    });
    const best = Math.min.apply(null, ways.map(function (way) { return way.far; }));
    const likely = ways.filter(function (way) { return way.far <= best + 100; });
    const on = likely.find(function (way) { return way.line.leg.to > passed; }) || likely[0];
    const number = on ? on.line.leg.to : Math.min(stops.length, passed + 1);
    return { nearest: nearest, here: 0, next: stops[number - 1], passed: passed };
  }

  /* ``map``, ``stops`` ({at, data}), ``lines`` ({at, leg}), ``say`` (words), ``lang``, ``calm``;
     ``button`` starts and ends it, ``panel`` shows what is said, ``voice`` says it aloud,
     ``report`` tells of a failure. */
  window.parcoursLocate = function (it) {
    const me = L.layerGroup().addTo(it.map);
    const next = it.panel.querySelector(".next"), more = it.panel.querySelector(".more");
    const sure = it.panel.querySelector(".sure");
    let watch = null; // the number of the watch
    let passed = 0, free = false; // free: the visitor moved the map, which is then theirs
    let aimed = null; // the stop that the map was last fitted to
    let seen = false, told = "", toldStop = 0, toldAt = 0;

    function metres(value) {
      const short = value < 950;
      return new Intl.NumberFormat(it.lang, {
        style: "unit", unit: short ? "meter" : "kilometer", unitDisplay: "short",
        maximumFractionDigits: short || value >= 9950 ? 0 : 1,
      }).format(short ? Math.max(10, Math.round(value / 10) * 10) : value / 1000);
    }

    function fill(text, values) {
      return text.replace(/\{(\w+)\}/g, function (whole, name) {
        return name in values ? values[name] : whole;
      });
    }

    function named(stop) {
      return stop.data.n + ". " + stop.data.name;
    }

    function sentence(words, at, stop) {
      return fill(words, {
        stop: named(stop), distance: metres(at.distanceTo(stop.at)),
        direction: towards(at, stop, it.say.directions),
      });
    }

    function put(at, unsure) {
      const found = placed(at, unsure, it.stops, it.lines, passed);
      passed = found.passed;
      const lines = [];
      if (found.here) {
        const last = found.here === it.stops.length;
        lines.push(fill(last ? it.say.atLast : it.say.atStop, { stop: named(found.nearest) }));
      }
      if (found.next) lines.push(sentence(it.say.next, at, found.next));
      if (!found.here && found.nearest !== found.next) {
        lines.push(sentence(it.say.nearest, at, found.nearest));
      }
      const main = lines.shift();
      next.textContent = main;
      more.textContent = lines.join(" ");
      sure.textContent = fill(it.say.precision, { distance: metres(unsure) });
      it.panel.hidden = false;
      const stop = found.here || -(found.next ? found.next.data.n : 0);
      if (stop !== toldStop || (main !== told && Date.now() - toldAt >= QUIET)) {
        it.voice.textContent = [main].concat(lines).join(" ");
        told = main;
        toldStop = stop;
        toldAt = Date.now();
      }
      return found;
    }

    function draw(at, unsure, found) {
      const circle = L.circle(at, {
        radius: unsure, color: "#0b57d0", weight: 2, fillOpacity: 0.12, interactive: false,
      });
      me.clearLayers();
      if (found.next) {
        me.addLayer(L.polyline([at, found.next.at], {
          color: "#0b57d0", weight: 2, dashArray: "2 6", interactive: false,
        }));
      }
      me.addLayer(circle).addLayer(L.circleMarker(at, {
        radius: 7, color: "#fff", weight: 2, fillColor: "#0b57d0", fillOpacity: 1,
        interactive: false,
      }));
      const aim = found.next || found.nearest;
      if (!seen || (!free && aim !== aimed)) { // oneself and where to go, both in sight
        it.map.invalidateSize({ animate: false, pan: false }); // the panel has just taken its part
        it.map.fitBounds(circle.getBounds().extend(aim.at), {
          maxZoom: 16, paddingTopLeft: [80, 40], paddingBottomRight: [40, 40], animate: !it.calm,
        });
      } else if (!free && !it.map.getBounds().contains(at)) {
        it.map.panTo(at, { animate: !it.calm });
      }
      seen = true;
      aimed = aim;
    }

    function got(found) {
      const at = L.latLng(found.coords.latitude, found.coords.longitude);
      it.report("");
      draw(at, found.coords.accuracy, put(at, found.coords.accuracy));
    }

    function failed(failure) {
      if (failure.code === 1) {
        end();
        it.report(it.say.refused);
      } else if (!seen) {
        it.report(it.say.notFound);
      }
    }

    function listen() {
      watch = navigator.geolocation.watchPosition(got, failed, {
        enableHighAccuracy: true, timeout: 30000, maximumAge: 10000,
      });
    }

    function begin() {
      it.button.setAttribute("aria-pressed", "true");
      it.report(it.say.locating);
      seen = free = false;
      listen();
    }

    function rest() {
      if (watch !== null) navigator.geolocation.clearWatch(watch);
      watch = null;
    }

    function end() {
      rest();
      it.button.setAttribute("aria-pressed", "false");
      me.clearLayers();
      it.panel.hidden = true;
      it.voice.textContent = told = "";
      toldStop = passed = 0;
    }

    function on() {
      return it.button.getAttribute("aria-pressed") === "true";
    }

    it.button.setAttribute("aria-pressed", "false");
    it.map.on("dragstart", function () { free = true; });
    it.panel.querySelector("button").onclick = function () {
      end();
      it.button.focus();
    };
    // a screen that is off needs no satellites
    document.addEventListener("visibilitychange", function () {
      if (!on()) return;
      if (document.hidden) rest();
      else if (watch === null) listen();
    });
    return {
      begin: function () { if (!on()) begin(); },
      toggle: function () { if (on()) end(); else begin(); },
    };
  };
})();
