/** What a page has as `eisfit` after `<script src="eisfit.global.js">`: the library, with its further entries as fields. */
export * from "./index.ts";
export * as circuits from "./circuits/index.ts";
export * as dialects from "./circuit/dialects/index.ts";
export * as report from "./report/index.ts";
