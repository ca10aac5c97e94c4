/**
 * How many percent of the color of an organization the soft background has, on light pages and on dark ones. With more, some
 * colors would not be readable on it: the server makes a color readable on this background too.
 */
export const SOFT_SHARE = { light: 10, dark: 14 } as const
