import { execFileSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Engine, FoundEngines } from "./engine.ts";
import { runInPage } from "./page.ts";

interface BrowserKind {
  readonly name: string;
  /** The environment variable that names its binary. */
  readonly variable: string;
  /** Where that is not set, what is sought on the PATH. */
  readonly commands: readonly string[];
  /** Prepares a fresh profile; returns the words of the command line before the address. */
  prepare(profile: string): string[];
}

const CHROMIUM: BrowserKind = {
  name: "Chromium",
  variable: "CHROMIUM",
  commands: ["chromium", "chromium-browser", "google-chrome"],
  prepare: (profile) => [
    "--headless",
    `--user-data-dir=${profile}`,
    // Its sandbox needs rights that containers do not have; the page is our own.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-breakpad",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
  ],
};

/** What would otherwise open pages of its own or call home on the first start. */
const FIREFOX_PREFERENCES = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.rights.3.shown": true,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.healthreport.uploadEnabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "",
  "toolkit.telemetry.enabled": false,
};

const FIREFOX: BrowserKind = {
  name: "Firefox",
  variable: "FIREFOX",
  commands: ["firefox-esr", "firefox"],
  prepare: (profile) => {
    const lines = Object.entries(FIREFOX_PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(join(profile, "user.js"), lines.join(""));
    return ["--headless", "--no-remote", "--profile", profile];
  },
};

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium of this machine. */
export function findChromium(): string | undefined {
  return findBinary(CHROMIUM);
}

/** A binary that the environment names is taken on trust, so that a wrong name is noticed. */
function findBinary({ variable, commands }: BrowserKind): string | undefined {
  const named = process.env[variable];
  if (named !== undefined && named !== "") return named;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
}

function engineOf(kind: BrowserKind, binary: string): Engine {
  const said = execFileSync(binary, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return {
    name: `${kind.name} ${/\d[\w.]*/.exec(said)?.[0] ?? said.trim()}`,
    async run({ page }) {
      const profile = mkdtempSync(join(tmpdir(), "eisfit-profile-"));
      try {
        return await runInPage(page, binary, kind.prepare(profile), profile);
      } finally {
        rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
      }
    },
  };
}

/** Chromium and Firefox, as installed or as the environment names them. */
export function findBrowsers(): FoundEngines {
  const found = [CHROMIUM, FIREFOX].map((kind) => ({ kind, binary: findBinary(kind) }));
  return {
    engines: found.flatMap(({ kind, binary }) => (binary === undefined ? [] : [engineOf(kind, binary)])),
    absent: found.flatMap(({ kind, binary }) =>
      binary === undefined ? [`${kind.name} (install it, or name its binary in ${kind.variable})`] : [],
    ),
  };
}
