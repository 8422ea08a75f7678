// The build lays Leaflet beside our modules; it sets L, whose types are those of @types/leaflet.
export {};
