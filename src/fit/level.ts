/** Probability of the intervals that a fit reports. */
export const LEVEL = 0.95;
