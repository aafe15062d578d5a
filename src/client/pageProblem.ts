/** The problem of this page; '' on the first page. */
export const pageProblem = (): string => document.querySelector<HTMLElement>('[data-problem]')?.dataset.problem ?? ''
