/** The kernel of every element that is not a power of s; those are in power.ts. */
import {
  OPCODE_ADO,
  OPCODE_ADS,
  OPCODE_CYL,
  OPCODE_G,
  OPCODE_GA,
  OPCODE_GS,
  OPCODE_HN,
  OPCODE_K,
  OPCODE_SPH,
  OPCODE_T,
  OPCODE_TLMD,
  OPCODE_TLMDR,
  OPCODE_TLMQ,
  OPCODE_TLMQE,
  OPCODE_TLMQS,
  OPCODE_TLMR,
  OPCODE_TLMRE,
  OPCODE_TLMRS,
  OPCODE_WO,
  OPCODE_WS,
  OPCODE_ZARC,
} from "../program";
import { anomalousDiffusion } from "./anomalousDiffusion";
import { cylindricalDiffusion } from "./cylindricalDiffusion";
import { finiteWarburg } from "./finiteWarburg";
import { finiteGerischer, gerischer } from "./gerischer";
import { havriliakNegami } from "./havriliakNegami";
import { loadedLine } from "./loadedLine";
import { paasch } from "./paasch";
import { voigt, zarc } from "./relaxation";
import { sphericalDiffusion } from "./sphericalDiffusion";
import { transmissionLine } from "./transmissionLine";
import { twoRails } from "./twoRails";

/**
 * Impedance of one element at all frequencies, with its derivative by every parameter: by ln p for a positive
 * parameter, by p for an exponent, as its record in src/elements says.
 *
 * `parameters`: f64 in the record's order. `omega` (rad/s) and `logOmega` (its natural logarithm): pairs of f64,
 * 16 bytes each. `impedance` and the derivative columns, `stride` bytes apart from `derivatives` on: 32 bytes a pair,
 * [re2 | im2]. `scratch`: four columns more, which are left in disorder.
 *
 * Errors, each part against the modulus, for omega tau = 1e-12..1e12 and every exponent allowed
 * (test/elements/kernels.test.ts): impedance below 1e-14, derivatives below 1e-12. Products such as omega tau are held
 * within 1e-100..1e100, and results are finite for parameters that are 0 or in that range.
 * An opcode without a kernel traps: programs come from the compiler only.
 */
export function evaluateElement(
  opcode: i32,
  parameters: usize,
  pairs: i32,
  omega: usize,
  logOmega: usize,
  impedance: usize,
  derivatives: usize,
  stride: usize,
  scratch: usize,
): void {
  switch (opcode) {
    case OPCODE_WS:
      finiteWarburg(false, parameters, pairs, omega, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_WO:
      finiteWarburg(true, parameters, pairs, omega, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_G:
      gerischer(parameters, pairs, omega, impedance, derivatives, stride);
      break;
    case OPCODE_GA:
      havriliakNegami(false, parameters, pairs, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_GS:
      finiteGerischer(parameters, pairs, omega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_K:
      voigt(parameters, pairs, omega, impedance, derivatives, stride);
      break;
    case OPCODE_ZARC:
      zarc(parameters, pairs, logOmega, impedance, derivatives, stride);
      break;
    case OPCODE_HN:
      havriliakNegami(true, parameters, pairs, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_TLMQ:
      transmissionLine(true, false, parameters, pairs, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_TLMQS:
      transmissionLine(false, false, parameters, pairs, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_TLMQE:
      loadedLine(false, parameters, pairs, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_TLMR:
      transmissionLine(true, true, parameters, pairs, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_TLMRS:
      transmissionLine(false, true, parameters, pairs, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_TLMRE:
      loadedLine(true, parameters, pairs, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_TLMD:
      twoRails(false, parameters, pairs, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_TLMDR:
      twoRails(true, parameters, pairs, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_T:
      paasch(parameters, pairs, omega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_SPH:
      sphericalDiffusion(parameters, pairs, omega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_CYL:
      cylindricalDiffusion(parameters, pairs, omega, impedance, derivatives, stride);
      break;
    case OPCODE_ADO:
      anomalousDiffusion(true, parameters, pairs, omega, logOmega, impedance, derivatives, stride, scratch);
      break;
    case OPCODE_ADS:
      anomalousDiffusion(false, parameters, pairs, omega, logOmega, impedance, derivatives, stride, scratch);
      break;
    default:
      unreachable();
  }
}
