/** Resolves when the page is loaded and idle, so that figures in sight from the start do not delay the text. */
export async function rest(): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise((resume) => addEventListener('load', resume, { once: true }))
  // Safari has no idle callback.
  await new Promise((resume) => (window.requestIdleCallback ?? setTimeout)(resume))
}
