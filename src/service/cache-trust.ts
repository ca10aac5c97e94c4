/**
 * How long a row that was read from the store may be used without reading it again. Each store port whose rows are cached
 * states its trust.
 *
 * - `until-own-write`: this process is the only writer. A row is current until this process writes it, so every write
 *   must pass through the part that caches the row. SQLite is like this: the store locks its file, and `rollcall seed`
 *   refuses to run beside a server. If another tool changes the file, the server notices after a restart.
 * - `when-read`: other processes write as well. A row is current only at the moment it is read. A cache that uses it for
 *   longer has a limit of its own, such as the 5 s of an access token.
 */
export type CacheTrust = 'until-own-write' | 'when-read'
