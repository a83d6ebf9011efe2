import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBinary, versionOf } from "./binaries.ts";
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

function binaryOf({ variable, commands }: BrowserKind): string | undefined {
  return findBinary(variable, commands);
}

/** The Chromium of this machine. */
export function findChromium(): string | undefined {
  return findBrowser("Chromium");
}

/** Runs a page's script in a browser with a fresh profile; resolves with what it posts. */
export async function runInBrowser(name: "Chromium" | "Firefox", binary: string, script: string): Promise<string> {
  return await runWithProfile(name === "Chromium" ? CHROMIUM : FIREFOX, binary, script);
}

async function runWithProfile(kind: BrowserKind, binary: string, script: string): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), "eisfit-profile-"));
  try {
    return await runInPage(script, binary, kind.prepare(profile), profile);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** The binary of a browser, as installed or as the environment names it; undefined where there is none. */
export function findBrowser(name: "Chromium" | "Firefox"): string | undefined {
  return binaryOf(name === "Chromium" ? CHROMIUM : FIREFOX);
}

function engineOf(kind: BrowserKind, binary: string): Engine {
  return {
    name: `${kind.name} ${versionOf(binary)}`,
    run: ({ page }) => runWithProfile(kind, binary, page),
  };
}

/** Chromium and Firefox, as installed or as the environment names them. */
export function findBrowsers(): FoundEngines {
  const found = [CHROMIUM, FIREFOX].map((kind) => ({ kind, binary: binaryOf(kind) }));
  return {
    engines: found.flatMap(({ kind, binary }) => (binary === undefined ? [] : [engineOf(kind, binary)])),
    absent: found.flatMap(({ kind, binary }) =>
      binary === undefined ? [`${kind.name} (install it, or name its binary in ${kind.variable})`] : [],
    ),
  };
}
