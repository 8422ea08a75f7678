// Made by the build, see src/parcours/render/maps/page.py (territory_script).
declare const land: Parcours.Land;
export default land;
