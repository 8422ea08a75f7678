"""What the catalogue knows of each route, and the choices it offers."""
