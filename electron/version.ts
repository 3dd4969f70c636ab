/** Put in by the build from package.json. */
declare const ROOMSCOPE_VERSION: string;

export const version = ROOMSCOPE_VERSION;
