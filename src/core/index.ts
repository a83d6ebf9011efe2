/**
 * The smallest useful part of the library in one file: circuits, fits, simulation and uncertainty, with one WebAssembly module inside.
 * What it has is that of `eisfit`, bit by bit. It throws a `FitError` for the weights `structure` and `measured` (without standard
 * deviations), and where a circuit that is fitted states an order of arcs or derives values.
 *
 * @module eisfit/core
 */
export { CircuitSyntaxError, parseCircuit, printCircuit } from "../circuit/index.ts";
export { fit } from "../fit/fit.ts";
export { FitError } from "../fit/fitError.ts";
export type { FitOptions } from "../fit/options.ts";
export type { FitResult, FittedParameter } from "../fit/result.ts";
export { simulate } from "../fit/simulate.ts";
export { init } from "../init.ts";
export { EngineError } from "../kernel/engineError.ts";
export { makeSpectrum, SpectrumError } from "../spectrum.ts";
export type { Spectrum, SpectrumInput } from "../spectrum.ts";
export { bootstrap } from "../uncertainty/bootstrap.ts";
export { intervals } from "../uncertainty/intervals.ts";
export { profile } from "../uncertainty/profile.ts";
export { version } from "../version.ts";
