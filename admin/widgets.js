/**
 * Two widgets that Decap lacks, both over text: its own would rewrite what was typed.
 *
 * A point is two texts, latitude and longitude, which a map can write; a day is a text, which a
 * calendar can write. What can only mean one thing is put right where one leaves the field; what
 * cannot be read stays as it was typed, and is said.
 */

/** A decimal number as degrees are written, or the text as it stands. */
export const degrees = text => {
  const found = /^\s*(-?\d{1,3})(?:[.,](\d{1,12}))?\s*°?\s*$/.exec(text);
  return found ? found[1] + (found[2] ? `.${found[2]}` : '') : text;
};

/** Two numbers that were pasted at once, as maps give them, latitude first; null where it is none. */
export const pair = text => {
  const found = /^\s*\(?\s*(-?\d{1,2}\.\d+)\s*[,; ]\s*(-?\d{1,3}\.\d+)\s*\)?\s*$/.exec(text);
  return found && { lat: found[1], lon: found[2] };
};

const MONTHS = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre',
  'octobre', 'novembre', 'decembre'];
const bare = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const two = text => text.padStart(2, '0');

/** A day as the files write it, or the text as it stands: `22/11/2026`, `1er mars 2026`. */
export const isoDay = text => {
  const figures = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(text);
  const named = /^\s*(\d{1,2})(?:er)?\s+(\p{L}+)\s+(\d{4})\s*$/u.exec(text);
  const month = named ? MONTHS.indexOf(bare(named[2])) + 1 : Number(figures?.[2]);
  const [, day, , year] = named ?? figures ?? [];
  if (!day || !month) return text.trim();
  const iso = `${year}-${two(String(month))}-${two(day)}`;
  return isDay(iso) ? iso : text;
};
const isDay = iso => {
  const date = new Date(`${iso}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
};

/** A part of a value that Decap hands over as a map of Immutable's, and we as an object. */
const part = (value, name) => (value?.get ? value.get(name) : value?.[name]) ?? '';
const setting = (field, name) => field.get(name);

/** Register both with Decap; `map` is the setting of that name. */
export function registerWidgets(CMS, map) {
  const { h, createClass } = window;

  const told = (field, value) => {
    const pattern = field.get('pattern');
    return value === '' || !pattern || new RegExp(pattern.get(0)).test(value)
      ? '' : `${field.get('label')} : ${pattern.get(1)}`;
  };

  const Point = createClass({
    getInitialState: () => ({ open: false }),

    componentWillUnmount() { this.leave?.(); },

    parts() { return setting(this.props.field, 'fields').toArray(); },

    isValid() {
      const values = ['lat', 'lon'].map(name => part(this.props.value, name));
      const wrong = this.parts().map((one, n) => told(one, values[n])).filter(Boolean);
      if (wrong.length > 0) return { error: { message: wrong.join(' ; ') } };
      if (values.some(Boolean) && !values.every(Boolean)) {
        return { error: { message: 'Il manque une des deux coordonnées.' } };
      }
      return true;
    },

    write(lat, lon) { this.props.onChange(lat || lon ? { lat, lon } : undefined); },

    typed(name, text) {
      const both = pair(text);
      if (both) this.write(both.lat, both.lon);
      else if (name === 'lat') this.write(text, part(this.props.value, 'lon'));
      else this.write(part(this.props.value, 'lat'), text);
    },

    /** Where the map opens: at the point, else in the commune that was chosen, else over them all. */
    begin() {
      const [lat, lon] = ['lat', 'lon'].map(name => Number(degrees(part(this.props.value, name))));
      if (part(this.props.value, 'lat') && Number.isFinite(lat) && Number.isFinite(lon)) {
        return { at: [lat, lon], zoom: 17 };
      }
      // asked for now: what was handed over may be older than the commune that was chosen
      const known = map.positions[this.props.getEntry().getIn(['data', 'commune'])];
      return known ? { at: known, zoom: 14 } : { bounds: Object.values(map.positions) };
    },

    async draw(box) {
      this.leave?.();
      if (!box) return;
      await leaflet();
      if (!box.isConnected) return;
      const { L } = window;
      const drawn = L.map(box, { attributionControl: Boolean(map.tiles), zoomControl: true });
      const { at, zoom, bounds } = this.begin();
      if (at) drawn.setView(at, zoom);
      else if (bounds.length > 0) drawn.fitBounds(bounds);
      else drawn.setView([46.5, 2.5], 5);
      if (map.tiles) {
        const credit = document.createElement('span');
        credit.textContent = map.attribution;
        L.tileLayer(map.tiles, { attribution: credit.innerHTML, maxZoom: map.max_zoom }).addTo(drawn);
        drawn.attributionControl.setPrefix(false);
      }
      const known = Boolean(part(this.props.value, 'lat'));
      const pin = L.marker(at ?? drawn.getCenter(), { draggable: true, keyboard: false, icon: L.divIcon({ className: 'pf-pin', iconSize: [26, 38],
          iconAnchor: [13, 38] }) });
      if (known) pin.addTo(drawn);
      const put = ({ lat, lng }) => {
        pin.setLatLng([lat, lng]).addTo(drawn);
        this.write(lat.toFixed(5), lng.toFixed(5));
      };
      this.move = (lat, lon) => {
        if (Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90) {
          pin.setLatLng([lat, lon]).addTo(drawn);
          drawn.panTo([lat, lon]);
        }
      };
      this.centre = () => put(drawn.getCenter());
      drawn.on('click', ({ latlng }) => put(latlng));
      pin.on('dragend', () => put(pin.getLatLng()));
      drawn.getContainer().addEventListener('keydown', event => {
        if (event.key !== 'Enter' || event.target !== drawn.getContainer()) return;
        event.preventDefault();
        this.centre();
      });
      this.leave = () => { drawn.remove(); this.leave = this.move = this.centre = undefined; };
    },

    render() {
      const { forID, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
      return h('div', { className: classNameWrapper }, h('div', { className: 'pf-point' },
        h('div', { className: 'pf-pair' }, ...this.parts().map(one => {
          const name = one.get('name');
          const id = `${forID}-${name}`;
          return h('label', { key: name, htmlFor: id }, one.get('label'), h('input', {
            id, type: 'text', inputMode: 'decimal', autoComplete: 'off', className: 'pf-input',
            value: part(this.props.value, name), onFocus: setActiveStyle,
            placeholder: name === 'lat' ? '43.60450' : '1.44400',
            onChange: event => this.typed(name, event.target.value),
            onBlur: event => {
              setInactiveStyle();
              const said = degrees(event.target.value);
              if (said !== event.target.value) this.typed(name, said);
              const other = name === 'lat' ? 'lon' : 'lat';
              const values = { [name]: said, [other]: part(this.props.value, other) };
              if (values.lat && values.lon) this.move?.(Number(values.lat), Number(values.lon));
            },
          }));
        })),
        h('button', { type: 'button', className: 'pf-button', 'aria-expanded': this.state.open,
          onClick: () => this.setState({ open: !this.state.open }) },
        this.state.open ? 'Fermer la carte' : 'Placer sur une carte'),
        this.state.open && h('div', { className: 'pf-map' },
          h('p', { id: `${forID}-how` }, 'Touchez l’endroit, ou glissez l’épingle. Au clavier : les '
            + 'flèches déplacent la carte, + et − l’agrandissent et la réduisent, Entrée pose '
            + 'l’épingle sur la croix.'),
          h('div', { className: 'pf-frame' },
            h('div', { className: 'pf-box', ref: this.drawn ??= box => { this.draw(box); },
              tabIndex: 0, role: 'application', 'aria-label': 'Carte pour placer le point',
              'aria-describedby': `${forID}-how` }),
            h('span', { className: 'pf-cross', 'aria-hidden': true })),
          h('button', { type: 'button', className: 'pf-button', onClick: () => this.centre?.() },
            'Poser l’épingle sur la croix'))));
    },
  });

  const Day = createClass({
    isValid() {
      const wrong = told(this.props.field, this.props.value ?? '');
      return wrong ? { error: { message: wrong } } : true;
    },

    render() {
      const { forID, classNameWrapper, value = '', onChange, setActiveStyle, setInactiveStyle } =
        this.props;
      return h('div', { className: classNameWrapper }, h('div', { className: 'pf-day' },
        h('input', { id: forID, type: 'text', autoComplete: 'off', className: 'pf-input', value,
          placeholder: 'aaaa-mm-jj', onFocus: setActiveStyle,
          onChange: event => onChange(event.target.value),
          onBlur: event => {
            setInactiveStyle();
            const iso = isoDay(event.target.value);
            if (iso !== value) onChange(iso);
          } }),
        h('input', { type: 'date', 'aria-label': 'Choisir dans un calendrier', className: 'pf-pick',
          value: isDay(value) ? value : '', onChange: event => onChange(event.target.value) })));
    },
  });

  CMS.registerWidget('point', Point);
  CMS.registerWidget('day', Day);
}

let loading;
/** Leaflet, once, when a map is first asked for. */
function leaflet() {
  loading ??= new Promise((done, failed) => {
    const style = document.createElement('link');
    Object.assign(style, { rel: 'stylesheet', href: 'vendor/leaflet/leaflet.css' });
    const script = document.createElement('script');
    Object.assign(script, { src: 'vendor/leaflet/leaflet.js', onload: done,
      onerror: () => failed(new Error('leaflet.js')) });
    document.head.append(style, script);
  });
  return loading;
}
