import { Option, type Command } from "commander";
import type { ErrorTerm, FitOptions, Loss, Objective, Weight } from "../index.ts";
import { collect, list } from "./argumentValues.ts";
import { maskOf, type MaskSettings } from "./maskOptions.ts";

/** How `-c` of all commands is explained. */
export const CIRCUIT_HELP =
  "circuit: a name listed by eisfit circuits, a .circuit file, or one such as 'R0-p(R1,CPE1)'";

/** The options that say how a circuit is fitted, as commander gives them. */
export interface FitSettings extends MaskSettings {
  readonly weight: Weight;
  readonly objective: Objective;
  readonly loss: Loss;
  readonly errorTerms?: readonly ErrorTerm[];
  readonly search: boolean;
}

/** Adds what is minimised, and from where. */
export function addFitOptions(command: Command): Command {
  return command
    .optionsGroup("How it is fitted:")
    .addOption(
      new Option("--weight <weight>", "of the residuals; modulus is 1/|Z|^2")
        .choices(["modulus", "unit", "proportional", "sigma", "structure", "measured"])
        .default("modulus"),
    )
    .addOption(
      new Option("--objective <form>", "what the residuals are of")
        .choices(["impedance", "admittance", "modulus-phase", "log-modulus"])
        .default("impedance"),
    )
    .addOption(
      new Option("--loss <loss>", "huber or cauchy let outliers count for little and name them")
        .choices(["squares", "huber", "cauchy"])
        .default("squares"),
    )
    .option("--error-terms <terms>", "of --weight structure: constant,modulus,real,imaginary,square", list)
    .option("--no-search", "one local fit from the circuit's own values, no search for starts");
}

/** Adds what is known of parameters. */
export function addParameterOptions(command: Command): Command {
  return command
    .optionsGroup("What is known of parameters (each repeatable):")
    .option("--set <name=value>", "starting value, e.g. 'R0=20 ohm'", collect)
    .option("--fix <name[=value]>", "hold a parameter, e.g. 'CPE1.n=0.9'", collect)
    .option("--bound <name=low..high>", "limits, e.g. 'CPE1.n=0.6..1', or 'CPE.n=0.6..1' for all CPE", collect)
    .option("--tie <name=formula>", "let a parameter follow others, e.g. 'CPE2.n=CPE1.n'", collect)
    .option("--order <order>", "of arcs, e.g. 'tau(R1,CPE1) < tau(R2,CPE2)'", collect)
    .option("--derive <formula>", "value to compute with its error, e.g. 'R1 + R2'", collect);
}

/** The options of the library for those given. */
export function fitOptionsOf(settings: FitSettings): FitOptions {
  const { weight, objective, loss, errorTerms, search } = settings;
  return {
    weight,
    objective,
    loss,
    search,
    ...(errorTerms === undefined ? {} : { errorTerms }),
    ...maskOf(settings),
  };
}
