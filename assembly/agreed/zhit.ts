/** What host and kernel agree on for Z-HIT (assembly/kramersKronig): plain constants, which both import. */

// Smoothing of the phase before Z-HIT.
export const SMOOTH_NONE = 0;
export const SMOOTH_SPLINE = 1;
export const SMOOTH_LOCAL = 2;
export const SMOOTH_LOWESS = 3;
export const SMOOTH_SAVITZKY_GOLAY = 4;
export const SMOOTH_WHITTAKER = 5;
export const SMOOTH_MODIFIED_SINC = 6;

// The cubic through the smoothed phase.
export const INTERPOLATE_NATURAL = 0;
export const INTERPOLATE_NOT_A_KNOT = 1;
export const INTERPOLATE_AKIMA = 2;
export const INTERPOLATE_MODIFIED_AKIMA = 3;
export const INTERPOLATE_PCHIP = 4;

// Windows whose weights fix the constant of Z-HIT.
export const WINDOW_BOXCAR = 0;
export const WINDOW_HANN = 1;
export const WINDOW_TRIANGLE = 2;

// Columns of N numbers that Z-HIT works on; the host writes the first three.
export const ZHIT_FREQUENCY = 0;
export const ZHIT_RE = 1;
export const ZHIT_IM = 2;
export const ZHIT_PHASE = 3;
export const ZHIT_SMOOTH = 4;
export const ZHIT_MEASURED = 5;
export const ZHIT_MODULUS = 6;
export const ZHIT_WEIGHT = 7;
export const ZHIT_COLUMNS = 8;
