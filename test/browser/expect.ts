import { expect as expectWithin } from '@playwright/test'

/** Generous, since a machine with two cores decodes the video of several pages at once. */
const PATIENCE_MS = 20_000

export const expect = expectWithin.configure({ timeout: PATIENCE_MS })
