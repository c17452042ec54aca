/** What a reading step yields when it needs the window to grow. */
export const MORE = Symbol('more');
export type More = typeof MORE;

/** Thrown inside a reading attempt when the window ends too early; the attempt is made again with more text. */
export class OutOfText extends Error {}

/** Thrown inside a reading attempt at something that an INSERT of a dump does not have. */
export class NotUnderstood extends Error {}
