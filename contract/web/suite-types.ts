// Answers about third-party apps, for programs that read them.

/** A third-party app as operators see it. `formerSecretUntil`: until when the previous secret is valid. */
export type AdministeredSuite = {
  suiteKey: string
  name: string
  scopes: string[]
  authorizedCorpIds: string[]
  hasTicket: boolean
  formerSecretUntil?: number
}

export type SuitesPage = { suites: AdministeredSuite[]; scopes: string[]; cursor?: string }

export type SuiteSecret = { suite: AdministeredSuite; secret: string }
