import {name} from "./land.js";
name({"towns":[["L’Isle-Jourdain",43.616,1.0843]]});
