import eslint from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** The way of the data through the library: a folder may import from those before it, never from those behind it. */
const FLOW = [
  "io",
  "circuit",
  "compile",
  "kernel",
  "linear",
  "fit",
  "uncertainty",
  "comparison",
  "validate",
  "drt",
  "analysis",
  "report",
];
const ON_TOP = ["reference", "circuits", "pool", "lean", "core", "cli", "web", "build"];

/** No package and no `node:` module; a type from complex.js vanishes when compiled. */
const NO_PACKAGES = {
  regex: "^[^.]",
  allowTypeImports: true,
  message: "The embeddable core imports no package and no node: module.",
};

function forbidFolders(folders, message) {
  return { regex: `^(?:\\.{1,2}/)+(?:${folders.join("|")})/`, message };
}

function restrict(files, patterns) {
  return { files, rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] } };
}

/** The rule for one folder of the flow: nothing from behind it, nothing from on top, and no input or output but its own. */
function flowRule(folder) {
  const later = FLOW.slice(FLOW.indexOf(folder) + 1);
  const files = [`src/${folder}/**/*.ts`];
  const behind = forbidFolders([...later, ...ON_TOP], `Data flow ${FLOW.join(" -> ")}; ${folder} must not look ahead.`);
  return restrict(files, [NO_PACKAGES, behind]);
}

export default defineConfig(
  globalIgnores([
    "dist",
    "build",
    "coverage",
    "demo-output",
    "assembly/**/*.ts",
    "!assembly/program.ts",
    "!assembly/agreed/*.ts",
    "!assembly/math/elementary.ts",
    "**/*.as.ts",
    "src/kernel/*Bytes.generated.ts",
    "src/pool/workerText.generated.ts",
  ]),
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/prefer-readonly": "error",
      "@typescript-eslint/ban-ts-comment": [
        "error",
        { "ts-expect-error": true, "ts-ignore": true, "ts-nocheck": true },
      ],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  ...FLOW.map(flowRule),
  restrict(
    ["src/elements/**/*.ts"],
    [NO_PACKAGES, forbidFolders([...FLOW, ...ON_TOP], "An element knows nothing of circuits, data or fits.")],
  ),
  restrict(
    ["src/spectrum*.ts"],
    [NO_PACKAGES, forbidFolders([...FLOW, ...ON_TOP, "elements"], "A spectrum knows nothing of circuits or fits.")],
  ),
  restrict(
    ["src/circuits/**/*.ts"],
    [
      NO_PACKAGES,
      forbidFolders(["reference", "pool", "lean", "cli", "web", "build"], "The library of circuits is data."),
    ],
  ),
  restrict(
    ["src/pool/**/*.ts", "src/lean/**/*.ts", "src/core/**/*.ts", "src/global.ts"],
    [NO_PACKAGES, forbidFolders(["reference", "cli", "web", "build"], "What is embedded contains the library only.")],
  ),
  restrict(
    ["src/index.ts", "src/init.ts", "src/warmUp.ts"],
    [NO_PACKAGES, forbidFolders(ON_TOP, "The library does not contain what stands on top of it.")],
  ),
  restrict(
    ["src/reference/**/*.ts"],
    [
      { regex: "^node:", message: "The second opinion runs in browsers too." },
      forbidFolders(["cli", "web", "build", "kernel", "compile"], "The second opinion shares no code with the engine."),
    ],
  ),
  ...["src/web/*.{ts,tsx}", "src/web/*/**/*.{ts,tsx}"].map((files, depth) =>
    restrict(
      [files],
      [
        {
          regex: `^(?:\\.\\./){${String(depth + 1)},}(?!(?:report/|reference/|circuits/|circuit/dialects/)?index\\.ts$)[a-z]`,
          message:
            "The page uses the public entries only: index.ts, report/index.ts, circuits/index.ts, circuit/dialects/index.ts.",
        },
      ],
    ),
  ),
  restrict(
    ["src/cli/**/*.ts"],
    [
      {
        regex:
          "^(?:\\.\\./)+(?:(?!index\\.ts$|pool/index\\.ts$|report/index\\.ts$|reference/index\\.ts$|circuits/index\\.ts$|circuit/dialects/index\\.ts$|(?:batch|commands|completion|terminal|threads)/)[a-z].*/.*|spectrum.*)$",
        message:
          "What stands on top uses the public entries only: index.ts, pool/index.ts, report/index.ts, reference/index.ts, circuits/index.ts, circuit/dialects/index.ts.",
      },
    ],
  ),
  { files: ["src/**/*.{ts,tsx}"], rules: { "@typescript-eslint/no-non-null-assertion": "error" } },
  {
    files: FLOW.map((folder) => `src/${folder}/**/*.ts`).concat("src/elements/**/*.ts", "src/*.ts"),
    rules: {
      // It would pass by the patterns above.
      "no-restricted-syntax": ["error", { selector: "ImportExpression", message: "The core imports statically." }],
    },
  },
  { files: ["test/**/*.ts", "bench/**/*.ts", "src/build/**/*.ts"], rules: { "no-console": "off" } },
  {
    files: ["*.js", ".ci/*.mjs", "docs/**/*.mjs"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { console: "readonly", process: "readonly", URL: "readonly", WebAssembly: "readonly" },
    },
    rules: { "no-console": "off" },
  },
);
