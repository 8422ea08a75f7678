import {hold} from "./land.js";
hold({"id":"ville","name":"The City","character":"urban","rings":["_xhLoyMzHrBdDlDdDdKZzGsAtL{BdF{GbFmEf@{HqBeDmDeDeK]}GrAsL|BgFxGcFnEg@"]});
