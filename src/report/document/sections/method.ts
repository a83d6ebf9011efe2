import type { DrtResult } from "../../../drt/index.ts";
import { originOf } from "../../../fit/origin.ts";
import type { FitResult } from "../../../fit/result.ts";
import { version } from "../../../version.ts";
import { circuitOutline } from "../../outline.ts";
import type { Block, Section, Words } from "../document.ts";
import type { ReportInput } from "../input.ts";
import { Citations } from "../references.ts";
import { code, counted, hertz, joined, symbol } from "../words.ts";

type Cite = Citations["cite"];

/** Powers of a symbol, as in R². */
const SQUARE = { text: "2", level: "superscript" } as const;

const OBJECTIVES: Readonly<Record<FitResult["objectiveForm"], string>> = {
  impedance: "the residual e of the impedance",
  admittance: "the residual e of the admittance",
  "modulus-phase": "the residual e of modulus and phase, the latter times |Z|",
  "log-modulus": "the residual e of the logarithm of the modulus and of the phase",
};

/** What was done, in sentences that a paper can quote, with the works to cite. */
export function methodSections(input: ReportInput): readonly Section[] {
  const { result, check, comparison, answers, drt, identifiability } = input;
  const citations = new Citations();
  const { cite } = citations;
  const paragraphs: readonly Words[] = [
    ...(check === undefined ? [] : [checkWords(cite)]),
    modelWords(result, cite),
    solverWords(result, cite),
    errorWords(input, cite),
    ...(identifiability === undefined ? [] : [IDENTIFIABILITY]),
    residualWords(cite),
    ...(comparison === undefined ? [] : [comparisonWords(comparison.ranked.length, cite)]),
    ...(answers === undefined || answers.answers.length === 0 ? [] : [answerWords(cite)]),
    ...(drt === undefined ? [] : [drtWords(drt, cite)]),
    softwareWords,
  ];
  return [
    { id: "method", title: "Method", blocks: paragraphs.map((words): Block => ({ kind: "paragraph", words })) },
    reproductionSection(input),
    {
      id: "references",
      title: "References",
      blocks: [{ kind: "references", references: citations.references }],
    },
  ];
}

function checkWords(cite: Cite): Words {
  return joined(
    "The data were tested against the Kramers-Kronig relations by the linear method of Boukamp",
    cite("boukamp1995"),
    ". The number of terms, the range of their time constants and the choice between impedance and admittance were those of least generalised " +
      "cross-validation",
    cite("golub1979"),
    "; the residuals of that test give the noise. Points that the others contradict at a level of 1 % over all points were named; whether real and imaginary " +
      "parts belong together was asked by an F test at the level of 1 %. Drift at low frequency was sought by comparing the modulus with what Z-HIT",
    cite("ehm2000"),
    " computes from the phase over the lowest decade.",
  );
}

function modelWords(result: FitResult, cite: Cite): Words {
  const { objectiveForm, residuals, excluded } = result;
  const { frequencyHz } = residuals;
  const span = `between ${hertz(frequencyHz[0] ?? Number.NaN)} and ${hertz(frequencyHz.at(-1) ?? Number.NaN)}`;
  const left = excluded.length === 0 ? "" : ` (${counted(excluded.length, "point")} left out as listed)`;
  return joined(
    `The impedance of ${counted(frequencyHz.length, "point")} ${span}${left} was fitted to the circuit `,
    code(circuitOutline(result.circuit)),
    " by complex nonlinear least squares",
    cite("boukamp1986", "orazem2017"),
    ": ",
    symbol("S"),
    " = Σ ",
    symbol("w"),
    "\u2009|",
    symbol("e"),
    "|",
    [SQUARE],
    `, summed over both parts of ${OBJECTIVES[objectiveForm]}, was minimised with `,
    weightWords(result, cite),
    lossWords(result, cite),
    ".",
  );
}

function weightWords({ weight, objectiveForm, errorStructure }: FitResult, cite: Cite): Words {
  const measured = objectiveForm === "admittance" ? "|Y|" : "|Z|";
  switch (weight) {
    case "modulus":
      return objectiveForm === "log-modulus"
        ? joined(symbol("w"), " = 1")
        : joined("modulus weights ", symbol("w"), ` = 1/${measured}`, [SQUARE], " of the measured value");
    case "unit":
      return joined("unit weights ", symbol("w"), " = 1");
    case "proportional":
      return "proportional weights, one over the square of each part's own measured value";
    case "sigma":
      return joined("weights ", symbol("w"), " = 1/σ", [SQUARE], " of the measured standard deviations");
    case "measured":
      return errorStructure === null
        ? joined("weights ", symbol("w"), " = 1/σ", [SQUARE], " of the measured standard deviations")
        : joined(
            "weights ",
            symbol("w"),
            " = 1/σ",
            [SQUARE],
            ", σ = c\u2009|Z| with the noise c that the linear Kramers-Kronig test finds",
          );
    case "structure":
      return joined(
        "weights ",
        symbol("w"),
        " = 1/σ",
        [SQUARE],
        " of an error structure fitted to the residuals until both agreed",
        cite("orazem2017"),
      );
  }
}

function lossWords({ loss }: FitResult, cite: Cite): Words {
  if (loss === "squares") return "";
  return joined(
    `; large residuals count for less by the loss of ${loss === "huber" ? "Huber" : "Cauchy"}`,
    cite("huber1981"),
  );
}

function solverWords(result: FitResult, cite: Cite): Words {
  const { options } = originOf(result);
  const { starts, startsAgreeing } = result.termination;
  const local = options.search === false;
  return joined(
    "Positive parameters were fitted by their logarithms, exponents as they are, all within their limits, by the Levenberg-Marquardt method",
    cite("marquardt1963", "more1978"),
    " with analytic derivatives. ",
    local
      ? "One local fit was made from the values given."
      : joined(
          `Starting values were drawn from the spectrum itself (seed ${String(options.seed ?? 1)}); ${String(startsAgreeing)} of ${counted(starts, "start")} led to the minimum reported` +
            ", and the share of starts that would lead to a minimum not met yet was estimated by the rule of Boender and Rinnooy Kan",
          cite("boender1987"),
          ".",
        ),
  );
}

function errorWords({ result, intervals }: ReportInput, cite: Cite): Words {
  const { weight, loss } = result;
  const known = weight === "sigma" || weight === "measured";
  const covariance =
    loss !== "squares"
      ? joined("those of the sandwich covariance of M-estimators", cite("huber1981"))
      : joined(
          "the roots of the diagonal of ",
          known ? "" : joined(symbol("s"), [SQUARE], "\u2009"),
          "(",
          symbol("J"),
          [{ text: "T", level: "superscript" }],
          symbol("J"),
          ")",
          [{ text: "−1", level: "superscript" }],
          known
            ? ""
            : joined(", with ", symbol("s"), [SQUARE], " = ", symbol("S"), "/(2", symbol("N"), " − ", symbol("p"), ")"),
        );
  const level = `${String(Number((100 * (intervals?.level ?? 0.95)).toPrecision(6)))} %`;
  const wald = "by Student's t, in the logarithm of positive parameters";
  const method = intervals?.method ?? "wald";
  const how =
    method === "bootstrap"
      ? joined("percentiles of residual bootstrap replicas", cite("efron1993"))
      : method === "profile"
        ? joined("by the profile of ", symbol("S"), cite("bates1988"))
        : method === "wald"
          ? wald
          : joined(
              `${wald}, and by the profile of `,
              symbol("S"),
              cite("bates1988"),
              " where the covariance cannot be trusted",
            );
  return joined(
    "Standard errors are ",
    covariance,
    `; intervals at ${level} are `,
    how,
    ". They hold if the circuit is right and the residuals are independent.",
  );
}

const IDENTIFIABILITY =
  "Which parameters the data determine was judged by the singular values of the column-scaled Jacobian, and by profiles where the first order cannot be trusted.";

function residualWords(cite: Cite): Words {
  return joined(
    "Residuals were tested for order along the frequencies by the runs of their signs",
    cite("wald1940"),
    ".",
  );
}

function comparisonWords(count: number, cite: Cite): Words {
  return joined(
    `${String(count)} circuits were compared on the same points by AICc`,
    cite("hurvich1989"),
    ", BIC",
    cite("schwarz1978"),
    " and Akaike weights",
    cite("burnham2002"),
    "; special cases by F tests, and each against the best impedance that obeys the Kramers-Kronig relations.",
  );
}

function answerWords(cite: Cite): Words {
  return joined(
    "Quantities of the sample follow from the parameters by the formulas given, with errors from the full covariance of the fit and those of the geometry. " +
      "Arcs were assigned by the roles in the circuit or by their capacitances",
    cite("irvine1990"),
    "; effective capacitances are those of Hsu and Mansfeld",
    cite("hsu2001"),
    " and, of electrodes, of Brug et al.",
    cite("brug1984"),
    "; conductivities of grain boundaries, where given, those of the brick-layer model",
    cite("haile1998"),
    " or apparent ones.",
  );
}

const CHOICES: Readonly<Record<DrtResult["lambdaChoice"], (cite: Cite) => Words>> = {
  given: () => "as given",
  gcv: (cite) => joined("by generalised cross-validation", cite("golub1979")),
  mgcv: (cite) => joined("by modified generalised cross-validation", cite("golub1979", "maradesa2023")),
  "l-curve": (cite) => joined("at the corner of the L-curve", cite("hansen1992")),
};

function drtWords(result: DrtResult, cite: Cite): Words {
  const { basis, tau, derivative, lambdaChoice, nonNegative, weight } = result;
  const functions = basis === "gaussian" ? "Gaussian radial basis functions" : "piecewise linear functions";
  return joined(
    `The distribution of relaxation times was computed by Tikhonov regularisation with ${String(tau.length)} ${functions}`,
    cite("wan2015"),
    `, a penalty on its ${derivative === 1 ? "first" : "second"} derivative${nonNegative ? ", no negative values" : ""} and ${weight} weights; its strength λ was chosen `,
    CHOICES[lambdaChoice](cite),
    ". Beside it stands a chain of arcs (R|CPE) fitted to the same points without regularisation, their number by BIC.",
  );
}

const softwareWords: Words = joined(
  "All computations were made with eisfit, version ",
  version,
  ", whose numerical core runs in WebAssembly and gives the same bits on every machine.",
);

/** How to make the report again. */
function reproductionSection({ file, sha256, commandLine, result }: ReportInput): Section {
  const { circuit } = originOf(result);
  const blocks: readonly Block[] = [
    {
      kind: "definitions",
      entries: [
        ["Program", `eisfit ${version}`],
        ["Data", code(file)],
        ["SHA-256 of the data", code(sha256)],
        ["Circuit as fitted", code(circuit.text)],
      ],
    },
    ...(commandLine === undefined
      ? []
      : ([
          { kind: "paragraph", words: "The report was made by" },
          { kind: "code", text: commandLine },
        ] as const)),
    {
      kind: "paragraph",
      words: joined(
        "The same file, version and command give this report again, byte by byte, on any machine. As HTML it holds data, circuit, options and result: ",
        code("eisfit fit report.html"),
        " makes the same fit from it, and any option given besides changes it.",
      ),
    },
  ];
  return { id: "reproduction", title: "Reproduction", blocks };
}
