/** Whether the server is a sandbox: it says so in the document of its pages. */
export const isSandbox = document.documentElement.hasAttribute('data-sandbox')
