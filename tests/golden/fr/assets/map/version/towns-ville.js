import {name} from "./land.js";
name({"towns":[["Toulouse",43.6012,1.4233]]});
