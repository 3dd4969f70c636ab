declare const brand: unique symbol;

/** A `Base` that may not be mixed up with another of the same shape: `Brand<number, 'EventNid'>`. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
