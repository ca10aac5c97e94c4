import { expect as expectWithin } from '@playwright/test'

/** Two cores decode the pictures of several pages at once here. */
const PATIENCE_MS = 20_000

export const expect = expectWithin.configure({ timeout: PATIENCE_MS })
