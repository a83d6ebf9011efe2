/** What the NIST StRD score calls. */

export { solveProblem } from "../../assembly/nist/solve";
export { allocate } from "./entry.as";
