/** What host and kernel agree on for joint fits of several spectra (assembly/joint): plain constants, which both import. */

// Joint fits of several spectra (assembly/joint). What a variable of a spectrum is:
/** The spectrum's own. */
export const JOINT_LOCAL = 0;
/** The same coordinate (ln p, or an exponent) for all. */
export const JOINT_SAME = 1;
/** Its coordinate lies between those at two ends: low * first + high * second + offset. */
export const JOINT_BETWEEN = 2;
/** Its value does, of which the coordinate is the logarithm. */
export const JOINT_BETWEEN_VALUES = 3;
/** Numbers of such a variable in a spectrum: low, high, offset. */
export const JOINT_SHARES = 3;

// What the host is to do next: evaluate all spectra at the trial, or nothing more, as the solver ended with an OUTCOME_ constant.
export const JOINT_EVALUATE = 16;

// Numbers of the report of a joint fit.
export const JOINT_OBJECTIVE = 0;
/** Relative decrease of S that a further undamped step predicts. */
export const JOINT_MEASURED = 1;
/** Unknowns not held at a limit, and numbers that S sums. */
export const JOINT_FREE = 2;
export const JOINT_RESIDUALS = 3;
/** Directions of the unknowns that the data do not see. */
export const JOINT_DEFICIENT = 4;
/** What S would be for a fit of zero. */
export const JOINT_SIGNAL = 5;
/** 1 where the weights are standard deviations. */
export const JOINT_ABSOLUTE = 6;
/** Student's quantile for the intervals. */
export const JOINT_T_QUANTILE = 7;
/** S in the units of the weights divided by S as the solver sums it. */
export const JOINT_UNIT = 8;
export const JOINT_REPORT = 9;

// Buffers of a joint fit that the host reads and writes; see joint/memory.ts.
export const JOINT_BUFFER_LAWS = 0;
export const JOINT_BUFFER_PLACES = 1;
export const JOINT_BUFFER_SHARES = 2;
export const JOINT_BUFFER_HELD = 3;
export const JOINT_BUFFER_X = 4;
export const JOINT_BUFFER_STATUS = 5;
export const JOINT_BUFFER_REPORT = 6;
export const JOINT_BUFFER_ANSWER = 7;
/** All spectra are to be factored anew. */
export const JOINT_REFACTOR = 17;
