/** Gives what `write` gives. @throws Error `the store could not …`, with the error of the database as its cause */
export async function withStoreError<T>(what: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (cause) {
    throw new Error(`the store could not ${what}`, { cause })
  }
}
