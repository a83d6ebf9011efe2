/**
 * Stands in the bundle of eisfit/core for src/elements/catalogue.ts, without its checks that no two elements are spelled alike: the
 * records are those of `eisfit`, where they are made.
 */
export { lookUp as makeElementCatalogue } from "../elements/lookup.ts";
