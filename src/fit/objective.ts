import {
  LOSS_CAUCHY,
  LOSS_HUBER,
  LOSS_SQUARES,
  OBJECTIVE_ADMITTANCE,
  OBJECTIVE_IMPEDANCE,
  OBJECTIVE_LOG_MODULUS,
  OBJECTIVE_MODULUS_PHASE,
} from "../../assembly/program.ts";
import { FitError } from "./fitError.ts";

/**
 * What the two parts of a residual e are, fit minus measurement; S = sum w |e|^2 in all of them:
 *
 * - `impedance`: Re Z and Im Z, ohm;
 * - `admittance`: Re Y and Im Y of Y = 1/Z, siemens;
 * - `modulus-phase`: |Z_fit| - |Z| and |Z| (phase_fit - phase), both in ohm, the phase in rad;
 * - `log-modulus`: ln|Z_fit/Z| and phase_fit - phase, numbers.
 *
 * Differences of phases are taken between -pi and pi.
 */
export type Objective = "impedance" | "admittance" | "modulus-phase" | "log-modulus";

/**
 * How weighted residuals r = sqrt(w) e enter S. `squares`: S = sum r^2. The robust ones count large residuals for less: with C = c s,
 * S = C^2 sum rho(r^2/C^2); `huber`: rho(z) = z up to 1 and 2 sqrt(z) - 1 beyond, c = 1.345; `cauchy`: rho(z) = ln(1 + z),
 * c = 2.385. s is the standard deviation of r: 1 with measured standard deviations, else the median of |r| at the minimum over
 * 0.6745.
 */
export type Loss = "squares" | "huber" | "cauchy";

const objectiveNumber: Readonly<Record<Objective, number>> = {
  impedance: OBJECTIVE_IMPEDANCE,
  admittance: OBJECTIVE_ADMITTANCE,
  "modulus-phase": OBJECTIVE_MODULUS_PHASE,
  "log-modulus": OBJECTIVE_LOG_MODULUS,
};

const lossNumber: Readonly<Record<Loss, number>> = {
  squares: LOSS_SQUARES,
  huber: LOSS_HUBER,
  cauchy: LOSS_CAUCHY,
};

/** @throws {FitError} `bad-option` for a name that is none. */
export function numberOfObjective(objective: Objective): number {
  return numberOf("objective", objectiveNumber, objective);
}

/** @throws {FitError} `bad-option` for a name that is none. */
export function numberOfLoss(loss: Loss): number {
  return numberOf("loss", lossNumber, loss);
}

function numberOf<Name extends string>(what: string, numbers: Readonly<Record<Name, number>>, name: Name): number {
  if (Object.hasOwn(numbers, name)) return numbers[name];
  throw new FitError(
    "bad-option",
    `There is no ${what} ${JSON.stringify(name)}; choose one of ${Object.keys(numbers).join(", ")}.`,
  );
}
