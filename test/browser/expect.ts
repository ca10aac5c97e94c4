import { expect as expectWithin } from '@playwright/test'

/** Generous, since a machine with two cores decodes the video of several pages at once. */
const EXPECT_TIMEOUT_MS = 20_000

export const expect = expectWithin.configure({ timeout: EXPECT_TIMEOUT_MS })
