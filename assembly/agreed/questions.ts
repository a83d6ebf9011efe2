/** What host and kernel agree on for questions asked of a finished fit (assembly/uncertainty): plain constants, which both import. */

// Questions asked of a finished fit (assembly/uncertainty). Their answers stand in a buffer behind the map of the problem.
export const BUFFER_ANSWER = 40;

/**
 * Answer of a profile, f64 each: how it went; low and high end in the units of the record; how each end came about; points of
 * the curve; the lowest S met; minimisations that did not converge. Then the values of all parameters at that lowest S, then the
 * curve: value and S of each point, in the order in which they were found.
 */
export const PROFILE_STATUS = 0;
export const PROFILE_LOW = 1;
export const PROFILE_HIGH = 2;
export const PROFILE_LOW_END = 3;
export const PROFILE_HIGH_END = 4;
export const PROFILE_POINTS = 5;
export const PROFILE_LOWEST = 6;
export const PROFILE_UNCONVERGED = 7;
export const PROFILE_HEADER = 8;

export const PROFILE_DONE = 0;
/** No degrees of freedom, or an S that is rounding: nothing tells how far S may rise. */
export const PROFILE_WITHOUT_NOISE = 1;
export const PROFILE_FAILED = 2;
/** The answers of all questions: the machine does not give the memory. */
export const ANSWER_WITHOUT_MEMORY = -1;

/** The end is where S reaches its threshold; at a limit set for the parameter; nowhere, the data leave it open. */
export const END_CROSSING = 0;
export const END_LIMIT = 1;
export const END_OPEN = 2;

export const BOOTSTRAP_RESIDUAL = 0;
export const BOOTSTRAP_WILD = 1;
