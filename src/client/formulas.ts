/** Formulas on their own lines are prerendered as boxes that the keyboard can reach and scroll. Where nothing scrolls, the stop is taken away. */
export function easeFormulas(): void {
  const ease = (box: Element) => {
    if (box.scrollWidth > box.clientWidth + 1) box.setAttribute('tabindex', '0')
    else box.removeAttribute('tabindex')
  }
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) ease(target)
  })
  for (const box of document.querySelectorAll('.display')) observer.observe(box)
}
