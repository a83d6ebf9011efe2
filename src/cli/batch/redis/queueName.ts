import { version } from "../../../index.ts";

/** Workers of another version would give other bits; they have a queue of their own. */
export const usualQueue = `eisfit-${version}`;
