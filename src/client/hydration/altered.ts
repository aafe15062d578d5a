/** Names in the console what React drew anew because another program, such as a translator, had altered the page before. The reader loses nothing. */
export const onRecoverableError = (error: unknown): void =>
  console.warn('Drawn anew, because the page was altered:', error)
