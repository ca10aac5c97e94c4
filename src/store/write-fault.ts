/** What `write` gives. A fault of the database comes out as an error that says what was being done, with its cause. */
export async function writing<T>(what: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (cause) {
    throw new Error(`the store could not ${what}`, { cause })
  }
}
