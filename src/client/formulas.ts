/**
 * Formulas on their own lines are prerendered as boxes that the keyboard can reach and scroll. Where nothing scrolls, the tab stop is removed; where
 * something does, the box is marked with `data-overflows` until its end is in sight.
 */
export function easeFormulas(): void {
  const ease = (box: Element) => {
    const beyond = box.scrollWidth - box.clientWidth
    if (beyond > 1) box.setAttribute('tabindex', '0')
    else box.removeAttribute('tabindex')
    box.toggleAttribute('data-overflows', beyond - box.scrollLeft > 1)
  }
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) ease(target)
  })
  for (const box of document.querySelectorAll('.display')) {
    observer.observe(box)
    box.addEventListener('scroll', () => ease(box), { passive: true })
  }
}
