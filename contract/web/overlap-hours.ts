/** How long a secret that was replaced stays valid beside the new one: what can be chosen, and what holds otherwise. */
export const OVERLAP_HOURS = { minimum: 0, maximum: 720, default: 24 } as const
