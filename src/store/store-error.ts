/** Gives what `write` gives. @throws an error that says what the store could not do, with the database's as its cause */
export async function withStoreError<T>(what: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (cause) {
    throw new Error(`the store could not ${what}`, { cause })
  }
}
