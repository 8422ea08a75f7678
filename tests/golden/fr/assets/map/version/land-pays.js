import {hold} from "./land.js";
hold({"id":"pays","name":"Le Pays","character":"rural","rings":["u|hLyhJnFtAdCjCzBdHVdF}@hIcBvDuElDgD^mFuAeCkC{BeHWeF|@iIdBwDrEmDdD_@"]});
