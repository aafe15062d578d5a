/** Pointing at a symbol, a control or a readout lights up everything of its term on the page. */
export function lightTerms(): void {
  let lit: string | undefined
  const light = (term: string | undefined) => {
    if (term === lit) return
    for (const element of ofTerm(lit)) element.classList.remove('lit')
    for (const element of ofTerm(term)) element.classList.add('lit')
    lit = term
  }
  document.addEventListener('pointerover', ({ target }) => light(termOf(target)))
  document.addEventListener('pointerout', ({ relatedTarget }) => light(termOf(relatedTarget)))
  document.addEventListener('focusin', ({ target }) => light(termOf(target)))
  document.addEventListener('focusout', () => light(undefined))
}

function termOf(target: EventTarget | null): string | undefined {
  const holder = target instanceof Element ? target.closest('[data-term]') : null
  return holder?.getAttribute('data-term') ?? undefined
}

function ofTerm(term: string | undefined): readonly Element[] {
  if (term === undefined) return []
  return [...document.querySelectorAll('[data-term]')].filter((element) => element.getAttribute('data-term') === term)
}
