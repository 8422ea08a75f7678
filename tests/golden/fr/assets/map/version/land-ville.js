import {hold} from "./land.js";
hold({"id":"ville","name":"La Ville","character":"urban","rings":["_xhLoyMzHrBdDlDdDdKZzGsAtL{BdF{GbFmEf@{HqBeDmDeDeK]}GrAsL|BgFxGcFnEg@"]});
