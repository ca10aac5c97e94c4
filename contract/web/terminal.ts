/**
 * The header in which a command says which user of the operating system has typed it, percent-encoded. Read only where
 * nobody but the user of the server can send requests.
 */
export const TERMINAL_USER_HEADER = 'x-rollcall-user'
