import { everyAwait } from "./every-await.ts";

everyAwait(1);
