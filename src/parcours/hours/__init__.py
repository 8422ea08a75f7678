"""Opening hours (OpenStreetMap syntax): read, laid out over days, said in words."""
